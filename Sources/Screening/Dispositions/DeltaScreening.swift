internal import GRDB

/// Screens again, after lists have changed, those parties alone whom the changes can concern.
///
/// A party is concerned if it matches an entry that is new or has changed, or if it matched one that has changed or is
/// gone. Whether it was found clean before, or a reviewer cleared it, plays no part.
package struct DeltaScreening {
    private let store: ScreeningStore
    private let makeMatcher: ([ListEntry]) throws -> any PartyMatcher

    /// - Parameters:
    ///   - store: where lists and parties are kept.
    ///   - makeMatcher: makes a matcher that knows the given entries alone.
    package init(_ store: ScreeningStore, makeMatcher: @escaping ([ListEntry]) throws -> any PartyMatcher) {
        self.store = store
        self.makeMatcher = makeMatcher
    }

    /// The parties that must be screened again after changes, sorted by id.
    package func concerned(by changes: [ListChanges]) throws -> [ScreenedParty] {
        let parties = try store.parties()
        let fresh = changes.flatMap { $0.added + $0.changed.map(\.new) }.filter { $0.kind != .address }
        let stale = Set(
            changes.flatMap { $0.removed + $0.changed.map(\.old) }
                .map { PartyMatch.Identity(list: $0.list, key: $0.key) }
        )
        let touched = try store.reading { database in
            var touched: Set<String> = []
            guard !stale.isEmpty else { return touched }
            let rows = try Row.fetchCursor(database, sql: "SELECT party, list, key FROM hit")
            while let row = try rows.next() {
                if stale.contains(.init(list: row[1], key: row[2])) { touched.insert(row[0]) }
            }
            return touched
        }
        guard !fresh.isEmpty else { return parties.filter { touched.contains($0.id) } }
        let matcher = try makeMatcher(fresh)
        return try parties.filter { party in
            if touched.contains(party.id) { return true }
            return try !matcher.matches(of: party).isEmpty
        }
    }

    /// Screens the concerned parties against all lists and keeps what is found.
    ///
    /// - Parameters:
    ///   - changes: what changed since the parties were screened.
    ///   - matcher: a matcher that knows all current lists.
    ///   - parties: the lists that it knows.
    ///   - deed: when and by whom.
    /// - Returns: the parties that were screened.
    /// - Throws: `ScreeningError`, and what the matchers throw.
    package func screen(
        after changes: [ListChanges],
        with matcher: any PartyMatcher,
        against parties: ListedParties,
        _ deed: Deed
    ) throws -> [ScreenedParty] {
        let concerned = try concerned(by: changes)
        for party in concerned {
            try store.keep(party, matches: try matcher.matches(of: party), against: parties, deed)
        }
        return concerned
    }
}
