import Facts
import Rulebooks
import TestSupport
import Testing

@testable import Deciding

/// What is said to be needed and possible, against worlds drawn at random.
@Suite("Needs and possible answers")
struct NeedsTests {
    private let draws = 200

    @Test("needed facts suffice, and every verdict met was said to be possible", arguments: 0..<6)
    func sufficient(_ seed: Int) throws {
        let rulebook = try ShippedRulebook.load()
        var random = SeededGenerator(seed: seed)
        for (id, order) in try OpenOrders.draw(8, seed: seed, by: rulebook) {
            let decision = Decider(rulebook).decision(on: order, depth: .possibilities)
            let completions = Completions(Evaluator(rulebook, order.inputs, on: order.date))
            let isOpen = decision.verdict == undeterminedWord
            let possible = decision.possible.first { $0.name == "verdict" }.map { Set($0.values.compactMap(\.value)) }
            let named = possible ?? [decision.verdict]
            let needed = Set(decision.needs.filter { $0.couldChange.contains("verdict") }.map(\.fact))
            #expect(isOpen == !needed.isEmpty, "\(id): the verdict is \(decision.verdict), it needs \(needed.sorted())")
            for _ in 0..<draws / 8 {
                let values = completions.draw(mildness: Int.random(in: 0...95, using: &random), using: &random)
                var world = completions.evaluator(values)
                let verdict = world.verdict()
                if verdict >= 0 {
                    #expect(
                        named.contains(rulebook.verdictName(verdict)),
                        "\(id): \(rulebook.verdictName(verdict)) was not possible with \(completions.words(values))"
                    )
                }
                let others = completions.draw(using: &random).filter { !needed.contains(rulebook.facts[$0.key].name) }
                var moved = completions.evaluator(values.merging(others) { $1 })
                let now = moved.verdict()
                #expect(
                    now == verdict || now < 0 || verdict < 0,
                    "\(id): \(rulebook.verdictName(verdict)) becomes \(rulebook.verdictName(now)) by facts not needed"
                )
            }
        }
    }

    @Test("a fact that is not needed changes no answer in any world", arguments: 0..<8)
    func complete(_ seed: Int) throws {
        let rulebook = try ShippedRulebook.load()
        var random = SeededGenerator(seed: seed)
        let compared = rulebook.decisions.indices.filter { !rulebook.decisions[$0].definition.ignoresUnknown }
        var count = 0
        for (id, order) in try OpenOrders.draw(6, seed: seed + 900, by: rulebook) {
            let needed = Set(Decider(rulebook).decision(on: order, depth: .possibilities).needs.map(\.fact))
            let completions = Completions(Evaluator(rulebook, order.inputs, on: order.date))
            let free = completions.open.filter { !needed.contains(rulebook.facts[$0].name) }
            for _ in 0..<draws / 4 {
                let mildness = Int.random(in: 0...95, using: &random)
                let values = completions.draw(mildness: mildness, using: &random)
                guard let fact = free.randomElement(using: &random) else { continue }
                let other = completions.draw([fact], using: &random)
                guard other[fact] != values[fact] else { continue }
                let world = completions.evaluator(values)
                let moved = completions.evaluator(values.merging(other) { $1 })
                count += 1
                for decision in compared {
                    let (before, after) = (world.answer(to: decision), moved.answer(to: decision))
                    #expect(
                        before == after || before.isUndetermined || after.isUndetermined,
                        """
                        \(id): \(rulebook.decisions[decision].definition.name) is \(before), \(after) with \
                        \(completions.words(other)) among \(completions.words(values))
                        """
                    )
                }
            }
        }
        #expect(count > 50)
    }

    @Test("no world has a possible verdict on better evidence than is said", arguments: 0..<6)
    func grades(_ seed: Int) throws {
        let rulebook = try ShippedRulebook.load()
        var random = SeededGenerator(seed: seed)
        var count = 0
        var reached = 0
        for (id, order) in try OpenOrders.draw(8, seed: seed + 500, by: rulebook) {
            let decision = Decider(rulebook).decision(on: order, depth: .possibilities)
            let completions = Completions(Evaluator(rulebook, order.inputs, on: order.date))
            for possible in decision.possible.first(where: { $0.name == "verdict" })?.values ?? [] {
                var best: Int?
                for _ in 0..<draws {
                    let values = completions.draw(mildness: Int.random(in: 0...95, using: &random), using: &random)
                    var world = completions.evaluator(values)
                    let outcome = world.outcome()
                    guard rulebook.verdictName(outcome.verdict) == possible.value,
                        let grade = outcome.evidence.word, outcome.evidence != .undetermined
                    else { continue }
                    best = min(best ?? .max, rulebook.rank(ofGrade: grade))
                }
                guard let best else { continue }
                let said = try #require(possible.evidence.word, "\(id): \(possible.value ?? "") has no grade")
                #expect(rulebook.rank(ofGrade: said) <= best, "\(id): \(possible.value ?? "") is better than \(said)")
                count += 1
                if rulebook.rank(ofGrade: said) == best { reached += 1 }
            }
        }
        #expect(count > 3)
        #expect(reached * 4 >= count * 3, "only \(reached) of \(count) grades were met in some world")
    }

    @Test("each needed fact can change an answer that it is said to change", arguments: 0..<4)
    func minimal(_ seed: Int) throws {
        let rulebook = try ShippedRulebook.load()
        var random = SeededGenerator(seed: seed)
        var count = 0
        var missed: [String] = []
        for (id, order) in try OpenOrders.draw(4, seed: seed + 77, by: rulebook) {
            let decision = Decider(rulebook).decision(on: order, depth: .possibilities)
            guard decision.verdict == undeterminedWord else { continue }
            let completions = Completions(Evaluator(rulebook, order.inputs, on: order.date))
            for need in decision.needs.shuffled(using: &random).prefix(5) {
                guard let fact = rulebook.factIndex[need.fact], completions.open.contains(fact) else { continue }
                count += 1
                let isFelt = need.couldChange.reversed()
                    .contains { name in
                        (0..<tries).contains { _ in completions.isFelt(fact, by: name, using: &random) }
                    }
                if !isFelt { missed.append("\(id): \(need.fact) for \(need.couldChange.joined(separator: ", "))") }
            }
        }
        #expect(count > 5)
        #expect(missed.count * 20 <= count, "never felt, of \(count): \(missed.joined(separator: "\n"))")
    }

    /// How often a world is looked for in which a fact is felt, for each answer that it could change.
    private let tries = 24
}

