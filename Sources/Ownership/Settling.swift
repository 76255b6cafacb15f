/// Finds what would settle an open answer.
struct Settling {
    /// What is open, in the order of the file.
    let open: [OwnershipFinding.Open]

    /// Looks for shares and listings on which the answer hangs.
    ///
    /// A share that is not known matters if its holder may count, and the party it is held in is open itself and
    /// leads to the target through open parties: then both ends of its range occur with an answer of their own.
    init(_ view: OwnershipView, certain: FixedPoint, possible: FixedPoint, target: Int) {
        guard possible.contains[target], !certain.contains[target] else {
            open = []
            return
        }
        func isOpen(_ party: Int) -> Bool { possible.contains[party] && !certain.contains[party] }
        var holdings: Set<Int> = []
        var parties: Set<Int> = [target]
        var queue = [target]
        while let party = queue.popLast() {
            for holding in view.holdingsIn[party] {
                let owner = view.graph.holdings[holding].owner
                guard possible.contains[owner], view.shares[holding].high > .none else { continue }
                if !view.shares[holding].isExact { holdings.insert(holding) }
                if isOpen(owner), parties.insert(owner).inserted { queue.append(owner) }
            }
        }
        let size = view.graph.parties.count + view.graph.holdings.count
        let told = min(Self.mostTold, max(1, Self.effort / max(1, size)))
        let shares = holdings.sorted().enumerated()
            .map { number, holding in
                // Beyond a few dozen nobody reads where each share would tip the answer.
                let isTold = number < told
                return OwnershipFinding.Open.share(
                    holding: holding,
                    ownedFrom: isTold ? Self.least(view, holding, .least, target) : nil,
                    clearBelow: isTold ? Self.least(view, holding, .most, target) : nil
                )
            }
        let listings = parties.sorted().filter { view.mayBeListed[$0] && !view.isListed[$0] }
        open = shares + listings.map { .listing(party: $0) }
    }

    private static let mostTold = 40
    /// How many parties and holdings may be looked at for each step of the search.
    private static let effort = 2_000_000

    /// The least share of a holding, in whole basis points, at which the target is in the set with all others at one
    /// end of their ranges; nil where it is at none, or at every one.
    private static func least(
        _ view: OwnershipView,
        _ holding: Int,
        _ bound: FixedPoint.Bound,
        _ target: Int
    ) -> BasisPoints? {
        let range = view.shares[holding]
        func contains(_ share: BasisPoints) -> Bool {
            var view = view
            view.shares[holding] = ShareRange(share)
            return FixedPoint(view, bound).contains[target]
        }
        guard contains(range.high), !contains(range.low) else { return nil }
        // The answer is monotone in the share: look for the step by halving.
        var (below, at) = (range.low.count, range.high.count)
        while at - below > 1 {
            let middle = (at + below) / 2
            if contains(BasisPoints(middle)) { at = middle } else { below = middle }
        }
        return BasisPoints(at)
    }
}
