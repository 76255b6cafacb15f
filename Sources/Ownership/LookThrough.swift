import Quantities

/// The share that listed parties hold of a party if shares are multiplied along every chain.
///
/// Shares count at their least, and a chain passes no party twice. The rules do not reckon so; the figure serves as a
/// warning. It is a lower bound where loops give more chains than are worth following.
struct LookThrough {
    /// The share as a ratio.
    let ratio: ExactDecimal

    /// One owner of a party: its share as a ratio and, where it is not listed itself, its place among the unlisted.
    private struct Term {
        let share: ExactDecimal
        let owner: Int?
    }

    /// Reckons the share of a party.
    init(_ target: Int, in view: OwnershipView) {
        let parties = Self.ancestors(of: target, in: view)
        let place = Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1, $0) })
        let terms = parties.map { party in
            view.holdingsIn[party].filter { view.shares[$0].low > .none }
                .map { holding in
                    let owner = view.graph.holdings[holding].owner
                    let share = view.shares[holding].low.percent.divided(by: 100) ?? .zero
                    return Term(share: share, owner: view.isListed[owner] ? nil : place[owner])
                }
        }
        var values = [ExactDecimal?](repeating: nil, count: parties.count)
        Self.reckonChains(terms, &values)
        var search = Search(terms: terms, values: values)
        ratio = values[0] ?? search.value(of: 0, depth: 0)
    }

    /// The target and the unlisted parties that hold something of it, directly or through others; the target first.
    private static func ancestors(of target: Int, in view: OwnershipView) -> [Int] {
        var found = [target]
        var seen: Set<Int> = [target]
        var next = 0
        while next < found.count {
            for holding in view.holdingsIn[found[next]] where view.shares[holding].low > .none {
                let owner = view.graph.holdings[holding].owner
                if !view.isListed[owner], seen.insert(owner).inserted { found.append(owner) }
            }
            next += 1
        }
        return found
    }

    /// Reckons every party above which there is no loop.
    private static func reckonChains(_ terms: [[Term]], _ values: inout [ExactDecimal?]) {
        var waiting = terms.map { $0.count { $0.owner != nil } }
        var below = [[Int]](repeating: [], count: terms.count)
        for (party, terms) in terms.enumerated() {
            for owner in terms.compactMap(\.owner) { below[owner].append(party) }
        }
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        while let party = ready.popLast() {
            let sum = terms[party]
                .reduce(ExactDecimal.zero) { sum, term in
                    sum + term.share * (term.owner.map { values[$0] ?? .zero } ?? 1)
                }
            values[party] = bounded(sum)
            for owned in below[party] {
                waiting[owned] -= 1
                if waiting[owned] == 0 { ready.append(owned) }
            }
        }
    }

    /// Follows the chains through loops one by one.
    private struct Search {
        let terms: [[Term]]
        let values: [ExactDecimal?]
        private var visiting: Set<Int> = []
        private var left = Self.mostSteps

        private static let mostSteps = 50_000
        private static let mostDepth = 200

        init(terms: [[Term]], values: [ExactDecimal?]) {
            self.terms = terms
            self.values = values
        }

        mutating func value(of party: Int, depth: Int) -> ExactDecimal {
            visiting.insert(party)
            defer { visiting.remove(party) }
            var sum = ExactDecimal.zero
            for term in terms[party] {
                guard let owner = term.owner else {
                    sum += term.share
                    continue
                }
                if let value = values[owner] {
                    sum += term.share * value
                } else if !visiting.contains(owner), left > 0, depth < Self.mostDepth {
                    left -= 1
                    sum += term.share * value(of: owner, depth: depth + 1)
                }
            }
            return LookThrough.bounded(sum)
        }
    }

    /// The number itself, or where it has grown beyond all use, one a little below it.
    private static func bounded(_ number: ExactDecimal) -> ExactDecimal {
        guard number.bitWidth > 640, let power = ExactDecimal("1e40") else { return number }
        return (number * power).truncated.divided(by: power) ?? .zero
    }
}
