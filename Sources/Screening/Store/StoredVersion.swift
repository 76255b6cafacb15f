internal import GRDB
package import Quantities

/// One version of a list in the store.
package struct StoredVersion: Hashable, Sendable {
    /// The number of its row.
    package let id: Int64
    /// The list.
    package let list: String
    /// Its number among the versions of the list, from 1.
    package let number: Int
    /// The day on which it was issued, if that is known.
    package let asOf: CalendarDate?
    /// SHA-256 of the bytes that it came from.
    package let digest: String
    /// The id of the layout.
    package let format: String
    /// The files.
    package let files: [String]
    /// The number of entries.
    package let entryCount: Int
    /// The number of names that can be found.
    package let nameCount: Int
    /// The number of rows that were not taken in.
    package let rejectedCount: Int
    /// When it was imported, in UTC.
    package let importedAt: String
    /// By whom.
    package let importedBy: String
    /// Whether it was imported against an objection.
    package let isForced: Bool

    init(row: Row) {
        id = row["id"]
        list = row["list"]
        number = row["number"]
        asOf = (row["as_of"] as String?).flatMap { CalendarDate(iso: $0) }
        digest = row["digest"]
        format = row["format"]
        files = (row["files"] as String).split(separator: "\n").map(String.init)
        entryCount = row["entry_count"]
        nameCount = row["name_count"]
        rejectedCount = row["rejected_count"]
        importedAt = row["imported_at"]
        importedBy = row["imported_by"]
        isForced = row["is_forced"]
    }

    /// What an answer that rests on it says of it.
    package var listVersion: ListVersion { ListVersion(list: list, asOf: asOf, digest: digest) }
}

/// When something was done and by whom.
package struct Deed: Hashable, Sendable {
    /// When, in UTC: 2026-11-24T09:00:00Z.
    package var at: String
    /// By whom.
    package var who: String

    package init(at: String, who: String) {
        self.at = at
        self.who = who
    }
}

/// What changes from one version of a list to another.
package struct ListChanges: Hashable, Sendable {
    /// An entry that both have under one key, but not alike.
    package struct Change: Hashable, Sendable {
        /// As it was.
        package var old: ListEntry
        /// As it is.
        package var new: ListEntry

        package init(old: ListEntry, new: ListEntry) {
            self.old = old
            self.new = new
        }
    }

    /// The list.
    package var list: String
    /// The entries that are new, sorted by key.
    package var added: [ListEntry] = []
    /// The entries that are gone, sorted by key.
    package var removed: [ListEntry] = []
    /// The entries that differ, sorted by key.
    package var changed: [Change] = []
    /// How many are alike in both.
    package var sameCount = 0

    package init(list: String) {
        self.list = list
    }

    /// Whether both versions say the same.
    package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// Compares entries by key, as digests tell them apart.
    package init(list: String, from old: [ListEntry], to new: [ListEntry]) {
        self.list = list
        let before = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
        let after = Set(new.map(\.key))
        for entry in new.sorted(by: { $0.key < $1.key }) {
            guard let previous = before[entry.key] else {
                added.append(entry)
                continue
            }
            if previous == entry { sameCount += 1 } else { changed.append(Change(old: previous, new: entry)) }
        }
        removed = old.filter { !after.contains($0.key) }.sorted { $0.key < $1.key }
    }
}
