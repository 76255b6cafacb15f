internal import GRDB
package import Quantities

extension ScreeningStore {
    /// Keeps what screening a party found, in place of what was found before.
    ///
    /// - Parameters:
    ///   - party: the party as it was screened.
    ///   - matches: all of its matches.
    ///   - parties: the lists against which it was screened.
    ///   - deed: when and by whom.
    /// - Throws: `ScreeningError` where the store can't be written.
    package func keep(
        _ party: ScreenedParty,
        matches: [PartyMatch],
        against parties: ListedParties,
        _ deed: Deed
    ) throws(ScreeningError) {
        try writing { database in
            try Self.keep(party, matches, digests: parties.versions, deed, database)
        }
    }

    /// Keeps what screening several parties found: all of it, or nothing.
    ///
    /// - Parameters:
    ///   - screened: the parties as they were screened, each with all of its matches.
    ///   - versions: the lists against which they were screened.
    ///   - deed: when and by whom.
    /// - Throws: `ScreeningError` where the store can't be written.
    package func keep(
        _ screened: [(party: ScreenedParty, matches: [PartyMatch])],
        against versions: [ListVersion],
        _ deed: Deed
    ) throws(ScreeningError) {
        try writing { database in
            for (party, matches) in screened { try Self.keep(party, matches, digests: versions, deed, database) }
        }
    }

    /// Notes of all parties against which lists they were screened last.
    static func noteScreened(against versions: [ListVersion], _ database: Database) throws {
        for version in versions {
            try database.execute(
                sql: """
                    INSERT INTO screened_version
                    SELECT party.id, list, max(list_version.id) FROM party, list_version
                    WHERE list = ? AND list_version.digest = ? GROUP BY party.id, list
                    ON CONFLICT (party, list) DO UPDATE SET version = excluded.version
                    """,
                arguments: [version.list, version.digest]
            )
        }
    }

