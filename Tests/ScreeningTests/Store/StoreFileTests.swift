import Diagnostics
import Foundation
import GRDB
import Quantities
import Screening
import Testing

@Suite("The file of the store")
struct StoreFileTests {
    private func filled(_ folder: StoreFolder) throws {
        let store = try ScreeningStore(path: folder.store)
        let entries = (1...500).map { Lists.entry("Company \($0)", remarks: String(repeating: "x", count: 500)) }
        _ = try store.importing([Lists.batch(entries)], Lists.deed, shrinkLimit: 5)
    }

    private func code(_ path: String, _ access: ScreeningStore.Access = .existing) throws -> String {
        let error = try #require(throws: ScreeningError.self) {
            let store = try ScreeningStore(path: path, access)
            try store.check()
            _ = try store.listedNames()
        }
        return "\(error.diagnostics[0].code)"
    }

    @Test("is read again as it was written")
    func reopens() throws {
        let folder = try StoreFolder()
        try filled(folder)
        let store = try ScreeningStore(path: folder.store, .existing)
        #expect(try store.currentVersions().map(\.entryCount) == [500])
        try store.check()
    }

    @Test("says that it is damaged, cut off, or of another program")
    func damaged() throws {
        let folder = try StoreFolder()
        try filled(folder)
        let url = URL(filePath: folder.store)
        let bytes = try Data(contentsOf: url)

        try bytes.prefix(bytes.count / 2).write(to: url)
        #expect(try code(folder.store) == "store.damaged")

        var torn = bytes
        for index in stride(from: 8192, to: torn.count - 64, by: 4096) {
            torn.replaceSubrange(index..<(index + 64), with: Data(repeating: 0xAB, count: 64))
        }
        try torn.write(to: url)
        #expect(try code(folder.store) == "store.damaged")

        try Data(repeating: 0x41, count: 10_000).write(to: url)
        #expect(try code(folder.store) == "store.damaged")

        try Data().write(to: url)
        #expect(try code(folder.store) == "store.foreign")

        try FileManager.default.removeItem(at: url)
        try DatabaseQueue(path: folder.store).write { try $0.execute(sql: "CREATE TABLE other (a)") }
        #expect(try code(folder.store, .creating) == "store.foreign")
    }

    @Test("of a newer program is left alone")
    func newer() throws {
        let folder = try StoreFolder()
        try filled(folder)
        try DatabaseQueue(path: folder.store)
            .write {
                try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 future')")
            }
        #expect(try code(folder.store) == "store.newer")
    }

    @Test("never lets the log or a disposition be changed or deleted")
    func appendOnly() throws {
        let folder = try StoreFolder()
        try filled(folder)
        let store = try ScreeningStore(path: folder.store)
        let party = ScreenedParty(id: "p", name: "Company 1")
        let match = PartyMatch(
            list: "EL",
            key: "company 1",
            entryDigest: Lists.entry("Company 1").digest,
            outcome: .hit,
            score: 1000,
            reason: "same"
        )
        try store.keep(party, matches: [match], against: try store.listedNames(), Lists.deed)
        try store.decide("p", "EL", "company 1", .clear, reason: "other", expires: Lists.date("2027-01-01"), Lists.deed)
        let queue = try DatabaseQueue(path: folder.store)
        for sql in [
            "UPDATE log SET who = 'x'", "DELETE FROM log", "INSERT OR REPLACE INTO log SELECT * FROM log",
            "UPDATE disposition SET verdict = 'confirm'", "DELETE FROM disposition",
            "DELETE FROM list_version", "INSERT INTO version_entry VALUES (1, 99999)",
        ] {
            #expect(throws: DatabaseError.self, "\(sql)") {
                try queue.write {
                    try $0.execute(sql: "PRAGMA recursive_triggers = ON")
                    try $0.execute(sql: sql)
                }
            }
        }
    }

    @Test("two imports at once: both are whole, one after the other")
    func together() async throws {
        let folder = try StoreFolder()
        let stores = try (0..<4).map { _ in try ScreeningStore(path: folder.store) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, store) in stores.enumerated() {
                group.addTask {
                    let entries = (1...50).map { Lists.entry("Company \($0) of \(index)", list: "L\(index)") }
                    _ = try store.importing([Lists.batch(entries, list: "L\(index)")], Lists.deed, shrinkLimit: 5)
                }
            }
            try await group.waitForAll()
        }
        #expect(try stores[0].currentVersions().map(\.entryCount) == [50, 50, 50, 50])
        try stores[0].check()
    }
}
