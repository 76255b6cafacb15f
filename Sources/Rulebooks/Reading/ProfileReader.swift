import Diagnostics

/// A profile whose values are not typed yet.
struct ProfileDraft {
    var id: String
    var position: SourcePosition
    var title: LocalisedText
    var facts: [DataNode.Entry]

    init?(_ node: DataNode, problems: Problems) {
        let what = RuleReader.id(of: node).map { "the profile `\($0)`" } ?? "a profile"
        guard let fields = Fields(node, of: what, keys: ["id", "title", "facts"], problems: problems),
            let id = fields.requiredText("id")
        else { return nil }
        self.id = id
        position = fields["id"]?.position ?? node.position
        title = fields.requiredLocalised("title") ?? LocalisedText(english: "")
        facts = fields.required("facts") == nil ? [] : fields.entries("facts")
    }

    /// The profile with values of the facts' kinds.
    func definition(facts schema: [String: FactDefinition], problems: Problems) -> ProfileDefinition {
        ProfileDefinition(
            id: id,
            title: title,
            facts: facts.compactMap { entry in
                guard let fact = schema[entry.name] else {
                    problems.reportUnknownFact(entry.reference, among: schema.keys)
                    return nil
                }
                guard fact.isRaw || fact.mayBeStated else {
                    problems.report(
                        .factNotRaw,
                        "the fact `\(entry.name)` is computed and can't be assumed",
                        at: entry.position
                    )
                    return nil
                }
                return fact.value(of: entry.value, for: entry.name, problems: problems)
                    .map {
                        .init(fact: entry.reference, value: $0)
                    }
            }
        )
    }
}

extension FactDefinition {
    /// Whether its value comes from outside and not from a computation.
    var isRaw: Bool { derive == nil && contributed == nil }
}

extension Problems {
    /// Reports a name that no fact has.
    func reportUnknownFact(_ name: Reference, among facts: some Sequence<String>) {
        report(
            .unknownFact,
            "`\(name.name)` is not a declared fact",
            at: name.position,
            hint: NearMiss.suggestion(for: name.name, among: facts).map { "did you mean `\($0)`?" }
        )
    }
}
