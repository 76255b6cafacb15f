import Deciding
import Quantities
import Rulebooks

/// What one gate says: its answers, notes, obligations and red flags.
struct GateSection {
    let glossary: Glossary
    let decision: Decision
    let explain: Bool
    /// Answers that differ between variants and are shown elsewhere.
    let differing: Set<String>
    /// The decisions on the variants that the gate is shown for.
    let variants: [(label: String, decision: Decision)]
    private var wording: Wording { glossary.wording }

    func write(_ gate: Decision.Gate, on page: inout Page) {
        let title = glossary.text(gate.title).uppercased()
        page.heading(title, right: state(of: gate))
        let definition = glossary.definition.gates.first { $0.id == gate.id }
        let headline = definition?.headline.map(\.name) ?? []
        if gate.state == glossary.definition.verdict.neutral {
            others(of: gate, besides: [], on: &page)
        } else {
            for name in headline { answer(name, of: gate, on: &page) }
            others(of: gate, besides: Set(headline), on: &page)
            notes(of: gate, definition, on: &page)
            NearLimits(glossary: glossary).write(gate.id, of: variants, on: &page)
            ObligationList(glossary: glossary, gate: gate, explain: explain).write(on: &page)
        }
        FlagList(glossary: glossary, explain: explain)
            .write(gate.flags, needed: Set(decision.needs.map(\.fact)), on: &page)
    }

    private func state(of gate: Decision.Gate) -> StyledText {
        var state = StyledText(glossary.state(gate.state), glossary.tone(ofVerdict: gate.state))
        if let grade = gate.evidence.word {
            state += StyledText(wording[.inBrackets, glossary.gradeName(grade)], .faint)
        }
        return state
    }

    // MARK: Answers

    private func answer(_ name: String, of gate: Decision.Gate, on page: inout Page) {
        guard let answer = gate.answers.first(where: { $0.name == name })?.answer else { return }
        if differing.contains(name) { return row(name, StyledText(wording[.differs], .caution), of: gate, on: &page) }
        if answer.isUndetermined, hangsOnAnother(name, of: gate) { return }
        let possible = decision.possible.first { $0.name == name }?.values ?? []
        let words = possible.map { self.words(of: $0, name) }
        if answer.isUndetermined, words.count == 1 {
            row(name, StyledText(words[0]), of: gate, on: &page)
        } else if answer.isUndetermined, !possible.isEmpty {
            self.open(name, zip(words, possible).map { ($0, $1) }, of: gate, on: &page)
        } else {
            let tone: Tone = answer.isUndetermined ? .caution : .plain
            var words = StyledText(glossary.words(answer, of: name, withCode: explain), tone)
            if isCertain(answer, name, of: gate) { words += StyledText(wording[.clause] + wording[.certain], .strong) }
            row(name, words, of: gate, on: &page)
        }
    }

    private func words(of value: Decision.Possible, _ name: String) -> String {
        value.value.map { glossary.words($0, of: name, withCode: explain) } ?? wording[.noValue]
    }

    /// An open answer: its possible values, each with what leads there where rules do and not other answers.
    private func open(
        _ name: String,
        _ values: [(words: String, value: Decision.Possible)],
        of gate: Decision.Gate,
        on page: inout Page
    ) {
        guard explain || isGivenByRules(name, of: gate) else {
            let listed = values.map(\.words).joined(separator: wording[.alternately])
            let words = StyledText(wording[.oneOf] + wording[.colon], .caution) + StyledText(listed)
            return row(name, words, of: gate, on: &page)
        }
        let isRanked = glossary.decision(name)?.hit == .strictest
        row(name, StyledText(wording[isRanked ? .oneOfStrictest : .oneOf], .caution), of: gate, on: &page)
        let before = Set(glossary.decision(name)?.before.map(\.name) ?? [])
        func given(by reasons: [Decision.Reason]) -> Set<String> {
            let contributions = reasons.flatMap { $0.contributes.compactMap { Contribution($0) } }
            return Set(contributions.filter { $0.target == name }.flatMap(\.values))
        }
        let first = given(by: gate.standing.filter { before.contains($0.rule) })
            .subtracting(given(by: gate.standing.filter { !before.contains($0.rule) }))
        let grades = glossary.grades(for: name, in: gate)
        PossibleValues(glossary: glossary, explain: explain, grades: grades, first: first)
            .write(
                values.map { (words: StyledText($0.words, explain ? .plain : .strong), value: $0.value) },
                indent: 4,
                on: &page
            )
    }

    /// Whether rules give an answer by what they say, and not other answers or exceptions to them.
    private func isGivenByRules(_ name: String, of gate: Decision.Gate) -> Bool {
        guard let definition = glossary.decision(name), definition.choices.isEmpty, definition.carves == nil else {
            return false
        }
        return gate.standing.contains { $0.contributes.contains { Contribution($0)?.target == name } }
    }

    /// Whether a main answer stands although others of its gate are open, which is worth saying.
    private func isCertain(_ answer: Answer, _ name: String, of gate: Decision.Gate) -> Bool {
        gate.state == undeterminedWord && !answer.isUndetermined && answer != .none
            && glossary.decision(name)?.isMain == true
    }

    /// Whether an open answer says no more than that another one is open.
    private func hangsOnAnother(_ name: String, of gate: Decision.Gate) -> Bool {
        glossary.decision(name)?.of.map { gate[$0.name].isUndetermined } ?? false
    }

