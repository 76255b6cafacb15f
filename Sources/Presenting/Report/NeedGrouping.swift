import Deciding
import Facts
import Rulebooks

/// Puts facts together that could change the same answers in the same way.
struct NeedGrouping {
    /// Facts with the same effect.
    struct Group {
        var needs: [Decision.Need]
        /// What they could do, in words.
        fileprivate(set) var effect: String
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
        /// What single values settle by themselves.
        let effects: [Decision.Need.Effect]
    }

    let decision: Decision
    let glossary: Glossary
    private var wording: Wording { glossary.wording }

    /// The groups: those that can settle the verdict by themselves first, then those that can settle a main answer,
    /// then those that bear on most answers, whose outcome can be named, and the smaller ones.
    func groups(of needs: [Decision.Need]) -> [Group] {
        var groups: [Group] = []
        let keys = needs.map { key(of: $0) }
        for (need, key) in zip(needs, keys.map { bare($0, among: keys) }) {
            if let index = groups.firstIndex(where: { $0.key == key }) {
                groups[index].needs.append(need)
            } else {
                groups.append(Group(needs: [need], effect: "", profile: key.profile, key: key))
            }
        }
        for index in groups.indices {
            groups[index].effect = effect(of: groups[index].key, isOfMany: groups[index].needs.count > 1)
        }
        func rank(_ group: Group) -> (Int, Int, Int, Int) {
            let isNamed = group.key.values.contains { !$0.isEmpty }
            let effects = group.key.effects
            let isBroad = group.key.mains.count > 1
            let settling =
                if effects.contains(where: { $0.verdict != nil }) {
                    0
                } else if effects.contains(where: { !$0.answers.isEmpty }) {
                    1
                } else if effects.isEmpty, isBroad {
                    2
                } else {
                    effects.isEmpty ? 4 : 3
                }
            return (settling, -group.key.mains.count, isNamed ? 0 : 1, group.needs.count)
        }
        return groups.enumerated()
            .sorted { left, right in
                let (a, b) = (rank(left.element), rank(right.element))
                return a == b ? left.offset < right.offset : a < b
            }
            .map(\.element)
    }

    /// The key without its profile, unless that assumes many facts that bear on the same: these are one entry.
    ///
    /// Of facts whose single values have the same effect it does not count what else they bear on.
    private func bare(_ key: Key, among keys: [Key]) -> Key {
        if key.profile != nil, keys.count(where: { $0.profile == key.profile && $0.mains == key.mains }) > Self.many {
            return Key(mains: key.mains, values: key.mains.map { _ in [] }, profile: key.profile, effects: [])
        }
        if !key.effects.isEmpty { return Key(mains: key.mains, values: [], profile: nil, effects: key.effects) }
        return Key(mains: key.mains, values: key.values, profile: nil, effects: [])
    }

    /// How many facts one profile must assume for them to be one entry.
    private static let many = 10

    private func key(of need: Decision.Need) -> Key {
        let collisions = glossary.definition.collisions
            .filter { rule in rule.contributes.contains { $0.values == ["hard"] } }
            .map(\.id)
        let mains = need.couldChange.filter { glossary.decision($0)?.isMain == true || collisions.contains($0) }
        let profile = glossary.definition.profiles.first { $0.facts.contains { $0.fact.name == need.fact } }
        return Key(
            mains: mains,
            values: mains.map { values(of: $0, need.fact) },
            profile: profile?.id,
            effects: need.effects
        )
    }

    /// The values that an open rule which read the fact could give an answer, as far as they remain possible.
    private func values(of main: String, _ fact: String) -> [String] {
        let possible = decision.possible.first { $0.name == main }?.values.compactMap(\.value) ?? []
        let given = decision.gates.flatMap(\.standing)
            .filter { reason in
                reason.value == nil && reason.read.contains { $0.name == fact && $0.value == nil }
            }
            .flatMap { $0.contributes.compactMap { Contribution($0) } }
            .filter { $0.target == main }
            .flatMap(\.values)
        return possible.filter { given.contains($0) }
    }

    /// What the facts of a group can do: what a value settles by itself where one does, else what could change.
    private func effect(of key: Key, isOfMany: Bool) -> String {
        let effects = key.effects.map { words(for: $0, isOfMany: isOfMany) }
        guard effects.isEmpty else { return effects.joined(separator: wording[.semicolon]) }
        let parts = zip(key.mains, key.values)
            .map { main, values in
                let short = glossary.short(main)
                guard !values.isEmpty else { return short }
                let words = values.map { glossary.words($0, of: main, withCode: false) }
                return short + wording[.colon] + words.joined(separator: wording[.comma])
            }
        return parts.isEmpty ? wording[.changesToVerdict] : parts.joined(separator: wording[.semicolon])
    }

    private func words(for effect: Decision.Need.Effect, isOfMany: Bool) -> String {
        let value = glossary.value(effect.value, of: "")
        let isSettling = effect.verdict != nil || !effect.answers.isEmpty
        let answers = (isSettling ? effect.answers : effect.leads).filter { $0.answer != .none }
            .map { answer in
                let words = glossary.words(answer.answer, of: answer.name, withCode: false)
                return glossary.short(answer.name) + wording[.colon] + words
            }
            .joined(separator: wording[.semicolon])
        let verdict = effect.verdict.map { glossary.verdict($0) }
        let outcome = verdict.map { answers.isEmpty ? $0 : $0 + wording[.inBrackets, answers] } ?? answers
        let condition = isOfMany ? wording[.anyValue, value] : value
        return wording[isSettling ? .settles : .givesUnless, condition, outcome]
    }
}
