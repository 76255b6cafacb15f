package import Quantities
package import Rulebooks

/// The way up from a party to its ultimate parent on a day, as far as it is known.
package struct ParentWalk: Hashable, Sendable {
    /// One step up.
    package struct Step: Hashable, Sendable {
        /// The index of the parent.
        package let parent: Int
        /// The holding that makes it one.
        package let holding: Int
    }

    /// How the way ends.
    package enum End: Hashable, Sendable {
        /// The last party is said to be at the top.
        case top
        /// Nobody can hold a majority of the last party: its owners are known.
        case noMajority
        /// Nothing is known of who owns the last party.
        case nothingKnown
        /// Whether a holder has a majority is not known.
        case shareUnknown(holder: Int)
        /// So much of the last party is not accounted for that its holder could have a majority.
        case undisclosed(BasisPoints)
        /// Several parents are stated.
        case severalParents([Int])
        /// The way goes in a circle.
        case circle
    }

    /// The party asked about.
    package let start: Int
    /// The day.
    package let date: CalendarDate
    /// The steps, from the party upwards.
    package let steps: [Step]
    /// How it ends.
    package let end: End

    /// The last party that is known.
    package var last: Int { steps.last?.parent ?? start }

    /// The ultimate parent (the party itself where nobody stands above it); nil where it is unknown who stands above.
    package var ultimate: Int? {
        switch end {
        case .top, .noMajority: last
        default: nil
        }
    }

    /// Walks up.
    ///
    /// - Parameters:
    ///   - graph: the graph.
    ///   - start: the party asked about.
    ///   - date: the day whose holdings count.
    ///   - threshold: the share that makes a holder the parent.
    package init(
        _ graph: OwnershipGraph,
        from start: Int,
        on date: CalendarDate,
        _ threshold: OwnershipDefinition.Threshold
    ) {
        self.start = start
        self.date = date
        let needed = BasisPoints(percent: threshold.share) ?? .whole
        func isMajority(_ share: BasisPoints) -> Bool {
            threshold.comparison == .atLeast ? share >= needed : share > needed
        }
        var steps: [Step] = []
        var seen: Set<Int> = [start]
        var party = start
        var end: End?
        while end == nil {
            let next = Self.next(graph, party, date, isMajority)
            switch next {
            case .success(let step):
                if seen.insert(step.parent).inserted {
                    steps.append(step)
                    party = step.parent
                } else {
                    end = .circle
                }
            case .failure(let reason):
                end = reason.end
            }
        }
        self.steps = steps
        self.end = end ?? .nothingKnown
    }

    private struct Stop: Error {
        let end: End
        init(_ end: End) { self.end = end }
    }

    private static func next(
        _ graph: OwnershipGraph,
        _ party: Int,
        _ date: CalendarDate,
        _ isMajority: (BasisPoints) -> Bool
    ) -> Result<Step, Stop> {
        if graph.parties[party].isUltimate { return .failure(Stop(.top)) }
        let holdings = graph.holdingsIn[party]
            .filter { graph.holdings[$0].isInForce(on: date) && graph.holdings[$0].owner != party }
        let stated = holdings.filter { graph.holdings[$0].isParent }
        let parents = Set(stated.map { graph.holdings[$0].owner })
        if parents.count > 1 { return .failure(Stop(.severalParents(parents.sorted()))) }
        if let holding = stated.first {
            return .success(Step(parent: graph.holdings[holding].owner, holding: holding))
        }
        let shares = holdings.filter { graph.holdings[$0].share.high > .none }
        guard !shares.isEmpty else { return .failure(Stop(.nothingKnown)) }
        var totals: [Int: (low: Int, high: Int, holding: Int)] = [:]
        for holding in shares {
            let (owner, share) = (graph.holdings[holding].owner, graph.holdings[holding].share)
            let total = totals[owner] ?? (0, 0, holding)
            totals[owner] = (total.low + share.low.parts, total.high + share.high.parts, total.holding)
        }
        let largest = totals.sorted {
            ($1.value.low, graph.parties[$0.key].id) < ($0.value.low, graph.parties[$1.key].id)
        }
        let whole = BasisPoints.whole.parts
        let known = totals.values.reduce(0) { $0 + $1.low }
        if let (owner, total) = largest.first, isMajority(BasisPoints(parts: total.low)) {
            return .success(Step(parent: owner, holding: total.holding))
        }
        for (owner, total) in largest {
            let most = max(total.low, min(total.high, whole - (known - total.low)))
            if isMajority(BasisPoints(parts: most)) { return .failure(Stop(.shareUnknown(holder: owner))) }
        }
        let rest = BasisPoints(parts: max(0, whole - known))
        return .failure(Stop(isMajority(rest) ? .undisclosed(rest) : .noMajority))
    }
}
