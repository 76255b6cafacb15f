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
        for reason in sorting.deciding { compact(reason, on: &page) }
        list(sorting.outranked, .alsoTrue, on: &page)
        list(sorting.idle, .alsoOpen, on: &page)
    }

    private func list(_ reasons: [Decision.Reason], _ phrase: Phrase, on page: inout Page) {
        guard !reasons.isEmpty else { return }
        let rules = reasons.map(\.rule).joined(separator: wording[.comma])
        page.paragraph(StyledText(wording[phrase, rules], .faint), indent: 4, hanging: 6)
    }

    private func compact(_ reason: Decision.Reason, on page: inout Page) {
        let isOpen = reason.value == nil
        var table = TextTable(
            [.init(minimum: 24, maximum: 24), .init(isFlexible: true), .init(isRightAligned: true)],
            width: page.width,
            indent: 4
        )
        var title = StyledText(glossary.text(reason.title))
        if let other = reason.displacedBy {
            title += StyledText(wording[.comma] + wording[.displacedBy, other], .caution)
        }
        let cite = reason.cites.first.map { StyledText($0, .faint) } ?? ""
        let grade = StyledText(glossary.gradeName(reason.evidence.rawValue), .faint)
        table.add(StyledText(isOpen ? "\(reason.rule) ?" : reason.rule, isOpen ? .caution : .plain), title, "")
        table.add("", cite, grade)
        page.table(table)
    }

    // MARK: Full

    private func full(_ reason: Decision.Reason, on page: inout Page) {
        page.gap()
        let isOpen = reason.value == nil
        var state = StyledText(wording[isOpen ? .openRule : .trueRule], isOpen ? .caution : .open)
        if let other = reason.displacedBy {
            state += StyledText(wording[.comma] + wording[.displacedBy, other], .caution)
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

/// Parts the rules of a gate by what they do for the answer.
struct ReasonSorting {
    /// Rules that give an answer, or could give another one.
    private(set) var deciding: [Decision.Reason] = []
    /// True rules whose value another one displaces in the answer.
    private(set) var outranked: [Decision.Reason] = []
    /// Open rules that bear on nothing of weight.
    private(set) var idle: [Decision.Reason] = []

    init(gate: Decision.Gate, glossary: Glossary) {
        let obligations = Set(
            glossary.definition.obligations.filter { $0.gate == gate.id }.compactMap { $0.rule?.name }
        )
        let flags = Set(gate.flags.map(\.rule))
        for reason in gate.because where !obligations.contains(reason.rule) && !flags.contains(reason.rule) {
            let contributions = reason.contributes.compactMap { Contribution($0) }
            if reason.value == true {
                let isOutranked =
                    !contributions.isEmpty
                    && contributions.allSatisfy { Self.isOutranked($0, gate, glossary) }
                if isOutranked { outranked.append(reason) } else { deciding.append(reason) }
            } else if contributions.contains(where: { Self.isOpen($0, gate, glossary) }) {
                deciding.append(reason)
            } else {
                idle.append(reason)
            }
        }
    }

    /// Whether the question is answered otherwise than the rule has it.
    private static func isOutranked(_ contribution: Contribution, _ gate: Decision.Gate, _ glossary: Glossary) -> Bool {
        guard let definition = glossary.decision(contribution.target), definition.hit != .collect else { return false }
        switch gate[contribution.target] {
        case .undetermined: return false
        case .word(let word): return !contribution.values.contains(word)
        case .number(let number): return !contribution.values.contains(number.description)
        case .none, .set, .date: return true
        }
    }

    /// Whether what an open rule adds is itself open and of weight: a main answer, or a fact that others read.
    private static func isOpen(_ contribution: Contribution, _ gate: Decision.Gate, _ glossary: Glossary) -> Bool {
        guard let definition = glossary.decision(contribution.target) else { return true }
        return definition.isMain && gate[contribution.target].isUndetermined
    }
}
