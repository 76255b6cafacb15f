import Deciding
import Facts
import Quantities
import Rulebooks

/// Finds the plain words that a rulebook has for its facts, questions and values.
struct Glossary {
    let rulebook: Rulebook
    var definition: RulebookDefinition { rulebook.definition }
    let language: LocalisedText.Language
    let wording: Wording
    private let decisions: [String: DecisionDefinition]
    private let facts: [String: FactDefinition]
    private let ranks: [String: Int]
    private let countries: [String: String]

    init(_ rulebook: Rulebook, language: LocalisedText.Language) {
        self.rulebook = rulebook
        let definition = rulebook.definition
        self.language = language
        wording = Wording(language: language)
        decisions = Dictionary(definition.decisions.map { ($0.name, $0) }) { first, _ in first }
        facts = Dictionary(definition.facts.map { ($0.name, $0) }) { first, _ in first }
        let scale = definition.verdict.scale.enumerated()
        ranks = Dictionary(scale.map { ($0.element.grade, $0.offset) }) { first, _ in first }
        countries = Self.countries(definition, language: language)
    }

    func text(_ text: LocalisedText) -> String { text.text(in: language) }

    // MARK: Questions

    func decision(_ name: String) -> DecisionDefinition? { decisions[name] }

    func fact(_ name: String) -> FactDefinition? { facts[name] }

    /// The question that a decision answers; for what is no decision, its title or its name.
    func question(_ name: String) -> String {
        if let decision = decisions[name] { return text(decision.question) }
        if let rule = definition.collisions.first(where: { $0.id == name }) { return text(rule.title) }
        return name
    }

    /// The question in a word or two, where the rulebook has such a label; else as `question` has it.
    func short(_ name: String) -> String { decisions[name]?.short.map { text($0) } ?? question(name) }

    /// The title of a rule; its id where it has none.
    func title(ofRule id: String) -> String {
        definition.rules.first { $0.id == id }.map { text($0.title) } ?? id
    }

    // MARK: Values

    /// A value in plain words with its code word, which programs and cases use.
    func words(_ value: String, of decision: String, withCode: Bool = true) -> String {
        let labels = decisions[decision]?.labels ?? [:]
        guard let label = labels[value].map({ text($0) }) else { return value }
        let code = value.lowercased().split(separator: "_")
        // A label that says the code word already need not be followed by it.
        let isSaid = label.lowercased().split(separator: " ").contains(code)
        return isSaid || !withCode ? label : "\(label) [\(value)]"
    }

    /// An answer in plain words.
    func words(_ answer: Answer, of decision: String, withCode: Bool = true) -> String {
        switch answer {
        case .none: wording[.noValue]
        case .word(let word) where decisions[decision]?.kind == .grade: grade(word)
        case .word(let word): words(word, of: decision, withCode: withCode)
        case .number(let number): number.description
        case .date(let date): date.description
        case .set(let members) where members.isEmpty: wording[.noValue]
        case .set(let members):
            members.map { words($0, of: decision, withCode: false) }.joined(separator: wording[.semicolon])
        case .undetermined: wording[.notKnown]
        }
    }

    /// An answer that can stand by itself: where the rulebook has words for its values those, under the gate's title;
    /// else question and answer.
    func statement(_ answer: Answer, of decision: String, underGate: Bool = true, withCode: Bool = false) -> String {
        let definition = decisions[decision]
        guard case .word(let word) = answer, let definition, definition.labels[word] != nil else {
            return "\(short(decision))\(wording[.colon])\(words(answer, of: decision, withCode: withCode))"
        }
        let label = words(word, of: decision, withCode: withCode)
        guard underGate, let gate = self.definition.gates.first(where: { $0.id == definition.gate }) else {
            return label
        }
        return "\(definition.short.map { text($0) } ?? text(gate.title))\(wording[.colon])\(label)"
    }

    /// A verdict or a gate's state in plain words.
    func verdict(_ code: String) -> String {
        if let label = definition.verdict.labels[code] { return text(label) }
        return code == undeterminedWord ? wording[.undetermined] : code.split(separator: "_").joined(separator: " ")
    }

