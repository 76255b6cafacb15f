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
        summary(group, on: &page)
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

    private func summary(_ group: DecisionGroup, on page: inout Page) {
        let decision = group.decision
        page.gap()
        if !decision.rulebook.overlays.isEmpty {
            let names = decision.rulebook.overlays.joined(separator: wording[.comma])
            page.paragraph(
                StyledText(wording[.notLaw] + wording[.colon], .caution) + StyledText(wording[.overlays, names])
            )
            page.gap()
        }
        guard decision.legs.isEmpty else {
            legs(of: group, on: &page)
            return
        }
        let possible = decision.possible.first { $0.name == verdictName }?.values ?? []
        let isOpen = decision.verdict == undeterminedWord && possible.count != 1
        var table = TextTable([.init(), .init(isFlexible: true)], width: page.width)
        for row in isOpen ? openRows(decision) : gateRows(decision) { table.add(row.label, row.text) }
        for hold in decision.holds {
            table.add(StyledText(wording[.hold], .closed), StyledText(glossary.text(hold)))
        }
        table.add(StyledText(wording[.evidence], .strong), evidence(of: decision))
        page.table(table)
        if !isOpen { remark(decision, possible.first?.value, on: &page) }
    }

    private typealias Row = (label: StyledText, text: StyledText)

    /// What is certain, what decides the rest, and the question that tells most.
    private func openRows(_ decision: Decision) -> [Row] {
        let parts = decision.gates.map { (title: glossary.text($0.title), parts: self.parts(of: $0)) }
        func listed(_ words: (GateParts) -> [String]) -> String {
            parts.filter { !words($0.parts).isEmpty }
                .map { $0.title + wording[.colon] + words($0.parts).joined(separator: wording[.comma]) }
                .joined(separator: wording[.semicolon])
        }
        let certain = listed(\.certain)
        let needs = decision.needs.filter { $0.couldChange.contains(verdictName) }
        let count = needs.count == 1 ? wording[.openFact] : wording[.openFacts, "\(needs.count)"]
        let open = listed(\.open)
        var rows: [Row] = [
            (
                StyledText(wording[.certainRow], .strong),
                StyledText(certain.isEmpty ? wording[.nothingCertain] : certain)
            ),
            (
                StyledText(wording[.openRow], .caution),
                StyledText(open.isEmpty ? count : open + wording[.sentenceGap] + count)
            ),
        ]
        let groups = NeedGrouping(decision: decision, glossary: glossary).groups(of: needs)
        if let first = groups.first?.needs.first {
            let fact = StyledText(wording[.inBrackets, first.fact], .faint)
            rows.append((StyledText(wording[.keyQuestion], .strong), StyledText(glossary.text(first.ask)) + fact))
        }
        return rows
    }

    /// Each gate in a few words.
    private func gateRows(_ decision: Decision) -> [Row] {
        decision.gates.map { (StyledText(glossary.text($0.title), .strong), words(for: $0)) }
    }

    /// Whether anything open could still change the whole, and why it is not what the gates say.
    private func remark(_ decision: Decision, _ only: String?, on page: inout Page) {
        if decision.reason != nil { page.paragraph(StyledText(wording[.collisionReason], .closed)) }
        let missing = decision.needs.count { $0.couldChange.contains(verdictName) }
        if let only {
            page.paragraph(StyledText(wording[.onlyOutcome, glossary.verdict(only)], glossary.tone(ofVerdict: only)))
        } else if missing > 0 {
            let text = missing == 1 ? wording[.couldStillChangeOne] : wording[.couldStillChange, "\(missing)"]
            page.paragraph(StyledText(text, .caution))
        }
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
            return words == state ? head : head + StyledText(wording[.inBrackets, words])
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

    private func legs(of group: DecisionGroup, on page: inout Page) {
        let decision = group.decision
        page.paragraph(StyledText(wording[.legsIntroduction, "\(decision.legs.count)"]))
        for (index, leg) in decision.legs.enumerated() {
            let verdict = StyledText(glossary.verdict(leg.verdict), glossary.tone(ofVerdict: leg.verdict))
            let words = Headline(glossary: glossary, group: group.leg(index)).text
            page.entry(StyledText("\(index + 1)"), verdict + StyledText(wording[.colon]) + StyledText(words), column: 5)
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
