import Deciding
import Rulebooks

/// The facts that could still change an answer: first those that could change the verdict, then the rest, each group
/// with what it bears on.
struct NeedsSection {
    let glossary: Glossary
    private var wording: Wording { glossary.wording }

    func write(_ decision: Decision, on page: inout Page) {
        guard !decision.needs.isEmpty else { return }
        page.heading(wording[.needs], right: StyledText(wording[.needsIntroduction], .faint))
        var rest = decision.needs
        let deciding = take(&rest) { $0.couldChange.contains(verdictName) }
        for group in grouped(deciding, by: mains) {
            asked(group.needs, under: wording[.changeVerdict], through: group.effects, on: &page)
        }
        let holding = take(&rest) { $0.couldChange.contains(releaseName) }
        asked(holding, under: wording[.changesRelease], through: [], on: &page)
        let main = take(&rest) { need in need.couldChange.contains { glossary.decision($0)?.isMain == true } }
        for group in grouped(main, by: mains) {
            asked(group.needs, under: wording[.needsOutcome], through: group.effects, on: &page)
        }
        others(rest, on: &page)
        profiles(for: decision, on: &page)
    }

    private func take(_ needs: inout [Decision.Need], _ isTaken: (Decision.Need) -> Bool) -> [Decision.Need] {
        let taken = needs.filter(isTaken)
        needs.removeAll(where: isTaken)
        return taken
    }

    private func mains(_ need: Decision.Need) -> [String] {
        let collisions = glossary.definition.collisions
            .filter { rule in
                rule.contributes.contains { $0.values == ["hard"] }
            }
            .map(\.id)
        return need.couldChange.filter { glossary.decision($0)?.isMain == true || collisions.contains($0) }
    }

    /// Facts with the same effects together: those that bear on most first, then the smaller groups.
    private func grouped(
        _ needs: [Decision.Need],
        by effects: (Decision.Need) -> [String]
    ) -> [(effects: [String], needs: [Decision.Need])] {
        var order: [[String]] = []
        var groups: [[String]: [Decision.Need]] = [:]
        for need in needs {
            let key = effects(need)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(need)
        }
        return order.map { ($0, groups[$0] ?? []) }
            .enumerated()
            .sorted { left, right in
                let (a, b) = (left.element, right.element)
                return (-a.0.count, a.1.count, left.offset) < (-b.0.count, b.1.count, right.offset)
            }
            .map { (effects: $0.element.0, needs: $0.element.1) }
    }

    private func asked(_ needs: [Decision.Need], under title: String, through: [String], on page: inout Page) {
        guard !needs.isEmpty else { return }
        let effects = through.map { ended(glossary.question($0)) }.joined(separator: " ")
        let head = through.isEmpty ? title : wording[.through, title, effects]
        page.paragraph(StyledText(head, .caution), indent: 2)
        for need in needs { page.pair(StyledText(glossary.text(need.ask)), StyledText(need.fact, .faint), indent: 4) }
    }

    /// A question as it is, a title with a full stop.
    private func ended(_ text: String) -> String {
        text.hasSuffix("?") || text.hasSuffix("？") ? text : text + wording[.fullStop]
    }

    private func others(_ needs: [Decision.Need], on page: inout Page) {
        guard !needs.isEmpty else { return }
        page.paragraph(StyledText(wording[.needsOther]), indent: 2)
        for group in grouped(needs, by: \.couldChange) {
            let effects = group.effects.map { ended(glossary.question($0)) }.joined(separator: " ")
            let facts = group.needs.map(\.fact).joined(separator: wording[.comma])
            page.paragraph(StyledText(effects + " ") + StyledText(facts, .faint), indent: 4, hanging: 6)
        }
    }

    private func profiles(for decision: Decision, on page: inout Page) {
        let open = Set(decision.needs.map(\.fact))
        let helping = glossary.definition.profiles
            .map { profile in (id: profile.id, count: profile.facts.count { open.contains($0.fact.name) }) }
            .filter { $0.count > 1 }
        guard !helping.isEmpty else { return }
        let words = helping.map { "--profile \($0.id) (\($0.count))" }.joined(separator: wording[.comma])
        page.paragraph(StyledText(wording[.needsProfiles, words], .faint), indent: 2)
    }
}
