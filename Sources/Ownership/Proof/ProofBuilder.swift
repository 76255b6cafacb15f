import Quantities
import Rulebooks

/// Puts the reasons for an answer into sentences.
///
/// It goes up from the party asked about. A holder that counts is explained by what put it into the set of the least
/// fixed point, so that no explanation goes in a circle; a party is explained once and pointed to afterwards.
struct ProofBuilder {
    let definition: OwnershipDefinition
    let view: OwnershipView
    let date: CalendarDate
    let certain: FixedPoint
    let possible: FixedPoint

    /// How many parties are explained, and how far up.
    private static let mostParties = 200
    private static let mostDepth = 40
    /// How many holders of one party that do not count are told one by one.
    private static let mostIdle = 8

    private var words: ProofWording { ProofWording(rule: view.rule, graph: view.graph) }

    /// The proof of an answer.
    func proof(
        of target: Int,
        owned: OwnershipFinding.Owned,
        reach: OwnershipFinding.Reach,
        state: OwnershipDefinition.State?
    ) -> ProofNode {
        var told: Set<Int> = [target]
        let aggregate = aggregate(of: target)
        let applies = state?.applies ?? false
        var children: [ProofNode] = []
        if let state { children.append(ProofNode(.state, state.says)) }
        children += listings(of: target)
        if reach != .reached, owned != .no {
            children.append(ProofNode(.note, words.reach(target, reach), party: id(target)))
        }
        children += owners(of: target, &told, depth: 1)
        children += notes(on: target)
        let claim = words.answer(
            target,
            owned,
            reach,
            aggregate,
            isListed: view.isListed[target],
            applies: applies
        )
        return ProofNode(.answer, claim, party: id(target), children: children)
    }

    private func id(_ party: Int) -> String { view.graph.parties[party].id }

    private func aggregate(of party: Int) -> ShareRange {
        let low = certain.sum(of: party)
        return ShareRange(BasisPoints(parts: low), BasisPoints(parts: max(low, possible.sum(of: party))))
    }

    /// The listings of a party on the day that count, or may.
    private func listings(of party: Int) -> [ProofNode] {
        view.graph.parties[party].listings
            .filter { $0.isInForce(on: date) && view.rule.step(of: $0) != nil }
            .map { ProofNode(.listing, words.listing(party, $0, title(of: $0)), party: id(party)) }
    }

    private func title(of listing: Listing) -> LocalisedText {
        definition.list(listing.list)?.title ?? LocalisedText(english: listing.list, chinese: listing.list)
    }

    /// A sentence for each holder of a party; those above it that matter are explained in turn.
    private func owners(of party: Int, _ told: inout Set<Int>, depth: Int) -> [ProofNode] {
        let owners = view.owners(of: party, certain: certain, possible: possible)
        var nodes: [ProofNode] = []
        var idle = 0
        for owner in owners {
            let isIdle = owner.counts == .no && !isWorthTelling(owner.party)
            if isIdle, idle >= Self.mostIdle {
                idle += 1
                continue
            }
            if isIdle { idle += 1 }
            nodes.append(node(for: owner, of: party, &told, depth: depth))
        }
        if idle > Self.mostIdle { nodes.append(ProofNode(.note, words.more(idle - Self.mostIdle))) }
        return nodes
    }

    private func isWorthTelling(_ party: Int) -> Bool {
        possible.sum(of: party) > 0 || !view.graph.parties[party].listings.isEmpty
    }

    private func node(
        for owner: OwnershipFinding.Owner,
        of party: Int,
        _ told: inout Set<Int>,
        depth: Int
    ) -> ProofNode {
        let holder = owner.party
        // In a loop a holder may count only because of the party that it holds.
        let isGround = owner.counts != .yes || !certain.contains[party] || certain.rank[holder] < certain.rank[party]
        guard isGround else { return ProofNode(.owner, words.loop(owner, party), party: id(holder)) }
        var children = listings(of: holder)
        let isExplained = view.mayBeListed[holder] && owner.counts == .yes
        if view.isListed[holder] || isExplained {
            return ProofNode(.owner, words.holder(owner, .listed), party: id(holder), children: children)
        }
        guard told.insert(holder).inserted else {
            return ProofNode(.owner, words.holder(owner, .toldAbove), party: id(holder))
        }
        let above = aggregate(of: holder)
        let reason: ProofWording.Reason
        if owner.counts == .no, above.high == .none {
            let idle = idleListings(of: holder)
            children += idle
            reason =
                !idle.isEmpty ? .otherwiseListed : view.holdingsIn[holder].isEmpty ? .nothingKnown : .noneAbove
        } else {
            reason = view.mayBeListed[holder] ? .perhapsListed : .holdings(above)
            if depth < Self.mostDepth, told.count < Self.mostParties {
                children += owners(of: holder, &told, depth: depth + 1)
            } else {
                children.append(ProofNode(.note, words.goesOn(holder), party: id(holder)))
            }
        }
        return ProofNode(.owner, words.holder(owner, reason), party: id(holder), children: children)
    }

    /// Listings of a party that do not count: on other lists, under other programmes, or at other times.
    private func idleListings(of party: Int) -> [ProofNode] {
        view.graph.parties[party].listings
            .filter { !$0.isInForce(on: date) || view.rule.step(of: $0) == nil }
            .map { listing in
                let doesCount = view.rule.step(of: listing) != nil
                let claim = words.idleListing(party, listing, title(of: listing), counts: doesCount, on: date)
                return ProofNode(.listing, claim, party: id(party))
            }
    }

    /// What one should know of the shares of the party as a whole.
    private func notes(on target: Int) -> [ProofNode] {
        let low = view.holdingsIn[target].reduce(0) { $0 + view.shares[$1].low.parts }
        let whole = BasisPoints.whole.parts
        if low > whole {
            return [ProofNode(.note, words.tooMuch(target, BasisPoints(parts: low)), party: id(target))]
        }
        let high = view.holdingsIn[target].reduce(0) { $0 + view.shares[$1].high.parts }
        guard high < whole, !view.graph.parties[target].isUltimate else { return [] }
        return [ProofNode(.note, words.unaccounted(target, BasisPoints(parts: whole - high)), party: id(target))]
    }
}
