/// The least set of parties that holds the seeds and every party of which its members hold enough.
///
/// A loop of parties that own each other is in the set only if something outside the loop puts it there.
///
/// - Complexity: O(parties + holdings).
struct FixedPoint {
    /// How shares that are not known are counted.
    enum Bound: Hashable {
        /// At their least: what is in the set is in it for certain.
        case least
        /// At their most, as far as the shares of others leave room: what is not in the set can't be in it.
        case most
        /// As `most`, and whatever share of a party nobody is known to hold counts as well.
        case undisclosed
    }

    /// Per party whether it is in the set.
    private(set) var contains: [Bool]
    /// Per party the round in which it came into the set, 0 for seeds; what put it there came in earlier rounds.
    private(set) var rank: [Int]
    /// Per party what its members hold of it at least, at most by themselves, and what all others hold at least.
    private var low: [Int]
    private var high: [Int]
    private var othersLow: [Int]
    private let bound: Bound

    /// Finds the set.
    init(_ view: OwnershipView, _ bound: Bound) {
        self.bound = bound
        let count = view.graph.parties.count
        let seeds = bound == .least ? view.isListed : view.mayBeListed
        contains = seeds
        rank = [Int](repeating: Int.max, count: count)
        low = [Int](repeating: 0, count: count)
        high = low
        othersLow = view.holdingsIn.map { $0.reduce(0) { $0 + view.shares[$1].low.parts } }
        var layer = seeds.indices.filter { seeds[$0] }
        for seed in layer { rank[seed] = 0 }
        if bound == .undisclosed {
            let more = seeds.indices.filter { party in
                !seeds[party] && !view.graph.parties[party].isUltimate && view.isEnough(sum(of: party))
            }
            join(more, rank: 0)
            layer += more
        }
        var round = 0
        while !layer.isEmpty {
            round += 1
            var reached: Set<Int> = []
            for owner in layer {
                for holding in view.holdingsOf[owner] {
                    let owned = view.graph.holdings[holding].owned
                    let share = view.shares[holding]
                    low[owned] += share.low.parts
                    high[owned] += share.high.parts
                    othersLow[owned] -= share.low.parts
                    if !contains[owned] { reached.insert(owned) }
                }
            }
            layer = reached.filter { view.isEnough(sum(of: $0)) }
            join(layer, rank: round)
        }
    }

    private mutating func join(_ parties: [Int], rank: Int) {
        for party in parties {
            contains[party] = true
            self.rank[party] = rank
        }
    }

    /// What the members hold of a party together, in parts: the least or the most, as the set was found.
    func sum(of party: Int) -> Int {
        switch bound {
        case .least: low[party]
        // Where more than all shares are stated, what the members hold for certain still counts.
        case .most: max(low[party], min(high[party], BasisPoints.whole.parts - othersLow[party]))
        case .undisclosed: max(low[party], BasisPoints.whole.parts - othersLow[party])
        }
    }
}