    /// A gate's state in plain words: those of the verdict, but for a gate that does not apply.
    func state(_ code: String) -> String {
        code == definition.verdict.neutral ? wording[.gateNeutral] : verdict(code)
    }

    /// How a verdict is coloured: the strictest is closed, the milder half is open, all else calls for care.
    func tone(ofVerdict code: String) -> Tone {
        let values = definition.verdict.values
        guard let index = values.firstIndex(of: code) else { return code == undeterminedWord ? .caution : .plain }
        if index == 0 { return .closed }
        return index * 2 >= values.count ? .open : .caution
    }

    /// A grade by its name and meaning.
    func grade(_ grade: String) -> String {
        guard let meaning = wording.meaning(ofGrade: grade) else { return grade }
        return "\(gradeName(grade))\(wording[.colon])\(meaning)"
    }

    /// A grade's code word as people read it.
    func gradeName(_ grade: String) -> String {
        let name = grade.split(separator: "_").joined(separator: " ")
        guard language != .english, let own = Evidence(rawValue: grade).flatMap({ Wording.names[$0] }) else {
            return name
        }
        return own
    }

    /// The place of a grade on the scale; higher is weaker.
    func rank(ofGrade grade: String) -> Int? { ranks[grade] }

    /// The grade that an evidence word stands for.
    func grade(of evidence: Evidence) -> String? {
        definition.verdict.scale.first { $0.of.contains(evidence) }?.grade
    }

    /// The grades of the rules that give a question its values, or could.
    func grades(for decision: String, in gate: Decision.Gate) -> [String: [String]] {
        var grades: [String: [String]] = [:]
        for reason in gate.because where reason.displacedBy == nil {
            guard let grade = grade(of: reason.evidence) else { continue }
            for contribution in reason.contributes.compactMap({ Contribution($0) })
            where contribution.target == decision {
                for value in contribution.values { grades[value, default: []].append(grade) }
            }
        }
        return grades
    }

    // MARK: Facts

    /// A fact's value as a user would state it, with its unit, and for a country its name if it is to be named.
    func value(_ value: FactValue?, of name: String, isNamed: Bool = true) -> String {
        guard let value else { return wording[.unknownValue] }
        switch value {
        case .bool(let flag): return flag ? "true" : "false"
        case .decimal(let number):
            return facts[name]?.unit.map { "\(self.number(number)) \($0)" } ?? self.number(number)
        case .date(let date): return date.description
        case .list(let values):
            return values.map { self.value($0, of: name, isNamed: isNamed) }.joined(separator: wording[.comma])
        case .string(let text) where text.isEmpty: return wording[.emptyText]
        case .string(let text):
            if isNamed, facts[name]?.kind == .country, let country = countries[text] { return "\(text) (\(country))" }
            return text
        }
    }

    /// A country by its name, in English with its article where the name calls for one.
    func place(_ code: String) -> String {
        guard let name = countries[code] else { return code }
        let isPlural = ["States", "Emirates", "lands", "pines"].contains { name.hasSuffix($0) }
        let hasKind = ["Kingdom", "Republic", "Federation"].contains { name.hasSuffix($0) }
        return language == .english && (isPlural || hasKind) ? "the \(name)" : name
    }

    /// A number as it stands; one without an end as a decimal with the exact ratio behind it.
    private func number(_ number: ExactDecimal) -> String {
        let exact = number.description
        return exact.contains("/") ? "\(number.fixed(places: 4)) (\(exact))" : exact
    }

    /// A fact with its value.
    func fact(_ name: String, _ value: FactValue?) -> String { "\(name) \(self.value(value, of: name))" }

    /// The names of the countries, where the rulebook has a table of them.
    private static func countries(
        _ definition: RulebookDefinition,
        language: LocalisedText.Language
    ) -> [String: String] {
        guard let table = definition.tables.first(where: { $0.name == "countries" }),
            let key = table.key.flatMap({ table.columns.firstIndex(of: $0) }),
            let name = table.columns.firstIndex(of: "name_\(language.rawValue)")
        else { return [:] }
        var names: [String: String] = [:]
        for row in table.rows {
            if case .string(let code)? = row.cells[key], case .string(let text)? = row.cells[name] {
                names[code] = text
            }
        }
        return names
    }
}
