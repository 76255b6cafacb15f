package import Diagnostics
package import Quantities

/// That a party stands on a list, from when to when.
package struct Listing: Hashable, Sendable {
    /// The code of the list.
    package var list: String
    /// The programmes under which it was listed.
    package var programmes: [String]
    /// The first day on the list; nil: from ever.
    package var since: CalendarDate?
    /// The first day off the list; nil: still on it.
    package var until: CalendarDate?
    /// Whether it is certain that the entry means this party.
    package var isCertain: Bool

    /// Creates a listing.
    package init(
        _ list: String,
        programmes: [String] = [],
        since: CalendarDate? = nil,
        until: CalendarDate? = nil,
        isCertain: Bool = true
    ) {
        self.list = list
        self.programmes = programmes
        self.since = since
        self.until = until
        self.isCertain = isCertain
    }

    /// Whether the party is on the list on a day.
    package func isInForce(on date: CalendarDate) -> Bool {
        (since.map { $0 <= date } ?? true) && (until.map { date < $0 } ?? true)
    }
}

/// A company or person that owns or is owned.
package struct OwnershipParty: Hashable, Sendable {
    /// The id, unique in its graph.
    package var id: String
    /// The name for people.
    package var name: String
    /// The country it belongs to in law; nil: unknown.
    package var country: String?
    /// The country of its headquarters; nil: unknown.
    package var headquarters: String?
    /// Its listings.
    package var listings: [Listing]
    /// Whether nobody stands above it: a person, a state, or a company said to be at the top.
    package var isUltimate: Bool

    /// Creates a party.
    package init(
        id: String,
        name: String? = nil,
        country: String? = nil,
        headquarters: String? = nil,
        listings: [Listing] = [],
        isUltimate: Bool = false
    ) {
        self.id = id
        self.name = name ?? id
        self.country = country
        self.headquarters = headquarters
        self.listings = listings
        self.isUltimate = isUltimate
    }
}

/// That one party holds shares of another or controls it, from when to when.
package struct Holding: Hashable, Sendable {
    /// The index of the owner.
    package var owner: Int
    /// The index of the party owned.
    package var owned: Int
    /// What is known of the share.
    package var share: ShareRange
    /// The first day; nil: from ever.
    package var from: CalendarDate?
    /// The first day on which it is over; nil: it goes on.
    package var to: CalendarDate?
    /// Whether the owner controls the party, whatever its share.
    package var controls: Bool
    /// Whether the owner is stated to be the parent.
    package var isParent: Bool
    /// Where it is known from.
    package var source: String?
    /// Where it stands in a file.
    package var position: SourcePosition?

    /// Creates a holding.
    package init(
        owner: Int,
        owned: Int,
        share: ShareRange,
        from: CalendarDate? = nil,
        to: CalendarDate? = nil,
        controls: Bool = false,
        isParent: Bool = false,
        source: String? = nil,
        position: SourcePosition? = nil
    ) {
        self.owner = owner
        self.owned = owned
        self.share = share
        self.from = from
        self.to = to
        self.controls = controls
        self.isParent = isParent
        self.source = source
        self.position = position
    }

    /// Whether it is there on a day.
    package func isInForce(on date: CalendarDate) -> Bool {
        (from.map { $0 <= date } ?? true) && (to.map { date < $0 } ?? true)
    }
}

/// Who owns whom, at all times of which something is known.
package struct OwnershipGraph: Hashable, Sendable {
    /// The parties.
    package let parties: [OwnershipParty]
    /// The holdings.
    package let holdings: [Holding]
    /// Whether it is stated that nobody else owns anything that matters.
    package var isComplete: Bool
    /// The index of each party by its id.
    package let index: [String: Int]
    /// Per party the indices of the holdings in it, and of those that it has, at all times.
    let holdingsIn: [[Int]]
    let holdingsOf: [[Int]]

    /// Creates a graph.
    ///
    /// - Parameters:
    ///   - parties: the parties, their ids all different.
    ///   - holdings: the holdings, their indices within the parties.
    ///   - isComplete: whether it is stated that nobody else owns anything that matters.
    package init(parties: [OwnershipParty], holdings: [Holding], isComplete: Bool = false) {
        self.isComplete = isComplete
        self.parties = parties
        self.holdings = holdings
        index = Dictionary(parties.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var holdingsIn = [[Int]](repeating: [], count: parties.count)
        var holdingsOf = holdingsIn
        for (number, holding) in holdings.enumerated() {
            holdingsIn[holding.owned].append(number)
            holdingsOf[holding.owner].append(number)
        }
        self.holdingsIn = holdingsIn
        self.holdingsOf = holdingsOf
    }

    /// The same graph in which a party has more listings, as screening its name found them.
    package func listing(_ party: Int, _ listings: [Listing]) -> OwnershipGraph {
        var parties = parties
        parties[party].listings += listings
        return OwnershipGraph(parties: parties, holdings: holdings, isComplete: isComplete)
    }
}