    private func row(_ name: String, _ words: StyledText, of gate: Decision.Gate, on page: inout Page) {
        var words = words
        if let grade = attributedGrade(of: name, gate) {
            words += StyledText(wording[.inBrackets, glossary.gradeName(grade)], .faint)
        }
        guard explain else { return page.labelled(glossary.short(name), words) }
        let question = "\(glossary.question(name)) (\(name))"
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
        for answer in gate.answers where !headline.contains(answer.name) && isTelling(answer.name) {
            self.answer(answer.name, of: gate, on: &page)
        }
    }

    /// Whether an answer says something that is not said elsewhere: it is no default, and known or among the main ones.
    private func isTelling(_ name: String) -> Bool {
        guard let definition = glossary.decision(name) else { return false }
        if definition.kind == .grade, definition.of != nil { return false }
        if let of = definition.of, definition.attribute != nil, !isShown(of.name) { return false }
        switch decision.answer(name) {
        case .none: return false
        case .set(let members): return !members.isEmpty
        case .word(let word): return word != definition.defaultValue && word != definition.otherwise
        case .number(let number): return number.description != definition.defaultValue
        case .date: return true
        case .undetermined: return decision.possible.contains { $0.name == name }
        }
    }

    /// Whether an answer has a row of its own, so that what is said about it has a place.
    private func isShown(_ name: String) -> Bool {
        glossary.definition.gates.contains { $0.headline.contains { $0.name == name } } || isTelling(name)
    }

    // MARK: Notes

    private func notes(of gate: Decision.Gate, _ definition: GateDefinition?, on page: inout Page) {
        guard let name = definition?.notes?.name else { return }
        guard explain else { return compactNotes(of: gate, name, on: &page) }
        if !gate.notes.isEmpty {
            page.paragraph(StyledText(wording[.notes]), indent: 2)
            for note in gate.notes {
                page.paragraph(StyledText("- " + words(ofNote: note, name)), indent: 4, hanging: 6)
            }
        }
        let open = openNotes(of: gate, name).filter { !gate.notes.contains($0.note) }
        guard !open.isEmpty else { return }
        page.paragraph(StyledText(wording[.notesIfOpen]), indent: 2)
        for (note, isOpen) in open {
            let mark = isOpen ? StyledText("? ", .caution) : "- "
            page.paragraph(mark + StyledText(words(ofNote: note, name)), indent: 4, hanging: 6)
        }
    }

    private func compactNotes(of gate: Decision.Gate, _ name: String, on page: inout Page) {
        func write(_ notes: [String], _ phrase: Phrase) {
            guard !notes.isEmpty else { return }
            let words = words(ofNotes: notes, name)
            let limit = phrase == .notesOpen && words.count > 3 ? 2 : words.count
            var text = words.prefix(limit).joined(separator: wording[.semicolon])
            if limit < words.count { text = wording[.andMore, text, "\(words.count - limit)"] }
            page.labelled(wording[phrase], StyledText(text))
        }
        write(gate.notes, .notes)
        write(openNotes(of: gate, name).map(\.note).filter { !gate.notes.contains($0) }, .notesOpen)
    }

    /// Notes in words; what could also be checked in one of them.
    private func words(ofNotes notes: [String], _ decision: String) -> [String] {
        let untested = notes.compactMap { value(untestedIn: $0) }
        let others = notes.filter { value(untestedIn: $0) == nil }.map { words(ofNote: $0, decision) }
        let checked = untested.isEmpty ? [] : [wording[.canBeChecked, untested.joined(separator: wording[.comma])]]
        return others + checked
    }

    /// Whether an open rule is there for the note, or bears on a main answer that is open as well.
    private func isWeighty(_ reason: Decision.Reason, of gate: Decision.Gate, _ notes: String) -> Bool {
        let targets = reason.contributes.compactMap { Contribution($0)?.target }
        return targets.allSatisfy { $0 == notes }
            || targets.contains { glossary.decision($0)?.isMain == true && gate[$0].isUndetermined }
    }

    /// Notes of open rules, and all notes where the answer is open that says which of them are kept.
    private func openNotes(of gate: Decision.Gate, _ name: String) -> [(note: String, isOpen: Bool)] {
        let definition = glossary.decision(name)
        let ruling = definition?.of.map { gate[$0.name] } ?? .none
        let kept = ruling.word.flatMap { definition?.keep[$0] }
        var seen: Set<String> = []
        return gate.standing.filter { $0.value == nil ? isWeighty($0, of: gate, name) : ruling.isUndetermined }
            .sorted { ($0.value == true ? 0 : 1) < ($1.value == true ? 0 : 1) }
            .flatMap { reason in
                reason.contributes.compactMap { Contribution($0) }.filter { $0.target == name }
                    .flatMap { contribution in contribution.values.map { ($0, reason.value == nil) } }
            }
            .filter { (note, _) in kept?.contains(note) ?? true }
            .filter { (note, _) in seen.insert(note).inserted }
    }

    /// A note in words.
    private func words(ofNote note: String, _ decision: String) -> String {
        value(untestedIn: note).map { wording[.canBeChecked, $0] }
            ?? glossary.words(note, of: decision, withCode: explain)
    }

    /// The value in words of which a note `note:VALUE` says that it was not tested.
    private func value(untestedIn note: String) -> String? {
        let parts = note.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2,
            let other = glossary.definition.decisions.first(where: { $0.untestedNote == parts[0] })
        else { return nil }
        return glossary.words(parts[1], of: other.name, withCode: explain)
    }
}
