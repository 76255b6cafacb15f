import Ownership
import Quantities
import Rulebooks
import TestSupport
import Testing

/// A random graph, small enough to try every way in which its unknown shares can turn out.
private struct RandomGraph {
    var parties: [OwnershipParty] = []
    var holdings: [Holding] = []
    private let step: Int

    /// Shares are multiples of so many basis points as `step` says.
    init(_ random: inout SeededGenerator, parties count: Int, unknown: Int, step: Int = 1000) {
        self.step = step
        let lists = ["EL", "MEU", "SDN-744.8", "UVL"]
        for number in 0..<count {
            let isListed = Int.random(in: 0..<4, using: &random) == 0
            let list = lists.randomElement(using: &random) ?? lists[0]
            parties.append(OwnershipParty(id: "P\(number)", country: "XX", listings: isListed ? [Listing(list)] : []))
        }
        var left = unknown
        for owned in parties.indices {
            var room = 10_000 / step
            for owner in parties.indices.shuffled(using: &random) where Int.random(in: 0..<3, using: &random) == 0 {
                let isUnknown = left > 0 && Int.random(in: 0..<2, using: &random) == 0
                if isUnknown {
                    left -= 1
                    let low = Int.random(in: 0...min(2, room), using: &random)
                    let high = Int.random(in: low...(10_000 / step), using: &random)
                    room -= low
                    let share = ShareRange(BasisPoints(low * step), BasisPoints(high * step))
                    holdings.append(Holding(owner: owner, owned: owned, share: share))
                } else {
                    let share = Int.random(in: 0...room, using: &random)
                    room -= share
                    holdings.append(Holding(owner: owner, owned: owned, share: ShareRange(BasisPoints(share * step))))
                }
            }
        }
    }

    var graph: OwnershipGraph { OwnershipGraph(parties: parties, holdings: holdings) }

    /// Every graph in which the unknown shares have turned out in one way, no party held beyond the whole.
    func worlds() -> [OwnershipGraph] {
        var worlds = [holdings]
        for (index, holding) in holdings.enumerated() where !holding.share.isExact {
            worlds = worlds.flatMap { world in
                stride(from: holding.share.low.count, through: holding.share.high.count, by: step)
                    .map { share in
                        var world = world
                        world[index].share = ShareRange(BasisPoints(share))
                        return world
                    }
            }
        }
        return
            worlds.filter { world in
                parties.indices.allSatisfy { party in
                    world.filter { $0.owned == party }.reduce(0) { $0 + $1.share.low.count } <= 10_000
                }
            }
            .map { OwnershipGraph(parties: parties, holdings: $0) }
    }
}

/// The least fixed point as its definition says, without haste: all shares known.
private func owned(_ graph: OwnershipGraph, _ rule: OwnershipDefinition.Rule) -> Set<Int> {
    let counted = Set(rule.counts.flatMap(\.self).map(\.list.name))
    var owned = Set(
        graph.parties.indices.filter { party in graph.parties[party].listings.contains { counted.contains($0.list) } }
    )
    while true {
        let more = graph.parties.indices.filter { party in
            let held = graph.holdings.filter { $0.owned == party && owned.contains($0.owner) }
                .reduce(0) { $0 + $1.share.low.count }
            return !owned.contains(party) && (rule.threshold.comparison == .atLeast ? held >= 5000 : held > 5000)
        }
        if more.isEmpty { return owned }
        owned.formUnion(more)
    }
}

@Suite("Properties of ownership")
struct PropertyTests {
    @Test(
        "restricted, not restricted and undetermined agree with every way in which shares can turn out",
        arguments: 0..<150
    )
    func bounds(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let unknown = RandomGraph(&random, parties: 5, unknown: 3, step: 2500)
        let graph = unknown.graph
        let worlds = unknown.worlds()
        let definition = try Shipped.definition.get()
        for rule in definition.rules {
            let sets = worlds.map { owned($0, rule) }
            for target in graph.parties.indices {
                let outcomes = Set(sets.map { $0.contains(target) })
                let found = OwnershipEvaluator(definition, graph).finding(rule, of: target, on: try day("2026-12-01"))
                let expected: OwnershipFinding.Owned = outcomes == [true] ? .yes : outcomes == [false] ? .no : .open
                #expect(found.owned == expected, "\(rule.id) of P\(target)")
            }
        }
    }

    @Test("what settles an open answer does settle it", arguments: 0..<100)
    func settles(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let unknown = RandomGraph(&random, parties: 5, unknown: 3, step: 2500)
        let definition = try Shipped.definition.get()
        let rule = try Shipped.rule("bis_affiliates")
        func finding(_ graph: OwnershipGraph, _ target: Int) throws -> OwnershipFinding {
            OwnershipEvaluator(definition, graph).finding(rule, of: target, on: try day("2026-12-01"))
        }
        for target in unknown.parties.indices {
            let open = try finding(unknown.graph, target)
            guard open.owned == .open else {
                #expect(open.settles.isEmpty)
                continue
            }
            // With every share it names known, the answer is there.
            var known = unknown
            for case .share(let holding, let ownedFrom, let clearBelow) in open.settles {
                known.holdings[holding].share = ShareRange(known.holdings[holding].share.low)
                for (share, outcome) in [
                    (ownedFrom, OwnershipFinding.Owned.yes),
                    (clearBelow.map { BasisPoints($0.count - 1) }, .no),
                ] {
                    guard let share else { continue }
                    var one = unknown
                    one.holdings[holding].share = ShareRange(share)
                    #expect(try finding(one.graph, target).owned == outcome)
                }
            }
            #expect(!open.settles.isEmpty)
            #expect(try finding(known.graph, target).owned != .open)
        }
    }

