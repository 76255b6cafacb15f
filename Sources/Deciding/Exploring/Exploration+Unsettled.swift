import Facts
import Rulebooks

/// Answers that can be one thing only, and yet are not determined until some fact is stated.
///
/// The three-valued rules leave an answer open where every value of a fact leads to the same: they do not try values.
/// Whoever states the fact gets the answer, so it is asked for.
extension Exploration {
    /// The open answers that no fact was named for, each with the facts that settle it.
    func unsettled(besides named: Set<String>) -> [(name: String, facts: [Int])] {
        var result: [(name: String, facts: [Int])] = []
        var trial = Trial(evaluator)
        if outcome.verdict < 0, !named.contains("verdict") {
            let facts = settling(missingForVerdict()) { fact, value in
                trial.with(fact, value) { $0.verdict() >= 0 } ?? false
            }
            if !facts.isEmpty { result.append(("verdict", facts)) }
        }
        for (index, decision) in rulebook.decisions.enumerated() where !named.contains(decision.definition.name) {
            guard case .labels = decision.form, !evaluator.isAnswered(index) else { continue }
            let facts = settling(missing(for: index)) { fact, value in
                trial.with(fact, value) { $0.scratch.isAnswered(index) } ?? false
            }
            if !facts.isEmpty { result.append((decision.definition.name, facts)) }
        }
        return result
    }

    private func missing(for decision: Int) -> [Int] {
        var found: Set<Int> = []
        var seen: Set<Int> = []
        evaluator.collectMissing(variable: rulebook.facts.count + decision, &found, &seen)
        return found.sorted()
    }

    /// What the gates that may be in several states wait for.
    private func missingForVerdict() -> [Int] {
        var found: Set<Int> = []
        var seen: Set<Int> = []
        for (gate, state) in zip(rulebook.gates, outcome.states) where state < 0 {
            for state in gate.states { evaluator.collectMissing(state.when, &found, &seen) }
        }
        return found.sorted()
    }

    /// The facts that settle an answer by themselves; all of them where none does so alone.
    private func settling(_ facts: [Int], _ isSettled: (Int, FactValue) -> Bool) -> [Int] {
        let alone = facts.filter { fact in evaluator.candidates(for: fact).contains { isSettled(fact, $0) } }
        return alone.isEmpty ? facts : alone
    }
}
