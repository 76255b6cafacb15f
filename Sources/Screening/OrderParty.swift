package import Facts
package import Ownership
package import Quantities
package import Rulebooks

/// A party of an order, as it is to be screened.
package struct OrderParty: Hashable, Sendable {
    /// Its place among the parties of the order; nil: the order's one buyer.
    package var place: Int?
    /// The leg of the order, by its place; nil: the order has none.
    package var leg: Int?
    /// What it does in the order; nil where it is the one buyer.
    package var role: String?
    /// Its names: first as the order has it, then those by which the rulebook knows it; empty where it has none.
    package var names: [String]
    /// The two-letter code of its country, if that is stated.
    package var country: String?
    /// The day for which it is screened.
    package var day: CalendarDate
    /// Facts that tables of the rulebook give, so that owners are not asked for them.
    package var tableFacts: Set<String>

    package init(
        place: Int? = nil,
        leg: Int? = nil,
        role: String? = nil,
        names: [String],
        country: String? = nil,
        on day: CalendarDate,
        tableFacts: Set<String> = []
    ) {
        self.place = place
        self.leg = leg
        self.role = role
        self.names = names
        self.country = country
        self.day = day
        self.tableFacts = tableFacts
    }
}

/// What screening gives for one fact of one party.
package struct OrderFact: Hashable, Sendable {
    /// The fact.
    package var fact: String
    /// Its value; nil: it stays unknown until what the reason names is settled.
    package var value: FactValue?
    /// The value that something open points to.
    package var suspected: FactValue?
    /// Why.
    package var why: LocalisedText

    package init(fact: String, value: FactValue?, suspected: FactValue? = nil, why: LocalisedText) {
        self.fact = fact
        self.value = value
        self.suspected = suspected
        self.why = why
    }
}

/// What screening one party of an order came to.
package struct OrderPartyFinding: Hashable, Sendable {
    /// The party.
    package var party: OrderParty
    /// What was found by each of its names.
    package var names: [PartyFinding]
    /// What was found of its owners; nil where no graph of owners was given.
    package var owners: Owners?
    /// The facts, sorted by name.
    package var facts: [OrderFact]

    /// What is known of the owners of a party.
    package enum Owners: Hashable, Sendable {
        /// The graph does not have the party, or has several by its name.
        case notFound(LocalisedText)
        /// It is in the graph.
        case found(OrderOwners)
    }

    /// What it comes to by its names: the worst counts.
    package var outcome: PartyFinding.Outcome {
        let order: [PartyFinding.Outcome] = [.hit, .review, .notScreened]
        return order.first { outcome in names.contains { $0.outcome == outcome } }
            ?? (names.isEmpty ? .notScreened : .clear)
    }

    /// The entries that it is or may be, each once, best first.
    package var matches: [FoundEntry] {
        var seen: Set<[String]> = []
        return names.flatMap(\.matches)
            .sorted { ($1.score, $0.entry.list, $0.entry.key) < ($0.score, $1.entry.list, $1.entry.key) }
            .filter { seen.insert([$0.entry.list, $0.entry.key]).inserted }
    }
}

/// What a graph of owners says of a party, once the names in it have been screened.
package struct OrderOwners: Hashable, Sendable {
    /// The graph with the listings that screening found.
    package var graph: OwnershipGraph
    /// The party in it.
    package var target: Int
    /// What the rules say, those that are no law apart.
    package var rules: [OwnershipFinding]
    /// Who stands above it.
    package var walk: ParentWalk
    /// The owners of which screening found something, by their place in the graph.
    package var screened: [Owner]
    /// Why owners may be listed without being found, in words; empty where all were screened against all that counts.
    package var gaps: [LocalisedText]

    /// One owner with what was found by its name.
    package struct Owner: Hashable, Sendable {
        /// Its place in the graph.
        package var party: Int
        /// What was found.
        package var finding: PartyFinding
    }
}
