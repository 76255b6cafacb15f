import Diagnostics
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Reading rules of ownership")
struct OwnershipReaderTests {
    private func source(_ ownership: String) throws -> RulebookSource {
        try small { files in
            files["rulebook.yaml"]? += Array("ownership: ownership.yaml\n".utf8)
            files["ownership.yaml"] = Array(ownership.utf8)
        }
    }

    private static let sound = """
        lists:
          L1: {title: {en: First list, zh: 一}, also: [ONE]}
          L2: {title: {en: Second list, zh: 二}}
        parent: {comparison: more_than, share: 50, headquarters: buyer.home}
        flags:
          - {id: few, kind: minority, share: 12.5, says: {en: Some, zh: 些}}
          - {id: sold, kind: divestment, months: 6, only_in_force: true, says: {en: Sold, zh: 售}}
        rules:
          - id: half
            title: {en: Half, zh: 半}
            says: {en: Half is enough, zh: 一半即可}
            counts: [[L1, {list: L2, programmes: [P]}], L2]
            comparison: at_least
            share: 50
            outside: [NL]
            outcomes: {owned: caught, not_owned: free, open: open, not_applied: asleep}
            states:
              - {state: before, to: 2020-12-31, applies: false, evidence: enacted, says: {en: Not yet, zh: 未}}
              - {state: now, from: 2021-01-01, applies: true, evidence: inferred, says: {en: Now, zh: 今}}
            cites: [Orchard Act 1]
            flags: [few, sold]
            facts: {fruit.weight_g: share, policy.strict: owner_known}

        """

    @Test("all that is written is read")
    func reads() throws {
        let read = try #require(RulebookReader.read(source(Self.sound)).definition.ownership)
        let rule = try #require(read.rule("half"))
        #expect(read.list("ONE")?.code == "L1")
        #expect(read.parent == .init(.moreThan, 50))
        #expect(read.headquarters?.name == "buyer.home")
        #expect(rule.counts.map { $0.map(\.list.name) } == [["L1", "L2"], ["L2"]])
        #expect(rule.counts.first?.last?.programmes == ["P"])
        #expect(rule.outside == ["NL"])
        #expect(rule.outcomes.notApplied == "asleep")
        #expect(rule.facts.map(\.gives) == [.share, .ownerKnown])
        #expect(read.flags.map(\.share) == [ExactDecimal("12.5"), nil])
        #expect(read.flags.map(\.months) == [nil, 6])
        #expect(read.flags.map(\.isOnlyInForce) == [false, true])
        let last = try #require(CalendarDate(iso: "2020-12-31"))
        #expect(rule.state(on: last)?.id == "before")
        #expect(last.adding(days: 1).flatMap { rule.state(on: $0)?.id } == "now")
    }

    @Test("they are part of the digest and of what is packed")
    func isPacked() throws {
        let source = try source(Self.sound)
        let read = try RulebookReader.read(source).definition
        let packed = try RulebookReader.read(RulebookSnapshot.decode(RulebookSnapshot.encode(source), prefix: "small/"))
        let isEqual = packed.definition == read
        #expect(isEqual)
        let other = try RulebookReader.read(self.source(Self.sound.replacing("12.5", with: "12.6"))).definition
        #expect(other.digest != read.digest)
    }

    @Test("everything wrong is told at once, with its place")
    func tellsAll() throws {
        let text = """
            lists:
              L1: {title: {en: First list, zh: 一}}
            parent: {comparison: above, share: 0, headquarters: fruit.weight_g, parent_headquarters: buyer.hom}
            flags:
              - {id: few, kind: minority, says: {en: Some, zh: 些}}
              - {id: far, kind: upstream, share: 5, says: {en: Far, zh: 远}}
              - {id: far, kind: control, says: {en: Far, zh: 远}}
              - {id: odd, kind: weather, says: {en: Odd, zh: 怪}}
              - {id: sold, kind: divestment, months: 0.5, says: {en: Sold, zh: 售}}
            rules:
              - id: half
                title: {en: Half, zh: 半}
                says: {en: Half is enough, zh: 一半即可}
                counts: [[L1, L2], {list: L3}, [{programmes: [P]}]]
                comparison: at_least
                share: 101
                outcomes: {owned: caught, not_owned: free}
                states:
                  - {state: late, from: 2020-01-01, to: 2019-01-01, applies: yes, evidence: rumour, says: {en: Now, zh: 今}}
                cites: []
                flags: [fa]
                facts: {fruit.weight_g: owner_known, fruit.is_heavy: share, buyer.hoome: share, policy.strict: colour}
              - id: times
                title: {en: Times, zh: 时}
                says: {en: In time, zh: 按时}
                counts: [L1]
                comparison: at_least
                share: 50
                outcomes: {owned: caught, not_owned: free, open: open, not_applied: asleep}
                states:
                  - {state: a, from: 2019-01-01, to: 2019-12-31, applies: true, evidence: enacted, says: {en: A, zh: 甲}}
                  - {state: b, from: 2019-12-31, to: 2020-06-30, applies: true, evidence: enacted, says: {en: B, zh: 乙}}
                  - {state: c, from: 2020-08-01, to: 2021-01-01, applies: true, evidence: enacted, says: {en: C, zh: 丙}}
                cites: [Orchard Act 1]
              - id: times
                colour: red

            """
        let error = try #require(throws: RulebookError.self) { try RulebookReader.read(source(text)) }
        try Golden.expect(
            DiagnosticRenderer(sources: ["small/ownership.yaml": text]).text(of: error.diagnostics),
            is: "RulebooksTests/Goldens/ownership.txt"
        )
    }
}
