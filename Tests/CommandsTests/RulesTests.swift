import Facts
import Foundation
import TestSupport
import Testing

@Suite("rules")
struct RulesTests {
    private let passing = """
        {"id": "T-1", "gate": "us-export", "date": "2026-02-15", "chip": "H20 (HGX) 96GB", \
        "facts": {"order.to": "US", "order.from": "TW"}, "expect": {"us.licence": "not_required"}}
        """

    @Test("cases that pass are counted alone on the last line")
    func passes() throws {
        let run = try PassgateRun("rules test -", input: passing + "\n\n")
        #expect(run.output == "1 passed, 0 failed\n")
        #expect(run.status == 0)
    }

    @Test("a failing case names itself, the answer, what was expected and what was found")
    func fails() throws {
        let input = passing.split(separator: "not_required").joined(separator: "required")
        let run = try PassgateRun("rules test -", input: input)
        #expect(
            run.output == """
                T-1  us.licence  expected required, found not_required
                0 passed, 1 failed

                """
        )
        #expect(run.status == 1)
    }

    @Test(
        "a line that is no case is a failed case with its place",
        arguments: [
            ("{", "-:2:2"),
            (#"{"id": "T-2", "gate": "us-export", "date": "2026-02-15", "facts": {}, "extra": 1}"#, "-:2:"),
            (
                #"{"id": "T-2", "gate": "moon", "date": "2026-02-15", "facts": {"order.to": "CN"}, "expect": {}}"#,
                "-:2:"
            ),
            (
                #"{"id": "T-2", "gate": "both", "date": "2026-02-30", "facts": {"order.to": "CN"}, "expect": {}}"#,
                "-:2:"
            ),
            (#"{"id": "T-2", "gate": "both", "date": "2026-02-15", "facts": {"nope": 1}, "expect": {}}"#, "-:2:"),
            ("[]", "-:2:1"),
        ]
    )
    func malformed(_ line: String, _ place: String) throws {
        let run = try PassgateRun("rules test -", input: passing + "\n" + line + "\n" + passing + "\n")
        #expect(run.output.contains(place))
        #expect(run.output.hasSuffix("\n2 passed, 1 failed\n"))
        #expect(run.status == 1)
    }

    @Test("a case runs under the overlays that it names")
    func overlays() throws {
        let unknown = passing.dropLast() + #", "overlays": ["nothing"]}"#
        let run = try PassgateRun("rules test -", input: String(unknown))
        #expect(run.output.contains("the rulebook has no overlay `nothing`"))
        #expect(run.status == 1)
    }

    @Test("the rulebook's own cases pass")
    func own() throws {
        let run = try PassgateRun("rules test --rulebook rulebook")
        #expect(run.status == 0)
        #expect(run.output.hasSuffix(" passed, 0 failed\n"))
    }

    @Test("a case under an overlay counts for the overlay's rules and for those that it leaves as they are")
    func overlaidCoverage() throws {
        let plain = """
            {"id": "T-1", "gate": "both", "date": "2026-04-01", "chip": "H100 SXM5 80GB", \
            "facts": {"order.to": "CN", "order.from": "TW", "item.kind": "ic", "chip.location_verification": false}, \
            "expect": {}
            """
        let without = try PassgateRun("rules test --coverage -", input: plain + "}")
        let with = try PassgateRun("rules test --coverage -", input: plain + #", "overlays": ["chipsec"]}"#)
        for missed in ["us.whatif.chipsec", "x.collision.location_verification"] {
            #expect(without.output.contains("rule never true: \(missed) "))
            #expect(!with.output.contains("rule never true: \(missed) "))
        }
        #expect(!with.output.contains("rule never true: us.gate.activity "))
        #expect(with.output.contains("rule never true: us.whatif.gain "))
        #expect(with.output.hasSuffix(" misses\n"))
        #expect(with.status == 1)
    }

    @Test("rules are listed by gate, date, evidence and fact")
    func list() throws {
        let run = try PassgateRun("rules list --gate us --on 2026-02-15 --evidence enacted --fact chip.tpp --json")
        let rules = try JSONReader.node(in: Array(run.output.utf8), file: "output").array ?? []
        #expect(rules.contains { $0["id"]?.string == "us.3a090.a.1" })
        #expect(rules.allSatisfy { $0["gate"]?.string == "us" && $0["evidence"]?.string == "enacted" })
        #expect(rules.allSatisfy { ($0["from"]?.string ?? "") <= "2026-02-15" })
    }

    @Test("a rule is shown with its text, condition, sources and the cases that reach it")
    func show() throws {
        let run = try PassgateRun("rules show us.3a090.a.1 --rulebook rulebook")
        for part in ["chip.tpp >= 4800", "15 CFR part 774", "2023-11-17 to open", "true in", "false in", "TPP 不低于"] {
            #expect(run.output.contains(part))
        }
        #expect(run.status == 0)
    }

    @Test("the facts that an order can state are listed")
    func facts() throws {
        let run = try PassgateRun("rules facts order.to")
        #expect(run.output.contains("(required)"))
        let json = try PassgateRun("rules facts --json --all")
        let facts = try JSONReader.node(in: Array(json.output.utf8), file: "output").array ?? []
        #expect(facts.contains { $0["name"]?.string == "chip.tpp" && $0["unit"]?.string == "TPP" })
        #expect(facts.contains { $0["computed"]?.factValue == .bool(true) })
    }

    @Test("the cases of the rulebook reach every rule, every test and every limit, and nothing is left to mend")
    func coverage() throws {
        let coverage = try PassgateRun("rules test --coverage --rulebook rulebook")
        #expect(coverage.status == 0)
        #expect(!coverage.output.contains("never"))
        #expect(coverage.output.hasSuffix("\nevery rule, test and limit is reached\n"))
        let lint = try PassgateRun("rules lint --rulebook rulebook")
        #expect(lint.output == "0 findings\n")
    }

    @Test("what cases miss is told: rules never true or false, tests, and limits with the nearest number")
    func misses() throws {
        let run = try PassgateRun("rules test --coverage --json -", input: passing)
        let misses = try JSONReader.node(in: Array(run.output.utf8), file: "output")["misses"]?.array ?? []
        let texts = misses.compactMap(\.string)
        #expect(run.status == 1)
        #expect(texts.contains("rule never true: us.3a090.a.1 (2023-11-17 to open)"))
        #expect(texts.contains { $0.hasPrefix("limit never just missed from below (nearest 2368): chip.tpp >= 2400") })
    }

    @Test("a rulebook that comes without its cases can't be tested by itself")
    func noCases() throws {
        let scratch = try ScratchFolder()
        for (path, bytes) in try RulebookFiles.read(RulebookFiles.path("rulebook")).files {
            _ = try scratch.file(path, path.hasSuffix(".jsonl") ? [] : bytes)
        }
        let run = try PassgateRun(["rules", "test", "--rulebook", scratch.url.path(percentEncoded: false)])
        #expect(run.status == 2)
        #expect(run.errors.contains("rulebook.no-cases"))
        #expect(run.output == "")
    }
}
