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
        if leg == nil { page.paragraph(StyledText(group.labels.joined(separator: wording[.comma]), .strong)) }
        about(group, leg == nil ? decision.stated : apart, on: &page)
        summary(decision, on: &page)
    }

    // MARK: The order

    private func about(_ group: DecisionGroup, _ facts: [Decision.NamedFact], on page: inout Page) {
        let differing = Set(group.differing.map(\.name))
        let shared = facts.filter { !differing.contains($0.name) }
            .filter { fact in !group.labels.contains { $0 == glossary.value(fact.value, of: fact.name) } }
            .filter { fact in group.decision.legs.allSatisfy { $0.stated.contains(fact) } }
        let shown = shared.count > 6 ? shared.filter { isName($0) } : shared
        let words = shown.map { glossary.fact($0.name, $0.value) }
        if !words.isEmpty { page.paragraph(StyledText(words.joined(separator: wording[.comma]), .faint)) }
    }

    /// Whether a fact says who, where or when: enough to know an order by.
    private func isName(_ fact: Decision.NamedFact) -> Bool {
        switch glossary.fact(fact.name)?.kind {
        case .date, .country, .string: true
        default: false
        }
    }

    // MARK: Summary

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
        var table = TextTable([.init(), .init(isFlexible: true)], width: page.width)
        for gate in decision.gates { table.add(StyledText(glossary.text(gate.title)), words(for: gate)) }
        page.table(table)
        let missing = decision.needs.count { $0.couldChange.contains(verdictName) }
        if decision.reason != nil { page.paragraph(StyledText(wording[.collisionReason], .closed)) }
        let possible = decision.possible.first { $0.name == verdictName }?.values ?? []
        if let only = possible.first?.value, possible.count == 1 {
            page.paragraph(StyledText(wording[.onlyOutcome, glossary.verdict(only)], glossary.tone(ofVerdict: only)))
        } else if decision.verdict == undeterminedWord {
            page.paragraph(StyledText(wording[.undeterminedReason, "\(missing)"]))
        } else if missing > 0 {
            let text = missing == 1 ? wording[.couldStillChangeOne] : wording[.couldStillChange, "\(missing)"]
            page.paragraph(StyledText(text, .caution))
        }
        for hold in decision.holds {
            page.entry(StyledText(wording[.hold], .closed), StyledText(glossary.text(hold)), indent: 0, column: 11)
        }
        page.entry(StyledText(wording[.evidence]), evidence(of: decision), indent: 0, column: 11)
    }

    /// One gate in a few words: its state and what gave it, or what is settled and what is open.
    private func words(for gate: Decision.Gate) -> StyledText {
        let state = glossary.state(gate.state)
        let head = StyledText(state, glossary.tone(ofVerdict: gate.state))
        let mains = gate.answers
            .filter { glossary.decision($0.name)?.isMain == true && isHeadline($0.name, of: gate) }
            .filter { $0.answer != .none && !isNeutral($0) }
        if gate.state == glossary.definition.verdict.neutral { return head }
        guard gate.state == undeterminedWord else {
            guard let last = mains.last(where: { !$0.answer.isUndetermined }) else { return head }
            let words = glossary.words(last.answer, of: last.name, withCode: false)
            return words == state ? head : head + StyledText(wording[.colon] + words)
        }
        let settled = mains.filter { !$0.answer.isUndetermined }
            .map { glossary.statement($0.answer, of: $0.name, underGate: false) }
        let open = mains.filter { $0.answer.isUndetermined }.map { glossary.short($0.name) }
        var parts = settled.isEmpty && open.isEmpty ? [head] : []
        if !settled.isEmpty {
            parts.append(StyledText(wording[.certainSoFar, settled.joined(separator: wording[.semicolon])]))
        }
        if !open.isEmpty {
            parts.append(StyledText(wording[.openSoFar, open.joined(separator: wording[.comma])], .caution))
        }
        return parts.joined(separator: StyledText(wording[.semicolon]))
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
        var grades = isNeutral ? [] : possible + decision.gates.compactMap(\.evidence.word)
        if grades.isEmpty {
            grades = decision.gates.flatMap { ReasonSorting(gate: $0, glossary: glossary).deciding }
                .filter { $0.value == true }
                .compactMap { glossary.grade(of: $0.evidence) }
        }
        let weakest = grades.max { (glossary.rank(ofGrade: $0) ?? 0) < (glossary.rank(ofGrade: $1) ?? 0) }
        guard let weakest else { return StyledText(wording[.noValue]) }
        return StyledText(wording[isNeutral ? .evidenceNeutral : .evidenceOpen, glossary.grade(weakest)])
    }
}
