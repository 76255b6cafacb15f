import Diagnostics
import Facts
import Foundation
import Names
import Quantities
import Rulebooks
import Screening
import TestSupport
import Testing

@Suite("Screening a party")
struct PartyScreenerTests {
    private func screener(_ entries: [ListEntry], in store: ScreeningStore) throws -> PartyScreener {
        for (list, entries) in Dictionary(grouping: entries, by: \.list) {
            _ = try store.importing([Lists.batch(entries, list: list)], Lists.deed, shrinkLimit: 100)
        }
        return try PartyScreener(store, lists: Lists.definition.get().lists)
    }

    private func finding(
        _ name: String,
        _ entries: [ListEntry],
        id: String = "",
        country: String? = nil,
        on day: String = "2026-11-24"
    ) throws -> PartyFinding {
        try screener(entries, in: try ScreeningStore())
            .screen(ScreenedParty(id: id, name: name, country: country), on: Lists.date(day))
    }

    private func fact(_ name: String, _ finding: PartyFinding) throws -> PartyConsequence {
        try #require(finding.consequences.first { $0.fact == name })
    }

    @Test("a listed name is a hit, and the fact has its list, entry and version")
    func hit() throws {
        let finding = try finding("Zhongxing Kangdi Co., Ltd.", [Lists.entry("Zhongxing Kangdi Company Limited")])
        #expect(finding.outcome == .hit)
        #expect(finding.matches.map(\.entry.key) == ["zhongxing kangdi company limited"])
        let fact = try fact("buyer.entity_listed", finding)
        #expect(fact.value == .bool(true))
        #expect(fact.sources.map(\.list) == ["EL"])
        #expect(fact.sources[0].version?.asOf == (try Lists.date("2026-01-01")))
        #expect(fact.sources[0].match?.entry.name == "Zhongxing Kangdi Company Limited")
    }

    @Test("nothing like it on a whole list gives the value that the rulebook says, and nothing more")
    func clear() throws {
        let entries = [Lists.entry("Alpha Optics Co"), Lists.entry("Some Vessel", list: "MEU")]
        let finding = try finding("Brookhaven Bakery", entries)
        #expect(finding.outcome == .clear)
        #expect(try fact("buyer.entity_listed", finding).value == .bool(false))
        // The list is in the store, but standing off it settles nothing.
        #expect(try fact("buyer.military_end_user", finding).state == .silent)
        // The list is not in the store.
        #expect(try fact("buyer.sdn_744_8", finding).state == .notScreened)
        #expect(finding.missing.contains("SDN"))
    }

    @Test("without a list nothing is known of any fact")
    func empty() throws {
        let lists = try Lists.definition.get().lists
        let party = ScreenedParty(id: "", name: "Brookhaven Bakery")
        for store in [nil, try ScreeningStore()] {
            let finding = try PartyScreener(store, lists: lists).screen(party, on: Lists.date("2026-11-24"))
            #expect(finding.outcome == .notScreened)
            #expect(!finding.consequences.isEmpty)
            #expect(finding.consequences.allSatisfy { $0.state == .notScreened })
        }
    }

    @Test("a review leaves the fact open until it is settled")
    func review() throws {
        var weak = Lists.entry("Nanping Something Else Works")
        weak.aliases = [ListEntry.Alias("Kangdi Aerospace", isWeak: true)]
        let finding = try finding("Kangdi Aerospace", [weak])
        #expect(finding.outcome == .review)
        #expect(try fact("buyer.entity_listed", finding).state == .unsettled)
    }

