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
        for gate in decision.gates where !gate.because.isEmpty {
            page.paragraph(StyledText(glossary.text(gate.title), .strong), indent: 2)
            if explain {
                for reason in gate.because { full(reason, on: &page) }
            } else {
                table(of: gate, on: &page)
            }
        }
        if !explain { page.paragraph(StyledText(wording[.explainHint], .faint), indent: 2) }
    }

    // MARK: Compact

    private func table(of gate: Decision.Gate, on page: inout Page) {
        let sorting = ReasonSorting(gate: gate, glossary: glossary)
        let standing = sorting.deciding.filter { $0.value == true && $0.displacedBy == nil }
        rows(of: standing, on: &page)
        for reason in sorting.deciding {
            guard let other = reason.displacedBy else { continue }
            let words = reason.rule + wording[.clause] + wording[.displacedBy, other]
            page.paragraph(StyledText(words, .faint), indent: 4, hanging: 6)
        }
        open(sorting.deciding.filter { $0.value == nil && $0.displacedBy == nil }, on: &page)
        list(sorting.outranked, .alsoTrue, on: &page)
        if gate.state == glossary.definition.verdict.neutral {
            let words = wording[.idleCount, "\(sorting.idle.count)"]
            if !sorting.idle.isEmpty { page.paragraph(StyledText(words, .faint), indent: 4, hanging: 6) }
        } else {
            list(sorting.idle, .withoutBearing, on: &page)
        }
    }

    private func list(_ reasons: [Decision.Reason], _ phrase: Phrase, on page: inout Page) {
        guard !reasons.isEmpty else { return }
        let rules = reasons.map { $0.value == nil ? "\($0.rule)?" : $0.rule }.joined(separator: wording[.comma])
        page.paragraph(StyledText(wording[phrase, rules], .faint), indent: 4, hanging: 6)
    }

    /// A line for each rule: its id, the first of its citations as far as it fits, its grade.
    private func rows(of reasons: [Decision.Reason], on page: inout Page) {
        let grades = reasons.map { glossary.gradeName($0.evidence.rawValue) }
        let ids = min(reasons.map(\.rule.displayWidth).max() ?? 0, page.width / 2 - 10)
        let room = page.width - 4 - ids - (grades.map(\.displayWidth).max() ?? 0) - 4
        var table = TextTable(
            [.init(minimum: ids, maximum: ids), .init(isFlexible: true, isFilling: true), .init(isRightAligned: true)],
            width: page.width,
            indent: 4
        )
        for (reason, grade) in zip(reasons, grades) {
            let cite = (reason.cites.first ?? "").cut(to: max(8, room))
            table.add(StyledText(reason.rule), StyledText(cite, .faint), StyledText(grade, .faint))
        }
        page.table(table)
    }

    /// The rules that are not known to be true, by their grades.
    private func open(_ reasons: [Decision.Reason], on page: inout Page) {
        var grades: [Evidence] = []
        for reason in reasons where !grades.contains(reason.evidence) { grades.append(reason.evidence) }
        for grade in grades {
            let rules = reasons.filter { $0.evidence == grade }.map { "\($0.rule)?" }.joined(separator: wording[.comma])
            let head = wording[.openRule] + wording[.clause] + glossary.gradeName(grade.rawValue) + wording[.colon]
            page.paragraph(StyledText(head, .caution) + StyledText(rules), indent: 4, hanging: 6)
        }
    }

    // MARK: Full

    private func full(_ reason: Decision.Reason, on page: inout Page) {
        page.gap()
        let isOpen = reason.value == nil
        var state = StyledText(wording[isOpen ? .openRule : .trueRule], isOpen ? .caution : .open)
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
