import Deciding
import Facts
import Quantities
import Rulebooks

/// The rules behind the answer: as a table, or each with all that is needed to check it by hand.
struct BecauseSection {
    let glossary: Glossary
    let explain: Bool
    private var wording: Wording { glossary.wording }

    func write(_ group: DecisionGroup, on page: inout Page) {
        let decision = group.decision
        guard decision.gates.contains(where: { !$0.because.isEmpty }) else { return }
        page.heading(wording[.because])
        if explain, group.members.count > 1 {
            page.paragraph(StyledText(wording[.figuresOf, group.labels[0]], .faint), indent: 2)
        }
        guard explain else { return compact(decision, on: &page) }
        for gate in decision.gates where !gate.because.isEmpty {
            page.paragraph(StyledText(glossary.text(gate.title), .strong), indent: 2)
            for reason in gate.because { full(reason, on: &page) }
        }
    }

    // MARK: Compact

    private func compact(_ decision: Decision, on page: inout Page) {
        let sortings = decision.gates.map { ReasonSorting(gate: $0, glossary: glossary) }
        let deciding = sortings.flatMap(\.deciding)
        let standing = deciding.filter { $0.value == true && $0.displacedBy == nil }
        rows(of: standing.filter { !isLesser($0) }, on: &page)
        for reason in deciding {
            guard let other = reason.displacedBy else { continue }
            let words = reason.rule + wording[.clause] + wording[.displacedBy, other]
            page.paragraph(StyledText(words, .faint), indent: 2, hanging: 4)
        }
        let outranked = sortings.flatMap(\.outranked).map(\.rule).joined(separator: wording[.comma])
        if !outranked.isEmpty {
            page.paragraph(StyledText(wording[.alsoTrue, outranked], .faint), indent: 2, hanging: 4)
        }
        let open = deciding.count { $0.value == nil && $0.displacedBy == nil }
        let lesser = standing.count { isLesser($0) }
        let idle = sortings.reduce(0) { $0 + $1.idle.count }
        let left = [(Phrase.openRules, open), (.lesserRules, lesser), (.idleRules, idle)]
            .filter { $0.1 > 0 }
            .map { wording[$0.0, "\($0.1)"] }
        let hint = left.isEmpty ? wording[.explainHint] : wording[.notShown, left.joined(separator: wording[.comma])]
        page.paragraph(StyledText(hint, .faint), indent: 2, hanging: 4)
    }

    /// Whether all that a rule adds is notes and answers that the verdict does not rest on.
    private func isLesser(_ reason: Decision.Reason) -> Bool {
        reason.contributes.compactMap { Contribution($0)?.target }
            .allSatisfy { glossary.decision($0)?.isMain == false }
    }

    /// A line for each rule: its id, its citations as far as they fit, its grade.
    private func rows(of reasons: [Decision.Reason], on page: inout Page) {
        let grades = reasons.map { glossary.gradeName($0.evidence.rawValue) }
        let ids = min(reasons.map(\.rule.displayWidth).max() ?? 0, page.width / 2 - 10)
        let room = page.width - 2 - ids - (grades.map(\.displayWidth).max() ?? 0) - 4
        var table = TextTable(
            [.init(minimum: ids, maximum: ids), .init(isFlexible: true, isFilling: true), .init(isRightAligned: true)],
            width: page.width,
            indent: 2
        )
        for (reason, grade) in zip(reasons, grades) {
            let cite = reason.cites.joined(separator: wording[.semicolon]).cut(to: max(8, room))
            table.add(StyledText(reason.rule), StyledText(cite, .faint), StyledText(grade, .faint))
        }
        page.table(table)
    }

    // MARK: Full

    private func full(_ reason: Decision.Reason, on page: inout Page) {
        page.gap()
        var state =
            switch reason.value {
            case true?: StyledText(wording[.trueRule], .open)
            case false?: StyledText(wording[.falseRule], .closed)
            case nil: StyledText(wording[.openRule], .caution)
            }
        if let other = reason.displacedBy {
            state += StyledText(wording[.clause] + wording[.displacedBy, other], .caution)
        }
        let grade = StyledText(glossary.gradeName(reason.evidence.rawValue), .faint)
        page.split(StyledText(reason.rule + "  ", .strong) + state, right: grade, indent: 2)
        page.paragraph(StyledText(glossary.text(reason.title)), indent: 4)
        page.paragraph(StyledText(glossary.text(reason.says)), indent: 4)
        var table = TextTable([.init(), .init(isFlexible: true)], width: page.width, indent: 4)
        func add(_ phrase: Phrase, _ text: String) {
            if !text.isEmpty { table.add(StyledText(wording[phrase], .faint), StyledText(text)) }
        }
        add(.contributes, reason.contributes.joined(separator: wording[.comma]))
        add(.condition, reason.condition)
        add(.facts, reason.read.map { glossary.fact($0.name, $0.value) }.joined(separator: wording[.comma]))
        add(.cites, reason.cites.joined(separator: wording[.semicolon]))
        add(.caveat, reason.caveat.map { glossary.text($0) } ?? "")
        add(.notLawRule, reason.overlay ?? "")
        page.table(table)
    }
}