    @Test("an entry that does not count on the day is told, and nothing follows from it")
    func dates() throws {
        var entry = Lists.entry("Zhongxing Kangdi Company Limited")
        entry.starts = try Lists.date("2026-03-01")
        entry.ends = try Lists.date("2026-06-30")
        #expect(try finding("Zhongxing Kangdi Co", [entry], on: "2026-03-01").outcome == .hit)
        #expect(try finding("Zhongxing Kangdi Co", [entry], on: "2026-06-30").outcome == .hit)
        for day in ["2026-02-28", "2026-07-01"] {
            let finding = try finding("Zhongxing Kangdi Co", [entry], on: day)
            #expect(finding.outcome == .clear)
            #expect(finding.matches.map(\.countsOnDay) == [false])
            #expect(try fact("buyer.entity_listed", finding).value == .bool(false))
        }
    }

    @Test("conditions of the rulebook decide which entries make a fact true; a silent entry settles nothing")
    func conditions() throws {
        var entry = Lists.entry("Zhongxing Kangdi Company", list: "SDN")
        entry.programmes = ["RUSSIA-EO14024"]
        #expect(try fact("buyer.sdn_744_8", finding("Zhongxing Kangdi Co", [entry])).value == .bool(true))
        entry.programmes = ["SOMETHING-ELSE"]
        #expect(try fact("buyer.sdn_744_8", finding("Zhongxing Kangdi Co", [entry])).value == .bool(false))
        entry.programmes = []
        #expect(try fact("buyer.sdn_744_8", finding("Zhongxing Kangdi Co", [entry])).state == .unsettled)
    }

    @Test("a cleared match no longer counts, a confirmed review is a hit, under the id or for the same facts")
    func dispositions() throws {
        let store = try ScreeningStore()
        var weak = Lists.entry("Nanping Something Else Works")
        weak.aliases = [ListEntry.Alias("Kangdi Aerospace", isWeak: true)]
        let screener = try screener([weak, Lists.entry("Kangdi Aerospace Corporation")], in: store)
        let party = ScreenedParty(id: "p1", name: "Kangdi Aerospace", country: "CN")
        let day = try Lists.date("2026-11-24")
        try store.keep(party, matches: screener.matches(of: party), against: store.listedNames(), Lists.deed)
        #expect(try screener.screen(party, on: day).outcome == .hit)

        func decide(_ key: String, _ verdict: Disposition.Verdict) throws {
            let until = try Lists.date("2026-12-31")
            try store.decide("p1", "EL", key, verdict, reason: "seen", expires: until, Lists.deed)
        }
        try decide("kangdi aerospace corporation", .clear)
        #expect(try screener.screen(party, on: day).outcome == .review)
        try decide("nanping something else works", .confirm)
        let finding = try screener.screen(party, on: day)
        #expect(finding.outcome == .hit)
        #expect(try fact("buyer.entity_listed", finding).sources.map(\.match?.entry.key) == [weak.key])
        try decide("nanping something else works", .clear)
        #expect(try screener.screen(party, on: day).outcome == .clear)
        #expect(try screener.screen(party, on: Lists.date("2027-01-01")).outcome == .hit)

        var same = party
        same.id = ""
        #expect(try screener.screen(same, on: day).outcome == .clear)
        same.address = "1 Other Road"
        #expect(try screener.screen(same, on: day).outcome == .hit)
        var other = party
        other.id = "p2"
        #expect(try screener.screen(other, on: day).outcome == .hit)
    }

    @Test("many cleared matches do not hide another one, whatever the limit")
    func limit() throws {
        let store = try ScreeningStore()
        let entries = (0..<12)
            .map { number in
                var entry = Lists.entry("Kangdi Aerospace")
                entry.key = "k\(number)"
                entry.remarks = "\(number)"
                return entry
            }
        let screener = try screener(entries, in: store)
        let party = ScreenedParty(id: "p1", name: "Kangdi Aerospace")
        try store.keep(party, matches: screener.matches(of: party), against: store.listedNames(), Lists.deed)
        let until = try Lists.date("2026-12-31")
        for key in entries.map(\.key).dropLast() {
            try store.decide("p1", "EL", key, .clear, reason: "seen", expires: until, Lists.deed)
        }
        let finding = try screener.screen(party, on: Lists.date("2026-11-24"), limit: 3)
        #expect(finding.outcome == .hit)
        #expect(finding.matches.count == 3)
        #expect(finding.matches[0].entry.key == "k11")
        #expect(finding.omittedCount == 9)
        #expect(finding.hitCount == 1)
    }

