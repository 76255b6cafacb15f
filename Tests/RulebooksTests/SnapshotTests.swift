import Diagnostics
import Foundation
import Rulebooks
import TestSupport
import Testing

@Suite("Snapshots of rulebooks")
struct SnapshotTests {
    @Test(
        "a snapshot gives the definition of the files it was made of",
        arguments: [[], ["strict"], ["wild", "strict"]]
    )
    func roundTrips(_ overlays: [String]) throws {
        let source = try small(overlays.map { .named($0) })
        let bytes = try RulebookSnapshot.encode(source)
        let copy = try RulebookSnapshot.decode(bytes, prefix: "small/").applying(overlays.map { .named($0) })
        let isEqual = try RulebookReader.read(copy).definition == RulebookReader.read(source).definition
        #expect(isEqual)
    }

    @Test("a snapshot is the same whenever it is made")
    func isStable() throws {
        let isEqual = try RulebookSnapshot.encode(small()) == RulebookSnapshot.encode(small())
        #expect(isEqual)
    }

    @Test("a snapshot can be packed again to the same bytes")
    func repacks() throws {
        let bytes = try RulebookSnapshot.encode(small())
        let isEqual = try RulebookSnapshot.encode(RulebookSnapshot.decode(bytes)) == bytes
        #expect(isEqual)
    }

    @Test("a rulebook that is not sound is not packed")
    func refusesUnsound() throws {
        #expect(throws: RulebookError.self) { try RulebookSnapshot.encode(RulebookSource(files: [:])) }
    }

    @Test("a snapshot with a changed byte is refused", arguments: 0..<40)
    func noticesDamage(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = try RulebookSnapshot.encode(small())
        let index = Int.random(in: bytes.indices, using: &random)
        bytes[index] ^= UInt8.random(in: 1...255, using: &random)
        let error = #expect(throws: RulebookError.self) { try RulebookSnapshot.decode(bytes) }
        #expect(error?.diagnostics.first.map { $0.code.text.hasPrefix("snapshot.") } ?? false)
    }

    @Test("a snapshot that ends early is refused", arguments: 0..<40)
    func noticesTruncation(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try RulebookSnapshot.encode(small())
        let length = Int.random(in: 0..<bytes.count, using: &random)
        let error = #expect(throws: RulebookError.self) { try RulebookSnapshot.decode(Array(bytes.prefix(length))) }
        #expect(error?.diagnostics.first?.code == "snapshot.damaged")
    }

    @Test("a snapshot of another version is refused by name")
    func refusesOtherVersion() throws {
        var bytes = try RulebookSnapshot.encode(small())
        bytes[4] = 9
        let error = #expect(throws: RulebookError.self) { try RulebookSnapshot.decode(bytes) }
        #expect(
            error?.diagnostics == [
                Diagnostic("snapshot.version", "the snapshot has the version 9, and this program reads 1")
            ]
        )
    }
}
