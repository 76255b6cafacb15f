package import Quantities
package import Rulebooks

/// Answers ownership rules over a graph of owners; a pure function of the graph, the rule and the day.
package struct OwnershipEvaluator: Sendable {
    private let definition: OwnershipDefinition
    private let graph: OwnershipGraph

    /// Creates an evaluator.
    package init(_ definition: OwnershipDefinition, _ graph: OwnershipGraph) {
        self.definition = definition
        self.graph = graph
    }

    /// What a rule says of a party on a day.
    ///
    /// - Complexity: O(parties + holdings) and, where the answer is open, that again for each share that could settle
    ///   it.
    package func finding(_ rule: OwnershipDefinition.Rule, of target: Int, on date: CalendarDate) -> OwnershipFinding {
        let view = OwnershipView(graph, rule, on: date)
        let certain = FixedPoint(view, .least)
        let possible = FixedPoint(view, .most)
        let owned: OwnershipFinding.Owned =
            certain.contains[target] ? .yes : possible.contains[target] ? .open : .no
        let reach = reach(rule, target)
        let state = rule.state(on: date)
        let outcome = outcome(rule.outcomes, owned, reach)
        let applies = state?.applies ?? false
        let aggregate = ShareRange(
            BasisPoints(parts: certain.sum(of: target)),
            BasisPoints(parts: max(certain.sum(of: target), possible.sum(of: target)))
        )
        let settles = Settling(view, certain: certain, possible: possible, target: target).open
        let finder = FlagFinder(
            definition: definition,
            view: view,
            date: date,
            target: target,
            certain: certain,
            possible: possible,
            owned: owned,
            reach: reach,
            aggregate: aggregate,
            settles: settles
        )
        var open = owned == .open && reach != .outside ? settles : []
        if reach == .unknown, owned != .no { open.append(.country(party: target)) }
        let undisclosed = FixedPoint(view, .undisclosed)
        let proof = ProofBuilder(
            definition: definition,
            view: view,
            date: date,
            certain: certain,
            possible: possible
        )
        return OwnershipFinding(
            rule: rule,
            date: date,
            target: target,
            state: state,
            status: applies ? outcome : rule.outcomes.notApplied,
            wouldBe: applies ? nil : outcome,
            owned: owned,
            reach: reach,
            isListed: view.isListed[target],
            aggregate: aggregate,
            flags: finder.flags(isInForce: applies),
            governing: owned == .yes ? Governing(view, certain).owners(of: target) : [],
            owners: view.owners(of: target, certain: certain, possible: possible),
            settles: open,
            isClosed: owned == .yes || (owned == .no && (graph.isComplete || !undisclosed.contains[target])),
            proof: proof.proof(of: target, owned: owned, reach: reach, state: state)
        )
    }

    private func reach(_ rule: OwnershipDefinition.Rule, _ target: Int) -> OwnershipFinding.Reach {
        guard !rule.outside.isEmpty else { return .reached }
        guard let country = graph.parties[target].country else { return .unknown }
        return rule.outside.contains(country) ? .outside : .reached
    }

    private func outcome(
        _ words: OwnershipDefinition.Outcomes,
        _ owned: OwnershipFinding.Owned,
        _ reach: OwnershipFinding.Reach
    ) -> String {
        switch (owned, reach) {
        case (.no, _), (_, .outside): words.notOwned
        case (.yes, .reached): words.owned
        case (.open, _), (_, .unknown): words.open
        }
    }
}

extension OwnershipView {
    /// The holders of a party, the largest first.
    func owners(of party: Int, certain: FixedPoint, possible: FixedPoint) -> [OwnershipFinding.Owner] {
        var ranges: [Int: (low: Int, high: Int)] = [:]
        for holding in holdingsIn[party] {
            let owner = graph.holdings[holding].owner
            let (low, high) = ranges[owner] ?? (0, 0)
            ranges[owner] = (low + shares[holding].low.parts, high + shares[holding].high.parts)
        }
        let allLow = ranges.values.reduce(0) { $0 + $1.low }
        return
            ranges.map { owner, range in
                // No holder has more than the others leave.
                let room = BasisPoints.whole.parts - (allLow - range.low)
                return OwnershipFinding.Owner(
                    party: owner,
                    share: ShareRange(
                        BasisPoints(parts: range.low),
                        BasisPoints(parts: max(range.low, min(range.high, room)))
                    ),
                    counts: certain.contains[owner] ? .yes : possible.contains[owner] ? .open : .no
                )
            }
            .sorted { left, right in
                (right.share.low, right.share.high, graph.parties[left.party].id)
                    < (left.share.low, left.share.high, graph.parties[right.party].id)
            }
    }
}

/// Finds the owners whose terms govern.
struct Governing {
    private let view: OwnershipView
    private let certain: FixedPoint
    /// Per party the strictest step of any listing on it or above it; nil: none.
    private let strictness: [Int?]

    init(_ view: OwnershipView, _ certain: FixedPoint) {
        self.view = view
        self.certain = certain
        var strictness = [Int?](repeating: nil, count: view.graph.parties.count)
        for step in view.rule.counts.indices {
            var queue = strictness.indices.filter { view.step[$0] == step && strictness[$0] == nil }
            for party in queue { strictness[party] = step }
            while let party = queue.popLast() {
                for holding in view.holdingsOf[party] where view.shares[holding].high > .none {
                    let owned = view.graph.holdings[holding].owned
                    guard certain.contains[owned], strictness[owned] == nil else { continue }
                    strictness[owned] = step
                    queue.append(owned)
                }
            }
        }
        self.strictness = strictness
    }

    /// The strictest holders of a party and the parties through which these are restricted, nearest first.
    func owners(of target: Int) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = [target]
        var queue = [target]
        var next = 0
        while next < queue.count {
            let party = queue[next]
            next += 1
            let holders = self.holders(of: party)
            guard let strictest = holders.compactMap({ strictness[$0] }).min() else { continue }
            // A listed party stands for itself where no owner of it is stricter.
            if party != target, let own = view.step[party], own <= strictest { continue }
            let governing = holders.filter { strictness[$0] == strictest && seen.insert($0).inserted }
            found += governing
            queue += governing
        }
        return found
    }

    /// The holders of a party that count for certain, in the order of their ids.
    private func holders(of party: Int) -> [Int] {
        var holders: Set<Int> = []
        for holding in view.holdingsIn[party] where view.shares[holding].high > .none {
            let owner = view.graph.holdings[holding].owner
            if certain.contains[owner] { holders.insert(owner) }
        }
        return holders.sorted { view.graph.parties[$0].id < view.graph.parties[$1].id }
    }
}
