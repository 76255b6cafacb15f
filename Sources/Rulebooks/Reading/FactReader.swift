import Diagnostics
import Facts
import Quantities

/// Reads the entries of `facts`.
struct FactReader {
    private static let keys = [
        "type", "unit", "min", "max", "values", "meaning", "ask", "missing", "lookup", "derive", "stated",
        "contributed", "unless", "default", "because", "assume", "nullable", "parties", "roles",
    ]

    let problems: Problems

    /// Reads one entry.
    func fact(_ entry: DataNode.Entry, gate: String?) -> FactDefinition? {
        let what = "the fact `\(entry.name)`"
        guard let fields = Fields(entry.value, of: what, keys: Self.keys, problems: problems) else { return nil }
        let kind: FactDefinition.Kind = fields.required("type") == nil ? .string : kind(fields) ?? .string
        var fact = FactDefinition(
            name: entry.name,
            position: entry.position,
            gate: gate,
            kind: kind,
            meaning: fields.requiredLocalised("meaning") ?? LocalisedText(english: "")
        )
        fact.unit = fields.text("unit")
        fact.values = fields.texts("values") ?? []
        fact.minimum = fields.number("min")
        fact.maximum = fields.number("max")
        fact.ask = fields.localised("ask")
        fact.missing = fields.word("missing") ?? .ask
        fact.derive = fields.condition("derive")
        fact.mayBeStated = fields.flag("stated")
        fact.contributed = contribution(fields)
        fact.unless = fields.reference("unless")
        fact.because = fields.localised("because")
        fact.isNullable = fields.flag("nullable")
        fact.parties = fields.word("parties")
        fact.roles = fields.texts("roles") ?? []
        if let node = fields["lookup"] { fact.lookup = lookup(node, of: fact) }
        if let node = fields["default"] { fact.defaultValue = fact.value(of: node, for: "default", problems: problems) }
        if let node = fields["assume"] { fact.assumption = assumption(node, of: fact) }
        checkForm(of: fact, fields)
        return fact
    }

    private func kind(_ fields: Fields) -> FactDefinition.Kind? {
        fields.word("type", .unknownFactKind)
    }

    private func contribution(_ fields: Fields) -> FactDefinition.Contribution? {
        guard let word = fields.text("contributed") else { return nil }
        if let contribution = FactDefinition.Contribution(rawValue: word) { return contribution }
        problems.report(
            .unknownWord,
            "`\(word)` is not a value of `contributed`",
            at: fields["contributed"]?.position,
            hint: "it is one of any, all"
        )
        return .any
    }

    private func lookup(_ node: DataNode, of fact: FactDefinition) -> LookupDefinition? {
        let keys = ["table", "only", "match", "pick", "column", "sum", "absent", "blank"]
        guard let fields = Fields(node, of: "a lookup", keys: keys, problems: problems) else { return nil }
        guard fields.required("table") != nil, let table = fields.reference("table") else { return nil }
        var only: [String: String] = [:]
        for entry in fields.entries("only") {
            only[entry.name] = fields.text(of: entry.value, entry.name)
        }
        let match: [(column: String, fact: Reference)] = fields.entries("match")
            .compactMap { entry in
                fields.text(of: entry.value, entry.name).map { (entry.name, Reference($0, at: entry.value.position)) }
            }
        if let pick = fields.text("pick"), pick != "latest" {
            problems.report(
                .unknownWord,
                "`\(pick)` is not a value of `pick`",
                at: fields["pick"]?.position,
                hint: "the only one is `latest`"
            )
        }
        if (fields["column"] == nil) == (fields["sum"] == nil) {
            problems.report(.conflictingKeys, "a lookup needs either `column` or `sum`", at: node.position)
        }
        return LookupDefinition(
            table: table,
            only: only,
            match: match,
            column: fields.text("column"),
            picksLatest: fields["pick"] != nil,
            sum: fields.text("sum"),
            absent: fields["absent"].flatMap { fact.value(of: $0, for: "absent", problems: problems) },
            blank: fields["blank"].flatMap { fact.value(of: $0, for: "blank", problems: problems) }
        )
    }

    private func assumption(_ node: DataNode, of fact: FactDefinition) -> FactDefinition.Assumption? {
        guard let fields = Fields(node, of: "`assume`", keys: ["when", "value", "because"], problems: problems) else {
            return nil
        }
        let when = fields.requiredCondition("when")
        let value = fields.required("value").flatMap { fact.value(of: $0, for: "value", problems: problems) }
        let because = fields.requiredLocalised("because")
        guard let when, let value, let because else { return nil }
        return .init(when: when, value: value, because: because)
    }

    private func checkForm(of fact: FactDefinition, _ fields: Fields) {
        func conflict(_ message: String, at key: String) {
            problems.report(.conflictingKeys, "\(fields.what) \(message)", at: fields[key]?.position ?? fact.position)
        }
        let isComputed = fact.derive != nil || fact.contributed != nil
        if fact.kind == .enum, fact.values.isEmpty {
            problems.report(.factWithoutValues, "\(fields.what) is an enum without `values`", at: fact.position)
        } else if fact.kind != .enum, fields["values"] != nil {
            conflict("has `values` but is no enum", at: "values")
        }
        if fact.kind != .int, fact.kind != .decimal, fact.minimum != nil || fact.maximum != nil {
            conflict("has a range but is no number", at: fact.minimum == nil ? "max" : "min")
        }
        if let minimum = fact.minimum, let maximum = fact.maximum, minimum > maximum {
            conflict("has a `min` above its `max`", at: "min")
        }
        if fact.derive != nil, fact.contributed != nil {
            conflict("is both derived and contributed", at: "contributed")
        }
        if isComputed, fact.lookup != nil || fact.assumption != nil {
            conflict("is computed and can't be looked up or assumed", at: fact.lookup == nil ? "assume" : "lookup")
        }
        if isComputed, fields["default"] != nil { conflict("is computed and has no default", at: "default") }
        if fact.contributed != nil, fact.kind != .bool { conflict("is contributed and so must be a bool", at: "type") }
        if fact.unless != nil, fact.contributed == nil { conflict("has `unless` but is not contributed", at: "unless") }
        if fact.mayBeStated, fact.derive == nil { conflict("has `stated` but is not derived", at: "stated") }
        if fact.parties != .all, !fact.roles.isEmpty { conflict("has `roles` without `parties: all`", at: "roles") }
        if fact.parties == .each, fact.derive == nil {
            conflict("has `parties: each` but is not derived", at: "parties")
        }
        if !isComputed, fields["ask"] == nil, fact.missing == .ask {
            problems.report(
                .factWithoutQuestion,
                "\(fields.what) can be supplied by a user but has no `ask`",
                at: fact.position,
                hint: "add the question, or `missing: silent` if it is never asked for"
            )
        }
    }
}
