package import Facts
internal import Quantities
package import Rulebooks

/// What screening a party says of one fact of the rulebook, and why.
package struct PartyConsequence: Hashable, Sendable {
    /// What is known of the fact.
    package enum State: Hashable, Sendable {
        /// It has this value.
        case known(FactValue)
        /// A person has to settle a match first: until then the fact is unknown, whatever else would be assumed.
        case unsettled
        /// A list on which it depends is not in the store.
        case notScreened
        /// Screening found nothing, and that says nothing of the fact.
        case silent
    }

    /// One list or entry that bears on the fact.
    package struct Source: Hashable, Sendable {
        /// The list.
        package var list: String
        /// The version of the list; nil where it is not in the store.
        package var version: StoredVersion?
        /// The match; nil where it is about the list as a whole.
        package var match: FoundEntry?
        /// Where it is written that the fact follows.
        package var cites: [String]
        /// How well that is known.
        package var evidence: Evidence
        /// What it says, in one sentence.
        package var says: LocalisedText
    }

    /// The fact.
    package var fact: String
    /// What is known of it.
    package var state: State
    /// What that rests on, never empty.
    package var sources: [Source]

    /// The value, if there is one.
    package var value: FactValue? {
        if case .known(let value) = state { value } else { nil }
    }

    /// How many sources a text names.
    private static let told = 2

    /// Why, in one text, which names the first sources and counts the others.
    package var reason: LocalisedText {
        let first = sources.prefix(Self.told)
        let more = sources.count - first.count
        return LocalisedText(
            english: first.map(\.says.english).joined(separator: "; ") + (more > 0 ? "; and \(more) more" : ""),
            chinese: first.map { $0.says.text(in: .chinese) }.joined(separator: "；")
                + (more > 0 ? "；另有 \(more) 项" : "")
        )
    }
}

/// Finds what matches make of the facts of a rulebook.
struct ConsequenceFinder {
    let lists: ListsDefinition
    /// The lists in the store.
    let versions: [String: StoredVersion]
    /// Whether not all of the party's name was compared.
    let isCut: Bool

    /// What one list says of one fact.
    private enum Finding {
        case value(FactValue, PartyConsequence.Source)
        case otherwise(FactValue, PartyConsequence.Source)
        case unsettled(PartyConsequence.Source)
        case notScreened(PartyConsequence.Source)
        case silent(PartyConsequence.Source)
    }

    /// What all matches of a party make true, sorted by fact.
    func consequences(of matches: [FoundEntry], on day: CalendarDate) -> [PartyConsequence] {
        var findings: [String: [Finding]] = [:]
        for list in lists.lists {
            let own = matches.filter { $0.entry.list == list.code }
            for consequence in list.makes {
                findings[consequence.fact.name, default: []] += self.findings(consequence, list, own, on: day)
            }
        }
        return findings.keys.sorted().map { Self.settled($0, findings[$0] ?? []) }
    }

    private func findings(
        _ consequence: ListDefinition.Consequence,
        _ list: ListDefinition,
        _ matches: [FoundEntry],
        on day: CalendarDate
    ) -> [Finding] {
        func source(_ match: FoundEntry?, _ says: LocalisedText) -> PartyConsequence.Source {
            PartyConsequence.Source(
                list: list.code,
                version: versions[list.code],
                match: match,
                cites: consequence.cites,
                evidence: consequence.evidence,
                says: says
            )
        }
        guard let version = versions[list.code] else {
            return [.notScreened(source(nil, MatchWording.missing(list)))]
        }
        var findings: [Finding] = []
        for match in matches {
            guard let effect = match.effect else { continue }
            let isMet = match.entry.meets(consequence.condition, on: day)
            guard isMet || match.entry.isSilent(on: consequence.condition, day) else { continue }
            switch (effect, isMet) {
            case (.hit, true):
                findings.append(.value(consequence.value, source(match, MatchWording.listed(match, list))))
            case (.hit, false):
                findings.append(.unsettled(source(match, MatchWording.silent(match, list))))
            case (.review, _):
                findings.append(.unsettled(source(match, MatchWording.toBeSettled(match, list))))
            }
        }
        if findings.isEmpty, isCut { return [.unsettled(source(nil, MatchWording.cut))] }
        guard findings.isEmpty else { return findings }
        let says = MatchWording.notListed(
            list,
            version,
            isOnIt: matches.contains { $0.effect != nil },
            isSilent: consequence.otherwise == nil
        )
        guard let otherwise = consequence.otherwise else { return [.silent(source(nil, says))] }
        return [.otherwise(otherwise, source(nil, says))]
    }

    /// A listing counts whatever other lists say; nothing follows from not being listed while anything is open.
    private static func settled(_ fact: String, _ findings: [Finding]) -> PartyConsequence {
        var values: [(FactValue, PartyConsequence.Source)] = []
        var otherwise: [(FactValue, PartyConsequence.Source)] = []
        var unsettled: [PartyConsequence.Source] = []
        var notScreened: [PartyConsequence.Source] = []
        var silent: [PartyConsequence.Source] = []
        for finding in findings {
            switch finding {
            case .value(let value, let source): values.append((value, source))
            case .otherwise(let value, let source): otherwise.append((value, source))
            case .unsettled(let source): unsettled.append(source)
            case .notScreened(let source): notScreened.append(source)
            case .silent(let source): silent.append(source)
            }
        }
        func result(_ state: PartyConsequence.State, _ sources: [PartyConsequence.Source]) -> PartyConsequence {
            PartyConsequence(fact: fact, state: state, sources: sources)
        }
        if let (value, _) = values.first {
            let sources = values.map(\.1)
            // Lists that make different things true of one fact need a person.
            return result(values.allSatisfy { $0.0 == value } ? .known(value) : .unsettled, sources)
        }
        if !unsettled.isEmpty { return result(.unsettled, unsettled + notScreened) }
        if !notScreened.isEmpty { return result(.notScreened, notScreened + silent + otherwise.map(\.1)) }
        if let (value, _) = otherwise.first {
            let isOne = otherwise.allSatisfy { $0.0 == value }
            return result(isOne ? .known(value) : .unsettled, otherwise.map(\.1) + silent)
        }
        return result(.silent, silent)
    }
}

extension ListEntry {
    /// Whether a condition can't be judged, because the entry does not say what it asks for.
    fileprivate func isSilent(on condition: EntryCondition, _ day: CalendarDate) -> Bool {
        var open = condition
        if programmes.isEmpty { open.programmes = [] }
        if requirement == nil { open.requirement = [] }
        return open != condition && meets(open, on: day)
    }
}
