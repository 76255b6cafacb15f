internal import Diagnostics
internal import GRDB
package import Names

extension ScreeningStore {
    /// The current version of every list, sorted by list.
    package func currentVersions() throws(ScreeningError) -> [StoredVersion] {
        try reading { try Self.currentVersions($0) }
    }

    /// All versions of a list, oldest first.
    package func versions(of list: String) throws(ScreeningError) -> [StoredVersion] {
        try reading { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM list_version WHERE list = ? ORDER BY number",
                arguments: [list]
            )
            .map { StoredVersion(row: $0) }
        }
    }

    static func currentVersion(of list: String, _ database: Database) throws -> StoredVersion? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT list_version.* FROM current_version JOIN list_version ON list_version.id = version
                WHERE current_version.list = ?
                """,
            arguments: [list]
        )
        .map { StoredVersion(row: $0) }
    }

    /// The entries of a version.
    static func entries(of version: Int64, _ database: Database) throws -> [ListEntry] {
        try String.fetchAll(
            database,
            sql: "SELECT body FROM version_entry JOIN entry ON entry.id = entry WHERE version = ? ORDER BY key",
            arguments: [version]
        )
        .map { try entry(of: $0) }
    }

    private static func entry(of body: String) throws -> ListEntry {
        guard let entry = ListEntry(body: Array(body.utf8)) else {
            throw ScreeningError(.storeDamaged, "the store holds an entry that can't be read")
        }
        return entry
    }

    /// What changes from one version of a list to another.
    ///
    /// - Parameters:
    ///   - list: the list.
    ///   - from: the number of the older version; nil: the one before `to`.
    ///   - to: the number of the newer version; nil: the current one.
    /// - Returns: both versions, and what changes.
    /// - Throws: `ScreeningError`, code `store.unknown-version`, and those of the store.
    package func changes(
        of list: String,
        from: Int? = nil,
        to: Int? = nil
    ) throws(ScreeningError) -> (from: StoredVersion?, to: StoredVersion, changes: ListChanges) {
        let versions = try versions(of: list)
        let current = try currentVersions().first { $0.list == list }
        func version(_ number: Int) throws(ScreeningError) -> StoredVersion {
            if let version = versions.first(where: { $0.number == number }) { return version }
            throw ScreeningError(
                .storeUnknownVersion,
                "`\(list)` has no version \(number)",
                hint: versions.isEmpty ? nil : "it has 1 to \(versions.count)"
            )
        }
        guard let newer = try to.map(version) ?? current else {
            throw ScreeningError(
                .storeUnknownVersion,
                "the store has no list `\(list)`",
                hint: NearMiss.suggestion(for: list, among: try currentVersions().map(\.list))
                    .map { "did you mean `\($0)`?" }
            )
        }
        let older = try from.map(version) ?? versions.last { $0.number < newer.number }
        let changes = try reading { database in
            ListChanges(
                list: list,
                from: try older.map { try Self.entries(of: $0.id, database) } ?? [],
                to: try Self.entries(of: newer.id, database)
            )
        }
        return (older, newer, changes)
    }

    /// The rows of a version that were not taken in.
    package func rejections(of version: StoredVersion) throws(ScreeningError) -> [Rejection] {
        try reading { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM rejected_row WHERE version = ? ORDER BY position",
                arguments: [version.id]
            )
            .map { Rejection(file: $0["file"], line: $0["line"], reason: $0["reason"], text: $0["text"]) }
        }
    }

    /// The entries of current lists that a user names: by key, by the list's number, or by a part of a name.
    ///
    /// - Parameters:
    ///   - text: what the user wrote; `LIST:KEY` names one entry of one list.
    ///   - limit: how many are given at most.
    /// - Returns: the entries, sorted by list and key.
    /// - Throws: `ScreeningError` where the store can't be read.
    package func entries(named text: String, limit: Int = 20) throws(ScreeningError) -> [ListEntry] {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let key = ListEntry.key(ofName: text)
        return try reading { database in
            let from = """
                SELECT DISTINCT entry.body, entry.list, entry.key FROM current_version
                JOIN version_entry ON version_entry.version = current_version.version
                JOIN entry ON entry.id = version_entry.entry
                """
            func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [ListEntry] {
                try Row.fetchAll(
                    database,
                    sql: "\(from) WHERE \(condition) ORDER BY entry.list, entry.key LIMIT \(limit)",
                    arguments: arguments
                )
                .map { try Self.entry(of: $0["body"]) }
            }
            if parts.count == 2 {
                let found = try fetch(
                    "entry.list = ? AND entry.key IN (?, ?)",
                    [parts[0], parts[1], "#" + parts[1]]
                )
                if !found.isEmpty { return found }
            }
            var found = try fetch("entry.key IN (?, ?, ?)", [text, "#" + text, key])
            if found.isEmpty {
                found = try fetch(
                    "entry.id IN (SELECT entry FROM entry_name WHERE instr(lower(text), lower(?)) > 0)",
                    [text]
                )
            }
            return found
        }
    }

    /// The names of all current lists, and the entries that they belong to.
    package func listedNames() throws(ScreeningError) -> ListedParties {
        try reading { database in
            var parties = ListedParties()
            let versions = try Self.currentVersions(database)
            parties.versions = versions.map(\.listVersion)
            for version in versions { try Self.add(version, to: &parties, database) }
            return parties
        }
    }

    /// The names of all current lists, those of an entry numbered by its row, which never changes.
    func namesByRow() throws(ScreeningError) -> (versions: [StoredVersion], names: [ListedName]) {
        try reading { database in
            let versions = try Self.currentVersions(database)
            var parties = ListedParties()
            for version in versions { try Self.add(version, to: &parties, database) }
            let names = try parties.names.map { name in
                guard let row = Int32(exactly: parties.rows[Int(name.entry)]) else {
                    throw ScreeningError(.storeFailed, "the store has more entries than can be numbered")
                }
                return ListedName(entry: row, text: name.text, countries: name.countries, isWeak: name.isWeak)
            }
            return (versions, names)
        }
    }

    private static func currentVersions(_ database: Database) throws -> [StoredVersion] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT list_version.* FROM current_version JOIN list_version ON list_version.id = version
                ORDER BY list_version.list
                """
        )
        .map { StoredVersion(row: $0) }
    }

    private static func add(_ version: StoredVersion, to parties: inout ListedParties, _ database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT entry.id, entry.key, entry.countries, text, is_weak FROM version_entry
                JOIN entry ON entry.id = version_entry.entry JOIN entry_name ON entry_name.entry = entry.id
                WHERE version = ? ORDER BY entry.key, entry.id, position
                """,
            arguments: [version.id]
        )
        var last: Int64 = -1
        var countries: [String] = []
        while let row = try rows.next() {
            let id: Int64 = row[0]
            if id != last {
                last = id
                parties.rows.append(id)
                countries = (row[2] as String).split(separator: " ").map(String.init)
            }
            parties.names.append(
                ListedName(
                    entry: Int32(parties.rows.count - 1),
                    text: row[3],
                    countries: countries,
                    isWeak: row[4]
                )
            )
        }
    }

    /// The entry that a number of ``ListedParties`` stands for.
    package func entry(_ number: Int32, of parties: ListedParties) throws(ScreeningError) -> ListEntry? {
        guard parties.rows.indices.contains(Int(number)) else { return nil }
        return try reading { database in
            try String.fetchOne(
                database,
                sql: "SELECT body FROM entry WHERE id = ?",
                arguments: [parties.rows[Int(number)]]
            )
            .map { try Self.entry(of: $0) }
        }
    }
}

extension ScreeningStore {
    /// The entry in a row, and its digest.
    func entry(row: Int32) throws(ScreeningError) -> (entry: ListEntry, digest: String) {
        try reading { database in
            let found = try Row.fetchOne(database, sql: "SELECT body, digest FROM entry WHERE id = ?", arguments: [row])
            guard let found else {
                throw ScreeningError(.storeDamaged, "an entry is indexed that is not in the store")
            }
            return (try Self.entry(of: found[0]), found[1])
        }
    }

    /// An entry as it was when it had a digest; nil where there was none.
    package func entry(digest: String) throws(ScreeningError) -> ListEntry? {
        try reading { database in
            try String.fetchOne(database, sql: "SELECT body FROM entry WHERE digest = ?", arguments: [digest])
                .map { try Self.entry(of: $0) }
        }
    }
}

/// The names of all current lists, for the index.
package struct ListedParties: Hashable, Sendable {
    /// The versions that they are of, sorted by list.
    package var versions: [ListVersion] = []
    /// The names; those of one entry follow each other, its main name first.
    package var names: [ListedName] = []
    /// The number of the store's row for each entry number.
    package var rows: [Int64] = []

    package init() {}

    /// What changes when any list changes: an index that was built for another digest is stale.
    package var stamp: String {
        versions.map { "\($0.list) \($0.digest)" }.joined(separator: "\n")
    }
}
