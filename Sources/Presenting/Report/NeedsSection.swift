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
        page.heading(wording[.needs], right: StyledText(wording[.needsIntroduction], .faint))
        var rest = decision.needs
        let deciding = take(&rest) { $0.couldChange.contains(verdictName) }
        if !deciding.isEmpty {
            page.paragraph(StyledText(wording[.changeVerdict] + wording[.colon], .caution), indent: 2)
        }
        let groups = NeedGrouping(decision: decision, glossary: glossary).groups(of: deciding)
        for (index, group) in groups.enumerated() { write(group, number: index + 1, on: &page) }
        let holding = take(&rest) { $0.couldChange.contains(releaseName) }
        let main = take(&rest) { need in need.couldChange.contains { glossary.decision($0)?.isMain == true } }
        listed([(wording[.changesRelease], holding), (wording[.needsOutcome], main)], on: &page)
        let settling = Set(decision.collisions.map(\.id))
        // What a conflict of the gates waits for is named with it.
        if !explain { rest.removeAll { settling.isSuperset(of: $0.couldChange) } }
        others(rest, on: &page)
        profiles(for: decision, on: &page)
    }

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
        let facts = group.needs.map(\.fact).joined(separator: wording[.comma])
        table.add(StyledText("\(number)"), StyledText(facts + wording[.leadsTo]) + effect)
        page.table(table)
        if explain { questions(group.needs, on: &page) }
    }

    private func questions(_ needs: [Decision.Need], on page: inout Page) {
        for need in needs { page.pair(StyledText(glossary.text(need.ask)), StyledText(need.fact, .faint), indent: 6) }
    }

    private func listed(_ lists: [(title: String, needs: [Decision.Need])], on page: inout Page) {
        for (title, needs) in lists where !needs.isEmpty {
            let facts = needs.map(\.fact).joined(separator: wording[.comma])
            page.paragraph(
                StyledText(title + wording[.colon], .caution) + StyledText(facts),
                indent: 2,
                hanging: 4
            )
            if explain { questions(needs, on: &page) }
        }
    }

    /// A line for each set of answers that the same facts bear on.
    private func others(_ needs: [Decision.Need], on page: inout Page) {
        guard !needs.isEmpty else { return }
        page.paragraph(StyledText(wording[.needsOther]), indent: 2)
        var effects: [[String]] = []
        for need in needs where !effects.contains(need.couldChange) { effects.append(need.couldChange) }
        for effect in effects {
            let here = needs.filter { $0.couldChange == effect }
            let title = effect.map { glossary.short($0) }.joined(separator: wording[.comma])
            let facts = here.map(\.fact).joined(separator: wording[.comma])
            page.paragraph(
                StyledText(title + wording[.colon]) + StyledText(facts, .faint),
                indent: 4,
                hanging: 6
            )
            if explain { questions(here, on: &page) }
        }
    }

    private func profiles(for decision: Decision, on page: inout Page) {
        let open = Set(decision.needs.map(\.fact))
        let helping = glossary.definition.profiles
            .map { profile in (id: profile.id, count: profile.facts.count { open.contains($0.fact.name) }) }
            .filter { $0.count > 1 }
        guard !helping.isEmpty else { return }
        let words = helping.map { "--profile \($0.id) (\($0.count))" }.joined(separator: wording[.comma])
        page.paragraph(StyledText(wording[.needsProfiles, words], .faint), indent: 2, hanging: 4)
    }
}

/// Puts facts together that could change the same answers in the same way.
struct NeedGrouping {
    /// Facts with the same effect.
    struct Group {
        var needs: [Decision.Need]
        /// What they could do, in words.
        let effect: String
        /// The profile that assumes all of them.
        let profile: String?
        fileprivate let key: Key
    }

    fileprivate struct Key: Hashable {
        /// The main answers and collisions that could change.
        let mains: [String]
        /// The values that open rules on these facts could give them.
        let values: [[String]]
        /// The profile that assumes them.
        let profile: String?
    }

    let decision: Decision
    let glossary: Glossary
    private var wording: Wording { glossary.wording }

    /// The groups: those that bear on most answers first, then those whose outcome can be named, then the smaller ones.
    func groups(of needs: [Decision.Need]) -> [Group] {
        var groups: [Group] = []
        let keys = needs.map { key(of: $0) }
        for (need, key) in zip(needs, keys.map { bare($0, among: keys) }) {
            if let index = groups.firstIndex(where: { $0.key == key }) {
                groups[index].needs.append(need)
            } else {
                groups.append(Group(needs: [need], effect: effect(of: key), profile: key.profile, key: key))
            }
        }
        func rank(_ group: Group) -> (Int, Int, Int) {
            let isNamed = group.key.values.contains { !$0.isEmpty }
            return (-group.key.mains.count, isNamed ? 0 : 1, group.needs.count)
        }
        return groups.enumerated()
            .sorted { left, right in
                let (a, b) = (rank(left.element), rank(right.element))
                return a == b ? left.offset < right.offset : a < b
            }
            .map(\.element)
    }

    /// The key without its profile, unless that assumes many facts with the same effect: these are one entry.
    private func bare(_ key: Key, among keys: [Key]) -> Key {
        let isWorthNaming = key.profile != nil && keys.count { $0 == key } > 5
        return isWorthNaming ? key : Key(mains: key.mains, values: key.values, profile: nil)
    }

    private func key(of need: Decision.Need) -> Key {
        let collisions = glossary.definition.collisions
            .filter { rule in rule.contributes.contains { $0.values == ["hard"] } }
            .map(\.id)
        let mains = need.couldChange.filter { glossary.decision($0)?.isMain == true || collisions.contains($0) }
        let profile = glossary.definition.profiles.first { $0.facts.contains { $0.fact.name == need.fact } }
        return Key(mains: mains, values: mains.map { values(of: $0, need.fact) }, profile: profile?.id)
    }

    /// The values that an open rule which read the fact could give an answer, as far as they remain possible.
    private func values(of main: String, _ fact: String) -> [String] {
        let possible = decision.possible.first { $0.name == main }?.values.compactMap(\.value) ?? []
        let given = decision.gates.flatMap(\.because)
            .filter { reason in
                reason.value == nil && reason.read.contains { $0.name == fact && $0.value == nil }
            }
            .flatMap { $0.contributes.compactMap { Contribution($0) } }
            .filter { $0.target == main }
            .flatMap(\.values)
        return possible.filter { given.contains($0) }
    }

    private func effect(of key: Key) -> String {
        let parts = zip(key.mains, key.values)
            .map { main, values in
                let short = glossary.short(main)
                guard !values.isEmpty else { return short }
                let words = values.map { glossary.words($0, of: main, withCode: false) }
                return short + wording[.colon] + words.joined(separator: wording[.comma])
            }
        return parts.isEmpty ? wording[.changesToVerdict] : parts.joined(separator: wording[.semicolon])
    }
}
