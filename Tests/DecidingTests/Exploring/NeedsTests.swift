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
                let values = completions.draw(using: &random)
                var world = completions.evaluator(values)
                let verdict = world.verdict()
                if verdict >= 0 {
                    #expect(
                        named.contains(rulebook.verdictName(verdict)),
                        "\(id): \(rulebook.verdictName(verdict)) is possible"
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

    @Test("each needed fact can change an answer that it is said to change")
    func minimal() throws {
        let rulebook = try ShippedRulebook.load()
        var random = SeededGenerator(seed: 5)
        var count = 0
        var missed: [String] = []
        for (id, order) in try OpenOrders.draw(16, seed: 77, by: rulebook) {
            let decision = Decider(rulebook).decision(on: order, depth: .possibilities)
            guard decision.verdict == undeterminedWord else { continue }
            let completions = Completions(Evaluator(rulebook, order.inputs, on: order.date))
            var pending = decision.needs.filter { rulebook.factIndex[$0.fact] != nil }
            count += pending.count
            for _ in 0..<draws where !pending.isEmpty {
                let world = completions.evaluator(completions.draw(using: &random))
                var trial = Trial(world)
                pending.removeAll { need in
                    guard let fact = rulebook.factIndex[need.fact],
                        let value = completions.values(of: fact).randomElement(using: &random)
                    else { return false }
                    let before = Self.answers(named: need.couldChange, in: world)
                    return trial.with(fact, value) { Self.answers(named: need.couldChange, in: $0.scratch) != before }
                        ?? false
                }
            }
            missed += pending.map { "\(id): \($0.fact) for \($0.couldChange.joined(separator: ", "))" }
        }
        #expect(count > 60)
        print("needs never seen to change anything: \(missed.count) of \(count)\n\(missed.joined(separator: "\n"))")
        #expect(missed.count * 20 <= count, "more than one in twenty")
    }

    private static func answers(named names: [String], in evaluator: Evaluator) -> [Answer] {
        var copy = evaluator
        let rulebook = evaluator.rulebook
        return names.map { name in
            if let index = rulebook.decisionIndex[name] { return evaluator.answer(to: index) }
            switch name {
            case "verdict": return .word(rulebook.verdictName(copy.verdict()))
            case "release": return .set(rulebook.holds.map { "\(copy.truth(of: $0))" })
            default: return .set((rulebook.ruleIndex[name] ?? []).map { "\(evaluator.world.rules[$0])" })
            }
        }
    }
}
