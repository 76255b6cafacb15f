import Facts
import Quantities
import Rulebooks

/// Finds changes of one fact after which some main answer is another one.
struct ChangeFinder {
    let evaluator: Evaluator
    let outcome: Outcome
    private let mains: [Int]
    private let answers: [Answer]
    private var trial: Trial

    init(evaluator: Evaluator, outcome: Outcome) {
        self.evaluator = evaluator
        rulebook = evaluator.rulebook
        self.outcome = outcome
        let mains = evaluator.rulebook.decisions.indices.filter { evaluator.rulebook.decisions[$0].definition.isMain }
        self.mains = mains
        answers = mains.map { evaluator.answer(to: $0) }
        trial = Trial(evaluator)
    }

    private let rulebook: Rulebook

    /// The facts whose change is worth telling, in the order of the schema.
    mutating func changes() -> [Decision.Change] {
        var found = dateChanges()
        for fact in rulebook.facts.indices where isMovable(fact) {
            switch rulebook.facts[fact].definition.kind {
            case .bool: found += flips(of: fact)
            case .int, .decimal: found += numberChanges(of: fact)
            case .enum, .country: found += wordChanges(of: fact)
            case .date, .string: continue
            }
        }
        return found
    }

    /// The answers under the other setting of every boolean policy switch that matters.
    mutating func alternatives() -> [Decision.Alternative] {
        var found: [Decision.Alternative] = []
        for fact in rulebook.facts.indices {
            let compiled = rulebook.facts[fact]
            guard compiled.name.hasPrefix(switchPrefix), compiled.isBool,
                let current = evaluator.world.truths[fact].bool
            else { continue }
            let changed = changed(fact, to: .bool(!current))
            guard changed.verdict != outcome.verdict || !changed.answers.isEmpty else { continue }
            found.append(
                Decision.Alternative(
                    fact: compiled.name,
                    value: .bool(!current),
                    verdict: rulebook.verdictName(changed.verdict),
                    answers: changed.answers
                )
            )
        }
        return found
    }

    /// Facts under this name are settings of the rulebook, not of the order.
    private let switchPrefix = "policy."

    private func isMovable(_ fact: Int) -> Bool {
        guard rulebook.cones[fact].reachesDecisions, evaluator.isKnown(fact: fact) else { return false }
        let compiled = rulebook.facts[fact]
        if compiled.name.hasPrefix(switchPrefix) { return false }
        return compiled.mayBeStated && evaluator.inputs.partyTruths[fact] == nil
            && (compiled.definition.ask != nil || compiled.definition.missing == .refuse
                || compiled.definition.derive != nil)
    }

    // MARK: One fact set to one value

    private mutating func changed(_ fact: Int, to value: FactValue) -> (verdict: Int, answers: [Decision.NamedAnswer]) {
        let comparison = Comparison(self)
        return trial.with(fact, value) { comparison.difference(&$0) } ?? (outcome.verdict, [])
    }

    /// What the main answers were, for comparing them with what they are after a change.
    private struct Comparison {
        let rulebook: Rulebook
        let mains: [Int]
        let answers: [Answer]
        let verdict: Int

        init(_ finder: ChangeFinder) {
            rulebook = finder.rulebook
            mains = finder.mains
            answers = finder.answers
            verdict = finder.outcome.verdict
        }

        func difference(_ trial: inout Trial) -> (verdict: Int, answers: [Decision.NamedAnswer]) {
            var changed: [Decision.NamedAnswer] = []
            for (index, main) in mains.enumerated() where trial.isChanged(decision: main) {
                let answer = trial.scratch.answer(to: main)
                guard answer != answers[index] else { continue }
                changed.append(.init(name: rulebook.decisions[main].definition.name, answer: answer))
            }
            let now = trial.verdict()
            if now != verdict { changed.append(.init(name: "verdict", answer: .word(rulebook.verdictName(now)))) }
            return (now, changed)
        }
    }

    /// Whether a change tells something: a determined answer that is another one.
    private func isTelling(_ answers: [Decision.NamedAnswer]) -> Bool {
        answers.contains { !$0.answer.isUndetermined && $0.answer != .word(undeterminedWord) }
    }

    private func change(_ fact: Int, _ words: String, _ answers: [Decision.NamedAnswer]) -> Decision.Change? {
        guard isTelling(answers) else { return nil }
        return Decision.Change(fact: rulebook.facts[fact].name, to: words, answers: answers)
    }

    private mutating func flips(of fact: Int) -> [Decision.Change] {
        guard let current = evaluator.world.truths[fact].bool else { return [] }
        let answers = changed(fact, to: .bool(!current)).answers
        return [change(fact, String(!current), answers)].compactMap { $0 }
    }