    @Test(
        "a name that can't be screened is refused",
        arguments: [
            ("", "party.empty-name"), (" \t\n", "party.empty-name"), ("\u{1}\u{2}\u{7F}", "party.empty-name"),
            ("\u{202E}\u{200B}", "party.empty-name"), ("--- !!", "party.empty-name"),
            ("Acme\u{FFFD}", "party.bad-text"), (String(repeating: "a", count: 10_000), "party.long-name"),
            (String(repeating: "ab ", count: 70), "party.long-name"), ("Co., Ltd.", "party.no-name"),
            ("有限公司", "party.no-name"),
        ]
    )
    func refused(_ name: String, _ code: String) throws {
        let error = try #require(throws: ScreeningError.self) { try finding(name, [Lists.entry("Alpha")]) }
        #expect(error.diagnostics.map { "\($0.code)" } == [code])
    }

    @Test("marks that turn the direction of writing hide no name")
    func directions() throws {
        let entries = [Lists.entry("Zhongxing Kangdi Company")]
        #expect(try finding("\u{202E}Zhongxing\u{200B} Kang\u{200D}di\u{202C}", entries).outcome == .hit)
    }

    @Test("a name so long that its end is not compared is never clear")
    func cut() throws {
        let words = (0..<40).map { "wo\(Character(Unicode.Scalar(UInt8(97 + $0 % 26))))rt\($0 / 26)x" }
        let finding = try finding(words.joined(separator: " "), [Lists.entry("Alpha")])
        #expect(finding.isCut)
        #expect(finding.outcome == .review)
        #expect(try fact("buyer.entity_listed", finding).state == .unsettled)
    }

    @Test("the index file is built once, and again where it is damaged or the lists have changed")
    func snapshot() throws {
        let folder = try StoreFolder()
        let lists = try Lists.definition.get().lists
        let day = try Lists.date("2026-11-24")
        let party = ScreenedParty(id: "", name: "Zhongxing Kangdi Co")
        func open() throws -> (PartyFinding.Outcome, Int) {
            var builds = 0
            let screener = try PartyScreener(ScreeningStore(path: folder.store), lists: lists) { builds += 1 }
            return (try screener.screen(party, on: day).outcome, builds)
        }
        let store = try ScreeningStore(path: folder.store)
        _ = try store.importing([Lists.batch([Lists.entry("Alpha")])], Lists.deed, shrinkLimit: 100)
        #expect(try open() == (.clear, 1))
        #expect(try open() == (.clear, 0))
        let entries = [Lists.entry("Alpha"), Lists.entry("Zhongxing Kangdi Company")]
        _ = try store.importing([Lists.batch(entries)], Lists.deed, shrinkLimit: 100)
        #expect(try open() == (.hit, 1))
        #expect(try open() == (.hit, 0))
        let file = URL(filePath: folder.store + ".names")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        #expect(try open() == (.hit, 1))
        try Data().write(to: file)
        #expect(try open() == (.hit, 1))
        #expect(try open() == (.hit, 0))
    }

    @Test("where the index file can't be written, memory does as well")
    func readOnly() throws {
        let folder = try StoreFolder()
        let store = try ScreeningStore(path: folder.store)
        _ = try store.importing([Lists.batch([Lists.entry("Kangdi Works")])], Lists.deed, shrinkLimit: 100)
        try FileManager.default.createDirectory(
            at: URL(filePath: folder.store + ".names"),
            withIntermediateDirectories: true
        )
        let screener = try PartyScreener(store, lists: Lists.definition.get().lists)
        let party = ScreenedParty(id: "", name: "Kangdi Works")
        #expect(try screener.screen(party, on: Lists.date("2026-11-24")).outcome == .hit)
    }
}
