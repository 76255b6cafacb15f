import Diagnostics
import Facts
import Quantities

/// A mapping that is read key by key; what is missing, unknown or of the wrong form is reported.
struct Fields {
    /// What the mapping describes, for messages: `rule`.
    let what: String
    /// Where it stands.
    let position: SourcePosition
    /// Its entries.
    let entries: [DataNode.Entry]
    /// Where problems go.
    let problems: Problems

    /// Begins to read a mapping; nil where the node is none, which is reported.
    ///
    /// - Parameters:
    ///   - node: The node.
    ///   - what: What it describes, for messages.
    ///   - keys: The keys it may have; others are reported.
    ///   - problems: Where problems go.
    init?(_ node: DataNode, of what: String, keys: [String], problems: Problems) {
        guard case .mapping(let entries) = node.content else {
            problems.report(.wrongForm, "\(what) must be a mapping, not \(node.kindName)", at: node.position)
            return nil
        }
        self.what = what
        self.position = node.position
        self.entries = entries
        self.problems = problems
        for entry in entries where !keys.contains(entry.name) {
            let near = NearMiss.suggestion(for: entry.name, among: keys)
            problems.report(
                .unknownKey,
                "\(what) has no key `\(entry.name)`",
                at: entry.position,
                hint: near.map { "did you mean `\($0)`?" } ?? "its keys are \(keys.joined(separator: ", "))"
            )
        }
    }

    /// The value of a key, or nil where it is absent or null.
    subscript(key: String) -> DataNode? {
        guard let value = written(key), !value.isNull else { return nil }
        return value
    }

    /// The value of a key even if it is null, or nil where it is absent.
    func written(_ key: String) -> DataNode? {
        // By index, since taking out each entry to look at it costs more than the look.
        for index in entries.indices where entries[index].name == key { return entries[index].value }
        return nil
    }

    /// The value of a key that must be there.
    func required(_ key: String) -> DataNode? {
        if let value = self[key] { return value }
        problems.report(.missingKey, "\(what) needs the key `\(key)`", at: written(key)?.position ?? position)
        return nil
    }

    /// A text.
    func text(_ key: String) -> String? {
        self[key].flatMap { text(of: $0, key) }
    }

    /// A text that must be there.
    func requiredText(_ key: String) -> String? {
        required(key).flatMap { text(of: $0, key) }
    }

    /// A name with its place.
    func reference(_ key: String) -> Reference? {
        guard let node = self[key], let name = text(of: node, key) else { return nil }
        return Reference(name, at: node.position)
    }

    /// A list of names with their places; a single name counts as a list of one.
    func references(_ key: String) -> [Reference]? {
        self[key]
            .map {
                list(of: $0, key)
                    .compactMap { node in
                        text(of: node, key).map { Reference($0, at: node.position) }
                    }
            }
    }

    /// A list of texts; a single text counts as a list of one.
    func texts(_ key: String) -> [String]? {
        references(key)?.map(\.name)
    }

    /// A condition.
    func condition(_ key: String) -> ConditionText? {
        guard let node = self[key], let text = text(of: node, key) else { return nil }
        return ConditionText(text, at: node.position)
    }

    /// A condition that must be there.
    func requiredCondition(_ key: String) -> ConditionText? {
        required(key) == nil ? nil : condition(key)
    }

    /// A truth value, false where absent.
    func flag(_ key: String) -> Bool {
        guard let node = self[key] else { return false }
        if let value = Self.truth(node) { return value }
        problems.report(.wrongType, "`\(key)` must be true or false", at: node.position)
        return false
    }

    /// A word of a closed set.
    func word<Word: RawRepresentable & CaseIterable>(
        _ key: String,
        _ code: Diagnostic.Code = .unknownWord
    ) -> Word? where Word.RawValue == String {
        guard let node = self[key], let text = text(of: node, key) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        problems.report(
            code,
            "`\(text)` is not a value of `\(key)`",
            at: node.position,
            hint: NearMiss.suggestion(for: text, among: words).map { "did you mean `\($0)`?" }
                ?? "it is one of \(words.joined(separator: ", "))"
        )
        return nil
    }

    /// A date; nil where absent or wrong, which is reported.
    func date(_ key: String) -> CalendarDate? {
        self[key].flatMap { date(of: $0) }
    }

    /// An exact number.
    func number(_ key: String) -> ExactDecimal? {
        guard let node = self[key], let text = text(of: node, key) else { return nil }
        if let number = ExactDecimal(text) { return number }
        problems.report(.wrongType, "`\(key)` must be a number, not `\(text)`", at: node.position)
        return nil
    }