    // MARK: Numbers

    /// The nearest boundary on either side beyond which an answer changes.
    private mutating func numberChanges(of fact: Int) -> [Decision.Change] {
        guard let current = evaluator.world.values[fact]?.number else { return [] }
        let definition = rulebook.definition.facts[fact]
        let thresholds = evaluator.thresholds(of: fact)
        let points = evaluator.numbers(around: thresholds, definition)
        var found: [Decision.Change] = []
        for isUp in [true, false] {
            let side = isUp ? points.filter { $0 > current } : points.filter { $0 < current }.reversed()
            for point in side {
                let answers = changed(fact, to: .decimal(point)).answers
                guard let change = change(fact, words(for: point, among: points, thresholds, isUp), answers) else {
                    continue
                }
                found.append(change)
                break
            }
        }
        return found
    }

    /// The boundary that a point stands for: the threshold itself, or what lies beyond it; an end of the range alone
    /// where what lies between does not do.
    private func words(
        for point: ExactDecimal,
        among points: [ExactDecimal],
        _ thresholds: [ExactDecimal],
        _ isUp: Bool
    ) -> String {
        if thresholds.contains(point) { return "\(isUp ? ">=" : "<=") \(point)" }
        let nearest = isUp ? thresholds.last { $0 < point } : thresholds.first { $0 > point }
        guard let nearest, !points.contains(where: { min(point, nearest) < $0 && $0 < max(point, nearest) }) else {
            return "\(point)"
        }
        return "\(isUp ? ">" : "<") \(nearest)"
    }

    // MARK: Words

    /// Every other word, those with the same consequences told together.
    private mutating func wordChanges(of fact: Int) -> [Decision.Change] {
        guard let current = evaluator.world.values[fact]?.text else { return [] }
        var groups: [(answers: [Decision.NamedAnswer], words: [String])] = []
        let unchanged = trial.signature(of: fact, current)
        var known: [[Truth]: [Decision.NamedAnswer]] = [:]
        for alike in words(of: fact) where !alike.contains(current) {
            guard let word = alike.first(where: { isValue($0, of: fact) }) else { continue }
            let signature = trial.signature(of: fact, word)
            if let signature, signature == unchanged { continue }
            let answers = signature.flatMap { known[$0] } ?? changed(fact, to: .string(word)).answers
            if let signature { known[signature] = answers }
            guard isTelling(answers) else { continue }
            let words = alike.filter { isValue($0, of: fact) }
            if let index = groups.firstIndex(where: { $0.answers == answers }) {
                groups[index].words += words
            } else {
                groups.append((answers, words))
            }
        }
        return groups.map { group in
            Decision.Change(
                fact: rulebook.facts[fact].name,
                to: group.words.sorted().joined(separator: ", "),
                answers: group.answers
            )
        }
    }

    /// The words a fact can be, those with the same consequences together.
    private func words(of fact: Int) -> [[String]] {
        let definition = rulebook.definition.facts[fact]
        return definition.kind == .enum ? definition.values.map { [$0] } : evaluator.wordClasses(of: fact)
    }

    /// Whether a user could state the word: texts that conditions compare with are of other facts too.
    private func isValue(_ word: String, of fact: Int) -> Bool {
        let definition = rulebook.definition.facts[fact]
        switch definition.kind {
        case .enum: return definition.values.contains(word)
        case .country: return word.utf8.count == 2 && word.utf8.allSatisfy { (65...90).contains($0) } && word != "ZZ"
        default: return word != Evaluator.otherText
        }
    }

    // MARK: Dates

    /// The nearest earlier and later shipment dates on which an answer is another one.
    private mutating func dateChanges() -> [Decision.Change] {
        guard let fact = rulebook.dateFact else { return [] }
        var found: [Decision.Change] = []
        let comparison = Comparison(self)
        let boundaries = RelevantDates(evaluator).dates.sorted()
        let earlier = boundaries.filter { $0 <= evaluator.date }.reversed()
            .compactMap { $0.adding(days: -1) }
            .filter { $0 >= rulebook.definition.begins }
        let later = boundaries.filter { $0 > evaluator.date }
        for (dates, sign) in [(Array(earlier), "<="), (Array(later), ">=")] {
            for date in dates.prefix(dateSteps) {
                let difference = trial.on(date, dateFact: fact) { comparison.difference(&$0) }
                if let change = change(fact, "\(sign) \(date)", difference?.answers ?? []) {
                    found.append(change)
                    break
                }
            }
        }
        return found
    }

    /// How many dates are tried on either side before the search for another answer is given up.
    private var dateSteps: Int { 12 }
}