    /// How many parties were not screened against all current lists.
    package func stalePartyCount() throws(ScreeningError) -> Int {
        try reading { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM party WHERE EXISTS (
                        SELECT 1 FROM current_version WHERE NOT EXISTS (
                            SELECT 1 FROM screened_version WHERE screened_version.party = party.id
                                AND screened_version.list = current_version.list
                                AND screened_version.version = current_version.version))
                    """
            ) ?? 0
        }
    }

    static func keep(
        _ party: ScreenedParty,
        _ matches: [PartyMatch],
        digests: [ListVersion],
        _ deed: Deed,
        _ database: Database
    ) throws {
        let before = try Self.matches(of: party.id, database)
        try database.execute(
            sql: """
                INSERT INTO party VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,
                    country = excluded.country, address = excluded.address, digest = excluded.digest,
                    screened_at = excluded.screened_at
                """,
            arguments: [party.id, party.name, party.country, party.address, party.digest, deed.at]
        )
        try database.execute(sql: "DELETE FROM screened_version WHERE party = ?", arguments: [party.id])
        for version in digests {
            // Screening may rest on a version that another import has replaced since; it is named by what it was.
            try database.execute(
                sql: """
                    INSERT INTO screened_version
                    SELECT ?, list, max(id) FROM list_version WHERE list = ? AND digest = ? GROUP BY list
                    """,
                arguments: [party.id, version.list, version.digest]
            )
        }
        let found = Dictionary(before.map { ($0.match.identity, $0.foundAt) }) { first, _ in first }
        try database.execute(sql: "DELETE FROM hit WHERE party = ?", arguments: [party.id])
        for match in matches {
            try database.execute(
                sql: """
                    INSERT INTO hit VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (party, list, key) DO NOTHING
                    """,
                arguments: [
                    party.id, match.list, match.key, match.entryDigest, match.outcome.rawValue, match.score,
                    match.reason, found[match.identity] ?? deed.at,
                ]
            )
        }
        let now = Set(matches.map(\.identity))
        let new = now.subtracting(found.keys).count
        let gone = Set(found.keys).subtracting(now).count
        try log(deed, "screen", party.id, why: "", "\(now.count) matches, \(new) new, \(gone) gone", database)
    }

    /// All parties that were screened, sorted by id.
    package func parties() throws(ScreeningError) -> [ScreenedParty] {
        try reading { try Self.parties($0) }
    }

    static func parties(_ database: Database) throws -> [ScreenedParty] {
        try Row.fetchAll(database, sql: "SELECT * FROM party ORDER BY id")
            .map { ScreenedParty(id: $0["id"], name: $0["name"], country: $0["country"], address: $0["address"]) }
    }

    static func matches(of party: String, _ database: Database) throws -> [(match: PartyMatch, foundAt: String)] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM hit WHERE party = ? ORDER BY score DESC, list, key",
            arguments: [party]
        )
        .map { row in
            let match = PartyMatch(
                list: row["list"],
                key: row["key"],
                entryDigest: row["entry_digest"],
                outcome: PartyMatch.Outcome(rawValue: row["outcome"]) ?? .review,
                score: row["score"],
                reason: row["reason"]
            )
            return (match, row["found_at"])
        }
    }

    /// The matches of a party, and where each stands on a day.
    package func keptMatches(of party: ScreenedParty, on day: CalendarDate) throws(ScreeningError) -> [KeptMatch] {
        try reading { database in
            try Self.matches(of: party.id, database)
                .map { match, foundAt in
                    let disposition = try Self.lastDisposition(party.id, match, database)
                    return KeptMatch(
                        party: party.id,
                        match: match,
                        foundAt: foundAt,
                        disposition: disposition,
                        standing: Self.standing(disposition, of: match, party, on: day)
                    )
                }
        }
    }

    /// Where a match stands that is fresh from screening, whether it was kept or not.
    ///
    /// For a party without an id the decisions count that were made of kept parties of which the same is known.
    package func standing(
        of match: PartyMatch,
        _ party: ScreenedParty,
        on day: CalendarDate
    ) throws(ScreeningError) -> (standing: KeptMatch.Standing, disposition: Disposition?) {
        try reading { database in
            guard party.id.isEmpty else {
                let last = try Self.lastDisposition(party.id, match, database)
                return (Self.standing(last, of: match, party, on: day), last)
            }
            let all =
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM disposition WHERE party_digest = ? AND id IN
                            (SELECT max(id) FROM disposition WHERE list = ? AND key = ? GROUP BY party)
                        ORDER BY id DESC
                        """,
                    arguments: [party.digest, match.list, match.key]
                )
                .map { Disposition(row: $0) }
            // Whoever was found to be the one listed stays so, though the same was cleared under another id.
            let confirmed = all.first { Self.standing($0, of: match, party, on: day) == .confirmed }
            let last = confirmed ?? all.first
            return (Self.standing(last, of: match, party, on: day), last)
        }
    }

    private static func standing(
        _ disposition: Disposition?,
        of match: PartyMatch,
        _ party: ScreenedParty,
        on day: CalendarDate
    ) -> KeptMatch.Standing {
        guard let disposition else { return .open }
        if disposition.partyDigest != party.digest { return .reopenedByParty }
        if disposition.entryDigest != match.entryDigest { return .reopenedByEntry }
        guard let expires = CalendarDate(iso: disposition.expires), day <= expires else { return .reopenedByTime }
        return disposition.verdict == .clear ? .cleared : .confirmed
    }

    private static func lastDisposition(
        _ party: String,
        _ match: PartyMatch,
        _ database: Database
    ) throws -> Disposition? {
        try Row.fetchOne(
            database,
            sql: "SELECT * FROM disposition WHERE party = ? AND list = ? AND key = ? ORDER BY id DESC LIMIT 1",
            arguments: [party, match.list, match.key]
        )
        .map { Disposition(row: $0) }
    }

    /// Decides about a match that was kept.
    ///
    /// - Parameters:
    ///   - party: the id of the party.
    ///   - list: the list.
    ///   - key: the key of the entry.
    ///   - verdict: what is decided.
    ///   - reason: why, in words.
    ///   - expires: the last day on which it holds.
    ///   - deed: when and by whom.
    /// - Throws: `ScreeningError`, codes `store.unknown-hit` and `store.wrong-disposition`.
    package func decide(
        _ party: String,
        _ list: String,
        _ key: String,
        _ verdict: Disposition.Verdict,
        reason: String,
        expires: CalendarDate,
        _ deed: Deed
    ) throws(ScreeningError) {
        guard reason.contains(where: { !$0.isWhitespace }), deed.who.contains(where: { !$0.isWhitespace }) else {
            throw ScreeningError(.storeWrongDisposition, "a disposition needs a reason and a reviewer")
        }
        guard expires.description > deed.at.prefix(10) else {
            throw ScreeningError(
                .storeWrongDisposition,
                "a disposition that expires on \(expires) never holds",
                hint: "name a day that is still to come"
            )
        }
        try writing { database in
            let kept = try Row.fetchOne(
                database,
                sql: """
                    SELECT party.digest, hit.entry_digest FROM hit JOIN party ON party.id = hit.party
                    WHERE hit.party = ? AND list = ? AND key = ?
                    """,
                arguments: [party, list, key]
            )
            guard let kept else {
                throw ScreeningError(
                    .storeUnknownHit,
                    "the party `\(party)` has no match with the entry `\(key)` of `\(list)`",
                    hint: "screen the party first"
                )
            }
            try database.execute(
                sql: """
                    INSERT INTO disposition (party, list, key, party_digest, entry_digest, verdict, reason, reviewer,
                        decided_at, expires)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    party, list, key, kept[0] as String, kept[1] as String, verdict.rawValue, reason, deed.who,
                    deed.at, expires.description,
                ]
            )
            let subject = "\(party) / \(list):\(key)"
            try Self.log(deed, verdict.rawValue, subject, why: reason, "until \(expires)", database)
        }
    }

    /// The log, oldest first.
    package func log() throws(ScreeningError) -> [LogLine] {
        try reading { database in
            try Row.fetchAll(database, sql: "SELECT * FROM log ORDER BY id")
                .map { row in
                    LogLine(
                        number: row["id"],
                        at: row["at"],
                        who: row["who"],
                        what: row["what"],
                        subject: row["subject"],
                        why: row["why"],
                        detail: row["detail"]
                    )
                }
        }
    }
}

extension Disposition {
    fileprivate init(row: Row) {
        self.init(
            verdict: Verdict(rawValue: row["verdict"]) ?? .confirm,
            reason: row["reason"],
            reviewer: row["reviewer"],
            decidedAt: row["decided_at"],
            expires: row["expires"],
            partyDigest: row["party_digest"],
            entryDigest: row["entry_digest"]
        )
    }
}

extension PartyMatch {
    /// What makes a match the same as another, whatever was found: the entry.
    struct Identity: Hashable, Sendable {
        let list: String
        let key: String
    }

    var identity: Identity { Identity(list: list, key: key) }
}
