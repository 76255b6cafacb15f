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
        let isLong = !group.decision.legs.isEmpty || shared.count > 6
        let shown = isLong ? shared.filter { glossary.fact($0.name)?.missing == .refuse } : shared
        let words = shown.map { glossary.fact($0.name, $0.value) }
        if !words.isEmpty { page.paragraph(StyledText(words.joined(separator: wording[.comma]), .faint)) }
    }

    // MARK: Summary

    private func summary(_ decision: Decision, on page: inout Page) {
        page.gap()
        if !decision.rulebook.overlays.isEmpty {
            let names = decision.rulebook.overlays.joined(separator: wording[.comma])
            page.entry(
                StyledText(wording[.notLaw], .caution),
                StyledText(wording[.overlays, names]),
                indent: 0,
                column: 0
            )
        }
        guard decision.legs.isEmpty else {
            legs(decision, on: &page)
            return
        }
        var sentences = decision.gates.map { sentence(for: $0) }
        if decision.reason != nil { sentences.insert(wording[.collisionReason], at: 0) }
        if decision.verdict == undeterminedWord {
            let count = decision.needs.count { $0.couldChange.contains(verdictName) }
            sentences.append(wording[.undeterminedReason, "\(count)"])
        }
        page.paragraph(StyledText(sentences.joined(separator: glossary.language == .english ? " " : "")))
        page.gap()
        for hold in decision.holds {
            page.entry(StyledText(wording[.hold], .closed), StyledText(glossary.text(hold)), indent: 0, column: 11)
        }
        page.entry(StyledText(wording[.evidence]), evidence(of: decision), indent: 0, column: 11)
    }

    /// One gate in a sentence: its state and what gave it, or what is certain so far.
    private func sentence(for gate: Decision.Gate) -> String {
        let state = glossary.verdict(gate.state)
        let mains = gate.answers.filter { glossary.decision($0.name)?.isMain == true }
            .filter { !$0.answer.isUndetermined && $0.answer != .none && !isNeutral($0) }
        let head = "\(glossary.text(gate.title))\(wording[.colon])\(state)"
        guard gate.state != undeterminedWord else {
            let settled = mains.filter { isHeadline($0.name, of: gate) }
                .map { "\(glossary.question($0.name)) \(glossary.words($0.answer, of: $0.name, withCode: false))" }
            let certain = settled.isEmpty ? "" : wording[.certainSoFar, settled.joined(separator: wording[.semicolon])]
            let gap = glossary.language == .english ? " " : ""
            return certain.isEmpty
                ? head + wording[.fullStop] : head + wording[.fullStop] + gap + certain + wording[.fullStop]
        }
        guard let last = mains.last(where: { isHeadline($0.name, of: gate) }) else { return head + wording[.fullStop] }
        let words = glossary.words(last.answer, of: last.name, withCode: false)
        return words == state ? head + wording[.fullStop] : head + wording[.comma] + words + wording[.fullStop]
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
        let possible = decision.possible.flatMap(\.values).compactMap(\.evidence.word)
        let gates = decision.gates.compactMap(\.evidence.word)
        var grades = possible + gates
        if grades.isEmpty {
            let reasons = decision.gates.flatMap(\.because).filter { $0.value == true }
            grades = reasons.compactMap { glossary.grade(of: $0.evidence) }
        }
        let weakest = grades.max { (glossary.rank(ofGrade: $0) ?? 0) < (glossary.rank(ofGrade: $1) ?? 0) }
        guard let weakest else { return StyledText(wording[.noValue]) }
        return StyledText(wording[.evidenceOpen, glossary.grade(weakest)])
    }
}
