import Diagnostics
import Quantities
import Screening
import TestSupport
import Testing

/// A matcher that compares letters, plain enough to be right.
struct PlainMatcher: PartyMatcher {
    let entries: [ListEntry]

    func matches(of party: ScreenedParty) -> [PartyMatch] {
        let wanted = ListEntry.key(ofName: party.name)
        return entries.filter { $0.names.contains { ListEntry.key(ofName: $0.text) == wanted } }
            .map { entry in
                PartyMatch(
                    list: entry.list,
                    key: entry.key,
                    entryDigest: entry.digest,
                    outcome: .hit,
                    score: 1000,
                    reason: "the same letters"
                )
            }
    }
}

@Suite("Dispositions")
struct DispositionTests {
    private let party = ScreenedParty(id: "p1", name: "Alpha", country: "CN")

    private func store(_ entries: [ListEntry], asOf: String = "2026-01-01") throws -> ScreeningStore {
        let store = try ScreeningStore()
        _ = try store.importing([Lists.batch(entries, asOf: asOf)], Lists.deed, shrinkLimit: 100)
        return store
    }

    private func screen(_ party: ScreenedParty, _ store: ScreeningStore, _ entries: [ListEntry]) throws {
        let matches = PlainMatcher(entries: entries).matches(of: party)
        try store.keep(party, matches: matches, against: try store.listedNames(), Lists.deed)
    }

    private func standings(
        _ store: ScreeningStore,
        _ party: ScreenedParty,
        on day: String
    ) throws -> [KeptMatch.Standing] {
        try store.keptMatches(of: party, on: Lists.date(day)).map(\.standing)
    }

    @Test("hold until they expire, and not a day longer")
    func expiry() throws {
        let entries = [Lists.entry("Alpha")]
        let store = try store(entries)
        try screen(party, store, entries)
        #expect(try standings(store, party, on: "2026-11-24") == [.open])
        try store.decide("p1", "EL", "alpha", .clear, reason: "other", expires: Lists.date("2026-12-31"), Lists.deed)
        #expect(try standings(store, party, on: "2026-12-31") == [.cleared])
        #expect(try standings(store, party, on: "2027-01-01") == [.reopenedByTime])
        try store.decide("p1", "EL", "alpha", .confirm, reason: "it is", expires: Lists.date("2027-12-31"), Lists.deed)
        #expect(try standings(store, party, on: "2027-01-01") == [.confirmed])
        #expect(try store.log().map(\.what) == ["import", "screen", "clear", "confirm"])
        #expect(try store.log().map(\.why) == ["", "", "other", "it is"])
    }

    @Test("reopen when the party changes, and hold again when it is as it was")
    func partyChanges() throws {
        let entries = [Lists.entry("Alpha")]
        let store = try store(entries)
        try screen(party, store, entries)
        try store.decide("p1", "EL", "alpha", .clear, reason: "other", expires: Lists.date("2026-12-31"), Lists.deed)
        var moved = party
        moved.address = "Elsewhere"
        try screen(moved, store, entries)
        #expect(try standings(store, moved, on: "2026-12-01") == [.reopenedByParty])
        try screen(party, store, entries)
        #expect(try standings(store, party, on: "2026-12-01") == [.cleared])
    }

    @Test("reopen when the entry changes")
    func entryChanges() throws {
        let store = try store([Lists.entry("Alpha")])
        try screen(party, store, [Lists.entry("Alpha")])
        try store.decide("p1", "EL", "alpha", .clear, reason: "other", expires: Lists.date("2026-12-31"), Lists.deed)
        try screen(party, store, [Lists.entry("Alpha", remarks: "more")])
        #expect(try standings(store, party, on: "2026-12-01") == [.reopenedByEntry])
    }