    /// Words for people; a plain text is English.
    func localised(_ key: String) -> LocalisedText? {
        self[key].flatMap { LocalisedText(node: $0, of: key, problems: problems) }
    }

    /// Words for people that must be there.
    func requiredLocalised(_ key: String) -> LocalisedText? {
        required(key) == nil ? nil : localised(key)
    }

    /// Words for people by value.
    func localisedByName(_ key: String) -> [String: LocalisedText] {
        var texts: [String: LocalisedText] = [:]
        for entry in self[key].map({ mapping(of: $0, key) }) ?? [] {
            texts[entry.name] = LocalisedText(node: entry.value, of: entry.name, problems: problems)
        }
        return texts
    }

    /// The elements of a list that may be absent.
    func elements(_ key: String) -> [DataNode] {
        guard let node = self[key] else { return [] }
        if case .sequence(let elements) = node.content { return elements }
        problems.report(.wrongForm, "`\(key)` must be a list, not \(node.kindName)", at: node.position)
        return []
    }

    /// The entries of a mapping that may be absent.
    func entries(_ key: String) -> [DataNode.Entry] {
        self[key].map { mapping(of: $0, key) } ?? []
    }

    /// The entries of a mapping, or none where it is no mapping, which is reported.
    func mapping(of node: DataNode, _ key: String) -> [DataNode.Entry] {
        if case .mapping(let entries) = node.content { return entries }
        problems.report(.wrongForm, "`\(key)` must be a mapping, not \(node.kindName)", at: node.position)
        return []
    }

    /// The elements of a list; a single value is a list of one.
    func list(of node: DataNode, _ key: String) -> [DataNode] {
        switch node.content {
        case .sequence(let elements): return elements
        case .scalar: return [node]
        case .mapping:
            problems.report(.wrongForm, "`\(key)` must be a list, not a mapping", at: node.position)
            return []
        }
    }

    /// The text of a single value.
    func text(of node: DataNode, _ key: String) -> String? {
        if case .scalar(let text, _) = node.content, !node.isNull { return text }
        problems.report(
            .wrongType,
            "`\(key)` must be a text, not \(node.kindName)",
            at: node.position
        )
        return nil
    }

    /// A date written in a node.
    func date(of node: DataNode) -> CalendarDate? {
        guard case .scalar(let text, _) = node.content else {
            problems.report(.badDate, "a date is expected, not \(node.kindName)", at: node.position)
            return nil
        }
        if let date = CalendarDate(iso: text) { return date }
        problems.report(
            .badDate,
            "`\(text)` is not a date",
            at: node.position,
            hint: "dates are written YYYY-MM-DD"
        )
        return nil
    }

    /// The truth value written in a node.
    static func truth(_ node: DataNode) -> Bool? {
        guard case .scalar(let text, isPlain: true) = node.content else { return nil }
        return text == "true" ? true : text == "false" ? false : nil
    }
}

extension LocalisedText {
    /// Reads words for people.
    ///
    /// - Parameters:
    ///   - node: Where they are written.
    ///   - key: The key they are the value of, for messages.
    ///   - problems: Where problems go.
    init?(node: DataNode, of key: String, problems: Problems) {
        switch node.content {
        case .scalar(let text, _) where !node.isNull:
            self.init(english: text)
        case .mapping(let entries):
            if entries.count == 2, entries[0].name == "en", entries[1].name == "zh",
                case .scalar(let english, _) = entries[0].value.content, !english.isEmpty, !entries[0].value.isNull,
                case .scalar(let chinese, _) = entries[1].value.content, !chinese.isEmpty, !entries[1].value.isNull
            {
                // Nearly all are of this form, and there are thousands.
                self.init(english: english, chinese: chinese)
                return
            }
            guard let fields = Fields(node, of: "`\(key)`", keys: ["en", "zh"], problems: problems) else { return nil }
            guard let english = fields.text("en"), !english.isEmpty else {
                problems.report(.missingLanguage, "`\(key)` has no text in `en`", at: node.position)
                return nil
            }
            self.init(english: english, chinese: fields.text("zh"))
        default:
            problems.report(.wrongType, "`\(key)` must be a text, not \(node.kindName)", at: node.position)
            return nil
        }
        if chinese == nil {
            problems.warn(.missingLanguage, "`\(key)` has no text in `zh`", at: node.position)
        }
    }
}
