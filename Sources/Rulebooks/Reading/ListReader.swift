import Diagnostics
import Facts
import Quantities

/// Reads the lists that a rulebook knows, and the layouts of their files.
struct ListReader {
    let problems: Problems

    /// Adds what one file says.
    func read(_ root: DataNode, into definition: inout ListsDefinition) {
        let keys = ["shrink_limit_percent", "reject_limit_percent", "lists", "formats"]
        guard let fields = Fields(root, of: "the file", keys: keys, problems: problems) else { return }
        if let limit = percent("shrink_limit_percent", fields) { definition.shrinkLimitPercent = limit }
        if let limit = percent("reject_limit_percent", fields) { definition.rejectLimitPercent = limit }
        for node in fields.elements("lists") {
            guard let list = list(node) else { continue }
            if let first = definition.list(list.code) {
                problems.report(
                    .duplicateList,
                    "the list `\(list.code)` is described twice",
                    at: list.position,
                    notes: [.init("it is described here first", at: first.position)]
                )
            } else {
                checkSpellings(of: list, beside: definition.lists)
                definition.lists.append(list)
            }
        }
        let reader = ListFormatReader(problems: problems)
        for node in fields.elements("formats") {
            guard let format = reader.format(node) else { continue }
            if let first = definition.formats.first(where: { $0.id == format.id }) {
                problems.report(
                    .duplicateList,
                    "the format `\(format.id)` is described twice",
                    at: format.position,
                    notes: [.init("it is described here first", at: first.position)]
                )
            } else {
                definition.formats.append(format)
            }
        }
    }

    private func percent(_ key: String, _ fields: Fields) -> ExactDecimal? {
        guard let number = fields.number(key) else { return nil }
        if number >= 0, number <= 100 { return number }
        problems.report(
            .valueOutOfRange,
            "`\(key)` is a share in percent, from 0 to 100, not \(number)",
            at: fields[key]?.position
        )
        return nil
    }

    private func checkSpellings(of list: ListDefinition, beside others: [ListDefinition]) {
        for spelling in [list.code] + list.spellings {
            guard let other = others.first(where: { ListsDefinition.knows($0, by: spelling) }) else { continue }
            problems.report(
                .duplicateList,
                "`\(spelling)` is a spelling of two lists, `\(other.code)` and `\(list.code)`",
                at: list.position,
                notes: [.init("the other is described here", at: other.position)]
            )
        }
    }

    private func list(_ node: DataNode) -> ListDefinition? {
        let what = Self.code(of: node).map { "the list `\($0)`" } ?? "a list"
        let keys = ["code", "title", "publisher", "cites", "evidence", "spellings", "says", "makes", "marks"]
        guard let fields = Fields(node, of: what, keys: keys, problems: problems) else { return nil }
        let code = fields.requiredText("code")
        let title = fields.requiredLocalised("title")
        let publisher = fields.requiredLocalised("publisher")
        let says = fields.requiredLocalised("says")
        let evidence: Evidence? = fields.required("evidence") == nil ? nil : fields.word("evidence", .unknownEvidence)
        let cites = fields.required("cites") == nil ? [] : fields.texts("cites") ?? []
        if fields["cites"] != nil, cites.isEmpty {
            problems.report(.missingCitation, "\(what) cites nothing", at: fields["cites"]?.position)
        }
        let makes = fields.elements("makes").compactMap { consequence($0, evidence: evidence ?? .inferred) }
        let marks = fields.elements("marks").compactMap(mark)
        guard let code, let title, let publisher, let says, let evidence else { return nil }
        return ListDefinition(
            code: code,
            position: fields["code"]?.position ?? node.position,
            title: title,
            publisher: publisher,
            cites: cites,
            evidence: evidence,
            spellings: fields.texts("spellings") ?? [],
            says: says,
            makes: makes,
            marks: marks
        )
    }

    private static func code(of node: DataNode) -> String? {
        guard case .mapping(let entries) = node.content,
            case .scalar(let text, _)? = entries.first(where: { $0.name == "code" })?.value.content
        else { return nil }
        return text
    }

    private static let conditionKeys = ["programmes", "requirement", "from", "to"]

    private func consequence(_ node: DataNode, evidence: Evidence) -> ListDefinition.Consequence? {
        let keys = ["fact", "value", "otherwise", "cites", "evidence"] + Self.conditionKeys
        guard let fields = Fields(node, of: "an entry of `makes`", keys: keys, problems: problems) else { return nil }
        let fact = fields.required("fact") == nil ? nil : fields.reference("fact")
        let value = fields.required("value").flatMap { FactValue(untyped: $0) }
        let cites = fields.required("cites") == nil ? [] : fields.texts("cites") ?? []
        guard let fact, let value else { return nil }
        return .init(
            fact: fact,
            value: value,
            otherwise: fields["otherwise"].flatMap { FactValue(untyped: $0) },
            condition: condition(fields),
            cites: cites,
            evidence: fields.word("evidence", .unknownEvidence) ?? evidence
        )
    }

    private func mark(_ node: DataNode) -> ListDefinition.Mark? {
        let keys = ["id", "says", "cites"] + Self.conditionKeys
        guard let fields = Fields(node, of: "an entry of `marks`", keys: keys, problems: problems) else { return nil }
        let id = fields.requiredText("id")
        let says = fields.requiredLocalised("says")
        guard let id, let says else { return nil }
        return .init(id: id, says: says, condition: condition(fields), cites: fields.texts("cites") ?? [])
    }

    private func condition(_ fields: Fields) -> EntryCondition {
        let condition = EntryCondition(
            programmes: fields.texts("programmes") ?? [],
            requirement: fields.texts("requirement") ?? [],
            from: fields.date("from"),
            to: fields.date("to")
        )
        if let from = condition.from, let to = condition.to, to < from {
            problems.report(.backwardDates, "\(fields.what) ends before it begins", at: fields["to"]?.position)
        }
        return condition
    }
}

extension ListsDefinition {
    /// Whether a list is known by a text.
    static func knows(_ list: ListDefinition, by text: String) -> Bool {
        let wanted = text.lowercased()
        return list.code.lowercased() == wanted || list.spellings.contains { $0.lowercased() == wanted }
    }
}
