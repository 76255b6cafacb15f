internal import GRDB

/// Screens kept parties again after lists have changed, and changes those alone whom the changes concern.
///
/// Every kept party is looked up in the new lists, which takes a fraction of a millisecond: how much a word tells depends
/// on all names of all lists, so that no smaller look would be sure to find the same. A party is concerned if anything
/// that is found differs from what was kept. Whether it was clean before, or a reviewer cleared it, plays no part.
package struct DeltaScreening {
    /// A party that changes concern.
    package struct Concerned: Hashable, Sendable {
        /// The party.
        package var party: ScreenedParty
        /// Matches with entries that it did not match before, best first.
        package var new: [PartyMatch]
        /// Matches with entries that it matched before, but which have changed or are now found otherwise.
        package var changed: [PartyMatch]
        /// The matches that it has no longer.
        package var gone: [PartyMatch]
    }

    private let store: ScreeningStore
    private let matcher: any PartyMatcher
    private let versions: [ListVersion]

    /// - Parameters:
    ///   - store: where lists and parties are kept.
    ///   - matcher: a matcher that knows all current lists.
    ///   - versions: the lists that it knows.
    package init(_ store: ScreeningStore, with matcher: any PartyMatcher, against versions: [ListVersion]) {
        self.store = store
        self.matcher = matcher
        self.versions = versions
    }

    /// Looks up all kept parties, and keeps what is found of those who are concerned, all in one transaction.
    ///
    /// - Parameter deed: when and by whom.
    /// - Returns: the parties that are concerned, sorted by id.
    /// - Throws: `ScreeningError`, and what the matcher throws.
    package func screen(_ deed: Deed) throws -> [Concerned] {
        let kept = try store.reading { database in
            try ScreeningStore.parties(database)
                .map { ($0, try ScreeningStore.matches(of: $0.id, database).map(\.match)) }
        }
        var concerned: [Concerned] = []
        var matches: [[PartyMatch]] = []
        for (party, before) in kept {
            let now = try matcher.matches(of: party)
            let old = Dictionary(before.map { ($0.identity, $0) }) { first, _ in first }
            let found = Set(now.map(\.identity))
            let one = Concerned(
                party: party,
                new: now.filter { old[$0.identity] == nil },
                changed: now.filter { match in old[match.identity].map { !$0.isAlike(match) } ?? false },
                gone: before.filter { !found.contains($0.identity) }
            )
            guard !one.new.isEmpty || !one.changed.isEmpty || !one.gone.isEmpty else { continue }
            concerned.append(one)
            matches.append(now)
        }
        try store.writing { database in
            for (one, now) in zip(concerned, matches) {
                try ScreeningStore.keep(one.party, now, digests: versions, deed, database)
            }
            try ScreeningStore.noteScreened(against: versions, database)
            let detail = "\(kept.count) looked up, \(concerned.count) concerned"
            try ScreeningStore.log(deed, "screen again", "kept parties", why: "", detail, database)
        }
        return concerned
    }
}

extension PartyMatch {
    /// Whether both found the same in the same entry; how alike the names are may have changed with other names.
    fileprivate func isAlike(_ other: PartyMatch) -> Bool {
        entryDigest == other.entryDigest && outcome == other.outcome
    }
}
