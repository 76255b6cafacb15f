import Diagnostics
import Foundation
import Rulebooks
import TestSupport
import Testing

@Suite("The rulebook that the program carries")
struct CarriedRulebookTests {
    @Test("it is the one in the folder; if not, run scripts/embed-rulebook")
    func isTheFolder() throws {
        let (files, unreadable) = try RulebookFiles.read(RulebookFiles.path("rulebook"))
        let folder = try RulebookReader.read(
            RulebookSource(files: files, unreadable: unreadable, prefix: "rulebook/")
        )
        let carried = try RulebookReader.read(RulebookSource.default)
        #expect(carried.definition.digest == folder.definition.digest)
        // As one truth value each: printing the difference of two rulebooks takes a minute.
        let isEqual = carried.definition == folder.definition
        #expect(isEqual)
    }

    @Test("it is the same byte for byte as one packed now")
    func isUpToDate() throws {
        let (files, unreadable) = try RulebookFiles.read(RulebookFiles.path("rulebook"))
        let packed = try RulebookSnapshot.encode(RulebookSource(files: files, unreadable: unreadable))
        let kept = try Data(contentsOf: RulebookFiles.path("Sources/DefaultRulebook/snapshot.bin"))
        let isEqual = packed == Array(kept)
        #expect(isEqual)
    }
}
