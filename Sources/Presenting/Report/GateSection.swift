import Deciding
import Quantities
import Rulebooks

/// What one gate says: its answers, notes, obligations and red flags.
struct GateSection {
    let glossary: Glossary
    let decision: Decision
    let explain: Bool
    private var wording: Wording { glossary.wording }

    func write(_ gate: Decision.Gate, on page: inout Page) {
        let title = glossary.text(gate.title).uppercased()
        page.heading(title, right: state(of: gate))
        let definition = glossary.definition.gates.first { $0.id == gate.id }
        let headline = definition?.headline.map(\.name) ?? []
        for name in headline { answer(name, of: gate, on: &page) }
        others(of: gate, besides: Set(headline), on: &page)
        notes(of: gate, definition, on: &page)
        ObligationList(glossary: glossary, gate: gate).write(on: &page)
        FlagList(glossary: glossary).write(gate.flags, on: &page)
    }

    private func state(of gate: Decision.Gate) -> StyledText {
        var state = StyledText(glossary.verdict(gate.state), glossary.tone(ofVerdict: gate.state))
        if let grade = gate.evidence.word { state += StyledText(wording[.comma] + glossary.gradeName(grade), .faint) }
        return state
    }

    // MARK: Answers

    private func answer(_ name: String, of gate: Decision.Gate, on page: inout Page) {
        guard let answer = gate.answers.first(where: { $0.name == name })?.answer else { return }
        let possible = decision.possible.first { $0.name == name }?.values ?? []
        if answer.isUndetermined, !possible.isEmpty {
            row(name, StyledText(wording[.oneOf], .caution), of: gate, on: &page)
            for value in possible {
                let words = value.value.map { glossary.words($0, of: name) } ?? wording[.noValue]
                PossibleValue(glossary: glossary).write(value, as: StyledText(words), indent: 4, on: &page)
            }
        } else {
            let tone: Tone = answer.isUndetermined ? .caution : .plain
            row(name, StyledText(glossary.words(answer, of: name), tone), of: gate, on: &page)
        }
    }

    private func row(_ name: String, _ words: StyledText, of gate: Decision.Gate, on page: inout Page) {
        var words = words
        if let grade = attributedGrade(of: name, gate) {
            words += StyledText(wording[.comma] + glossary.gradeName(grade), .faint)
        }
        let question = explain ? "\(glossary.question(name)) (\(name))" : glossary.question(name)
        var table = TextTable(
            [.init(minimum: 36, maximum: 36), .init(isFlexible: true)],
            width: page.width,
            indent: 2
        )
        table.add(StyledText(question, .faint), words)
        page.table(table)
    }

    /// The grade of an answer where the rulebook asks for it by a question of its own.
    private func attributedGrade(of name: String, _ gate: Decision.Gate) -> String? {
        gate.answers
            .first { answer in
                let definition = glossary.decision(answer.name)
                return definition?.kind == .grade && definition?.of?.name == name
            }?
            .answer.word
    }

    private func others(of gate: Decision.Gate, besides headline: Set<String>, on page: inout Page) {
        for answer in gate.answers where !headline.contains(answer.name) && isTelling(answer) {
            self.answer(answer.name, of: gate, on: &page)
        }
    }

    /// Whether an answer says something that is not said elsewhere: it is no default, and known or among the main ones.
    private func isTelling(_ answer: Decision.NamedAnswer) -> Bool {
        guard let definition = glossary.decision(answer.name) else { return false }
        if definition.kind == .grade, definition.of != nil { return false }
        switch answer.answer {
        case .none: return false
        case .set(let members): return !members.isEmpty
        case .word(let word): return word != definition.defaultValue && word != definition.otherwise
        case .number(let number): return number.description != definition.defaultValue
        case .date: return true
        case .undetermined: return decision.possible.contains { $0.name == answer.name }
        }
    }

    // MARK: Notes

    private func notes(of gate: Decision.Gate, _ definition: GateDefinition?, on page: inout Page) {
        guard !gate.notes.isEmpty, let name = definition?.notes?.name else { return }
        page.paragraph(StyledText(wording[.notes]), indent: 2)
        for note in gate.notes { page.paragraph(StyledText("- " + words(ofNote: note, name)), indent: 4, hanging: 6) }
    }

    /// A note in words; `note:VALUE` stands for a value of another question that was not tested.
    private func words(ofNote note: String, _ decision: String) -> String {
        let parts = note.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2,
            let other = glossary.definition.decisions.first(where: { $0.untestedNote == parts[0] })
        else { return glossary.words(note, of: decision, withCode: explain) }
        return wording[.canBeChecked, glossary.words(parts[1], of: other.name)]
    }
}
