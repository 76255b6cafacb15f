internal import Diagnostics
internal import GRDB

/// Keeps versions of lists, what was found when parties were screened, and what reviewers made of it.
///
/// It is a file of SQLite. Every change is one transaction: it is there whole, or not at all, also after a kill or on a
/// full disk. What a reviewer decided and the log are only ever added to, which triggers see to.
package final class ScreeningStore: Sendable {
    let queue: DatabaseQueue
    /// Where it lies; nil in memory.
    package let path: String?

    /// How a store is opened.
    package enum Access: Hashable, Sendable {
        /// It must be there.
        case existing
        /// It is made where it is missing.
        case creating
    }

    /// Opens a store.
    ///
    /// - Throws: `ScreeningError`, codes `store.damaged`, `store.foreign`, `store.newer`, `store.full`, `store.busy` and
    ///   `store.failed`.
    package init(path: String, _ access: Access = .creating) throws(ScreeningError) {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.label = "screening"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA recursive_triggers = ON")
        }
        let mayCreate = access == .creating
        self.path = path
        queue = try Self.translating(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.prepare(queue, path: path, mayCreate: mayCreate)
            return queue
        }
    }

    /// Opens a store in memory, which is gone with the value.
    package init() throws(ScreeningError) {
        path = nil
        queue = try Self.translating("memory") {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = true
            let queue = try DatabaseQueue(configuration: configuration)
            try StoreSchema.migrator.migrate(queue)
            return queue
        }
    }

    private static func prepare(_ queue: DatabaseQueue, path: String, mayCreate: Bool) throws {
        let (application, isEmpty) = try queue.read { database in
            (
                try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
            )
        }
        if isEmpty, application == 0 {
            guard mayCreate else {
                throw ScreeningError(
                    .storeForeign,
                    "`\(path)` is no store of lists: it is empty",
                    hint: "import a list first"
                )
            }
        } else if application != StoreSchema.applicationID {
            throw ScreeningError(
                .storeForeign,
                "`\(path)` is a database of another program",
                hint: "name another file with --store"
            )
        }
        try queue.writeWithoutTransaction { database in
            // An import must be whole on the disk before it is said to be done.
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            if isEmpty { try database.execute(sql: "PRAGMA application_id = \(StoreSchema.applicationID)") }
        }
        let migrator = StoreSchema.migrator
        guard try queue.read({ try !migrator.hasBeenSuperseded($0) }) else {
            throw ScreeningError(
                .storeNewer,
                "the store `\(path)` was made by a newer version of this program",
                hint: "use that version, or another store"
            )
        }
        try migrator.migrate(queue)
    }

    // MARK: Access

    /// Reads from one state of the store.
    func reading<Result>(_ body: (Database) throws -> Result) throws(ScreeningError) -> Result {
        try Self.translating(path ?? "memory") { try queue.read(body) }
    }

    /// Changes the store in one transaction, or leaves it as it is.
    func writing<Result>(_ body: (Database) throws -> Result) throws(ScreeningError) -> Result {
        try Self.translating(path ?? "memory") { try queue.write(body) }
    }

    /// Whether every page of the file can be read and agrees with the others.
    ///
    /// - Throws: `ScreeningError`, code `store.damaged`.
    package func check() throws(ScreeningError) {
        let complaint = try reading { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard let complaint, complaint != "ok" else { return }
        throw Self.damaged(path ?? "memory", complaint)
    }

    private static func damaged(_ path: String, _ why: String) -> ScreeningError {
        ScreeningError(
            .storeDamaged,
            "the store `\(path)` is damaged: \(why.replacing("\n", with: " "))",
            hint: "put a copy back, or remove the file and import the lists again"
        )
    }

    /// Runs a body and says in plain words what the database has to complain about.
    static func translating<Result>(_ path: String, _ body: () throws -> Result) throws(ScreeningError) -> Result {
        do {
            return try body()
        } catch let error as ScreeningError {
            throw error
        } catch let error as DatabaseError {
            throw translated(error, path)
        } catch {
            throw ScreeningError(.storeFailed, "the store `\(path)` can't be used: \(error)")
        }
    }

    private static func translated(_ error: DatabaseError, _ path: String) -> ScreeningError {
        let message = error.message ?? "error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return damaged(path, message)
        case .SQLITE_FULL:
            return ScreeningError(.storeFull, "there is no room left for the store `\(path)`; it is as it was before")
        case .SQLITE_IOERR:
            return ScreeningError(
                .storeFull,
                "the store `\(path)` can't be written (\(message)); it is as it was before",
                hint: "look whether the disk is full"
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return ScreeningError(.storeBusy, "the store `\(path)` is in use by another program", hint: "try again")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return ScreeningError(.storeFailed, "the store `\(path)` can't be opened: \(message)")
        default:
            return ScreeningError(.storeFailed, "the store `\(path)` can't be used: \(message)")
        }
    }
}
