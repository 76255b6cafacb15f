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
        if groups.count > 1 { overview(of: groups, on: &page) }
        for (index, group) in groups.enumerated() {
            if groups.count > 1 || index > 0 { rule(on: &page) }
            write(group, on: &page)
        }
        if let first = decisions.first?.decision { FooterSection(glossary: glossary).write(first, on: &page) }
        return page.lines.text(style)
    }

    /// The decisions that gates show first, whose answers must agree for variants to be printed as one.
    private var headline: Set<String> { Set(glossary.definition.gates.flatMap(\.headline).map(\.name)) }

    private func overview(of groups: [DecisionGroup], on page: inout Page) {
        page.paragraph(StyledText(glossary.wording[.answersFor, "\(groups.count)"]))
        var table = TextTable([.init(), .init(isFlexible: true)], width: width, indent: 2)
        for group in groups {
            let verdict = group.decision.verdict
            let open = group.decision.possible.first { $0.name == verdictName }?.values.compactMap(\.value) ?? []
            var words = StyledText(glossary.verdict(verdict), glossary.tone(ofVerdict: verdict))
            if !open.isEmpty {
                let listed = open.map { glossary.verdict($0) }.joined(separator: glossary.wording[.comma])
                words += StyledText(glossary.wording[.colon] + listed)
            }
            table.add(StyledText(group.labels.joined(separator: glossary.wording[.comma]), .strong), words)
        }
        page.table(table)
    }

    private func rule(on page: inout Page) {
        page.gap()
        page.paragraph(StyledText(String(repeating: "-", count: width), .faint))
    }

    private func write(_ group: DecisionGroup, on page: inout Page) {
        let decision = group.decision
        VerdictSection(glossary: glossary).write(group, on: &page)
        guard decision.legs.isEmpty else {
            legs(of: group, on: &page)
            return
        }
        body(of: group, on: &page)
    }

    private func body(of group: DecisionGroup, earlier: [Decision.Assumed] = [], on page: inout Page) {
        let decision = group.decision
        PossibleSection(glossary: glossary, explain: explain).write(decision, on: &page)
        for gate in decision.gates {
            GateSection(
                glossary: glossary,
                decision: decision,
                explain: explain,
                differing: Set(group.differingAnswers.map(\.name))
            )
            .write(gate, on: &page)
        }
        CollisionSection(glossary: glossary, explain: explain).write(decision, on: &page)
        AssumedSection(
            glossary: glossary,
            explain: explain,
            differing: Set(group.differing.map(\.name)),
            earlier: earlier
        )
        .write(group, on: &page)
        NeedsSection(glossary: glossary, explain: explain).write(decision, on: &page)
        BecauseSection(glossary: glossary, explain: explain).write(group, on: &page)
        ChangeSection(glossary: glossary, explain: explain).write(decision, on: &page)
    }

    private func legs(of group: DecisionGroup, on page: inout Page) {
        let count = group.decision.legs.count
        for index in 0..<count {
            let leg = group.leg(index)
            rule(on: &page)
            VerdictSection(glossary: glossary).write(leg, on: &page, leg: (index + 1, count), apart: group.apart(index))
            body(of: leg, earlier: index == 0 ? [] : group.leg(0).decision.assumed, on: &page)
        }
    }
}
