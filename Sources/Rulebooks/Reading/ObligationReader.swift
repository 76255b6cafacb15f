import Diagnostics

/// Reads the elements of `obligations`.
struct ObligationReader {
    private static let keys = ["id", "short", "rule", "condition", "when", "met", "unmet", "says"]

    let problems: Problems

    /// Reads one obligation.
    func obligation(_ node: DataNode, gate: String) -> ObligationDefinition? {
        let what = RuleReader.id(of: node).map { "the obligation `\($0)`" } ?? "an obligation"
        guard let fields = Fields(node, of: what, keys: Self.keys, problems: problems) else { return nil }
        guard let id = fields.requiredText("id") else { return nil }
        var obligation = ObligationDefinition(
            id: id,
            position: fields["id"]?.position ?? fields.position,
            gate: gate,
            says: fields.requiredLocalised("says") ?? LocalisedText(english: "")
        )
        obligation.short = fields.localised("short")
        obligation.rule = fields.reference("rule")
        obligation.condition = fields.reference("condition")
        obligation.when = fields.condition("when")
        obligation.met = fields.condition("met")
        obligation.unmet = fields.condition("unmet")
        if obligation.rule != nil, let other = ["condition", "met", "unmet"].first(where: { fields[$0] != nil }) {
            problems.report(
                .conflictingKeys,
                "\(what) takes its state from a rule and has `\(other)` besides",
                at: fields[other]?.position
            )
        }
        return obligation
    }
}
