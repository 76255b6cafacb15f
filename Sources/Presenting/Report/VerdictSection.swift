import Deciding
import Facts
import Rulebooks

/// The first lines: the verdict, what it is about, and a summary in one paragraph.
struct VerdictSection {
    let glossary: Glossary
    private var wording: Wording { glossary.wording }

    /// Writes the lines for an order, or for one leg of it with what the order says of that leg alone.
    func write(
        _ group: DecisionGroup,
        on page: inout Page,
        leg: (number: Int, count: Int)? = nil,
        apart: [Decision.NamedFact] = []
    ) {
        let decision = group.decision
        if let leg { page.heading(wording[.leg, "\(leg.number)", "\(leg.count)"]) }
        let tone = glossary.tone(ofVerdict: decision.verdict)
        let verdict = glossary.verdict(decision.verdict)
        page.gap()
        page.split(
            StyledText(verdict.uppercased(), tone),
            right: verdict == decision.verdict ? "" : StyledText(decision.verdict, .faint)
        )
        page.paragraph(StyledText(Headline(glossary: glossary, group: group).text, .strong))
        about(group, leg == nil ? decision.stated : apart, on: &page)
        if decision.legs.isEmpty { VariantSection(glossary: glossary).write(group, on: &page) }
        summary(decision, on: &page)
    }

    // MARK: The order

    /// What the order states beside what its headline says, unless that is so much that it has a section of its own.
    private func about(_ group: DecisionGroup, _ facts: [Decision.NamedFact], on page: inout Page) {
        let rest = group.stated(facts)
        guard !rest.isEmpty, rest.count <= DecisionGroup.fewFacts else { return }
        let words = rest.map { glossary.fact($0.name, $0.value) }.joined(separator: wording[.comma])
        page.paragraph(StyledText(wording[.statedToo] + wording[.colon] + words, .faint), hanging: 2)
    }

    // MARK: Summary

    private static let column = 12

    private func summary(_ decision: Decision, on page: inout Page) {
        page.gap()
        if !decision.rulebook.overlays.isEmpty {
            let names = decision.rulebook.overlays.joined(separator: wording[.comma])
            page.paragraph(
                StyledText(wording[.notLaw] + wording[.colon], .caution) + StyledText(wording[.overlays, names])
            )
            page.gap()
        }
        guard decision.legs.isEmpty else {
            legs(decision, on: &page)
            return
        }
        let possible = decision.possible.first { $0.name == verdictName }?.values ?? []
        if decision.verdict == undeterminedWord, possible.count != 1 {
            open(decision, on: &page)
        } else {
            settled(decision, possible.first?.value, on: &page)
        }
        for hold in decision.holds {
            row(.hold, StyledText(glossary.text(hold)), .closed, on: &page)
        }
        row(.evidence, evidence(of: decision), on: &page)
    }

    private func row(_ phrase: Phrase, _ text: StyledText, _ tone: Tone = .strong, on page: inout Page) {
        page.entry(StyledText(wording[phrase], tone), text, indent: 0, column: Self.column)
    }

    /// What is certain, what decides the rest, and what to ask first.
    private func open(_ decision: Decision, on page: inout Page) {
        let parts = decision.gates.map { (title: glossary.text($0.title), parts: self.parts(of: $0)) }
        func listed(_ words: (GateParts) -> [String]) -> String {
            parts.filter { !words($0.parts).isEmpty }
                .map { words($0.parts).joined(separator: wording[.comma]) + wording[.inBrackets, $0.title] }
                .joined(separator: wording[.semicolon])
        }
        let certain = listed(\.certain)
        row(.certainRow, StyledText(certain.isEmpty ? wording[.nothingCertain] : certain), on: &page)
        let missing = decision.needs.count { $0.couldChange.contains(verdictName) }
        let count = missing == 1 ? wording[.openFact] : wording[.openFacts, "\(missing)"]
        let open = listed(\.open)
        let words = open.isEmpty ? count : open + wording[.sentenceGap] + count
        row(.openRow, StyledText(words), .caution, on: &page)
        let needs = decision.needs.filter { $0.couldChange.contains(verdictName) }
        guard let first = NeedGrouping(decision: decision, glossary: glossary).groups(of: needs).first?.needs.first
        else { return }
        row(
            .askFirst,
            StyledText(glossary.text(first.ask)) + StyledText(wording[.inBrackets, first.fact], .faint),
            on: &page
        )
    }

    /// Each gate in a line, and whether anything open could still change the whole.
    private func settled(_ decision: Decision, _ only: String?, on page: inout Page) {
        var table = TextTable([.init(), .init(isFlexible: true)], width: page.width)
        for gate in decision.gates { table.add(StyledText(glossary.text(gate.title), .strong), words(for: gate)) }
        page.table(table)
        if decision.reason != nil { page.paragraph(StyledText(wording[.collisionReason], .closed)) }
        let missing = decision.needs.count { $0.couldChange.contains(verdictName) }
        if let only {
            page.paragraph(StyledText(wording[.onlyOutcome, glossary.verdict(only)], glossary.tone(ofVerdict: only)))
        } else if missing > 0 {
            let text = missing == 1 ? wording[.couldStillChangeOne] : wording[.couldStillChange, "\(missing)"]
            page.paragraph(StyledText(text, .caution))
        }
        page.gap()
    }

