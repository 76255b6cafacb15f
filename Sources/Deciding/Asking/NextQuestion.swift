import Facts
public import Rulebooks

/// Chooses what to ask of a user, so that few answers settle the verdict.
public struct NextQuestion: Sendable {
    private let rulebook: Rulebook

    /// How many answers to one question are tried.
    private static let answerLimit = 12
    /// How many worlds are drawn where no single answer settles anything.
    private static let sampleCount = 240

    /// Creates a chooser.
    public init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    /// The need to ask for next: the one whose possible answers most often settle the verdict by themselves, or, where
    /// none does, the one that tells most about it over worlds drawn at random.
    ///
    /// - Parameters:
    ///   - decision: the decision on the order as it stands, with its needs worked out.
    ///   - order: the order as it stands.
    ///   - skipped: the facts that the user could not tell.
    /// - Returns: nil when the verdict is settled, or when nothing that was not skipped could change it.
    public func need(after decision: Decision, on order: Order, skipping skipped: Set<String>) -> Decision.Need? {
        guard decision.verdict == undeterminedWord else { return nil }
        let parts = order.legs.isEmpty ? [order] : order.legs
        let evaluators = parts.map { Evaluator(rulebook, $0.inputs, on: $0.date) }
        let needs = decision.needs.filter { $0.couldChange.contains("verdict") && !skipped.contains($0.fact) }
        let shares = needs.map { need in evaluators.map { settledShare(by: need.fact, in: $0) }.max() ?? 0 }
        if let best = Self.best(needs, shares) { return best }
        let facts = needs.map { rulebook.factIndex[$0.fact] }
        let gains = evaluators.map { informationGains(of: facts, in: $0) }
        let total = needs.indices.map { index in gains.map { $0[index] }.max() ?? 0 }
        return Self.best(needs, total) ?? needs.first
    }

    /// The first need with the highest score above zero.
    private static func best(_ needs: [Decision.Need], _ scores: [Double]) -> Decision.Need? {
        var best: (need: Decision.Need, score: Double)?
        for (need, score) in zip(needs, scores) where score > best?.score ?? 0 { best = (need, score) }
        return best?.need
    }

    private func answers(to fact: Int, in evaluator: Evaluator) -> [FactValue] {
        Array(evaluator.candidates(for: fact).prefix(Self.answerLimit))
    }

    /// Which part of the possible answers to a question settles the verdict.
    private func settledShare(by fact: String, in evaluator: Evaluator) -> Double {
        guard let index = rulebook.factIndex[fact] else { return 0 }
        let answers = answers(to: index, in: evaluator)
        guard !answers.isEmpty else { return 0 }
        let settled = answers.filter { answer in
            var world = evaluator
            world.inputs.stated[index] = answer
            world.inputs.statedUnknown.remove(index)
            for atom in rulebook.cones[index].atoms { world.world.atoms[atom] = nil }
            for step in rulebook.cones[index].steps { world.compute(rulebook.steps[step]) }
            return world.outcome().verdict >= 0
        }
        return Double(settled.count) / Double(answers.count)
    }

    // MARK: Worlds drawn at random

    /// How much the answer to each question tells about the verdict when every answer is as likely as any.
    ///
    /// The draws are the same every time, so that the same order is always asked the same questions.
    private func informationGains(of facts: [Int?], in evaluator: Evaluator) -> [Double] {
        let choices = facts.map { fact in fact.map { answers(to: $0, in: evaluator) } ?? [] }
        var counts = choices.map { Array(repeating: [Int: Int](), count: $0.count) }
        var verdicts: [Int: Int] = [:]
        var generator = Draws()
        for _ in 0..<Self.sampleCount {
            var inputs = evaluator.inputs
            var drawn: [Int?] = []
            for (fact, answers) in zip(facts, choices) {
                guard let fact, !answers.isEmpty else {
                    drawn.append(nil)
                    continue
                }
                let choice = generator.next(below: answers.count)
                inputs.stated[fact] = answers[choice]
                inputs.statedUnknown.remove(fact)
                drawn.append(choice)
            }
            var world = Evaluator(rulebook, inputs, on: evaluator.date)
            let verdict = world.outcome().verdict
            verdicts[verdict, default: 0] += 1
            for (index, choice) in drawn.enumerated() {
                if let choice { counts[index][choice][verdict, default: 0] += 1 }
            }
        }
        let before = Self.disorder(verdicts)
        return counts.map { answers in
            let total = Double(Self.sampleCount)
            let after = answers.map { Double($0.values.reduce(0, +)) / total * Self.disorder($0) }.reduce(0, +)
            return answers.isEmpty ? 0 : before - after
        }
    }

    /// A measure of how open a count of verdicts is: the Gini impurity, zero when all are the same.
    private static func disorder(_ counts: [Int: Int]) -> Double {
        let total = Double(counts.values.reduce(0, +))
        guard total > 0 else { return 0 }
        return 1 - counts.values.map { Double($0) / total }.map { $0 * $0 }.reduce(0, +)
    }
}

/// A small fixed sequence of draws (SplitMix64).
private struct Draws {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        return Int(bits % UInt64(bound))
    }
}
