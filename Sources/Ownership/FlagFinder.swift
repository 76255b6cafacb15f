import Quantities
import Rulebooks

/// Finds the flags of an answer.
struct FlagFinder {
    let definition: OwnershipDefinition
    let view: OwnershipView
    let date: CalendarDate
    let target: Int
    let certain: FixedPoint
    let possible: FixedPoint
    let owned: OwnershipFinding.Owned
    let reach: OwnershipFinding.Reach
    let aggregate: ShareRange
    let settles: [OwnershipFinding.Open]

    /// The flags that hold, in the order in which the rule names them.
    func flags(isInForce: Bool) -> [OwnershipDefinition.Flag] {
        let told = view.rule.flags.compactMap { name in definition.flags.first { $0.id == name.name } }
        let minority = told.contains { $0.kind == .minority && holds($0, besides: false) }
        return told.filter { flag in
            (isInForce || !flag.isOnlyInForce) && holds(flag, besides: minority)
        }
    }

    private func holds(_ flag: OwnershipDefinition.Flag, besides minority: Bool) -> Bool {
        switch flag.kind {
        case .openShare: owned == .open && reach != .outside && settles.contains(where: \.isShare)
        case .minority: owned == .no && isMinority(flag)
        case .upstream: owned == .no && !minority && hasListedAbove
        case .control: owned != .yes && isControlled
        case .readings: owned == .no && isEnoughMultiplied
        case .otherList: owned != .yes && hasHolderOnOtherList
        case .outsideReach: owned != .no && reach == .outside
        case .divestment: owned == .no && flag.months.map(wasDivested) ?? false
        }
    }

    private func isMinority(_ flag: OwnershipDefinition.Flag) -> Bool {
        guard let share = flag.share.flatMap({ BasisPoints(percent: $0) }) else { return false }
        return aggregate.high >= share
    }

    /// Whether a listed party holds something of the target or of a party above it.
    private var hasListedAbove: Bool {
        var seen: Set<Int> = [target]
        var queue = [target]
        while let party = queue.popLast() {
            for holding in view.holdingsIn[party] where view.shares[holding].high > .none {
                let owner = view.graph.holdings[holding].owner
                if view.mayBeListed[owner] { return true }
                if seen.insert(owner).inserted { queue.append(owner) }
            }
        }
        return false
    }

    private var isControlled: Bool {
        view.holdingsIn[target]
            .contains { holding in
                let holding = view.graph.holdings[holding]
                return holding.controls && possible.contains[holding.owner]
            }
    }

    private var isEnoughMultiplied: Bool {
        guard hasListedAbove else { return false }
        let ratio = LookThrough(target, in: view).ratio
        let needed = view.rule.threshold.share.divided(by: 100) ?? 1
        return view.rule.threshold.comparison == .atLeast ? ratio >= needed : ratio > needed
    }

    private var hasHolderOnOtherList: Bool {
        view.holdingsIn[target]
            .contains { holding in
                guard view.shares[holding].high > .none else { return false }
                return view.graph.parties[view.graph.holdings[holding].owner].listings
                    .contains { $0.isInForce(on: date) && view.rule.step(of: $0) == nil }
            }
    }

    /// Whether a party that counts gave up shares of the target, or the target was owned by holdings that have ended.
    private func wasDivested(within months: Int) -> Bool {
        guard let earliest = date.adding(months: -months) else { return false }
        let ends = Set(view.graph.holdings.compactMap(\.to)).filter { earliest < $0 && $0 <= date }
        return ends.sorted().suffix(Self.mostEnds)
            .contains { end in
                guard let before = end.adding(days: -1) else { return false }
                let past = OwnershipView(view.graph, view.rule, on: date, holdings: before)
                let owned = FixedPoint(past, .least)
                if owned.contains[target] { return true }
                let now = view.total(by: possible, in: target)
                return past.total(by: possible, in: target)
                    .contains { owner, share in
                        now[owner].map { $0.high < share.low } ?? (share.high > 0)
                    }
            }
    }

    /// How many ends of holdings are looked at, the latest ones.
    private static let mostEnds = 32
}

extension OwnershipView {
    /// What each member of a set holds of a party at least and at most, in parts.
    fileprivate func total(by set: FixedPoint, in party: Int) -> [Int: (low: Int, high: Int)] {
        var total: [Int: (low: Int, high: Int)] = [:]
        for holding in holdingsIn[party] where set.contains[graph.holdings[holding].owner] {
            let (low, high) = total[graph.holdings[holding].owner] ?? (0, 0)
            let share = shares[holding]
            total[graph.holdings[holding].owner] = (low + share.low.parts, high + share.high.parts)
        }
        return total
    }
}

extension OwnershipFinding.Open {
    /// Whether it is the size of a holding.
    var isShare: Bool { if case .share = self { true } else { false } }
}
