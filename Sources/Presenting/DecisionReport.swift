public import Deciding
public import Rulebooks

/// Decisions as text for people: the verdict first, then each gate, what is needed, and the rules behind it all.
///
/// Several decisions are those of the variants that one name stands for: equal answers are printed once, with the
/// figures in which the variants differ.
public struct DecisionReport: Sendable {
    private let decisions: [(label: String, decision: Decision)]
    private let glossary: Glossary
    private let style: Style
    private let width: Int
    private let explain: Bool
    /// What was found out about the parties, as a section with its heading.
    package var found: [StyledText] = []

    /// Creates a report.
    ///
    /// - Parameters:
    ///   - decisions: the decisions, each with the name of what it is about; at least one.
    ///   - rulebook: the rulebook that gave them.
    ///   - language: the language of the report; rules without a text in it are shown in English.
    ///   - isColoured: whether a terminal's colours are used.
    ///   - width: the columns that a line may fill, at least 40.
    ///   - explain: whether every rule is printed with its condition, what it read, its sentence and citations.
    public init(
        _ decisions: [(label: String, decision: Decision)],
        rulebook: Rulebook,
        language: LocalisedText.Language,
        isColoured: Bool,
        width: Int = 80,
        explain: Bool
    ) {
        self.decisions = decisions
        glossary = Glossary(rulebook, language: language)
        style = Style(isColoured: isColoured)
        self.width = max(40, width)
        self.explain = explain
    }

    /// The report, ending in a line break.
    public func text() -> String {
        let groups = DecisionGroup.groups(of: decisions, headline: headline)
        var page = Page(width: width)
        let first = groups.count > 1 ? Earlier(groups[0].labels[0], sections(of: groups[0]), groups[0].decision) : nil
        if groups.count > 1 { overview(of: groups, on: &page) }
        for (index, group) in groups.enumerated() {
            if groups.count > 1 { rule(on: &page) }
            write(group, below: index == 0 ? nil : first, on: &page)
        }
        if let first = decisions.first?.decision { FooterSection(glossary: glossary).write(first, on: &page) }
        return page.lines.text(style)
    }

    /// The decisions that gates show first, whose answers must agree for variants to be printed as one.
    private var headline: Set<String> { Set(glossary.definition.gates.flatMap(\.headline).map(\.name)) }

    private func overview(of groups: [DecisionGroup], on page: inout Page) {
        page.paragraph(StyledText(glossary.wording[.answersFor, "\(groups.count)"]))
        var table = TextTable([.init(), .init(isFlexible: true)], width: width, indent: 2)
        let first = groups[0].decision
        let isSame = groups.allSatisfy { group in
            group.decision.verdict == first.verdict
                && group.decision.possible.first?.values.map(\.value)
                    == first.possible.first?.values.map(\.value)
        }
        let apart = first.gates.flatMap(\.answers).map(\.name)
            .filter { name in groups.contains { $0.decision.answer(name) != first.answer(name) } }
        for group in groups {
            let verdict = group.decision.verdict
            let open = group.decision.possible.first { $0.name == verdictName }?.values.compactMap(\.value) ?? []
            var words = StyledText(glossary.verdict(verdict), glossary.tone(ofVerdict: verdict))
            if !open.isEmpty, !isSame {
                let listed = open.map { glossary.verdict($0) }.joined(separator: glossary.wording[.comma])
                words += StyledText(glossary.wording[.colon] + listed)
            }
            let apart = apart.filter { group.decision.answer($0) != .none }
                .map { glossary.statement(group.decision.answer($0), of: $0) }
            if !apart.isEmpty {
                words += StyledText(
                    glossary.wording[.semicolon] + apart.joined(separator: glossary.wording[.semicolon])
                )
            }
            table.add(StyledText(group.labels.joined(separator: glossary.wording[.comma]), .strong), words)
        }
        page.table(table)
    }

    private func rule(on page: inout Page) {
        page.gap()
        page.paragraph(StyledText(String(repeating: "-", count: width), .faint))
    }

    private func write(_ group: DecisionGroup, below earlier: Earlier?, on page: inout Page) {
        VerdictSection(glossary: glossary).write(group, on: &page)
        guard group.decision.legs.isEmpty else {
            legs(of: group, on: &page)
            return
        }
        add(sections(of: group, below: earlier), below: earlier, on: &page)
    }

    private func legs(of group: DecisionGroup, on page: inout Page) {
        let count = group.decision.legs.count
        var earlier: Earlier?
        for index in 0..<count {
            let leg = group.leg(index)
            rule(on: &page)
            VerdictSection(glossary: glossary).write(leg, on: &page, leg: (index + 1, count), apart: group.apart(index))
            let sections = sections(of: leg, below: earlier)
            add(sections, below: earlier, on: &page)
            if index == 0 { earlier = Earlier(glossary.wording[.legName, "1"], sections, leg.decision) }
        }
    }

    // MARK: Sections

    /// The sections of what was printed before, which are not printed again where they are the same.
    private struct Earlier {
        let name: String
        let sections: [[StyledText]]
        let assumed: [Decision.Assumed]

        init(_ name: String, _ sections: [[StyledText]], _ decision: Decision) {
            self.name = name
            self.sections = sections
            assumed = decision.assumed
        }
    }

    private func add(_ sections: [[StyledText]], below earlier: Earlier?, on page: inout Page) {
        for section in sections {
            page.gap()
            if !explain, let earlier, section.count > 3, earlier.sections.contains(section) {
                page.append([section[0]])
                page.paragraph(StyledText(glossary.wording[.sameAsFor, earlier.name], .faint), indent: 2)
            } else {
                page.append(section)
            }
        }
    }

    /// What follows the first lines of an order, section by section, each with its heading.
    private func sections(of group: DecisionGroup, below earlier: Earlier? = nil) -> [[StyledText]] {
        let decision = group.decision
        var sections: [[StyledText]] = []
        func add(_ write: (inout Page) -> Void) {
            var page = Page(width: width)
            write(&page)
            if !page.lines.isEmpty { sections.append(page.lines) }
        }
        add { PossibleSection(glossary: glossary, explain: explain).write(decision, on: &$0) }
        let differing = Set(group.differingAnswers.map(\.name))
        for gate in decision.gates {
            add { page in
                GateSection(
                    glossary: glossary,
                    decision: decision,
                    explain: explain,
                    differing: differing,
                    variants: group.members
                )
                .write(gate, on: &page)
            }
        }
        add { CollisionSection(glossary: glossary, explain: explain).write(decision, on: &$0) }
        add { $0.append(found) }
        add { page in
            let facts = Set(group.differing.map(\.name))
            AssumedSection(
                glossary: glossary,
                explain: explain,
                differing: facts,
                earlier: explain ? nil : earlier.map { ($0.name, $0.assumed) }
            )
            .write(group, on: &page)
        }
        add { NeedsSection(glossary: glossary, explain: explain).write(decision, on: &$0) }
        add { BecauseSection(glossary: glossary, explain: explain).write(group, on: &$0) }
        add { ChangeSection(glossary: glossary, explain: explain).write(decision, on: &$0) }
        return sections
    }
}
