import Deciding
import Facts
import Rulebooks

/// The facts that the answer rests on although nobody stated them, by where they come from.
struct AssumedSection {
    let glossary: Glossary
    let explain: Bool
    /// Facts that differ between variants and are shown elsewhere.
    let differing: Set<String>
    /// What was used for what was printed before, by its name, and is not said again.
    let earlier: (name: String, facts: [Decision.Assumed])?
    private var wording: Wording { glossary.wording }

    func write(_ group: DecisionGroup, on page: inout Page) {
        let decision = group.decision
        stated(group, on: &page)
        let assumed = decision.assumed.filter { earlier?.facts.contains($0) != true || differing.contains($0.fact) }
        guard !assumed.isEmpty else { return }
        page.heading(wording[.usedUntold])
        if let earlier { page.paragraph(StyledText(wording[.besideEarlier, earlier.name], .faint), indent: 2) }
        let weighty = explain ? assumed : weighty(assumed, in: decision)
        for source in [Decision.Assumed.Source.profile, .assumption, .default, .table] {
            let facts = weighty.filter { $0.source == source }
            guard !facts.isEmpty else { continue }
            switch source {
            case .profile: profiles(facts, on: &page)
            case .table: tables(facts, on: &page)
            case .assumption: reasoned(facts, under: .assumedSource, on: &page)
            case .default: reasoned(facts, under: .defaultSource, on: &page)
            }
        }
        let rest = assumed.filter { !weighty.contains($0) }
        guard !rest.isEmpty else { return }
        page.paragraph(
            StyledText(
                wording[.lesserFacts] + wording[.colon] + words(rest) + wording[.inBrackets, wording[.explainWhy]],
                .faint
            ),
            indent: 2,
            hanging: 4
        )
    }

    /// What a rule of weight rests on, and all that the user asked to assume; short rows are kept whole.
    private func weighty(_ facts: [Decision.Assumed], in decision: Decision) -> [Decision.Assumed] {
        var rules = Set(decision.gates.flatMap { ReasonSorting(gate: $0, glossary: glossary).deciding.map(\.rule) })
        rules.formUnion(decision.gates.flatMap { $0.flags.map(\.rule) + $0.obligations.map(\.id) })
        let rulebook = glossary.rulebook
        func bears(_ fact: Decision.Assumed) -> Bool {
            guard fact.source != .profile, let index = rulebook.factIndex[fact.fact] else { return true }
            return rulebook.cones[index].steps
                .contains { step in
                    guard case .rule(let rule) = rulebook.steps[step] else { return false }
                    return rules.contains(rulebook.rules[rule].definition.id)
                }
        }
        let moving = Set(decision.alternatives.map(\.fact) + decision.wouldChange.map(\.fact))
        return facts.filter { fact in
            // A default of which no other value changes a main answer is named, and no more.
            if fact.source == .default { return moving.contains(fact.fact) }
            let row = fact.source == .table ? facts.filter { $0.why == fact.why } : [fact]
            return row.count <= Self.shortRow ? row.contains { bears($0) } : bears(fact)
        }
    }

    /// How many facts a row of a table may give to be shown whole.
    private static let shortRow = 8

    private func stated(_ group: DecisionGroup, on page: inout Page) {
        let decision = group.decision
        let isMuch = group.stated(decision.stated).count > DecisionGroup.fewFacts
        guard isMuch && earlier == nil || !decision.parties.isEmpty else { return }
        page.heading(wording[.asStated])
        let facts = listed(decision.stated.map { ($0.name, glossary.value($0.value, of: $0.name)) })
        page.paragraph(StyledText(facts), indent: 2)
        for (index, party) in decision.parties.enumerated() {
            let facts = party.map { glossary.fact($0.name, $0.value) }.joined(separator: wording[.comma])
            page.paragraph(
                StyledText(wording[.party, "\(index + 1)"] + wording[.colon], .faint) + StyledText(facts),
                indent: 2,
                hanging: 4
            )
        }
    }

    /// Facts with their values, the stem that several share said once.
    private func listed(_ facts: [(name: String, value: String)]) -> String {
        var names = DottedNames()
        return facts.map { "\(names.next($0.name)) \($0.value)" }.joined(separator: wording[.comma])
    }

    /// Facts with their values.
    private func words(_ facts: [Decision.Assumed]) -> String {
        listed(
            facts.map { fact in
                let isApart = differing.contains(fact.fact)
                let value = isApart ? wording[.differs] : glossary.value(fact.value, of: fact.fact, isNamed: explain)
                return (fact.fact, value)
            }
        )
    }

    private func profiles(_ facts: [Decision.Assumed], on page: inout Page) {
        for (why, facts) in grouped(facts) {
            let head = wording[.profileSource, glossary.text(why)] + wording[.colon]
            page.paragraph(StyledText(head, .faint) + StyledText(byTruth(facts)), indent: 2, hanging: 4)
        }
    }

    /// Facts with their values, those that are true together and those that are false.
    private func byTruth(_ facts: [Decision.Assumed]) -> String {
        let sets = [FactValue.bool(true), .bool(false)]
            .compactMap { truth -> String? in
                let names = facts.filter { $0.value == truth }.map(\.fact)
                guard !names.isEmpty else { return nil }
                let listed = DottedNames.list(names).joined(separator: wording[.comma])
                return "\(glossary.value(truth, of: names[0])) \(listed)"
            }
        let others = facts.filter { $0.value.bool == nil }
        return (sets + (others.isEmpty ? [] : [words(others)])).joined(separator: wording[.semicolon])
    }

    private func tables(_ facts: [Decision.Assumed], on page: inout Page) {
        for (why, facts) in grouped(facts) {
            let source = glossary.text(why)
            let shown = facts.filter { fact in
                // The source itself is said once.
                if case .string(let text) = fact.value, !text.isEmpty { return !source.hasSuffix(text) }
                return true
            }
            let words = self.words(shown)
            page.paragraph(
                StyledText(source + wording[.colon], .faint) + StyledText(words),
                indent: 2,
                hanging: 4
            )
        }
    }

    private func reasoned(_ facts: [Decision.Assumed], under phrase: Phrase, on page: inout Page) {
        var text = StyledText(wording[phrase] + wording[.colon], .faint)
        for (index, (why, facts)) in grouped(facts).enumerated() {
            if index > 0 { text += StyledText(wording[.semicolon]) }
            text += StyledText(words(facts))
            text += StyledText(wording[.inBrackets, glossary.text(why)], .faint)
        }
        page.paragraph(text, indent: 2, hanging: 4)
    }

    private func grouped(_ facts: [Decision.Assumed]) -> [(why: LocalisedText, facts: [Decision.Assumed])] {
        var order: [LocalisedText] = []
        var groups: [LocalisedText: [Decision.Assumed]] = [:]
        for fact in facts {
            if groups[fact.why] == nil { order.append(fact.why) }
            groups[fact.why, default: []].append(fact)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }
}
