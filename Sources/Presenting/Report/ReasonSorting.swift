import Deciding
import Facts
import Quantities
import Rulebooks

extension Decision.Gate {
    /// The reasons but those rules that fail, which are there for a limit that is near.
    var standing: [Decision.Reason] { because.filter { $0.value != false } }
}

/// Parts the rules of a gate by what they do for the answer.
struct ReasonSorting {
    /// Rules that give an answer, or could give another one.
    private(set) var deciding: [Decision.Reason] = []
    /// True rules in whose place a stricter one decides, or one that goes first.
    private(set) var outranked: [Decision.Reason] = []
    /// Rules, true or open, that bear on nothing of weight here.
    private(set) var idle: [Decision.Reason] = []

    private let gate: Decision.Gate
    private let glossary: Glossary
    private let headline: Set<String>
    /// The facts that some rule read and found known.
    private let known: Set<String>

    init(gate: Decision.Gate, glossary: Glossary) {
        self.gate = gate
        self.glossary = glossary
        let definition = glossary.definition
        headline = Set(definition.gates.first { $0.id == gate.id }?.headline.map(\.name) ?? [])
        known = Set(gate.standing.flatMap(\.read).filter { $0.value != nil }.map(\.name))
        let obligations = Set(definition.obligations.filter { $0.gate == gate.id }.compactMap { $0.rule?.name })
        let shown = obligations.intersection(gate.obligations.map(\.id))
        let flags = Set(gate.flags.map(\.rule))
        for reason in gate.standing where !shown.contains(reason.rule) && !flags.contains(reason.rule) {
            if obligations.contains(reason.rule) {
                idle.append(reason)
                continue
            }
            let contributions = reason.contributes.compactMap { Contribution($0) }
            let isTrue = reason.value == true
            if isTrue, reason.displacedBy == nil, !contributions.isEmpty,
                contributions.allSatisfy({ isOutranked($0) })
            {
                outranked.append(reason)
            } else if contributions.contains(where: { isTrue ? bears($0) : couldBear($0, of: reason.rule) }) {
                deciding.append(reason)
            } else {
                idle.append(reason)
            }
        }
    }

    /// Whether the question is answered otherwise than the rule has it.
    private func isOutranked(_ contribution: Contribution) -> Bool {
        guard let definition = glossary.decision(contribution.target), definition.hit != .collect,
            isAsked(contribution.target)
        else { return false }
        switch gate[contribution.target] {
        case .undetermined: return false
        case .word(let word): return !contribution.values.contains(word)
        case .number(let number): return !contribution.values.contains(number.description)
        case .none, .set, .date: return true
        }
    }

    /// Whether a question is one that this order raises.
    private func isAsked(_ name: String) -> Bool {
        let answer = gate[name]
        guard answer != .none, answer != .set([]) else { return false }
        return answer != .word(glossary.decision(name)?.otherwise ?? "")
    }

    /// Whether what a true rule adds is part of an answer, or of a fact that an answer of weight rests on.
    private func bears(_ contribution: Contribution) -> Bool {
        guard let definition = glossary.decision(contribution.target) else {
            return mains(behind: contribution.target).contains { isAsked($0) }
        }
        guard definition.hit == .collect else { return isAsked(contribution.target) }
        return gate.state != glossary.definition.verdict.neutral
    }

    /// Whether what an open rule adds could move an answer of weight.
    private func couldBear(_ contribution: Contribution, of rule: String) -> Bool {
        if let definition = glossary.decision(contribution.target) {
            return definition.isMain && gate[contribution.target].isUndetermined
        }
        let open = mains(behind: contribution.target).filter { gate[$0].isUndetermined }
        guard !open.isEmpty else { return false }
        if !known.contains(contribution.target) { return true }
        // A requirement that stands already may still be judged by rules of its own.
        let isJudged = glossary.definition.rules.contains { $0.id == rule && $0.servedBy != nil }
        return isJudged && open.contains { glossary.decision($0)?.serves?.name == contribution.target }
    }

    /// The main and first answers of the gate that rest on a fact.
    private func mains(behind fact: String) -> [String] {
        let rulebook = glossary.rulebook
        guard let index = rulebook.factIndex[fact] else { return [] }
        return rulebook.cones[index].steps
            .compactMap { (step: Int) -> DecisionDefinition? in
                guard case .decision(let decision) = rulebook.steps[step] else { return nil }
                return rulebook.decisions[decision].definition
            }
            .filter { $0.gate == gate.id && ($0.isMain || headline.contains($0.name)) }
            .map(\.name)
    }
}