    /// What is settled in a gate and what is open, in words.
    private struct GateParts {
        var certain: [String] = []
        var open: [String] = []
    }

    private func parts(of gate: Decision.Gate) -> GateParts {
        let mains = mains(of: gate)
        guard gate.state == undeterminedWord else {
            return GateParts(certain: [words(for: gate).plain])
        }
        return GateParts(
            certain: mains.filter { !$0.answer.isUndetermined }
                .map { glossary.statement($0.answer, of: $0.name, underGate: false) },
            open: mains.filter { $0.answer.isUndetermined }.map { glossary.short($0.name) }
        )
    }

    private func mains(of gate: Decision.Gate) -> [Decision.NamedAnswer] {
        gate.answers
            .filter { glossary.decision($0.name)?.isMain == true && isHeadline($0.name, of: gate) }
            .filter { $0.answer != .none && !isNeutral($0) }
    }

    /// One gate in a few words: its state and what gave it, or what is settled and what is open.
    private func words(for gate: Decision.Gate) -> StyledText {
        let state = glossary.state(gate.state)
        let head = StyledText(state, glossary.tone(ofVerdict: gate.state))
        if gate.state == glossary.definition.verdict.neutral { return head }
        let mains = mains(of: gate)
        guard gate.state == undeterminedWord else {
            guard let last = mains.last(where: { !$0.answer.isUndetermined }) else { return head }
            let words = glossary.words(last.answer, of: last.name, withCode: false)
            return words == state ? head : head + StyledText(wording[.colon] + words)
        }
        let parts = parts(of: gate)
        var words = parts.certain.isEmpty ? [] : [StyledText(parts.certain.joined(separator: wording[.semicolon]))]
        if !parts.open.isEmpty {
            words.append(StyledText(wording[.openSoFar, parts.open.joined(separator: wording[.comma])], .caution))
        }
        return words.isEmpty ? head : words.joined(separator: StyledText(wording[.semicolon]))
    }

    private func isHeadline(_ name: String, of gate: Decision.Gate) -> Bool {
        glossary.definition.gates.first { $0.id == gate.id }?.headline.contains { $0.name == name } ?? false
    }

    private func isNeutral(_ answer: Decision.NamedAnswer) -> Bool {
        answer.answer == .word(glossary.definition.verdict.neutral)
    }

    private func legs(_ decision: Decision, on page: inout Page) {
        page.paragraph(StyledText(wording[.legsIntroduction, "\(decision.legs.count)"]))
        for (index, leg) in decision.legs.enumerated() {
            let verdict = StyledText(glossary.verdict(leg.verdict), glossary.tone(ofVerdict: leg.verdict))
            let facts = DecisionGroup(members: [("", decision)]).apart(index)
                .map { glossary.fact($0.name, $0.value) }
                .joined(separator: wording[.comma])
            page.entry(StyledText("\(index + 1)"), verdict + StyledText(wording[.colon]) + StyledText(facts), column: 5)
        }
    }

    // MARK: Evidence

    /// The weakest link of the verdict; while that is open, the weakest of what it could rest on.
    private func evidence(of decision: Decision) -> StyledText {
        if case .word(let grade) = decision.evidence { return StyledText(glossary.grade(grade)) }
        let isNeutral = decision.verdict == glossary.definition.verdict.neutral
        let possible = decision.possible.flatMap(\.values).compactMap(\.evidence.word)
        var grades = isNeutral ? [] : possible + decision.gates.compactMap(\.evidence.word) + openGrades(of: decision)
        if grades.isEmpty {
            grades = decision.gates.flatMap { ReasonSorting(gate: $0, glossary: glossary).deciding }
                .filter { $0.value == true }
                .compactMap { glossary.grade(of: $0.evidence) }
        }
        let weakest = grades.max { (glossary.rank(ofGrade: $0) ?? 0) < (glossary.rank(ofGrade: $1) ?? 0) }
        guard let weakest else { return StyledText(wording[.noValue]) }
        return StyledText(wording[isNeutral ? .evidenceNeutral : .evidenceOpen, glossary.grade(weakest)])
    }

    /// The grades of the rules that give the values which remain possible.
    private func openGrades(of decision: Decision) -> [String] {
        decision.possible.flatMap { name, values in
            let open = Set(values.compactMap(\.value))
            return decision.gates.flatMap { gate in
                glossary.grades(for: name, in: gate).filter { open.contains($0.key) }.flatMap(\.value)
            }
        }
    }
}
