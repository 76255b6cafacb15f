import Diagnostics
import Quantities

/// All that the files of a rulebook say, before it is known to hang together.
struct RulebookDraft {
    var manifest: Manifest
    var facts: [FactDefinition] = []
    var decisions: [DecisionDefinition] = []
    var rules: [RuleDraft] = []
    var collisions: [RuleDraft] = []
    var obligations: [ObligationDefinition] = []
    var gates: [GateDefinition] = []
    var verdict: VerdictDefinition?
    var ownership: OwnershipDefinition?
    var profiles: [ProfileDraft] = []
    var tables: [TableDraft] = []
    var lists = ListsDefinition()
    /// The overlays of the folder.
    var overlays: [OverlayDraft] = []

    /// The definition that the draft comes to; nil where a part of it could not be read.
    func definition(
        overlays: [OverlayDraft],
        profiles: [ProfileDefinition],
        digest: String
    ) -> RulebookDefinition? {
        guard let begins = manifest.begins, let lawKnownTo = manifest.lawKnownTo, let verdict else { return nil }
        var evidence: [String: Evidence] = [:]
        for overlay in overlays { evidence[overlay.id] = overlay.evidence }
        return RulebookDefinition(
            id: manifest.id,
            version: manifest.version,
            title: manifest.title,
            begins: begins,
            lawKnownTo: lawKnownTo,
            notice: manifest.notice,
            nearLimitPercent: manifest.nearLimitPercent,
            gates: gates,
            facts: facts,
            decisions: decisions,
            rules: rules.map(\.definition),
            collisions: collisions.map(\.definition),
            obligations: obligations,
            verdict: verdict,
            ownership: ownership,
            profiles: profiles,
            tables: tables.map(\.definition),
            lists: lists,
            overlays: overlays.map(\.id),
            overlayEvidence: evidence,
            digest: digest
        )
    }

    /// The names that entries may speak of.
    func names() -> NameIndex {
        NameIndex(
            facts: Dictionary(facts.map { ($0.name, $0) }) { first, _ in first },
            decisions: Dictionary(decisions.map { ($0.name, $0) }) { first, _ in first },
            rules: Dictionary(grouping: rules + collisions, by: \.definition.id),
            tables: Dictionary(tables.map { ($0.definition.name, $0) }) { first, _ in first },
            gates: Set(manifest.gates.map(\.id)),
            rulesOfObligations: Set(obligations.compactMap { $0.rule?.name })
        )
    }
}

/// What the names stand for that entries may speak of.
struct NameIndex {
    /// The word under which collision rules state their kind.
    static let collision = "collision"

    var facts: [String: FactDefinition]
    var decisions: [String: DecisionDefinition]
    var rules: [String: [RuleDraft]]
    var tables: [String: TableDraft]
    var gates: Set<String>
    var rulesOfObligations: Set<String>

    /// The gate of what a rule contributes to, or of its name; nil for collision rules.
    func gate(of rule: RuleDefinition) -> String? {
        for contribution in rule.contributes {
            if let decision = decisions[contribution.target.name] { return decision.gate }
            if let gate = facts[contribution.target.name]?.gate { return gate }
        }
        return rule.isCollision ? nil : gate(ofName: rule.id)
    }

    /// The gate of an obligation that an overlay brings.
    func gate(of obligation: ObligationDefinition) -> String? {
        if let condition = obligation.condition { return decisions[condition.name]?.gate }
        if let rule = obligation.rule, let draft = rules[rule.name]?.first { return draft.definition.gate }
        return gate(ofName: obligation.id)
    }

    /// The gate whose id begins a dotted name.
    func gate(ofName name: String) -> String? {
        name.split(separator: ".").first.map(String.init).flatMap { gates.contains($0) ? $0 : nil }
    }

    /// Whether a rule contributes to a decision or fact, on any date.
    func rule(_ id: String, contributesTo isTarget: (String) -> Bool) -> Bool {
        rules[id]?.contains { $0.definition.contributes.contains { isTarget($0.target.name) } } ?? false
    }
}

extension RuleDefinition {
    /// Whether it says how the gates collide.
    var isCollision: Bool { contributes.contains { $0.target.name == NameIndex.collision } }
}
