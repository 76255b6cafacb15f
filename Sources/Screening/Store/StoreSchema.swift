internal import GRDB

/// The tables of the store, as a series of changes of which none is ever edited.
enum StoreSchema {
    /// What SQLite keeps in a file's header to tell whose it is: `PGLS`.
    static let applicationID: Int32 = 0x5047_4C53

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 lists") { try $0.execute(sql: lists) }
        migrator.registerMigration("2 log") { try $0.execute(sql: log) }
        migrator.registerMigration("3 parties") { try $0.execute(sql: parties) }
        migrator.registerMigration("4 dispositions by entry") { database in
            try database.execute(sql: "CREATE INDEX disposition_by_entry ON disposition (list, key, party, id)")
        }
        return migrator
    }

    /// An entry's row never changes: versions that hold the same entry share it.
    private static let lists = """
        CREATE TABLE list_version (
            id INTEGER PRIMARY KEY,
            list TEXT NOT NULL CHECK (list <> ''),
            number INTEGER NOT NULL CHECK (number > 0),
            as_of TEXT,
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            format TEXT NOT NULL,
            files TEXT NOT NULL,
            entry_count INTEGER NOT NULL CHECK (entry_count >= 0),
            name_count INTEGER NOT NULL CHECK (name_count >= 0),
            rejected_count INTEGER NOT NULL CHECK (rejected_count >= 0),
            imported_at TEXT NOT NULL,
            imported_by TEXT NOT NULL,
            is_forced INTEGER NOT NULL CHECK (is_forced IN (0, 1)),
            UNIQUE (list, number)
        ) STRICT;
        CREATE TABLE current_version (
            list TEXT PRIMARY KEY,
            version INTEGER NOT NULL REFERENCES list_version (id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            list TEXT NOT NULL,
            key TEXT NOT NULL,
            name TEXT NOT NULL,
            kind TEXT,
            countries TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX entry_by_key ON entry (list, key);
        CREATE TABLE entry_name (
            entry INTEGER NOT NULL REFERENCES entry (id),
            position INTEGER NOT NULL,
            text TEXT NOT NULL,
            is_weak INTEGER NOT NULL CHECK (is_weak IN (0, 1)),
            PRIMARY KEY (entry, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE version_entry (
            version INTEGER NOT NULL REFERENCES list_version (id),
            entry INTEGER NOT NULL REFERENCES entry (id),
            PRIMARY KEY (version, entry)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE rejected_row (
            version INTEGER NOT NULL REFERENCES list_version (id),
            position INTEGER NOT NULL,
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            reason TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (version, position)
        ) STRICT, WITHOUT ROWID;
        """

    private static let log = """
        CREATE TABLE log (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            who TEXT NOT NULL CHECK (who <> ''),
            what TEXT NOT NULL,
            subject TEXT NOT NULL,
            why TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
            BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
        CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log
            BEGIN SELECT RAISE(ABORT, 'the log is never shortened'); END;
        """

    private static let parties = """
        CREATE TABLE party (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            name TEXT NOT NULL,
            country TEXT,
            address TEXT,
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            screened_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE screened_version (
            party TEXT NOT NULL REFERENCES party (id),
            list TEXT NOT NULL,
            version INTEGER NOT NULL REFERENCES list_version (id),
            PRIMARY KEY (party, list)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE hit (
            party TEXT NOT NULL REFERENCES party (id),
            list TEXT NOT NULL,
            key TEXT NOT NULL,
            entry_digest TEXT NOT NULL CHECK (length(entry_digest) = 64),
            outcome TEXT NOT NULL CHECK (outcome IN ('hit', 'review')),
            score INTEGER NOT NULL,
            reason TEXT NOT NULL,
            found_at TEXT NOT NULL,
            PRIMARY KEY (party, list, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX hit_by_entry ON hit (list, key);
        CREATE TABLE disposition (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            party TEXT NOT NULL,
            list TEXT NOT NULL,
            key TEXT NOT NULL,
            party_digest TEXT NOT NULL,
            entry_digest TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('clear', 'confirm')),
            reason TEXT NOT NULL CHECK (trim(reason) <> ''),
            reviewer TEXT NOT NULL CHECK (trim(reviewer) <> ''),
            decided_at TEXT NOT NULL,
            expires TEXT NOT NULL
        ) STRICT;
        CREATE INDEX disposition_by_hit ON disposition (party, list, key, id);
        CREATE TRIGGER disposition_is_not_changed BEFORE UPDATE ON disposition
            BEGIN SELECT RAISE(ABORT, 'a disposition is never changed'); END;
        CREATE TRIGGER disposition_is_not_deleted BEFORE DELETE ON disposition
            BEGIN SELECT RAISE(ABORT, 'a disposition is never deleted'); END;
        """
}