    @Test("one more holding of a listed party never makes a party less restricted", arguments: 0..<200)
    func monotone(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var before = RandomGraph(&random, parties: 7, unknown: 4, step: 100)
        before.parties.append(OwnershipParty(id: "L", listings: [Listing("EL")]))
        var after = before
        let owned = Int.random(in: 0..<7, using: &random)
        let share = BasisPoints(Int.random(in: 1...10_000, using: &random))
        after.holdings.append(Holding(owner: 7, owned: owned, share: ShareRange(share)))
        let definition = try Shipped.definition.get()
        let date = try day("2026-12-01")
        for rule in definition.rules where rule.step(of: Listing("EL")) != nil {
            for target in before.parties.indices {
                let old = OwnershipEvaluator(definition, before.graph).finding(rule, of: target, on: date)
                let new = OwnershipEvaluator(definition, after.graph).finding(rule, of: target, on: date)
                if old.owned == .yes { #expect(new.owned == .yes) }
                #expect(new.aggregate.low >= old.aggregate.low)
            }
        }
    }

    @Test("the order of parties and holdings plays no part", arguments: 0..<100)
    func order(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let first = RandomGraph(&random, parties: 6, unknown: 3, step: 100)
        let places = first.parties.indices.shuffled(using: &random)
        var second = first
        second.parties = places.map { first.parties[$0] }
        let moved = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
        second.holdings = first.holdings.shuffled(using: &random)
            .map { holding in
                var holding = holding
                holding.owner = moved[holding.owner] ?? 0
                holding.owned = moved[holding.owned] ?? 0
                return holding
            }
        let definition = try Shipped.definition.get()
        for rule in definition.rules {
            for target in first.parties.indices {
                let one = OwnershipEvaluator(definition, first.graph)
                    .finding(rule, of: target, on: try day("2026-12-01"))
                let other = OwnershipEvaluator(definition, second.graph)
                    .finding(rule, of: moved[target] ?? 0, on: try day("2026-12-01"))
                #expect(one.status == other.status)
                #expect(one.aggregate == other.aggregate)
                #expect(one.flags.map(\.id) == other.flags.map(\.id))
                #expect(
                    one.governing.map { first.parties[$0].id }.sorted()
                        == other.governing.map { second.parties[$0].id }.sorted()
                )
                let isSameProof = one.proof == other.proof
                #expect(isSameProof)
            }
        }
    }

    @Test("parts that add up to exactly half are enough, a hundred-millionth less is not", arguments: 0..<100)
    func exactlyHalf(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = 5_000_000_000
        let cuts = (0..<Int.random(in: 1...9, using: &random)).map { _ in Int.random(in: 1..<whole, using: &random) }
        let ends = ([0] + Set(cuts).sorted() + [whole])
        let shares = zip(ends, ends.dropFirst()).map { $1 - $0 }
        for (missing, status) in [(0, "restricted"), (1, "not_restricted")] {
            var parties = shares.indices.map { OwnershipParty(id: "L\($0)", listings: [Listing("EL")]) }
            parties.append(OwnershipParty(id: "T", country: "XX"))
            let holdings = try shares.enumerated()
                .map { number, share in
                    let parts = number == 0 ? share - missing : share
                    let percent = try #require(ExactDecimal(parts).divided(by: 100_000_000))
                    return Holding(
                        owner: number,
                        owned: shares.count,
                        share: ShareRange(try #require(BasisPoints(percent: percent)))
                    )
                }
            let graph = OwnershipGraph(parties: parties, holdings: holdings)
            let found = try OwnershipEvaluator(Shipped.definition.get(), graph)
                .finding(Shipped.rule("bis_affiliates"), of: shares.count, on: day("2026-12-01"))
            #expect(found.status == status)
        }
    }

    @Test("a chain of many thousand parties is answered and explained")
    func longChain() throws {
        let count = 20_000
        var parties = (0..<count).map { OwnershipParty(id: "P\($0)", country: "XX") }
        parties[0].listings = [Listing("EL")]
        let holdings = (1..<count).map { Holding(owner: $0 - 1, owned: $0, share: ShareRange(BasisPoints(5000))) }
        let graph = OwnershipGraph(parties: parties, holdings: holdings)
        let found = try OwnershipEvaluator(Shipped.definition.get(), graph)
            .finding(Shipped.rule("bis_affiliates"), of: count - 1, on: day("2026-12-01"))
        #expect(found.status == "restricted")
        #expect(found.governing.count == count - 1)
        #expect(found.proof.lines(in: .english).count < 1000)
    }
}
