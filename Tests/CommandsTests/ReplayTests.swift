import Facts
import Testing

@Suite("check --replay")
struct ReplayTests {
    private static let parties = """
        {"id": "PO-17", "facts": {"chip.name": "H200 SXM5 141GB", "order.to": "CN", "order.from": "US",
          "order.date": "2026-02-15", "order.units": 500},
         "parties": [{"role": "purchaser", "name": "ByteDance", "state_owned": null},
                     {"role": "end_user", "name": "Tencent", "military": false}]}
        """
    private static let legs = """
        {"facts": {"chip.name": "H20", "order.date": "2026-02-15", "order.units": 3},
         "legs": [{"from": "TW", "to": "US"}, {"from": "US", "to": "CN", "date": "2026-03-01"}],
         "parties": [{"role": "end_user", "name": "Alibaba"}, {"role": "ultimate_consignee", "name": "China Mobile"}]}
        """
    private static let profile = """
        id: own
        title: {en: "Own assumptions", zh: "自有假设"}
        facts:
          buyer.military: false
          buyer.state_owned: false
          order.from: US
        """

    @Test(
        "a stored decision gives the same bytes again",
        arguments: [
            ("--chip H200 --to CN --buyer ByteDance --on 2026-02-15 --profile screened-clean --profile certified", ""),
            ("--chip H20 --to HK --from US --buyer \"Some 公司 \\\\ name\" --on 2025-09-01 --quantity 12", ""),
            (
                "--chip H200 --to CN --on 2026-08-20 --overlay bundle-units-1to1 --overlay chipsec --known-on 2026-03-01",
                ""
            ),
            (
                "--chip B200 --to AE --from US --on 2025-05-01 --fact policy.diffusion_enforced=true --overlay diffusion",
                ""
            ),
            ("--facts - --profile private-buyer", parties),
            ("--facts - --profile certified --overlay bundle-units-1to2", parties),
            ("--facts -", legs),
            ("--facts - --profile private-buyer --profile screened-clean", legs),
            ("--facts - --profile OWN", parties),
            ("--chip H100 --to CN --buyer Tencent --on 2026-02-15 --fact chip.tpp=null --profile OWN", ""),
        ]
    )
    func sameBytes(_ line: String, _ order: String) throws {
        let scratch = try ScratchFolder()
        let own = try scratch.file("own.yaml", Self.profile)
        let first = try PassgateRun("check \(line.replacing("OWN", with: own)) --json", input: order)
        #expect(first.output != "", "\(first.errors)")
        let stored = try scratch.file("stored.jsonl", first.output)
        // Another day of the question in the environment changes nothing: the document has its own.
        let second = try PassgateRun(
            ["check", "--replay", stored],
            environment: ["PASSGATE_KNOWN_ON": "2030-01-01"]
        )
        let count = first.output.split(separator: "\n").count
        #expect(second.output == String(repeating: "the same bytes\n", count: count), "\(second.errors)")
        #expect(second.status == 0)
    }

    @Test("what a profile gave for a party is told as assumed, and not as stated")
    func partyAssumptions() throws {
        let run = try PassgateRun("check --facts - --profile private-buyer --json", input: Self.parties)
        let document = try JSONReader.node(in: Array(run.output.utf8), file: "output")
        let assumed = (document["assumed"]?.array ?? []).filter { $0["source"]?.string == "profile" }
        #expect(assumed.contains { $0["fact"]?.string == "buyer.critical_infrastructure_operator" })
        let stated = document["order"]?["facts"]?.members?.map(\.key) ?? []
        #expect(!stated.contains("buyer.critical_infrastructure_operator"))
        // One party is stated to be unknown, so the order is; what was assumed of the other is told of that party.
        #expect(assumed.contains { $0["fact"]?.string == "parties[1].state_owned" })
    }

    @Test("a document that was changed is found, and where")
    func changed() throws {
        let first = try PassgateRun("check --chip H20 --to CN --buyer Tencent --on 2026-02-15 --json")
        let forged = first.output.replacing(#""verdict": "undetermined""#, with: #""verdict": "open""#)
        try #require(forged != first.output)
        let second = try PassgateRun("check --replay -", input: forged)
        #expect(second.status == 1)
        #expect(second.output.contains("the first difference is at byte"))
        #expect(second.output.contains("undetermined"))
    }

    @Test("another rulebook and other options are refused")
    func refused() throws {
        let first = try PassgateRun("check --chip H20 --to CN --on 2026-02-15 --json")
        let other = try PassgateRun("check --replay - --overlay chipsec", input: first.output)
        #expect(other.status == 2)
        #expect(other.errors.contains("error[replay.other-rulebook]"))
        #expect(try PassgateRun("check --replay - --chip H20", input: first.output).status == 2)
        #expect(try PassgateRun("check --replay -", input: "").status == 2)
    }
}
