import Facts
import Foundation
import Rulebooks
import TestSupport
import Testing

@testable import Deciding

/// Trying a change recomputes only what it reaches; the answer must be that of computing everything anew.
@Suite("Trying one change")
struct TrialTests {
    @Test("a change tried step by step gives what a fresh evaluation gives", arguments: 0..<8)
    func agreesWithFreshEvaluation(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let rulebook = try ShippedRulebook.load()
        let cases = try ["us/cases.jsonl", "cn/cases.jsonl", "cases.jsonl"]
            .flatMap { try CaseFiles.read(RulebookFiles.path("rulebook/\($0)")) ?? [] }
        let reader = OrderReader(rulebook, knownOn: rulebook.definition.lawKnownTo, isLive: Bool.random(using: &random))
        for ruleCase in cases.shuffled(using: &random).prefix(6) {
            guard let order = try? reader.order(ruleCase.order) else { continue }
            let base = Evaluator(rulebook, order.inputs, on: order.date)
            var trial = Trial(base)
            for _ in 0..<25 {
                let fact = Int.random(in: rulebook.facts.indices, using: &random)
                guard rulebook.facts[fact].mayBeStated, fact != rulebook.dateFact,
                    let value = base.candidates(for: fact).randomElement(using: &random)
                else { continue }
                var inputs = order.inputs
                inputs.stated[fact] = value
                var fresh = Evaluator(rulebook, inputs, on: order.date)
                let wanted = (Self.mains(fresh), fresh.verdict())
                let found = trial.with(fact, value) { trial in (Self.mains(trial.scratch), trial.verdict()) }
                var still = base
                let result = found ?? (Self.mains(base), still.verdict())
                #expect(result.0 == wanted.0, "\(ruleCase.id): \(rulebook.facts[fact].name) = \(value)")
                #expect(result.1 == wanted.1, "\(ruleCase.id): \(rulebook.facts[fact].name) = \(value)")
            }
            #expect(Self.mains(trial.scratch) == Self.mains(base), "nothing of the trials is left behind")
        }
    }

    private static func mains(_ evaluator: Evaluator) -> [Answer] {
        evaluator.rulebook.decisions.indices
            .filter { evaluator.rulebook.decisions[$0].definition.isMain }
            .map { evaluator.answer(to: $0) }
    }
}
