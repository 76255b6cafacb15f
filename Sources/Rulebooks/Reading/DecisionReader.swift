import Diagnostics

/// Reads the entries of `decisions`.
struct DecisionReader {
    private static let keys = [
        "question", "short", "type", "values", "hit", "before", "when", "otherwise", "default", "governing", "unknown", "main",
        "labels", "choose", "value", "of", "attribute", "evidence_of", "keep", "serves", "unserved", "carves",
        "untested_note", "untested_in", "default_evidence", "default_authority",
    ]

    let problems: Problems

    /// Reads one entry.
    func decision(_ entry: DataNode.Entry, gate: String) -> DecisionDefinition? {
        let what = "the decision `\(entry.name)`"
        guard let fields = Fields(entry.value, of: what, keys: Self.keys, problems: problems) else { return nil }
        var decision = DecisionDefinition(
            name: entry.name,
            position: entry.position,
            gate: gate,
            question: fields.requiredLocalised("question") ?? LocalisedText(english: "")
        )
        decision.short = fields.localised("short")
        decision.kind = fields.word("type") ?? .text
        decision.values = fields.texts("values") ?? []
        decision.hit = fields.word("hit")
        decision.before = fields.references("before") ?? []
        decision.when = fields.condition("when")
        decision.otherwise = fields.text("otherwise")
        decision.defaultValue = fields.text("default")
        decision.governing = fields.word("governing") ?? .all
        decision.ignoresUnknown = ignoresUnknown(fields)
        decision.isMain = fields.flag("main")
        decision.labels = fields.localisedByName("labels")
        decision.choices = fields.entries("choose")
            .compactMap { choice in
                fields.text(of: choice.value, choice.name)
                    .map {
                        .init(value: choice.name, when: ConditionText($0, at: choice.value.position))
                    }
            }
        decision.value = fields.condition("value")
        decision.of = fields.reference("of")
        decision.attribute = fields.text("attribute")
        decision.evidenceOf = fields.references("evidence_of") ?? []
        for entry in fields.entries("keep") {
            decision.keep[entry.name] = fields.list(of: entry.value, entry.name)
                .compactMap { fields.text(of: $0, entry.name) }
        }
        decision.serves = fields.reference("serves")
        decision.unserved = fields.text("unserved")
        decision.carves = fields.reference("carves")
        decision.untestedNote = fields.text("untested_note")
        decision.untestedIn = fields.reference("untested_in")
        decision.defaultEvidence = fields.word("default_evidence", .unknownEvidence)
        decision.defaultAuthority = fields.texts("default_authority") ?? []
        checkForm(of: decision, fields)
        return decision
    }

    private func ignoresUnknown(_ fields: Fields) -> Bool {
        guard let word = fields.text("unknown") else { return false }
        if word != "ignore" {
            problems.report(
                .unknownWord,
                "`\(word)` is not a value of `unknown`",
                at: fields["unknown"]?.position,
                hint: "the only one is `ignore`"
            )
        }
        return true
    }

    private func checkForm(of decision: DecisionDefinition, _ fields: Fields) {
        func conflict(_ message: String, at key: String) {
            let position = fields[key]?.position ?? decision.position
            problems.report(.conflictingKeys, "\(fields.what) \(message)", at: position)
        }
        let ways = [
            ("hit", decision.hit != nil && decision.choices.isEmpty), ("choose", !decision.choices.isEmpty),
            ("value", decision.value != nil), ("attribute", decision.attribute != nil),
            ("evidence_of", !decision.evidenceOf.isEmpty),
        ]
        .filter(\.1).map(\.0)
        if ways.isEmpty {
            problems.report(
                .missingKey,
                "\(fields.what) does not say how its value is found",
                at: decision.position,
                hint: "give one of hit, choose, value, attribute, evidence_of"
            )
        } else if ways.count > 1 {
            conflict("finds its value in more than one way: \(ways.joined(separator: ", "))", at: ways[1])
        }
        if decision.attribute != nil, decision.of == nil { conflict("has `attribute` without `of`", at: "attribute") }
        if decision.hit == .collect, decision.kind != .set { conflict("collects but is no set", at: "hit") }
        if decision.kind == .set, decision.hit != .collect { conflict("is a set and needs `hit: collect`", at: "type") }
        if !decision.keep.isEmpty, decision.of == nil { conflict("has `keep` without `of`", at: "keep") }
        if decision.unserved != nil, decision.serves == nil {
            conflict("has `unserved` without `serves`", at: "unserved")
        }
        if decision.untestedNote != nil, decision.carves == nil {
            conflict("has `untested_note` without `carves`", at: "untested_note")
        }
        if (decision.untestedNote == nil) != (decision.untestedIn == nil) {
            conflict("needs both `untested_note` and `untested_in`", at: "untested_note")
        }
        checkValues(of: decision, fields)
    }

    private func checkValues(of decision: DecisionDefinition, _ fields: Fields) {
        var seen: Set<String> = []
        for value in decision.values where !seen.insert(value).inserted {
            problems.report(.unknownValue, "\(fields.what) lists `\(value)` twice", at: fields["values"]?.position)
        }
        let isFree = decision.values.isEmpty
        func check(_ value: String?, at position: SourcePosition?) {
            guard let value, !isFree, !decision.values.contains(value), decision.kind == .text else { return }
            problems.reportUnknownValue(value, of: decision, at: position)
        }
        if isFree, decision.kind == .text, decision.hit == .strictest || decision.hit == .first {
            problems.report(.missingKey, "\(fields.what) needs `values`", at: decision.position)
        }
        check(decision.unserved, at: fields["unserved"]?.position)
        for choice in fields.entries("choose") { check(choice.name, at: choice.position) }
        for label in fields.entries("labels") where !isFree && !decision.values.contains(label.name) {
            guard ![decision.otherwise, decision.defaultValue, decision.unserved, "undetermined"].contains(label.name)
            else { continue }
            problems.reportUnknownValue(label.name, of: decision, at: label.position)
        }
        guard decision.kind == .set, !isFree else { return }
        for entry in fields.entries("keep") {
            for node in fields.list(of: entry.value, entry.name) {
                if let value = fields.text(of: node, entry.name), !decision.values.contains(value) {
                    problems.reportUnknownValue(value, of: decision, at: node.position)
                }
            }
        }
    }
}

extension Problems {
    /// Reports a value that a decision does not list.
    func reportUnknownValue(_ value: String, of decision: DecisionDefinition, at position: SourcePosition?) {
        report(
            .unknownValue,
            "`\(value)` is not a value of the decision `\(decision.name)`",
            at: position,
            hint: NearMiss.suggestion(for: value, among: decision.values).map { "did you mean `\($0)`?" }
                ?? "its values are \(decision.values.joined(separator: ", "))"
        )
    }
}
