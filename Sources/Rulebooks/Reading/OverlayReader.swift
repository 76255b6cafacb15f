import Diagnostics
import Quantities

/// An overlay that was read and is not applied yet.
struct OverlayDraft {
    var id: String
    var position: SourcePosition
    var title: LocalisedText
    var evidence: Evidence?
    /// What it stands for.
    var says: LocalisedText?
    /// Facts added.
    var facts: [FactDefinition] = []
    /// Rules added.
    var rules: [RuleDraft] = []
    /// Obligations added.
    var obligations: [ObligationDefinition] = []
    /// Rules that stand in for those of the same id.
    var replacements: [RuleDraft] = []
    /// Last days in force.
    var ends: [(rule: Reference, last: CalendarDate)] = []
    /// Rules switched off.
    var off: [Reference] = []
    /// Values of facts, not typed yet.
    var settings: [DataNode.Entry] = []

    /// What is told of it without applying it.
    var summary: OverlaySummary {
        OverlaySummary(id: id, position: position, title: title, says: says, evidence: evidence)
    }
}

/// Reads overlays.
struct OverlayReader {
    private static let keys = ["id", "title", "evidence", "says", "add", "replace", "end", "off", "set"]

    /// The first date of rules that state none; nil where it could not be read.
    let begins: CalendarDate?
    let problems: Problems

    /// Reads one overlay.
    func overlay(_ node: DataNode) -> OverlayDraft? {
        let what = RuleReader.id(of: node).map { "the overlay `\($0)`" } ?? "an overlay"
        guard let fields = Fields(node, of: what, keys: Self.keys, problems: problems),
            let id = fields.requiredText("id")
        else { return nil }
        var overlay = OverlayDraft(
            id: id,
            position: fields["id"]?.position ?? node.position,
            title: fields.requiredLocalised("title") ?? LocalisedText(english: ""),
            evidence: fields.word("evidence", .unknownEvidence),
            says: fields.localised("says")
        )
        let origin = RuleReader.Origin(overlay: id, evidence: overlay.evidence, begins: begins)
        let rules = RuleReader(problems: problems)
        if let node = fields["add"],
            let added = Fields(node, of: "`add`", keys: ["facts", "rules", "obligations"], problems: problems)
        {
            overlay.facts = added.entries("facts").compactMap { FactReader(problems: problems).fact($0, gate: nil) }
            overlay.rules = added.elements("rules").compactMap { rules.rule($0, gate: nil, from: origin) }
            overlay.obligations = added.elements("obligations")
                .compactMap {
                    ObligationReader(problems: problems).obligation($0, gate: "")
                }
        }
        if let node = fields["replace"], let added = Fields(node, of: "`replace`", keys: ["rules"], problems: problems)
        {
            overlay.replacements = added.elements("rules").compactMap { rules.rule($0, gate: nil, from: origin) }
        }
        overlay.ends = fields.entries("end")
            .compactMap { entry in
                fields.date(of: entry.value).map { (entry.reference, $0) }
            }
        overlay.off = fields.references("off") ?? []
        overlay.settings = fields.entries("set")
        return overlay
    }
}
