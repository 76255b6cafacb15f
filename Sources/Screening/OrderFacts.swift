internal import Facts
internal import Ownership
internal import Quantities
internal import Rulebooks

/// Turns what was found of a party into facts; what is not known stays unknown, with the reason.
struct OrderFacts {
    private let definition: RulebookDefinition

    init(_ definition: RulebookDefinition) {
        self.definition = definition
    }

    // MARK: Lists

    /// The facts that screening several names of one party gives.
    func facts(of names: [PartyFinding], _ party: OrderParty) -> [OrderFact] {
        let found = names.flatMap(\.consequences)
        return Set(found.map(\.fact)).sorted().compactMap { fact in self.fact(fact, found.filter { $0.fact == fact }) }
    }

    /// A listing under one name counts whatever the others say, and nothing is clear while one of them is open.
    private func fact(_ fact: String, _ found: [PartyConsequence]) -> OrderFact? {
        let listed = found.filter { $0.value != nil && $0.sources.contains { $0.match != nil } }
        if let first = listed.first {
            let isOne = listed.allSatisfy { $0.value == first.value }
            return OrderFact(fact: fact, value: isOne ? first.value : nil, why: Self.reason(listed))
        }
        let open = found.filter { $0.state == .unsettled }
        if !open.isEmpty {
            return OrderFact(fact: fact, value: nil, suspected: value(ofListed: fact), why: Self.toBeSettled(open))
        }
        let notScreened = found.filter { $0.state == .notScreened }
        if !notScreened.isEmpty { return OrderFact(fact: fact, value: nil, why: Self.reason(notScreened)) }
        guard let clear = found.first(where: { $0.value != nil }) else { return nil }
        return OrderFact(fact: fact, value: clear.value, why: clear.reason)
    }

    private static func reason(_ found: [PartyConsequence]) -> LocalisedText {
        var texts: [LocalisedText] = []
        for text in found.flatMap({ $0.sources.map(\.says) }) where !texts.contains(text) { texts.append(text) }
        let more = texts.count - mostSources
        guard more > 0 else { return joined(texts) }
        let rest = LocalisedText(english: "and \(more) more", chinese: "另有 \(more) 项")
        return joined(texts.prefix(mostSources) + [rest])
    }

    /// How many entries a reason names.
    private static let mostSources = 3

    private static func toBeSettled(_ found: [PartyConsequence]) -> LocalisedText {
        let how = LocalisedText(
            english: "settle it with `passgate screen decide`",
            chinese: "请以 `passgate screen decide` 核定"
        )
        return joined([reason(found), how])
    }

    private static func joined(_ texts: [LocalisedText]) -> LocalisedText {
        LocalisedText(
            english: texts.map(\.english).joined(separator: "; "),
            chinese: texts.map { $0.text(in: .chinese) }.joined(separator: "；")
        )
    }

    /// The value that a listing would give.
    private func value(ofListed fact: String) -> FactValue? {
        definition.lists.lists.lazy.flatMap(\.makes).first { $0.fact.name == fact }?.value
    }

    /// The facts of a party that has no name: nothing is known of it.
    func withoutName(_ party: OrderParty) -> [OrderFact] {
        let facts = Set(definition.lists.lists.flatMap(\.makes).map(\.fact.name)).sorted()
        let why = LocalisedText(english: "the party has no name to be screened by", chinese: "该方无名称可供筛查")
        return facts.map { OrderFact(fact: $0, value: nil, why: why) }
    }

    // MARK: Owners

    /// The facts that owners would give, where they could not be looked at.
    func withoutOwners(_ why: LocalisedText) -> [OrderFact] {
        (definition.ownership?.rules ?? []).flatMap(\.facts)
            .map { OrderFact(fact: $0.fact.name, value: nil, why: why) }
    }

    /// The facts that owners give.
    func facts(of owners: OrderOwners, _ party: OrderParty) -> [OrderFact] {
        guard let ownership = definition.ownership else { return [] }
        var facts = owners.rules.flatMap { self.facts($0, owners) }
        for given in owners.walk.facts(in: owners.graph, ownership) where !party.tableFacts.contains(given.fact) {
            facts.append(OrderFact(fact: given.fact, value: given.value, why: given.because))
        }
        return facts
    }

    /// What a rule gives: that nobody who counts owns the party is known only where all owners were screened against
    /// all lists that count.
    private func facts(_ finding: OwnershipFinding, _ owners: OrderOwners) -> [OrderFact] {
        let gaps = owners.gaps + missingLists(finding.rule, owners)
        let holders = finding.proof.children.filter { $0.kind == .owner }.prefix(Self.mostHolders).map(\.claim)
        return finding.facts(in: owners.graph)
            .map { given in
                let why = Self.joined([given.because] + holders)
                guard !gaps.isEmpty, finding.owned != .yes,
                    given.value != .bool(true) || isShareKnown(given.fact, finding)
                else { return OrderFact(fact: given.fact, value: given.value, why: why) }
                return OrderFact(fact: given.fact, value: nil, why: Self.joined([why] + gaps))
            }
    }

    private func isShareKnown(_ fact: String, _ finding: OwnershipFinding) -> Bool {
        finding.rule.facts.contains { $0.fact.name == fact && $0.gives == .shareKnown }
    }

    /// How many holders a reason names; the proof has them all.
    private static let mostHolders = 6

    /// The lists that a rule counts and against which owners were not screened.
    private func missingLists(_ rule: OwnershipDefinition.Rule, _ owners: OrderOwners) -> [LocalisedText] {
        let counted = Set(rule.counts.joined().map(\.list.name))
        return definition.lists.lists
            .filter { list in
                guard let code = definition.ownership?.list(list.code)?.code, counted.contains(code) else {
                    return false
                }
                return owners.screened.contains { $0.finding.missing.contains(list.code) }
            }
            .map(MatchWording.missing)
    }
}
