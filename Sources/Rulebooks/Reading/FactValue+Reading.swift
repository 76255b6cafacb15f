import Diagnostics
import Facts
import Quantities

extension FactDefinition {
    /// Reads a value that this fact may have; one that does not fit is reported.
    func value(of node: DataNode, for key: String, problems: Problems) -> FactValue? {
        guard case .scalar(let text, let isPlain) = node.content, !node.isNull else {
            problems.report(.wrongType, "`\(key)` must be \(kindInWords), not \(node.kindName)", at: node.position)
            return nil
        }
        if let complaint = complaint(about: text, isPlain: isPlain) {
            problems.report(
                complaint.code,
                "`\(text)` is no value of the fact `\(name)`, \(complaint.why)",
                at: node.position,
                hint: complaint.hint
            )
            return nil
        }
        return Self.value(text, of: kind)
    }

    /// The value that a text stands for, or nil where it is none of the kind.
    static func value(_ text: String, of kind: Kind) -> FactValue? {
        switch kind {
        case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
        case .int, .decimal: ExactDecimal(text).map { .decimal($0) }
        case .date: CalendarDate(iso: text).map { .date($0) }
        case .string, .country, .enum: .string(text)
        }
    }

    /// Why a text is no value of the fact, or nil where it is one.
    func complaint(
        about text: String,
        isPlain: Bool = true
    ) -> (code: Diagnostic.Code, why: String, hint: String?)? {
        let mismatch = (code: Diagnostic.Code.wrongType, why: "which is \(kindInWords)", hint: String?.none)
        guard let value = Self.value(text, of: kind) else { return mismatch }
        switch value {
        case .bool where !isPlain:
            return (.wrongType, "which is true or false", "write it without quotes")
        case .decimal(let number):
            if kind == .int, !number.isInteger { return mismatch }
            if let minimum, number < minimum { return (.valueOutOfRange, "which is at least \(minimum)", nil) }
            if let maximum, number > maximum { return (.valueOutOfRange, "which is at most \(maximum)", nil) }
        case .string where kind == .country:
            let isCode =
                text.utf8.count == 2 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            if !isCode { return (.wrongType, "which is an ISO country code", "such as `NL`") }
        case .string where kind == .enum:
            if !values.isEmpty, !values.contains(text) {
                let near = NearMiss.suggestion(for: text, among: values)
                return (
                    .unknownFactValue, "which has other values",
                    near.map { "did you mean `\($0)`?" } ?? "it is one of \(values.joined(separator: ", "))"
                )
            }
        default:
            break
        }
        return nil
    }

    private var kindInWords: String {
        switch kind {
        case .bool: "true or false"
        case .int: "a whole number"
        case .decimal: "a number"
        case .string: "a text"
        case .date: "a date"
        case .country: "an ISO country code"
        case .enum: "one of \(values.joined(separator: ", "))"
        }
    }
}

extension FactValue {
    /// Reads a value whose kind nothing declares: the form in which it is written decides.
    init?(untyped node: DataNode) {
        switch node.content {
        case .scalar(let text, isPlain: true):
            guard !node.isNull else { return nil }
            if let truth = Fields.truth(node) {
                self = .bool(truth)
            } else if let number = ExactDecimal(text) {
                self = .decimal(number)
            } else if let date = CalendarDate(iso: text) {
                self = .date(date)
            } else {
                self = .string(text)
            }
        case .scalar(let text, isPlain: false):
            self = .string(text)
        case .sequence(let elements):
            self = .list(elements.compactMap { FactValue(untyped: $0) })
        case .mapping:
            return nil
        }
    }
}
