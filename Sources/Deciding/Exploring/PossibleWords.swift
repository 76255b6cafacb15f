import Rulebooks

/// Says in words what leads to a value that an open answer can still take.
struct PossibleWords {
    let evaluator: Evaluator
    /// The rules that lead to the label in question in some world.
    let leading: Set<Int>
    private let rulebook: Rulebook

    init(evaluator: Evaluator, leading: Set<Int> = []) {
        self.evaluator = evaluator
        self.leading = leading
        rulebook = evaluator.rulebook
    }

    /// What leads a decision to one of its labels.
    func condition(of index: Int, label: Int) -> LocalisedText {
        let ways = ways(to: label, of: index, inFull: true)
        return join(ways, english: "; or ", chinese: "；或")
    }

    /// What leads a decision to one of its labels, one way each; in full where a rule alone does with its sentence.
    func ways(to label: Int, of index: Int, inFull: Bool = false) -> [LocalisedText] {
        let decision = rulebook.decisions[index]
        let givers = evaluator.givers(of: decision, label: label).filter { leading.contains($0.rule) }
        let open = givers.filter { $0.truth == .unknown && !evaluator.isTrueWithinItsScope($0.rule) }.map(\.rule)
        let isSure = givers.count > open.count
        var parts: [LocalisedText] = unique(open.map { words(of: $0) })
        if inFull, let only = open.first, open.count == 1, evaluator.world.conditions[only] == .unknown {
            parts = [sentence(of: only)]
        }
        let isDefault = label == decision.defaultLabel && givers.isEmpty
        let otherwise = isSure || isDefault
        if otherwise { parts.append(Self.remainder) }
        if parts.isEmpty, label == decision.otherwiseLabel, let when = decision.when {
            return [hanging(on: evaluator.missing(in: [when]))]
        }
        if parts.isEmpty {
            let formulas = decision.choices.map(\.when) + [decision.when].compactMap { $0 }
            return [hanging(on: evaluator.missing(in: formulas))]
        }
        return parts
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

    /// A rule that alone leads to a value: its title with its sentence.
    private func sentence(of rule: Int) -> LocalisedText {
        let definition = rulebook.rules[rule].definition
        func bare(_ text: String) -> Substring {
            text.hasSuffix(".") || text.hasSuffix("。") ? text.dropLast() : text[...]
        }
        return LocalisedText(
            english: "\(definition.title.english) (\(bare(definition.says.english)))",
            chinese: "\(definition.title.text(in: .chinese))（\(bare(definition.says.text(in: .chinese)))）"
        )
    }

    /// The case in which no other value is given.
    private static let remainder = LocalisedText(english: "none of the others applies", chinese: "其他各项均不成立")

    /// A label in the rulebook's plain words.
    private func words(label: Int, of decision: CompiledDecision) -> LocalisedText {
        guard let value = decision.labels[label] else { return LocalisedText(english: "none", chinese: "无") }
        return decision.definition.labels[value] ?? LocalisedText(english: value, chinese: value)
    }

    private func hanging(on facts: [String]) -> LocalisedText {
        guard !facts.isEmpty else {
            return LocalisedText(english: "depends on the answers above", chinese: "取决于以上答案")
        }
        let shown = facts.prefix(facts.count > 6 ? 4 : 6)
        let more = facts.count - shown.count
        return LocalisedText(
            english: "depends on \(shown.joined(separator: ", "))\(more > 0 ? " and \(more) more facts" : "")",
            chinese: "取决于 \(shown.joined(separator: "、"))\(more > 0 ? "及其他 \(more) 项事实" : "")"
        )
    }

    // MARK: Verdicts

    /// Open answers of a gate that lead to a verdict, or that remain possible under it.
    struct Lead {
        let gate: Int
        let decision: Int
        let labels: [Int]
    }

    /// What leads to the strictest verdict that is possible, or to one between: any gate that gives it.
    ///
    /// - Parameters:
    ///   - leads: per gate the open answers that put it in that state.
    ///   - settled: the gates that are in that state already.
    ///   - collisions: the open collisions that would make it so.
    ///   - isStrictest: whether no stricter verdict is possible.
    /// - Returns: the condition in words.
    func verdict(leads: [[Lead]], settled: [Int], collisions: [Int], isStrictest: Bool) -> LocalisedText {
        var parts = leads.filter { !$0.isEmpty }.map { words(of: $0) }
        for gate in settled {
            let title = rulebook.gates[gate].definition.title
            parts.append(
                LocalisedText(english: "\(title.english) as it stands", chinese: "\(title.text(in: .chinese))现状")
            )
        }
        parts += collisions.map { rulebook.rules[$0].definition.title }
        guard !parts.isEmpty else { return LocalisedText(english: "in every other case", chinese: "其他情形") }
        let joined = join(parts, english: "; or ", chinese: "；或")
        guard !isStrictest else { return joined }
        let isChoice = parts.count > 1
        return LocalisedText(
            english: "none of the above, and \(isChoice ? "either " : "")\(joined.english)",
            chinese: "不属于以上情形，且\(isChoice ? "有下列之一：" : "")\(joined.text(in: .chinese))"
        )
    }

    /// What the mildest verdict that is possible takes: of every gate the answers that remain possible under it.
    func mildest(_ needed: [[Lead]]) -> LocalisedText {
        let needed = needed.filter { !$0.isEmpty }
        guard !needed.isEmpty else { return LocalisedText(english: "in every other case", chinese: "其他情形") }
        return join(needed.map { words(of: $0) }, english: "; and ", chinese: "；且")
    }

    /// What open answers of one gate must be, all of them.
    private func words(of leads: [Lead]) -> LocalisedText {
        let title = leads.first.map { rulebook.gates[$0.gate].definition.title } ?? LocalisedText(english: "")
        let answers = leads.map { lead in
            let decision = rulebook.decisions[lead.decision]
            let values = lead.labels.map { label in
                decision.labels[label] == nil && lead.labels.count > 1
                    ? LocalisedText(english: "none needed", chinese: "无需") : words(label: label, of: decision)
            }
            return join(values, english: ", or ", chinese: "，或")
        }
        let several = answers.map {
            LocalisedText(english: "(\($0.english))", chinese: "（\($0.text(in: .chinese))）")
        }
        let values = join(answers.count > 1 ? several : answers, english: " and ", chinese: "且")
        return LocalisedText(
            english: "\(title.english): \(values.english)",
            chinese: "\(title.text(in: .chinese))：\(values.text(in: .chinese))"
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
