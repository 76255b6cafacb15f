import Rulebooks

/// Says in words what leads to a value that an open answer can still take.
struct PossibleWords {
    let evaluator: Evaluator
    private var rulebook: Rulebook { evaluator.rulebook }

    init(evaluator: Evaluator) {
        self.evaluator = evaluator
    }

    /// What leads a decision to one of its labels.
    func condition(of index: Int, label: Int, feasible: [Bool]) -> LocalisedText {
        let decision = rulebook.decisions[index]
        let givers = evaluator.givers(of: decision, label: label)
        let open = givers.filter { $0.truth == .unknown }.map(\.rule)
        let isSure = givers.contains { $0.truth == .yes }
        var parts: [LocalisedText] = unique(open.map { words(of: $0) })
        let isDefault = label == decision.defaultLabel && givers.isEmpty
        let otherwise = isSure || isDefault
        if otherwise { parts.append(remainder(of: decision, label: label, feasible: feasible)) }
        if parts.isEmpty, label == decision.otherwiseLabel, let when = decision.when {
            return hanging(on: evaluator.missing(in: [when]))
        }
        if parts.isEmpty {
            let formulas = decision.choices.map(\.when) + [decision.when].compactMap { $0 }
            return hanging(on: evaluator.missing(in: formulas))
        }
        return join(parts, english: "; or ", chinese: "；或")
    }

    /// An open rule: its title, and what displaces it.
    private func words(of rule: Int) -> LocalisedText {
        let compiled = rulebook.rules[rule]
        let title = compiled.definition.title
        guard evaluator.world.conditions[rule] == .yes,
            let other = compiled.overriders.first(where: {
                evaluator.isInForce($0) && evaluator.world.rules[$0] == .unknown
            })
        else { return title }
        let unless = rulebook.rules[other].definition.title
        return LocalisedText(
            english: "\(title.english), unless: \(unless.english)",
            chinese: "\(title.text(in: .chinese))，除非：\(unless.text(in: .chinese))"
        )
    }

    private func remainder(of decision: CompiledDecision, label: Int, feasible: [Bool]) -> LocalisedText {
        let before = Set(decision.before.map(\.label))
        let stricter = feasible.indices.filter { feasible[$0] && ($0 < label || before.contains($0)) && $0 != label }
        let names = stricter.compactMap { decision.labels[$0] }
        guard !names.isEmpty else { return LocalisedText(english: "in every other case", chinese: "其他情形") }
        return LocalisedText(
            english: "none of what leads to \(names.joined(separator: ", "))",
            chinese: "不具备导致 \(names.joined(separator: "、")) 的任何情形"
        )
    }

    private func hanging(on facts: [String]) -> LocalisedText {
        guard !facts.isEmpty else { return LocalisedText(english: "depends on the answers above", chinese: "取决于以上答案") }
        return LocalisedText(
            english: "depends on \(facts.joined(separator: ", "))",
            chinese: "取决于 \(facts.joined(separator: "、"))"
        )
    }

    /// What leads to a verdict: the open answers of the gates that give it.
    func verdict(label: Int, leads: [(gate: Int, decision: Int, labels: [Int])], outcome: Outcome) -> LocalisedText {
        var parts: [LocalisedText] = []
        for lead in leads {
            let decision = rulebook.decisions[lead.decision]
            let values = lead.labels.compactMap { decision.labels[$0] }.joined(separator: " / ")
            parts.append(
                LocalisedText(
                    english: "\(decision.definition.name) = \(values)",
                    chinese: "\(decision.definition.name) = \(values)"
                )
            )
        }
        for (gate, state) in outcome.states.enumerated() where state == label {
            let title = rulebook.gates[gate].definition.title
            parts.append(
                LocalisedText(english: "\(title.english) as it stands", chinese: "\(title.text(in: .chinese))现状")
            )
        }
        guard !parts.isEmpty else { return LocalisedText(english: "in every other case", chinese: "其他情形") }
        let isStrictest = label == 0
        let joined = join(parts, english: isStrictest ? ", or " : ", ", chinese: isStrictest ? "，或 " : "，")
        guard !isStrictest else { return joined }
        let stricter = rulebook.verdictName(0)
        return LocalisedText(
            english: "\(joined); and no gate is \(stricter)",
            chinese: "\(joined)；且没有一关为 \(stricter)"
        )
    }

    private func unique(_ texts: [LocalisedText]) -> [LocalisedText] {
        var seen: Set<LocalisedText> = []
        return texts.filter { seen.insert($0).inserted }
    }

    private func join(_ parts: [LocalisedText], english: String, chinese: String) -> LocalisedText {
        LocalisedText(
            english: parts.map(\.english).joined(separator: english),
            chinese: parts.map { $0.text(in: .chinese) }.joined(separator: chinese)
        )
    }
}
