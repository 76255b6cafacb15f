import Diagnostics

/// Reads `gate`, `verdict` and what stands beside it.
struct GateReader {
    let problems: Problems

    /// Reads how the state and the grade of a gate are found.
    func gate(_ node: DataNode, id: String, caseGate: String) -> GateDefinition? {
        let keys = ["title", "states", "evidence", "notes", "flags", "headline"]
        guard let fields = Fields(node, of: "the gate `\(id)`", keys: keys, problems: problems) else { return nil }
        let title = fields.requiredLocalised("title")
        let states: [DecisionDefinition.Choice] =
            fields.required("states") == nil
            ? []
            : fields.entries("states")
                .compactMap { entry in
                    fields.text(of: entry.value, entry.name)
                        .map {
                            .init(value: entry.name, when: ConditionText($0, at: entry.value.position))
                        }
                }
        let grades = fields.required("evidence") == nil ? [] : fields.elements("evidence").compactMap(grade)
        return GateDefinition(
            id: id,
            position: node.position,
            title: title ?? LocalisedText(english: ""),
            states: states,
            evidence: grades,
            notes: fields.reference("notes"),
            flags: fields.reference("flags"),
            headline: fields.references("headline") ?? [],
            caseGate: caseGate
        )
    }

    private func grade(_ node: DataNode) -> GateDefinition.Grade? {
        let keys = ["when", "grade", "of"]
        guard let fields = Fields(node, of: "an entry of `evidence`", keys: keys, problems: problems),
            let when = fields.requiredCondition("when")
        else { return nil }
        if (fields["grade"] == nil) == (fields["of"] == nil) {
            problems.report(.conflictingKeys, "a grade needs either `grade` or `of`", at: node.position)
        }
        return .init(when: when, grade: fields.word("grade", .unknownEvidence), of: fields.reference("of"))
    }

    /// Reads how the gates combine.
    ///
    /// - Parameter file: The fields of the whole file.
    /// - Returns: The combination, or nil where it is missing, which is reported.
    func verdict(_ file: Fields) -> VerdictDefinition? {
        let keys = ["values", "neutral", "labels", "lone_suffices", "undo"]
        guard let node = file.required("verdict"),
            let fields = Fields(node, of: "the verdict", keys: keys, problems: problems)
        else { return nil }
        let values = fields.required("values") == nil ? [] : fields.texts("values") ?? []
        let neutral = fields.requiredText("neutral") ?? ""
        let undo = fields.requiredText("undo") ?? ""
        func check(_ value: String, at position: SourcePosition?, and others: [String] = []) {
            guard !values.isEmpty, !value.isEmpty, !values.contains(value), !others.contains(value) else { return }
            problems.reportUnknownState(value, among: values + others, at: position)
        }
        check(undo, at: fields["undo"]?.position)
        for value in fields.references("lone_suffices") ?? [] { check(value.name, at: value.position) }
        for label in fields.entries("labels") {
            check(label.name, at: label.position, and: [neutral, "undetermined"])
        }
        return VerdictDefinition(
            values: values,
            neutral: neutral,
            labels: fields.localisedByName("labels"),
            loneSuffices: fields.texts("lone_suffices") ?? [],
            undo: undo,
            scale: scale(file),
            holds: file.elements("release").compactMap(hold)
        )
    }

    private func scale(_ file: Fields) -> [(grade: String, of: [Evidence])] {
        guard file.required("evidence") != nil else { return [] }
        let words = Evidence.allCases.map(\.rawValue)
        var placed: Set<Evidence> = []
        let scale = file.entries("evidence")
            .map { entry in
                let members = file.list(of: entry.value, entry.name)
                    .compactMap { node -> Evidence? in
                        guard let text = file.text(of: node, entry.name) else { return nil }
                        guard let evidence = Evidence(rawValue: text) else {
                            problems.report(
                                .unknownEvidence,
                                "`\(text)` is not an evidence word",
                                at: node.position,
                                hint: NearMiss.suggestion(for: text, among: words).map { "did you mean `\($0)`?" }
                                    ?? "it is one of \(words.joined(separator: ", "))"
                            )
                            return nil
                        }
                        if !placed.insert(evidence).inserted {
                            problems.report(.unknownEvidence, "`\(text)` stands for two grades", at: node.position)
                        }
                        return evidence
                    }
                return (grade: entry.name, of: members)
            }
        let missing = Evidence.allCases.filter { !placed.contains($0) }
        if !missing.isEmpty {
            problems.report(
                .unknownEvidence,
                "the scale gives no grade to \(missing.map { "`\($0.rawValue)`" }.joined(separator: ", "))",
                at: file["evidence"]?.position
            )
        }
        return scale
    }

    private func hold(_ node: DataNode) -> VerdictDefinition.Hold? {
        let keys = ["id", "when", "says"]
        guard let fields = Fields(node, of: "an entry of `release`", keys: keys, problems: problems) else { return nil }
        let id = fields.requiredText("id")
        let when = fields.requiredCondition("when")
        let says = fields.requiredLocalised("says")
        guard let id, let when, let says else { return nil }
        return .init(id: id, when: when, says: says)
    }
}

extension Problems {
    /// Reports a state that is no value of the verdict.
    func reportUnknownState(_ value: String, among values: [String], at position: SourcePosition?) {
        report(
            .unknownState,
            "`\(value)` is not a value of the verdict",
            at: position,
            hint: NearMiss.suggestion(for: value, among: values).map { "did you mean `\($0)`?" }
                ?? "its values are \(values.joined(separator: ", "))"
        )
    }
}
