import Deciding
import Rulebooks

/// The facts that could still change an answer: first those that could change the verdict, what settles most first,
/// then the rest in a line for each answer.
struct NeedsSection {
    let glossary: Glossary
    let explain: Bool
    private var wording: Wording { glossary.wording }

    func write(_ decision: Decision, on page: inout Page) {
        guard !decision.needs.isEmpty else { return }
        var rest = decision.needs
        let deciding = take(&rest) { $0.couldChange.contains(verdictName) }
        page.heading(
            wording[deciding.isEmpty ? .needs : .needsRanked],
            right: StyledText(wording[.needsIntroduction], .faint)
        )
        let groups = NeedGrouping(decision: decision, glossary: glossary).groups(of: deciding)
        for (index, group) in groups.enumerated() { write(group, number: index + 1, on: &page) }
        let holding = take(&rest) { $0.couldChange.contains(releaseName) }
        listed([(wording[.changesRelease], holding)], on: &page)
        let settling = Set(decision.collisions.map(\.id))
        // What a conflict of the gates waits for is named with it.
        if !explain { rest.removeAll { settling.isSuperset(of: $0.couldChange) } }
        if explain || rest.count <= Self.few {
            let main = take(&rest) { need in need.couldChange.contains { glossary.decision($0)?.isMain == true } }
            listed([(wording[.needsOutcome], main)], on: &page)
            others(rest, on: &page)
        } else {
            let text = StyledText(span(of: rest)) + StyledText(wording[.inBrackets, wording[.explainLists]], .faint)
            page.paragraph(StyledText(wording[.needsOther] + wording[.colon], .caution) + text, indent: 2, hanging: 4)
        }
        profiles(for: decision, on: &page)
    }

    /// How many facts of lesser weight are named one by one.
    private static let few = 6

    private func take(_ needs: inout [Decision.Need], _ isTaken: (Decision.Need) -> Bool) -> [Decision.Need] {
        let taken = needs.filter(isTaken)
        needs.removeAll(where: isTaken)
        return taken
    }

    private func write(_ group: NeedGrouping.Group, number: Int, on page: inout Page) {
        var table = TextTable(
            [.init(minimum: 2, isRightAligned: true), .init(isFlexible: true)],
            width: page.width,
            indent: 2
        )
        var effect = StyledText(group.effect, .caution)
        if let profile = group.profile {
            effect += StyledText(wording[.inBrackets, wording[.profileAssumes, profile]], .faint)
        }
        let facts = group.profile != nil && !explain ? span(of: group.needs) : listed(group.needs)
        table.add(StyledText("\(number)"), StyledText(facts + wording[.leadsTo]) + effect)
        page.table(table)
        if explain { questions(group.needs, on: &page) }
    }

    /// Many facts that one profile assumes, by their number and the first and the last.
    private func span(of needs: [Decision.Need]) -> String {
        wording[.span, "\(needs.count)", needs.first?.fact ?? "", needs.last?.fact ?? ""]
    }

    private func listed(_ needs: [Decision.Need]) -> String {
        DottedNames.list(needs.map(\.fact)).joined(separator: wording[.comma])
    }

    private func questions(_ needs: [Decision.Need], on page: inout Page) {
        for need in needs { page.pair(StyledText(glossary.text(need.ask)), StyledText(need.fact, .faint), indent: 6) }
    }

    private func listed(_ lists: [(title: String, needs: [Decision.Need])], on page: inout Page) {
        for (title, needs) in lists where !needs.isEmpty {
            page.paragraph(
                StyledText(title + wording[.colon], .caution) + StyledText(listed(needs)),
                indent: 2,
                hanging: 4
            )
            if explain { questions(needs, on: &page) }
        }
    }

    /// The facts that the same answers of lesser weight hang on, set by set.
    private func others(_ needs: [Decision.Need], on page: inout Page) {
        guard !needs.isEmpty else { return }
        var effects: [[String]] = []
        for need in needs where !effects.contains(need.couldChange) { effects.append(need.couldChange) }
        let sets = effects.map { effect in
            let here = needs.filter { $0.couldChange == effect }
            let title = effect.map { glossary.short($0) }.joined(separator: wording[.comma])
            return (needs: here, words: StyledText(title + wording[.leadsFrom]) + StyledText(listed(here)))
        }
        let head = StyledText(wording[.needsOther] + wording[.colon], .caution)
        guard explain else {
            let words = sets.map(\.words).joined(separator: StyledText(wording[.semicolon]))
            return page.paragraph(head + words, indent: 2, hanging: 4)
        }
        page.paragraph(head, indent: 2)
        for set in sets {
            page.paragraph(set.words, indent: 4, hanging: 6)
            questions(set.needs, on: &page)
        }
    }

    private func profiles(for decision: Decision, on page: inout Page) {
        let open = Set(decision.needs.map(\.fact))
        let helping = glossary.definition.profiles
            .map { profile in (id: profile.id, count: profile.facts.count { open.contains($0.fact.name) }) }
            .filter { $0.count > 1 }
        guard !helping.isEmpty else { return }
        let words = helping.map { wording[.profileCount, $0.id, "\($0.count)"] }.joined(separator: wording[.comma])
        page.paragraph(StyledText(wording[.needsProfiles, words], .faint), indent: 2, hanging: 4)
    }
}
