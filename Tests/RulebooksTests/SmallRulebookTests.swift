import Diagnostics
import Facts
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Reading a rulebook")
struct SmallRulebookTests {
    @Test("a sound rulebook is read whole and without a warning")
    func readsWhole() throws {
        let (definition, warnings) = try RulebookReader.read(small())
        #expect(warnings.isEmpty)
        #expect(definition.gates.map(\.id) == ["near", "far"])
        #expect(definition.rules.count == 11)
        #expect(definition.collisions.map(\.id) == ["x.clash"])
        #expect(definition.facts.count == 11)
        #expect(definition.tables.map(\.rows.count) == [2, 2, 2])
    }
}

/// The small rulebook of the fixtures.
func small(_ overlays: [RulebookSource.Overlay] = []) throws -> RulebookSource {
    let (files, unreadable) = try RulebookFiles.read(RulebookFiles.path("Tests/RulebooksTests/Fixtures/small"))
    return RulebookSource(files: files, unreadable: unreadable, prefix: "small/", overlays: overlays)
}