    @Test("need a match, a reason, and a day to come")
    func refusals() throws {
        let entries = [Lists.entry("Alpha")]
        let store = try store(entries)
        try screen(party, store, entries)
        func code(_ key: String, _ reason: String, _ expires: String) throws -> String {
            let error = try #require(throws: ScreeningError.self) {
                try store.decide("p1", "EL", key, .clear, reason: reason, expires: Lists.date(expires), Lists.deed)
            }
            return "\(error.diagnostics[0].code)"
        }
        #expect(try code("beta", "x", "2026-12-31") == "store.unknown-hit")
        #expect(try code("alpha", "  ", "2026-12-31") == "store.wrong-disposition")
        #expect(try code("alpha", "x", "2026-11-24") == "store.wrong-disposition")
        #expect(try store.log().count == 2)
    }

    @Test("a match that is found again keeps the day on which it was found first")
    func foundAt() throws {
        let entries = [Lists.entry("Alpha")]
        let store = try store(entries)
        try screen(party, store, entries)
        let matches = PlainMatcher(entries: entries).matches(of: party)
        let later = Deed(at: "2026-12-01T00:00:00Z", who: "tester")
        try store.keep(party, matches: matches, against: try store.listedNames(), later)
        #expect(try store.keptMatches(of: party, on: Lists.date("2026-12-01")).map(\.foundAt) == [Lists.deed.at])
    }

    private func screenAgain(_ store: ScreeningStore, _ entries: [ListEntry]) throws -> [DeltaScreening.Concerned] {
        let versions = try store.currentVersions().map(\.listVersion)
        return try DeltaScreening(store, with: PlainMatcher(entries: entries), against: versions).screen(Lists.deed)
    }

    @Test("a party that was cleared or clean is found again when a list brings its name")
    func newHit() throws {
        let store = try store([Lists.entry("Beta")])
        try screen(party, store, [Lists.entry("Beta")])
        let entries = [Lists.entry("Beta"), Lists.entry("Alpha")]
        #expect(try store.stalePartyCount() == 0)
        _ = try store.importing([Lists.batch(entries, asOf: "2026-02-01")], Lists.deed, shrinkLimit: 100)
        #expect(try store.stalePartyCount() == 1)
        let concerned = try screenAgain(store, entries)
        #expect(concerned.map(\.party) == [party])
        #expect(concerned[0].new.map(\.key) == ["alpha"])
        #expect(try store.stalePartyCount() == 0)
        #expect(try standings(store, party, on: "2026-12-01") == [.open])
    }

    @Test("screening after changes finds what screening everybody would, and screens no one else", arguments: 0..<60)
    func delta(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        func entries() -> [ListEntry] {
            (0..<12).filter { _ in Bool.random(using: &generator) }
                .map { index in
                    let isMarked = Int.random(in: 0..<4, using: &generator) == 0
                    let alias = Int.random(in: 0..<12, using: &generator)
                    return Lists.entry(
                        "Name \(index)",
                        aliases: Bool.random(using: &generator) ? ["Name \(alias)"] : [],
                        remarks: isMarked ? "marked" : nil
                    )
                }
        }
        let parties = (0..<14).map { ScreenedParty(id: "p\($0)", name: "NAME-\($0)") }
        let (before, after) = (entries(), entries())
        let store = try store(before)
        for party in parties { try screen(party, store, before) }
        _ = try store.importing([Lists.batch(after, asOf: "2026-02-01")], Lists.deed, shrinkLimit: 100)
        let matcher = PlainMatcher(entries: after)
        let screened = try screenAgain(store, after).map(\.party)
        #expect(try store.stalePartyCount() == 0)
        for party in parties {
            let kept = try store.keptMatches(of: party, on: Lists.date("2026-12-01")).map(\.match)
            #expect(Set(kept) == Set(matcher.matches(of: party)), "\(party.id)")
            if PlainMatcher(entries: before).matches(of: party) == matcher.matches(of: party) {
                #expect(!screened.contains(party), "\(party.id)")
            }
        }
    }
}
