import Facts
import TestSupport
import Testing

@Suite("passgate owners")
struct OwnersTests {
    private static let csv = """
        owner,owned,percent,from,owner_lists,owned_country
        Alpha,Target,50,2024-01-01,EL,SG

        """

    private func run(_ line: String, _ input: String = csv) throws -> PassgateRun {
        try PassgateRun("owners - --rulebook rulebook " + line, input: input)
    }

    @Test(
        "a subsidiary owned half by a listed party is answered by the state of the rule on the day",
        arguments: [
            ("2025-10-15", "restricted", 1), ("2026-01-15", "not_applied", 0), ("2026-11-15", "restricted", 1),
        ]
    )
    func days(_ date: String, _ status: String, _ exit: Int32) throws {
        let run = try run("--on \(date) --rule bis_affiliates --json")
        #expect(run.status == exit)
        let document = try JSONReader.node(in: Array(run.output.utf8), file: "out")
        let rule = try #require(document["rules"]?.array?.first)
        #expect(rule["status"]?.string == status)
        #expect(rule["would_be"]?.string == (status == "not_applied" ? "restricted" : nil))
        #expect(rule["proof"]?["because"]?.array?.isEmpty == false)
    }

    @Test("an open answer leaves with 3, and a variant that is no law with 0 unless it is asked for")
    func statuses() throws {
        let open = try run("--on 2026-12-01", Self.csv.replacing(",50,", with: ",,"))
        #expect(open.status == 3)
        #expect(open.output.contains("red_flag_29"))
        let sanctioned = Self.csv.replacing("EL", with: "UVL")
        #expect(try run("--on 2026-12-01", sanctioned).status == 0)
        let above = Self.csv.replacing(",50,", with: ",51,")
        #expect(try run("--on 2026-01-15", above).status == 0)
        #expect(try run("--on 2026-01-15 --rule strict_majority", above).status == 1)
    }

    @Test("the page gives the proof, the parents and the facts, in both languages")
    func page() throws {
        let run = try run("--on 2026-12-01 --rule bis_affiliates")
        try Golden.expect(run.output, is: "CommandsTests/Goldens/owners.en.txt")
        try Golden.expect(
            self.run("--on 2026-12-01 --rule bis_affiliates --lang zh").output,
            is: "CommandsTests/Goldens/owners.zh.txt"
        )
    }

    @Test("cases are run, and a failing one is told by name")
    func cases() throws {
        let file = "Tests/OwnershipTests/Fixtures/cases.json"
        let good = try PassgateRun("owners test \(file) --rulebook rulebook")
        #expect(good.status == 0)
        #expect(good.output.hasSuffix("56 passed, 0 failed\n"))
        let wrong = """
            [{"id": "W", "as_of": "2026-12-01", "target": "T", "nodes": [{"id": "T", "country": "SG"}], "edges": [],
              "expected": {"bis_affiliates": {"status": "restricted"}}}, {"id": "V", "nodes": []}]
            """
        let bad = try PassgateRun("owners test - --rulebook rulebook", input: wrong)
        #expect(bad.status == 1)
        #expect(bad.output.hasPrefix("W  bis_affiliates.status  expected restricted, found not_restricted\nV  "))
        #expect(bad.output.hasSuffix("0 passed, 2 failed\n"))
    }

    @Test("a name that is no file is looked up among the parties")
    func parties() throws {
        let known = try PassgateRun("owners ByteDance --rulebook rulebook --json")
        #expect(known.status == 0)
        let document = try JSONReader.node(in: Array(known.output.utf8), file: "out")
        #expect(document["headquarters"]?.string == "CN")
        #expect(document["source"]?.string?.isEmpty == false)
        let open = try PassgateRun("owners Zhipu --rulebook rulebook")
        #expect(open.status == 3)
        let none = try PassgateRun("owners Nobodyatall --rulebook rulebook")
        #expect(none.status == 2)
        #expect(none.errors.contains("call.unknown-party"))
    }

    @Test(
        "a wrong call is told with a hint",
        arguments: [
            ("--target Tarqet", "call.unknown-party"), ("--rule bis_affiliate", "call.unknown-rule"),
            ("--case X", "call.unknown-case"), ("--on 2026-02-30", "call.bad-date"),
        ]
    )
    func wrongCalls(_ flags: String, _ code: String) throws {
        let run = try run(flags)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(code))
        #expect(run.errors.contains("hint:"))
    }
}
