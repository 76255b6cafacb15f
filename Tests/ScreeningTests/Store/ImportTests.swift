import Diagnostics
import Foundation
import Names
import Quantities
import Screening
import Testing

@Suite("Imports into the store")
struct ImportTests {
    private func store(_ entries: [ListEntry], asOf: String? = "2026-01-01") throws -> ScreeningStore {
        let store = try ScreeningStore()
        _ = try store.importing([Lists.batch(entries, asOf: asOf)], Lists.deed, shrinkLimit: 5)
        return store
    }

    private func codes(_ store: ScreeningStore, _ batch: ListBatch) throws -> [String] {
        let error = try #require(throws: ScreeningError.self) {
            try store.importing([batch], Lists.deed, shrinkLimit: 5)
        }
        return error.diagnostics.map { "\($0.code)" }
    }

    private let hundred = (1...100).map { Lists.entry("Company \($0)") }

    @Test("number versions, and the newest is the current one")
    func versions() throws {
        let store = try store(hundred)
        let outcome = try #require(
            try store.importing(
                [Lists.batch(hundred + [Lists.entry("New")], asOf: "2026-02-01")],
                Lists.deed,
                shrinkLimit: 5
            )
            .first
        )
        #expect(outcome.version?.number == 2)
        #expect(outcome.changes.added.map(\.name) == ["New"])
        #expect(outcome.changes.sameCount == 100)
        #expect(try store.versions(of: "EL").map(\.entryCount) == [100, 101])
        #expect(try store.currentVersions().map(\.number) == [2])
        #expect(try store.listedNames().names.count == 101)
    }

    @Test("of the same bytes change nothing")
    func same() throws {
        let store = try store(hundred)
        let outcome = try store.importing([Lists.batch(hundred)], Lists.deed, shrinkLimit: 5)[0]
        #expect(outcome.isSame)
        #expect(outcome.version == nil)
        #expect(try store.versions(of: "EL").count == 1)
        #expect(try store.log().count == 1)
    }

    @Test("are refused if the list shrinks by more than the limit, and exactly at it are not")
    func shrinks() throws {
        let store = try store(hundred)
        #expect(try codes(store, Lists.batch(Array(hundred.prefix(94)), asOf: "2026-02-01")) == ["list.shrunk"])
        #expect(try store.currentVersions().map(\.entryCount) == [100])
        _ = try store.importing(
            [Lists.batch(Array(hundred.prefix(95)), asOf: "2026-02-01")],
            Lists.deed,
            shrinkLimit: 5
        )
        #expect(try store.currentVersions().map(\.entryCount) == [95])
    }

    @Test("are refused if the list is older, or does not say of when it is")
    func older() throws {
        let store = try store(hundred)
        let more = hundred + [Lists.entry("New")]
        #expect(try codes(store, Lists.batch(more, asOf: "2025-12-31")) == ["list.older"])
        #expect(try codes(store, Lists.batch(more, asOf: nil)) == ["list.undated"])
        let forced = try store.importing(
            [Lists.batch(more, asOf: "2025-12-31")],
            Lists.deed,
            shrinkLimit: 5,
            isForced: true
        )
        #expect(forced[0].version?.isForced == true)
    }

    @Test("of several lists are all or none")
    func together() throws {
        let store = try store(hundred)
        let good = Lists.batch([Lists.entry("X", list: "MEU")], list: "MEU")
        let bad = Lists.batch(Array(hundred.prefix(10)), asOf: "2026-02-01")
        #expect(throws: ScreeningError.self) {
            try store.importing([good, bad], Lists.deed, shrinkLimit: 5)
        }
        #expect(try store.currentVersions().map(\.list) == ["EL"])
    }

    @Test("for a look change nothing")
    func trial() throws {
        let store = try ScreeningStore()
        let outcome = try store.importing([Lists.batch(hundred)], Lists.deed, shrinkLimit: 5, isTrial: true)[0]
        #expect(outcome.changes.added.count == 100)
        #expect(try store.currentVersions().isEmpty)
    }

    @Test("keep all that an entry says")
    func roundTrip() throws {
        var entry = Lists.entry("Alpha", aliases: ["B", "A"])
        entry.aliases.append(.init("W", kind: "weak", isWeak: true))
        entry.sourceID = "7"
        entry.written = "Alpha (see x)"
        entry.kind = .vessel
        entry.countries = ["CN", "HK"]
        entry.addresses = [.init("1 Road", country: "CN"), .init("2")]
        entry.programmes = ["P"]
        entry.requirement = "R"
        entry.policy = "P\n\"q\""
        entry.citation = "1 FR 2"
        entry.listed = CalendarDate(iso: "2020-01-01")
        entry.starts = CalendarDate(iso: "2020-01-02")
        entry.ends = CalendarDate(iso: "2030-01-02")
        entry.isEnded = true
        entry.coversSuccessors = true
        entry.affiliatedWith = "Parent"
        entry.title = "T"
        entry.remarks = "阿"
        entry.identifiers = [.init(label: "tax", value: "1"), .init(value: "2")]
        entry.url = "u"
        #expect(ListEntry(body: entry.body) == entry)
        let store = try store([entry])
        #expect(try store.entries(named: "alpha") == [entry])
        #expect(try store.entries(named: "EL:alpha") == [entry])
        let parties = try store.listedNames()
        #expect(parties.names.map(\.text) == ["Alpha", "B", "A", "W"])
        #expect(parties.names.map(\.isWeak) == [false, false, false, true])
        #expect(parties.names.allSatisfy { $0.countries == ["CN", "HK"] && $0.entry == 0 })
        #expect(try store.entry(0, of: parties) == entry)
        #expect(try store.entry(1, of: parties) == nil)
    }

    @Test("keep the rows that were not taken in")
    func rejected() throws {
        let store = try ScreeningStore()
        var batch = Lists.batch(hundred)
        batch.rejections = [Rejection(file: "f", line: 7, reason: "why", text: "row")]
        _ = try store.importing([batch], Lists.deed, shrinkLimit: 5)
        let version = try #require(try store.currentVersions().first)
        #expect(try store.rejections(of: version) == batch.rejections)
    }

    @Test("can be compared, version by version")
    func compares() throws {
        let store = try store([Lists.entry("A"), Lists.entry("B"), Lists.entry("C")])
        let next = [Lists.entry("A"), Lists.entry("B", remarks: "now"), Lists.entry("D")]
        _ = try store.importing([Lists.batch(next, asOf: "2026-02-01")], Lists.deed, shrinkLimit: 5)
        let found = try store.changes(of: "EL")
        #expect(found.from?.number == 1)
        #expect(found.changes.added.map(\.name) == ["D"])
        #expect(found.changes.removed.map(\.name) == ["C"])
        #expect(found.changes.changed.map(\.new.remarks) == ["now"])
        #expect(found.changes.sameCount == 1)
        #expect(try store.changes(of: "EL", to: 1).changes.added.count == 3)
        #expect(try store.changes(of: "EL", from: 2, to: 2).changes.isEmpty)
        for (list, number) in [("EL", 9), ("XX", 1)] {
            let error = try #require(throws: ScreeningError.self) { try store.changes(of: list, to: number) }
            #expect(error.diagnostics.map { "\($0.code)" } == ["store.unknown-version"])
        }
    }

    @Test("give entries keys that stay, and tell those of one name apart")
    func keys() throws {
        func text(_ rows: String) -> String {
            "source,entity_number,name,alt_names,license_requirement,source_list_url,federal_register_notice\n" + rows
        }
        let list = "Entity List (EL) - Bureau of Industry and Security"
        let one = "\(list),,\"Twin, Ltd.\",,,u,1 FR 1\n"
        let two = "\(list),,\"TWIN  LTD\",,,u,2 FR 2\n"
        let three = "\(list),,\"Twin Ltd\",,other,u,2 FR 2\n"
        let keys = try Lists.read(["a": text(one + two + three)]).batches[0].entries.map(\.key)
        #expect(keys == ["twin ltd @ 1 FR 1", "twin ltd @ 2 FR 2", "twin ltd @ 2 FR 2 (2)"])
        let again = try Lists.read(["a": text(three + one + two)]).batches[0].entries
        #expect(again == (try Lists.read(["a": text(one + two + three)]).batches[0].entries))
    }
}
