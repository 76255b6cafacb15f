internal import Names
package import Quantities
package import Rulebooks

/// Screens parties against all current lists of a store.
///
/// ```swift
/// let screener = try PartyScreener(store, lists: rulebook.definition.lists)
/// let finding = try screener.screen(ScreenedParty(id: "", name: "Example Tech Co"), on: day)
/// print(finding.outcome, finding.consequences)
/// ```
///
/// It holds the lists as they were when it was made. The index of names lies in a file beside the store, `<store>.names`,
/// which is built where it is missing, damaged or of other lists than the store's.
package final class PartyScreener: Sendable {
    private let store: ScreeningStore?
    private let lists: ListsDefinition
    private let index: NameIndex?
    /// The versions of the lists that it knows, sorted by list.
    package let versions: [StoredVersion]
    private let versionOfList: [String: StoredVersion]

    /// How many of the names most like a party's are looked at: more than an index ever compares of one name.
    private static let lookedAt = 1_000

    /// Opens the lists of a store.
    ///
    /// - Parameters:
    ///   - store: the store; nil where there is none, so that nothing is known of anybody.
    ///   - lists: what the rulebook knows of lists.
    ///   - building: called before the index is built anew, which takes seconds for long lists.
    /// - Throws: `ScreeningError` where the store can't be read.
    package init(
        _ store: ScreeningStore?,
        lists: ListsDefinition,
        building: () -> Void = {}
    ) throws(ScreeningError) {
        self.store = store
        self.lists = lists
        let opened = try store.map { store throws(ScreeningError) in try Self.open(store, building) }
        versions = opened?.versions ?? []
        index = opened?.index
        versionOfList = Dictionary(versions.map { ($0.list, $0) }) { first, _ in first }
    }

    private static func open(
        _ store: ScreeningStore,
        _ building: () -> Void
    ) throws(ScreeningError) -> (versions: [StoredVersion], index: NameIndex?) {
        let versions = try store.currentVersions()
        guard !versions.isEmpty else { return (versions, nil) }
        let path = store.path.map { $0 + ".names" }
        if let path, let index = try? NameIndex(path: path, stamp: stamp(of: versions)) { return (versions, index) }
        building()
        // Read in one state of the store, which an import may have changed since.
        let (current, names) = try store.namesByRow()
        guard !current.isEmpty else { return (current, nil) }
        do {
            if let path {
                let snapshot = NameIndex.snapshot(of: names, stamp: stamp(of: current))
                // Where the file can't be kept, as beside a store that may only be read, memory does as well.
                if (try? snapshot.write(to: path)) != nil,
                    let index = try? NameIndex(path: path, stamp: stamp(of: current))
                {
                    return (current, index)
                }
            }
            return (current, try NameIndex(names))
        } catch {
            throw ScreeningError(error.diagnostics)
        }
    }

    /// What the index is made from: which versions in which store, since it names entries by their rows.
    private static func stamp(of versions: [StoredVersion]) -> [UInt8] {
        let lines = versions.map { "\($0.list)\t\($0.id)\t\($0.digest)\t\($0.importedAt)\t\($0.entryCount)\n" }
        return Array(("rows 1\n" + lines.joined()).utf8)
    }

    /// Screens a party.
    ///
    /// A party without an id is known by what is told of it: what a reviewer decided of a party that was kept with the
    /// same name, country and address holds for it too.
    ///
    /// - Parameters:
    ///   - party: the party.
    ///   - day: the day for which the answer is to hold.
    ///   - limit: how many matches, and how many other names, are told at most; all count.
    /// - Returns: what was found.
    /// - Throws: `ScreeningError`, codes `party.empty-name`, `party.long-name`, `party.no-name` and `party.bad-text` for a
    ///   name that can't be screened, and those of the store.
    package func screen(
        _ party: ScreenedParty,
        on day: CalendarDate,
        limit: Int = 10
    ) throws(ScreeningError) -> PartyFinding {
        if let problem = PartyName.problem(with: party.name) { throw ScreeningError([problem]) }
        let found = try look(up: party, limit: limit, on: day)
        let isCut = PartyName.isCut(party.name)
        let effects = found.matches.compactMap(\.effect)
        let outcome: PartyFinding.Outcome =
            if index == nil {
                .notScreened
            } else if effects.contains(.hit) {
                .hit
            } else {
                effects.isEmpty && !isCut ? .clear : .review
            }
        return PartyFinding(
            party: party,
            day: day,
            outcome: outcome,
            matches: Array(found.matches.prefix(limit)),
            omittedCount: max(0, found.matches.count - limit),
            hitCount: effects.count { $0 == .hit },
            reviewCount: effects.count { $0 == .review },
            others: found.others,
            consequences: ConsequenceFinder(lists: lists, versions: versionOfList, isCut: isCut)
                .consequences(of: found.matches, on: day),
            versions: versions,
            missing: lists.lists.map(\.code).filter { versionOfList[$0] == nil },
            isCut: isCut
        )
    }

    private func look(
        up party: ScreenedParty,
        limit: Int,
        on day: CalendarDate
    ) throws(ScreeningError) -> (matches: [FoundEntry], others: [NearName]) {
        guard let index, let store else { return ([], []) }
        let query = NameQuery(party.name, country: party.country, address: party.address)
        var matches: [FoundEntry] = []
        var others: [NearName] = []
        for match in index.matches(for: query, limit: Self.lookedAt) {
            guard let outcome = PartyMatch.Outcome(match.outcome) else {
                guard others.count < limit else { break }
                let (entry, _) = try store.entry(row: match.name.entry)
                others.append(
                    NearName(
                        name: match.name.text,
                        list: entry.list,
                        key: entry.key,
                        score: match.score,
                        reasons: match.result.reasons
                    )
                )
                continue
            }
            let (entry, digest) = try store.entry(row: match.name.entry)
            guard let version = versionOfList[entry.list] else {
                throw ScreeningError(.storeDamaged, "an entry of `\(entry.list)` is indexed, which is not in the store")
            }
            var found = FoundEntry(
                entry: entry,
                entryDigest: digest,
                version: version,
                name: match.name.text,
                isWeak: match.name.isWeak,
                outcome: outcome,
                score: match.score,
                isExact: match.isExact,
                places: match.places,
                reasons: match.result.reasons,
                words: index.alignedWords(of: match, for: query),
                countsOnDay: entry.counts(on: day),
                standing: .open
            )
            (found.standing, found.disposition) = try store.standing(of: found.match, party, on: day)
            matches.append(found)
        }
        // What counts comes first, so that it is never what is left out.
        let sorted = [PartyMatch.Outcome.hit, .review, nil].flatMap { effect in matches.filter { $0.effect == effect } }
        return (sorted, others)
    }
}

extension PartyScreener: PartyMatcher {
    /// The matches of a party on any day: whether they count is told apart.
    package func matches(of party: ScreenedParty) throws -> [PartyMatch] {
        guard let index, let store else { return [] }
        let query = NameQuery(party.name, country: party.country, address: party.address)
        var matches: [PartyMatch] = []
        for match in index.matches(for: query, limit: Self.lookedAt) {
            guard let outcome = PartyMatch.Outcome(match.outcome) else { break }
            let (entry, digest) = try store.entry(row: match.name.entry)
            let reasons = MatchWording.reasons(match)
            matches.append(
                PartyMatch(
                    list: entry.list,
                    key: entry.key,
                    entryDigest: digest,
                    outcome: outcome,
                    score: match.score,
                    reason: reasons.map(\.english).joined(separator: "; ")
                )
            )
        }
        return matches
    }
}

extension PartyMatch.Outcome {
    /// What comparing names came to; nil where it found two parties.
    init?(_ outcome: NameOutcome) {
        switch outcome {
        case .hit: self = .hit
        case .review: self = .review
        case .clear: return nil
        }
    }
}
