import Facts
import Foundation
import TestSupport
import Testing

@Suite("passgate screen decide")
struct ScreenDispositionTests {
    private static let entry = "EL:kangdi aerospace co ltd"

    private func bench() throws -> ScreeningBench {
        let bench = try ScreeningBench()
        try bench.importing(ScreeningBench.entries, asOf: "2026-01-01")
        let text = "id,name,country\nP-1,Kangdi Aerospace,CN\nP-2,Brookhaven Bakery,US\n"
        _ = try bench.run(["screen", "--file", "-", "--keep"], input: Array(text.utf8))
        return bench
    }

    private func decide(_ bench: ScreeningBench, _ verdict: String, _ more: [String] = []) throws -> PassgateRun {
        try bench.run(
            ["screen", "decide", "P-1", Self.entry, verdict, "--reason", "other firm", "--until", "2099-12-31"] + more
        )
    }

    private func standings(_ bench: ScreeningBench, on day: String = "2026-11-24") throws -> [String] {
        let node = try bench.json(["screen", "list", "--all", "--on", day])
        return try #require(node["parties"]?.array)
            .flatMap { $0["matches"]?.array ?? [] }
            .compactMap { $0["standing"]?.string }
    }

    @Test("a cleared match no longer counts, for the party by its id and by what is known of it, until it expires")
    func clears() throws {
        let bench = try bench()
        let open = try bench.run(["screen", "list"])
        #expect(open.status == 3)
        #expect(open.output.contains("P-1"))
        #expect(!open.output.contains("P-2"))
        let done = try decide(bench, "--clear", ["--by", "A. Reviewer"])
        #expect(done.status == 0, "\(done.errors)")
        #expect(try bench.run(["screen", "list"]).status == 0)
        #expect(try standings(bench) == ["cleared"])
        let party = ["screen", "Kangdi Aerospace", "--country", "CN"]
        let cleared = try bench.run(party + ["--on", "2026-11-24"])
        #expect(cleared.status == 0)
        #expect(cleared.output.contains("cleared by A. Reviewer"))
        #expect(cleared.output.contains("other firm"))
        #expect(try bench.run(party + ["--on", "2100-01-01"]).status == 1)
        #expect(try bench.run(["screen", "Kangdi Aerospace", "--country", "SG", "--id", "P-1"]).status != 0)
        #expect(try bench.run(["screen", "list", "--on", "2100-01-01"]).status == 3)
        #expect(try standings(bench, on: "2100-01-01") == ["reopened: the disposition expired"])
        let log = try bench.run(["screen", "log", "P-1"])
        #expect(log.output.contains("A. Reviewer"))
        #expect(log.output.contains("other firm"))
    }

    @Test("opens again when the entry changes, and a changed entry is told by the import")
    func entryChanges() throws {
        let bench = try bench()
        _ = try decide(bench, "--clear")
        var entries = ScreeningBench.entries
        entries[0].2 = "Other items"
        let again = try bench.importing(entries, asOf: "2026-02-01")
        #expect(again.status == 0)
        #expect(again.output.contains("kept parties screened again: 2; concerned: 1; to look at: 1"))
        #expect(try standings(bench) == ["reopened: the entry changed"])
        #expect(try bench.run(["screen", "Kangdi Aerospace", "--country", "CN"]).status == 1)
    }

    @Test("opens again when the party changes")
    func partyChanges() throws {
        let bench = try bench()
        _ = try decide(bench, "--clear")
        let moved = ["screen", "Kangdi Aerospace", "--country", "CN", "--address", "2 Road", "--id", "P-1", "--keep"]
        #expect(try bench.run(moved).status == 1)
        #expect(try standings(bench) == ["reopened: the party changed"])
    }

    @Test("a clean past hides no new hit: an import tells whom a new entry concerns")
    func newHit() throws {
        let bench = try bench()
        let entries = ScreeningBench.entries + [("Brookhaven Bakery Inc", "", "All items")]
        let done = try bench.importing(entries, asOf: "2026-02-01")
        #expect(done.status == 0)
        #expect(done.output.contains("to look at: 1"))
        #expect(done.output.contains("P-2"))
        #expect(try bench.run(["screen", "list"]).output.contains("Brookhaven Bakery Inc"))
        let log = try bench.run(["screen", "log", "--json"])
        let lines = try JSONLines(Array(log.output.utf8))
            .map { try JSONReader.node(in: Array($0.bytes), file: "log", firstLine: $0.number) }
        // The party that nothing new concerns was not written again.
        #expect(lines.count { $0["what"]?.string == "screen" && $0["subject"]?.string == "P-1" } == 1)
        #expect(lines.count { $0["what"]?.string == "screen" && $0["subject"]?.string == "P-2" } == 2)
        let same = try bench.importing(entries, asOf: "2026-02-01")
        #expect(!same.output.contains("screened again"))
    }

    @Test("a party that lost its entry is told, and has nothing open")
    func gone() throws {
        let bench = try bench()
        let done = try bench.importing(Array(ScreeningBench.entries.dropFirst()), asOf: "2026-02-01")
        #expect(done.output.contains("concerned: 1; to look at: 0"))
        #expect(try bench.run(["screen", "list"]).status == 0)
        #expect(try bench.run(["screen", "again"]).status == 0)
    }

    @Test("confirming makes a hit")
    func confirms() throws {
        let bench = try bench()
        #expect(try decide(bench, "--confirm").status == 0)
        let node = try bench.json(["screen", "Kangdi Aerospace", "--country", "CN"])
        let match = try #require(node["matches"]?.array?.first)
        #expect(match["standing"]?.string == "confirmed")
        #expect(match["disposition"]?["by"]?.string == "tester")
    }

    @Test(
        "is refused where it would settle nothing",
        arguments: [
            (["P-1", "EL:no such entry", "--clear"], "store.unknown-hit"),
            (["P-9", Self.entry, "--clear"], "store.unknown-party"),
            (["P-2", Self.entry, "--confirm"], "store.unknown-hit"),
            (["P-1", Self.entry, "--clear", "--reason", " "], "store.wrong-disposition"),
            (["P-1", Self.entry, "--clear", "--until", "2020-01-01"], "store.wrong-disposition"),
            (["P-1", Self.entry, "--clear", "--until", "tomorrow"], "call.bad-date"),
            (["P-1", Self.entry, "--clear", "--confirm"], "--clear or --confirm"),
            (["P-1", Self.entry], "--clear or --confirm"),
        ]
    )
    func refused(_ arguments: [String], _ said: String) throws {
        let bench = try bench()
        var arguments = ["screen", "decide"] + arguments
        if !arguments.contains("--reason") { arguments += ["--reason", "seen"] }
        if !arguments.contains("--until") { arguments += ["--until", "2099-12-31"] }
        let run = try bench.run(arguments)
        #expect(run.status == 2)
        #expect(run.errors.contains(said), "\(run.errors)")
        #expect(try standings(bench) == ["open"])
    }
}
