import Diagnostics
import Facts
import Testing

@Suite("check")
struct CheckTests {
    /// An order with the status it must end with.
    struct Ending: CustomTestStringConvertible {
        let line: String
        let verdict: String
        let status: Int32

        var testDescription: String { line }
    }

    static let endings = [
        Ending(line: "--chip H20 --to US --from TW --on 2026-02-15", verdict: "not_applicable", status: 0),
        Ending(
            line: "--chip H200 --to CN --from US --buyer ByteDance --on 2026-02-15 --fact project.new_data_centre=true",
            verdict: "closed",
            status: 1
        ),
        Ending(line: "--chip H200 --to CN --buyer ByteDance --on 2026-02-15", verdict: "undetermined", status: 3),
    ]

    @Test("the status tells what the verdict is", arguments: endings)
    func status(_ ending: Ending) throws {
        let run = try PassgateRun("check \(ending.line) --json")
        #expect(run.status == ending.status)
        #expect(run.errors == "")
        let first = try #require(run.output.split(separator: "\n").first)
        let document = try JSONReader.node(in: Array(first.utf8), file: "output")
        #expect(document["format"]?.string == "passgate.decision/1")
        #expect(document["verdict"]?.string == ending.verdict)
        #expect(document["known_on"]?.string == "2026-11-24")
    }

    @Test("a family is decided for each of its variants, one document a line")
    func family() throws {
        let run = try PassgateRun("check --chip H200 --to CN --on 2026-02-15 --json")
        let names = try run.output.split(separator: "\n")
            .map { try JSONReader.node(in: Array($0.utf8), file: "output")["order"]?["facts"]?["chip.name"]?.string }
        #expect(names == ["H200 SXM5 141GB", "H200 NVL 141GB"])
    }

    @Test(
        "names are found in any usual spelling",
        arguments: [
            ["nvidia h200 sxm", "china", "字节跳动"], ["ＮＶＩＤＩＡ　Ｈ２００ＳＸＭ", "cn", "bytedance ltd"],
            ["H200-SXM5", "中国", "Douyin"], ["H200 SXM5 141GB", "CN", "ByteDance"],
        ]
    )
    func spellings(_ names: [String]) throws {
        let run = try PassgateRun(
            ["check", "--chip", names[0], "--to", names[1], "--buyer", names[2], "--on", "2026-02-15", "--json"]
        )
        let facts = try JSONReader.node(in: Array(run.output.utf8), file: "output")["order"]?["facts"]
        #expect(facts?["chip.name"]?.string == "H200 SXM5 141GB")
        #expect(facts?["order.to"]?.string == "CN")
        #expect(facts?["buyer.name"]?.string == "ByteDance")
    }

    @Test("an unknown buyer is taken as typed, with a note that nothing is known of it")
    func unknownBuyer() throws {
        let run = try PassgateRun("check --chip H20 --to CN --buyer Byted4nce --on 2026-02-15 --json")
        #expect(run.output.contains(#""buyer.name": "Byted4nce""#))
        #expect(run.errors.contains("note[order.unknown-party]"))
        #expect(run.errors.contains("did you mean `ByteDance`?"))
    }

    @Test("a chip that is in no table is decided by its figures")
    func ownChip() throws {
        let run = try PassgateRun(
            "check --chip X1 --to CN --on 2026-02-15 --fact chip.tpp=5000 --fact chip.die_area_mm2=800 --fact item.kind=ic --json"
        )
        #expect(run.output.contains(#""us.class": "a""#))
        #expect(run.errors == "")
    }

    @Test("facts come from a file, standard input and flags alike, and make the same decision")
    func sources() throws {
        let facts = #"{"order.to": "CN", "order.date": "2026-02-15", "chip.name": "H20", "order.from": "US"}"#
        let short = #"{"id": null, "facts": {"to": "CN", "on": "2026-02-15", "chip": "H20", "from": "US"}}"#
        let scratch = try ScratchFolder()
        let flags = try PassgateRun("check --chip H20 --to CN --from US --on 2026-02-15 --json")
        let file = try PassgateRun(["check", "--facts", try scratch.file("order.json", facts), "--json"])
        let input = try PassgateRun("check --facts - --json", input: short)
        let mixed = try PassgateRun("check --facts - --chip H20 --json", input: facts)
        #expect(!flags.output.isEmpty)
        #expect(file.output == flags.output)
        #expect(input.output == flags.output)
        #expect(mixed.output == flags.output)
    }

    @Test("the order of a decision can be decided again from its document")
    func replay() throws {
        let first = try PassgateRun(
            "check --chip H20 --to CN --buyer Tencent --on 2026-02-15 --fact order.units=5 --json"
        )
        let document = try JSONReader.node(in: Array(first.output.utf8), file: "output")
        let order = try #require(document["order"]?["facts"])
        var writer = JSONWriter()
        writer.object { writer in
            for member in order.members ?? [] {
                writer.key(member.key)
                writer.value(member.value.factValue)
            }
        }
        let second = try PassgateRun(["check", "--facts", "-", "--json"], input: writer.bytes)
        #expect(second.output == first.output)
    }

    @Test("every leg is decided, and the strictest is the order's")
    func legs() throws {
        let order = """
            {"facts": {"chip.name": "H20", "order.date": "2026-02-15"},
             "legs": [{"from": "TW", "to": "US"}, {"from": "US", "to": "CN", "date": "2026-03-01"}]}
            """
        let run = try PassgateRun("check --facts - --json", input: order)
        let document = try JSONReader.node(in: Array(run.output.utf8), file: "output")
        let verdicts = document["legs"]?.array?.compactMap { $0["verdict"]?.string }
        #expect(verdicts?.count == 2)
        #expect(verdicts?.first == "not_applicable")
        #expect(document["verdict"]?.string == verdicts?.last)
    }

    @Test("the language of the answer can be chosen, and a pipe gets no colours")
    func language() throws {
        let line = "check --chip H20 --to CN --on 2026-02-15"
        let english = try PassgateRun(line)
        let chinese = try PassgateRun("\(line) --lang zh")
        let byEnvironment = try PassgateRun(line, environment: ["PASSGATE_LANG": "zh"])
        #expect(english.output.contains("STILL NEEDED"))
        #expect(chinese.output != english.output)
        #expect(byEnvironment.output == chinese.output)
        for run in [english, chinese] { #expect(!run.output.contains("\u{1B}")) }
    }

    @Test("an overlay is named in the decision that rests on it")
    func overlay() throws {
        let run = try PassgateRun("check --chip H20 --to CN --on 2026-02-15 --overlay chipsec --json")
        #expect(run.output.contains(#""overlays": ["chipsec"]"#))
    }

    @Test("a profile is listed among what was assumed")
    func profile() throws {
        let run = try PassgateRun("check --chip H20 --to CN --on 2026-02-15 --profile screened-clean --json")
        #expect(run.output.contains(#""fact": "buyer.entity_listed", "value": false, "source": "profile""#))
    }
}
