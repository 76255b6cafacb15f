import Facts
import Rulebooks
import TestSupport

@testable import Deciding

/// Worlds that an order leaves open, drawn at random: every fact that can still be told is told.
struct Completions {
    let base: Evaluator
    /// The facts that are open and that a user would be asked for.
    let open: [Int]
    private let candidates: [Int: [FactValue]]

    init(_ base: Evaluator) {
        self.base = base
        let rulebook = base.rulebook
        // Where a condition asks whether a fact is known, its absence is an answer: such a fact is not open.
        let settled = Self.formulas(of: rulebook).reduce(into: Set<Int>()) { $0.formUnion(Self.settled(in: $1)) }
        open = rulebook.facts.indices.filter { fact in
            guard case .raw = rulebook.facts[fact].origin, !settled.contains(fact) else { return false }
            return !base.isKnown(fact: fact) && rulebook.facts[fact].mayBeStated && fact != rulebook.dateFact
                && rulebook.definition.facts[fact].ask != nil
        }
        candidates = Dictionary(uniqueKeysWithValues: open.map { ($0, base.candidates(for: $0)) })
    }

    /// Every condition of a rulebook.
    private static func formulas(of rulebook: Rulebook) -> [Formula] {
        var found = rulebook.rules.flatMap { [$0.condition, $0.testedWhen].compactMap { $0 } }
        for decision in rulebook.decisions {
            found += decision.choices.map(\.when) + [decision.when].compactMap { $0 }
        }
        for fact in rulebook.facts {
            if case .formula(let formula) = fact.origin { found.append(formula) }
            if let assumption = fact.assumption { found.append(assumption) }
        }
        return found
    }

    private static func settled(in formula: Formula) -> Set<Int> {
        switch formula {
        case .settledFact(let fact): [fact]
        case .not(let part): settled(in: part)
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion(settled(in: $1)) }
        case .constant, .fact, .atom, .answer, .member, .settledDecision: []
        }
    }

    /// Values for all open facts.
    ///
    /// - Parameters:
    ///   - facts: the facts to draw; nil: all that are open.
    ///   - mildness: how many of the truths in a hundred are false whatever is drawn: with all facts drawn evenly,
    ///     something forbids nearly every order, and nothing else is felt.
    ///   - random: where the draws come from.
    /// - Returns: a value per fact.
    func draw(
        _ facts: [Int]? = nil,
        mildness: Int = 0,
        using random: inout SeededGenerator
    ) -> [Int: FactValue] {
        var values: [Int: FactValue] = [:]
        for fact in facts ?? open {
            let isMild = base.rulebook.facts[fact].isBool && Int.random(in: 0..<100, using: &random) < mildness
            values[fact] = isMild ? .bool(false) : candidates[fact]?.randomElement(using: &random)
        }
        return values
    }

    /// The values of open facts as people write them.
    func words(_ values: [Int: FactValue]) -> String {
        values.map { "\(base.rulebook.facts[$0.key].name)=\($0.value)" }.sorted().joined(separator: " ")
    }

    /// The values that a fact can have.
    func values(of fact: Int) -> [FactValue] { candidates[fact] ?? [] }

    /// The world in which the order states these values too.
    func evaluator(_ values: [Int: FactValue]) -> Evaluator {
        var inputs = base.inputs
        for (fact, value) in values {
            inputs.stated[fact] = value
            inputs.statedUnknown.remove(fact)
        }
        return Evaluator(base.rulebook, inputs, on: base.date)
    }
}

/// Orders with facts taken away at random, so that something is open.
enum OpenOrders {
    static func draw(_ count: Int, seed: Int, by rulebook: Rulebook) throws -> [(id: String, order: Order)] {
        var random = SeededGenerator(seed: seed)
        var found: [(id: String, order: Order)] = []
        for ruleCase in try CaseFiles.shipped().shuffled(using: &random) where ruleCase.overlays.isEmpty {
            var statement = ruleCase.order
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let removable = statement.facts.indices.filter {
                    !["order.date", "order.to"].contains(statement.facts[$0].name)
                }
                guard let index = removable.randomElement(using: &random) else { break }
                statement.facts.remove(at: index)
            }
            let knownOn = rulebook.definition.lawKnownTo
            let reader = OrderReader(rulebook, knownOn: knownOn, isLive: Bool.random(using: &random))
            guard statement.parties.isEmpty, let order = try? reader.order(statement), order.legs.isEmpty else {
                continue
            }
            found.append((ruleCase.id, order))
            if found.count == count { break }
        }
        return found
    }
}
