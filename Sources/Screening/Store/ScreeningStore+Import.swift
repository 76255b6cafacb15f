internal import Diagnostics
internal import Facts
internal import GRDB
package import Quantities

/// What an import does, or would do, to one list.
package struct ImportOutcome: Hashable, Sendable {
    /// The list.
    package var list: String
    /// The version that was current before; nil if there was none.
    package var previous: StoredVersion?
    /// The version that is current now; nil if nothing was changed.
    package var version: StoredVersion?
    /// Whether the same bytes were imported before and are current.
    package var isSame: Bool
    /// What changes.
    package var changes: ListChanges
}

extension ScreeningStore {
    /// Imports lists: all of them, or none.
    ///
    /// - Parameters:
    ///   - batches: the lists.
    ///   - deed: when and by whom.
    ///   - shrinkLimit: the share of its entries in percent by which a list may shrink.
    ///   - isForced: whether a list that shrinks or is older is taken all the same.
    ///   - isTrial: whether nothing is to be changed.
    /// - Returns: what was done, in the order of the batches.
    /// - Throws: `ScreeningError`, codes `list.shrunk`, `list.older`, `list.undated` and those of the store.
    package func importing(
        _ batches: [ListBatch],
        _ deed: Deed,
        shrinkLimit: ExactDecimal,
        isForced: Bool = false,
        isTrial: Bool = false
    ) throws(ScreeningError) -> [ImportOutcome] {
        let plan = { (database: Database) in
            var outcomes: [ImportOutcome] = []
            var problems: [Diagnostic] = []
            for batch in batches {
                let outcome = try Self.planned(batch, database)
                if !isForced, !outcome.isSame {
                    problems += Self.objections(to: batch, outcome.previous, shrinkLimit: shrinkLimit)
                }
                outcomes.append(outcome)
            }
            guard problems.isEmpty else { throw ScreeningError(problems) }
            return outcomes
        }
        if isTrial { return try reading(plan) }
        return try writing { database in
            var outcomes = try plan(database)
            for (index, batch) in batches.enumerated() where !outcomes[index].isSame {
                let outcome = outcomes[index]
                let version = try Self.insert(batch, after: outcome.previous, deed, isForced: isForced, database)
                let detail =
                    "version \(version.number): \(batch.entries.count) entries, +\(outcome.changes.added.count) "
                    + "-\(outcome.changes.removed.count) ~\(outcome.changes.changed.count), sha256 \(batch.digest)"
                try Self.log(deed, "import", batch.list, why: isForced ? "forced" : "", detail, database)
                outcomes[index].version = version
            }
            return outcomes
        }
    }

    private static func planned(_ batch: ListBatch, _ database: Database) throws -> ImportOutcome {
        let previous = try currentVersion(of: batch.list, database)
        let isSame = previous.map { $0.digest == batch.digest && $0.format == batch.format } ?? false
        var changes = ListChanges(list: batch.list)
        if isSame {
            changes.sameCount = batch.entries.count
        } else {
            let old = try previous.map { try entries(of: $0.id, database) } ?? []
            changes = ListChanges(list: batch.list, from: old, to: batch.entries)
        }
        return ImportOutcome(list: batch.list, previous: previous, version: nil, isSame: isSame, changes: changes)
    }

    private static func objections(
        to batch: ListBatch,
        _ previous: StoredVersion?,
        shrinkLimit: ExactDecimal
    ) -> [Diagnostic] {
        guard let previous else { return [] }
        var problems: [Diagnostic] = []
        let lost = previous.entryCount - batch.entries.count
        if lost > 0, ExactDecimal(lost) * 100 > ExactDecimal(previous.entryCount) * shrinkLimit {
            problems.append(
                Diagnostic(
                    .listShrunk,
                    "`\(batch.list)` would shrink from \(previous.entryCount) to \(batch.entries.count) entries, "
                        + "by more than \(shrinkLimit) %",
                    hint: "look whether the file is whole; --force takes it all the same"
                )
            )
        }
        if let old = previous.asOf {
            if let new = batch.asOf, new < old {
                problems.append(
                    Diagnostic(
                        .listOlder,
                        "`\(batch.list)` of \(new) is older than the one in the store, of \(old)",
                        hint: "--force takes it all the same"
                    )
                )
            } else if batch.asOf == nil {
                problems.append(
                    Diagnostic(
                        .listUndated,
                        "the file does not say when `\(batch.list)` was issued; the one in the store is of \(old)",
                        hint: "say it with --as-of DATE, or take the file as it is with --force"
                    )
                )
            }
        }
        return problems
    }

    private static func insert(
        _ batch: ListBatch,
        after previous: StoredVersion?,
        _ deed: Deed,
        isForced: Bool,
        _ database: Database
    ) throws -> StoredVersion {
        let last = try Int.fetchOne(
            database,
            sql: "SELECT max(number) FROM list_version WHERE list = ?",
            arguments: [batch.list]
        )
        try database.execute(
            sql: """
                INSERT INTO list_version (list, number, as_of, digest, format, files, entry_count, name_count,
                    rejected_count, imported_at, imported_by, is_forced)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                batch.list, (last ?? 0) + 1, batch.asOf?.description, batch.digest, batch.format,
                batch.files.joined(separator: "\n"), batch.entries.count, batch.nameCount, batch.rejections.count,
                deed.at, deed.who, isForced,
            ]
        )
        let version = database.lastInsertedRowID
        try insert(batch.entries, version: version, database)
        let rejected = try database.makeStatement(sql: "INSERT INTO rejected_row VALUES (?, ?, ?, ?, ?, ?)")
        for (index, row) in batch.rejections.enumerated() {
            try rejected.execute(arguments: [version, index, row.file, row.line, row.reason, row.text])
        }
        try database.execute(
            sql: """
                INSERT INTO current_version VALUES (?, ?) ON CONFLICT (list) DO UPDATE SET version = excluded.version
                """,
            arguments: [batch.list, version]
        )
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM list_version WHERE id = ?", arguments: [version])
        else { preconditionFailure("a row that was just inserted is there") }
        return StoredVersion(row: row)
    }

    private static func insert(_ entries: [ListEntry], version: Int64, _ database: Database) throws {
        let find = try database.makeStatement(sql: "SELECT id FROM entry WHERE digest = ?")
        let add = try database.makeStatement(
            sql: "INSERT INTO entry (digest, list, key, name, kind, countries, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        let addName = try database.makeStatement(sql: "INSERT INTO entry_name VALUES (?, ?, ?, ?)")
        let link = try database.makeStatement(sql: "INSERT INTO version_entry VALUES (?, ?)")
        for entry in entries {
            let digest = entry.digest
            let id: Int64
            if let known = try Int64.fetchOne(find, arguments: [digest]) {
                id = known
            } else {
                try add.execute(arguments: [
                    digest, entry.list, entry.key, entry.name, entry.kind?.rawValue,
                    entry.countries.joined(separator: " "), String(decoding: entry.body, as: UTF8.self),
                ])
                id = database.lastInsertedRowID
                if entry.kind != .address {
                    for (position, name) in entry.names.enumerated() {
                        try addName.execute(arguments: [id, position, name.text, name.isWeak])
                    }
                }
            }
            try link.execute(arguments: [version, id])
        }
    }

    /// Adds a line to the log.
    static func log(
        _ deed: Deed,
        _ what: String,
        _ subject: String,
        why: String,
        _ detail: String,
        _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO log (at, who, what, subject, why, detail) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [deed.at, deed.who, what, subject, why, detail]
        )
    }
}
