import Deciding
import Facts
import Quantities
import Rulebooks

/// What the engine makes of a chip by itself on a day.
struct ChipProfile {
    /// The facts computed from its figures; nil where one of them is unknown.
    private(set) var computed: [(fact: FactDefinition, value: FactValue?)] = []
    /// The questions that the chip alone answers.
    private(set) var answers: [(decision: DecisionDefinition, answer: Answer)] = []
    /// The rules in force that read its figures and nothing that only an order tells; nil: unknown.
    private(set) var rules: [(rule: RuleDefinition, truth: Bool?)] = []

    private let rulebook: Rulebook

    init(_ chip: Chip, on date: CalendarDate) {
        let rulebook = chip.table.rulebook
        self.rulebook = rulebook
        let evaluator = chip.evaluator(on: date)
        let prefix = FactNames.chipPrefix
        for fact in chip.table.computed {
            let value = rulebook.factIndex[fact.name].flatMap { evaluator.value(ofVariable: $0) }
            computed.append((fact, value))
        }
        guard let name = rulebook.factIndex[FactNames.chip] else { return }
        for step in rulebook.cones[name].steps {
            guard case .decision(let index) = rulebook.steps[step], evaluator.isAnswered(index) else { continue }
            let answer = evaluator.answer(to: index)
            guard answer != .none, answer != .set([]), !answer.isUndetermined else { continue }
            guard case .labels = rulebook.decisions[index].form else { continue }
            answers.append((rulebook.decisions[index].definition, answer))
        }
        for rule in rulebook.rules.indices where evaluator.isInForce(rule) {
            let names = rulebook.rules[rule].reads
                .map { variable in
                    variable < rulebook.facts.count ? rulebook.facts[variable].name : ""
                }
            let isOfChip = names.contains { $0.hasPrefix(prefix) }
            let isSettled = names.allSatisfy { name in
                name.hasPrefix(prefix)
                    || rulebook.factIndex[name].map { evaluator.isKnown(fact: $0) } ?? false
            }
            guard isOfChip, isSettled else { continue }
            rules.append((rulebook.rules[rule].definition, evaluator.world.conditions[rule].bool))
        }
    }

    /// Whether a rule reads a number of the chip, and not just what it is called.
    func readsFigures(_ rule: RuleDefinition) -> Bool {
        rulebook.rules.contains { compiled in
            compiled.definition.id == rule.id
                && compiled.reads.contains { variable in
                    guard variable < rulebook.facts.count else { return false }
                    let fact = rulebook.definition.facts[variable]
                    return fact.kind == .decimal && fact.name.hasPrefix(FactNames.chipPrefix)
                }
        }
    }
}
