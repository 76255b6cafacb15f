import Facts
public import Rulebooks

/// Finds what one answer to an open question settles by itself, whatever the other open facts turn out to be.
public struct AnswerEffects: Sendable {
    private let rulebook: Rulebook

    /// How many values a fact may take for each to be tried.
    private static let valueLimit = 4

    /// Creates a finder.
    public init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    /// The decision with the effects of single answers added to its needs.
    ///
    /// Only facts with few possible values are tried: yes or no, or a word from a short list.
    ///
    /// - Parameters:
    ///   - decision: the decision on the order, with its needs worked out.
    ///   - order: the order that it is on.
    /// - Returns: the decision, its legs completed likewise.
    public func completing(_ decision: Decision, on order: Order) -> Decision {
        var result = decision
        if order.legs.isEmpty {
            for index in result.needs.indices {
                result.needs[index].effects = effects(of: result.needs[index], in: decision, on: order)
            }
        } else {
            result.legs = zip(decision.legs, order.legs).map { completing($0, on: $1) }
        }
        return result
    }

    private func effects(
        of need: Decision.Need,
        in decision: Decision,
        on order: Order
    ) -> [Decision.Need.Effect] {
        guard need.couldChange.contains("verdict"), let fact = rulebook.factIndex[need.fact] else { return [] }
        let base = Evaluator(rulebook, order.inputs, on: order.date)
        let open = rulebook.decisions.enumerated()
            .filter { $0.element.definition.isMain && decision.answer($0.element.definition.name).isUndetermined }
        return values(of: rulebook.definition.facts[fact])
            .compactMap { value in
                var inputs = order.inputs
                inputs.stated[fact] = value
                inputs.statedUnknown.remove(fact)
                var world = Evaluator(rulebook, inputs, on: order.date)
                let verdict = world.outcome().verdict
                let answers = open.map {
                    Decision.NamedAnswer(name: $0.element.definition.name, answer: world.answer(to: $0.offset))
                }
                let settled = answers.filter { !$0.answer.isUndetermined }
                let isSettling = decision.verdict == undeterminedWord && verdict >= 0
                let leads = leads(from: base, to: world, open: Set(open.map(\.offset)))
                guard isSettling || !settled.isEmpty || !leads.isEmpty else { return nil }
                return Decision.Need.Effect(
                    value: value,
                    verdict: isSettling ? rulebook.verdictName(verdict) : nil,
                    answers: settled,
                    leads: leads
                )
            }
    }

    /// The values of open answers that rules give which were open and are now true.
    private func leads(from base: Evaluator, to world: Evaluator, open: Set<Int>) -> [Decision.NamedAnswer] {
        var found: [Decision.NamedAnswer] = []
        for index in open.sorted() {
            let decision = rulebook.decisions[index]
            for contributor in decision.before + decision.contributors
            where world.isTrueWithinItsScope(contributor.rule) && !base.isTrueWithinItsScope(contributor.rule)
                && base.truth(ofRule: contributor.rule) == .unknown
            {
                guard let value = decision.labels[contributor.label] else { continue }
                let lead = Decision.NamedAnswer(name: decision.definition.name, answer: .word(value))
                if !found.contains(lead) { found.append(lead) }
            }
        }
        return found
    }

    private func values(of fact: FactDefinition) -> [FactValue] {
        switch fact.kind {
        case .bool: [.bool(true), .bool(false)]
        case .enum where fact.values.count <= Self.valueLimit: fact.values.map { .string($0) }
        default: []
        }
    }
}
