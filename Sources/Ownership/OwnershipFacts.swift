package import Facts
package import Rulebooks

/// A fact that ownership gives to the gates, with the reason.
package struct OwnershipFact: Hashable, Sendable {
    /// The name of the fact.
    package let fact: String
    /// Its value; nil where it stays unknown, which is told with its reason all the same.
    package let value: FactValue?
    /// Why.
    package let because: LocalisedText
}

extension OwnershipFinding {
    /// The facts that the answer gives, in the order of the rule.
    ///
    /// What counts is what the rule would count: a party outside its reach has none. The share is the one known, or
    /// where it is not exact an end of its range on the same side of the rule's threshold; where the answer is open,
    /// or what is not disclosed could change it, the share stays unknown. The state of the rule plays no part:
    /// whether it applies on the day of an order the gates decide by their own rules.
    package func facts(in graph: OwnershipGraph) -> [OwnershipFact] {
        rule.facts.map { given in
            switch given.gives {
            case .share:
                OwnershipFact(fact: given.fact.name, value: share.map { .decimal($0.percent) }, because: why(graph))
            case .shareKnown: OwnershipFact(fact: given.fact.name, value: .bool(share != nil), because: why(graph))
            case .ownerKnown:
                OwnershipFact(
                    fact: given.fact.name,
                    value: .bool(reach != .outside && hasCountedOwner),
                    because: why(graph)
                )
            }
        }
    }

    /// Whether a holder counts, or may.
    private var hasCountedOwner: Bool { owners.contains { $0.counts != .no && $0.share.high > .none } }

    /// The share for the gates; nil where it is not known well enough.
    private var share: BasisPoints? {
        switch (reach, owned) {
        case (.outside, _): BasisPoints.none
        case (.unknown, .yes), (.unknown, .open), (.reached, .open): nil
        case (.reached, .yes): aggregate.low
        case (_, .no): isClosed ? aggregate.high : nil
        }
    }

    private func why(_ graph: OwnershipGraph) -> LocalisedText {
        let name = graph.parties[target].name
        let held = ProofWording(rule: rule, graph: graph).share(aggregate)
        let title = rule.title
        var english =
            "under the \(title.english), listed parties and parties that they own hold \(held.english) of \(name)"
        var chinese = "依\(title.text(in: .chinese))，被列名主体及其拥有的主体持有\(name) \(held.text(in: .chinese))"
        switch reach {
        case .outside:
            english += ", but the rule does not reach its country"
            chinese += "，但规则不及于其所属国家或地区"
        case .unknown where owned != .no:
            english += ", and its country is not known"
            chinese += "，且其所属国家或地区不明"
        default:
            if owned == .open {
                english += ", which leaves the answer open"
                chinese += "，结论未定"
            } else if !isClosed {
                english += ", as far as its owners are known; what is not disclosed could change that"
                chinese += "（以已知股东为限）；未披露部分可能改变结论"
            }
        }
        return LocalisedText(english: english, chinese: chinese)
    }
}

extension ParentWalk {
    /// The facts about headquarters that the walk gives: the country of the party's and of its ultimate parent's.
    package func facts(in graph: OwnershipGraph, _ definition: OwnershipDefinition) -> [OwnershipFact] {
        let words = ParentWording(graph)
        var facts: [OwnershipFact] = []
        if let fact = definition.headquarters {
            let party = graph.parties[start]
            facts.append(
                OwnershipFact(
                    fact: fact.name,
                    value: party.headquarters.map { .string($0) },
                    because: Self.stated(party)
                )
            )
        }
        if let fact = definition.parentHeadquarters {
            let parent = ultimate.map { graph.parties[$0] }
            facts.append(
                OwnershipFact(
                    fact: fact.name,
                    value: parent?.headquarters.map { .string($0) },
                    because: parent.map(Self.stated) ?? words.end(self)
                )
            )
        }
        return facts
    }

    private static func stated(_ party: OwnershipParty) -> LocalisedText {
        party.headquarters == nil
            ? LocalisedText(
                english: "the headquarters of \(party.name) are not stated",
                chinese: "未说明\(party.name)总部所在地"
            )
            : LocalisedText(
                english: "the headquarters of \(party.name) are stated in the graph of owners",
                chinese: "股权图中载明\(party.name)总部所在地"
            )
    }
}