extension Completions {
    /// Whether a world is found in which all else is known and an answer hangs on one fact alone.
    ///
    /// The other facts are told bit by bit, and what would settle the answer is told otherwise.
    fileprivate func isFelt(_ fact: Int, by name: String, using random: inout SeededGenerator) -> Bool {
        var known: [Int: FactValue] = [:]
        var waiting = [open.filter { $0 != fact }.shuffled(using: &random)]
        while let facts = waiting.popLast() {
            var isTold = false
            for mildness in [90, 0, 50, 90, 0, 50] where !isTold {
                let values = known.merging(draw(facts, mildness: mildness, using: &random)) { $1 }
                guard Self.isOpen(name, for: fact, in: evaluator(values)) else { continue }
                known = values
                isTold = true
            }
            if isTold { continue }
            guard facts.count > 1 else { return false }
            waiting.append(Array(facts.prefix(facts.count / 2)))
            waiting.append(Array(facts.dropFirst(facts.count / 2)))
        }
        let answers = values(of: fact)
            .map { value in
                Self.answer(name, in: evaluator(known.merging([fact: value]) { $1 }))
            }
        // The answer was open without the fact: one that every value settles alike is felt too.
        return Set(answers).count > 1 || !answers.contains { $0.isUndetermined }
    }

    /// Whether an answer is open, and the fact among what keeps it so.
    private static func isOpen(_ name: String, for fact: Int, in evaluator: Evaluator) -> Bool {
        var copy = evaluator
        if let index = evaluator.rulebook.decisionIndex[name] {
            guard evaluator.answer(to: index).isUndetermined || !evaluator.unknownMembers(of: index).isEmpty else {
                return false
            }
            var missing: Set<Int> = []
            var seen: Set<Int> = []
            evaluator.collectMissing(variable: evaluator.rulebook.facts.count + index, &missing, &seen)
            return missing.contains(fact)
        }
        switch name {
        case "verdict": return copy.verdict() < 0
        case "release": return evaluator.rulebook.holds.contains { copy.truth(of: $0) == .unknown }
        default: return (evaluator.rulebook.ruleIndex[name] ?? []).contains { evaluator.world.rules[$0] == .unknown }
        }
    }

    private static func answer(_ name: String, in evaluator: Evaluator) -> Answer {
        var copy = evaluator
        if let index = evaluator.rulebook.decisionIndex[name] { return evaluator.answer(to: index) }
        switch name {
        case "verdict": return .word(evaluator.rulebook.verdictName(copy.verdict()))
        case "release": return .set(evaluator.rulebook.holds.map { "\(copy.truth(of: $0))" })
        default: return .set((evaluator.rulebook.ruleIndex[name] ?? []).map { "\(evaluator.world.rules[$0])" })
        }
    }
}
