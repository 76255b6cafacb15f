import Testing

@Suite("wrong input")
struct BadInputTests {
    /// A call that can't be answered.
    struct Call: CustomTestStringConvertible {
        let id: String
        let line: String
        var input = ""
        let codes: [String]

        var testDescription: String { id }
    }

    private static let order = "--chip H20 --to CN --on 2026-02-15"

    static let calls = [
        Call(id: "unknown chip", line: "check --chip H201 --to CN --on 2026-02-15", codes: ["order.unknown-chip"]),
        Call(id: "unknown fact", line: "check \(order) --fact chip.tp=3", codes: ["order.unknown-fact"]),
        Call(id: "computed fact", line: "check \(order) --fact us.class=a", codes: ["order.unknown-fact"]),
        Call(id: "no fact at all", line: "check \(order) --fact tpp", codes: ["call.bad-fact"]),
        Call(id: "unknown country", line: "check --chip H20 --to XX --on 2026-02-15", codes: ["order.bad-value"]),
        Call(id: "wrong type", line: "check \(order) --fact chip.tpp=many", codes: ["order.bad-value"]),
        Call(id: "unknown word", line: "check \(order) --fact item.kind=toaster", codes: ["order.bad-value"]),
        Call(id: "impossible date", line: "check --chip H20 --to CN --on 2026-02-30", codes: ["order.bad-value"]),
        Call(id: "date of another form", line: "check --chip H20 --to CN --on 15.2.2026", codes: ["order.bad-value"]),
        Call(id: "empty date", line: "check --chip H20 --to CN --on \"\"", codes: ["order.bad-value"]),
        Call(id: "known on no date", line: "check \(order) --known-on soon", codes: ["call.bad-date"]),
        Call(
            id: "date before the rulebook begins",
            line: "check --chip H20 --to CN --on 2019-05-01",
            codes: ["order.before-rulebook"]
        ),
        Call(
            id: "known before the rulebook begins",
            line: "check \(order) --known-on 2020-01-01",
            codes: ["order.known-before-rulebook"]
        ),
        Call(id: "no date", line: "check --chip H20 --to CN", codes: ["`order.date` is missing"]),
        Call(id: "no destination", line: "check --chip H20 --on 2026-02-15", codes: ["order.missing-fact"]),
        Call(id: "negative quantity", line: "check \(order) --quantity -3", codes: ["order.bad-value"]),
        Call(id: "zero quantity", line: "check \(order) --quantity 0", codes: ["order.bad-value"]),
        Call(id: "half a chip", line: "check \(order) --quantity 2.5", codes: ["order.bad-value"]),
        Call(
            id: "contradiction of flags",
            line: "check \(order) --fact chip.tpp=1 --fact chip.tpp=2",
            codes: ["order.contradiction"]
        ),
        Call(
            id: "contradiction of flag and file",
            line: "check --facts - --to HK",
            input: #"{"order.to": "CN", "order.date": "2026-02-15"}"#,
            codes: ["order.contradiction"]
        ),
        Call(id: "truncated JSON", line: "check --facts -", input: #"{"order.to": "C"#, codes: ["json.truncated"]),
        Call(id: "no JSON", line: "check --facts -", input: "{to: CN}", codes: ["json.syntax"]),
        Call(
            id: "key twice",
            line: "check --facts -",
            input: #"{"to": "CN", "to": "HK"}"#,
            codes: ["json.duplicate-key"]
        ),
        Call(
            id: "unknown key beside facts",
            line: "check --facts -",
            input: #"{"facts": {"to": "CN", "on": "2026-02-15"}, "parts": []}"#,
            codes: ["order.unknown-key"]
        ),
        Call(
            id: "list for a value",
            line: "check --facts -",
            input: #"{"to": ["CN"], "on": "2026-02-15"}"#,
            codes: ["order.bad-value"]
        ),
        Call(
            id: "party without a role",
            line: "check --facts -",
            input: #"{"to": "CN", "on": "2026-02-15", "parties": [{"name": "ByteDance"}]}"#,
            codes: ["order.party-role"]
        ),
        Call(
            id: "two orders in CSV",
            line: "check --facts -",
            input: "to,on\nCN,2026-02-15\nHK,2026-02-15\n",
            codes: ["-:3:1: error[order.not-one-row]"]
        ),
        Call(id: "ragged CSV", line: "check --facts -", input: "to,on\nCN\n", codes: ["csv.ragged-row"]),
        Call(id: "empty file", line: "check --facts -", codes: ["csv.empty"]),
        Call(
            id: "row with an unknown column",
            line: "check \(order) --chip-row -",
            input: "chip,tp\nX,3\n",
            codes: ["row.unknown-column"]
        ),
        Call(id: "row without a name", line: "check \(order) --party-row -", input: "party\n", codes: ["row.not-one"]),
        Call(id: "no such file", line: "check --facts no/such/file.json", codes: ["file.unreadable"]),
        Call(id: "unknown profile", line: "check \(order) --profile screened", codes: ["call.unknown-profile"]),
        Call(id: "unknown overlay", line: "check \(order) --overlay nothing", codes: ["overlay."]),
        Call(id: "no rulebook there", line: "check \(order) --rulebook no/such/folder", codes: ["rulebook.no-folder"]),
        Call(
            id: "rulebook is a file",
            line: "check \(order) --rulebook Package.swift",
            codes: ["rulebook.not-a-folder"]
        ),
        Call(id: "no rulebook in the folder", line: "check \(order) --rulebook docs", codes: ["rulebook.no-manifest"]),
        Call(
            id: "broken rulebook",
            line: "check \(order) --rulebook Tests/RulebooksTests/Fixtures/broken",
            codes: ["error["]
        ),
        Call(id: "unknown rule", line: "rules show us.3a090.a.9", codes: ["call.unknown-rule"]),
        Call(id: "unknown filter", line: "rules list --gate eu", codes: ["call.unknown-name"]),
        Call(id: "unknown chip to show", line: "chips show H2O", codes: ["order.unknown-chip"]),
        Call(id: "no such cases", line: "rules test no/such/cases.jsonl", codes: ["file.unreadable"]),
        Call(
            id: "everything wrong at once",
            line: "check --chip H201 --to XX --on 2026-13-01 --fact nope=1 --quantity 0 --known-on x --profile y",
            codes: [
                "order.unknown-chip", "order.to", "order.date", "order.unknown-fact", "order.units", "call.bad-date",
                "call.unknown-profile",
            ]
        ),
    ]

    @Test("is told with code and place, status 2, and nothing on standard output", arguments: calls)
    func isTold(_ call: Call) throws {
        let run = try PassgateRun(call.line, input: call.input)
        #expect(run.status == 2)
        #expect(run.output == "")
        for code in call.codes { #expect(run.errors.contains(code)) }
    }

    @Test("bytes that are not UTF-8 are told with their place")
    func notUTF8() throws {
        let input = Array(#"{"to": "C"#.utf8) + [0xFF] + Array(#"N"}"#.utf8)
        let run = try PassgateRun(["check", "--facts", "-"], input: input)
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors.contains("-:1:10: error[json.not-utf8]"))
    }

    @Test("an overlay that clashes with another is refused with both places")
    func clash() throws {
        let scratch = try ScratchFolder()
        func overlay(_ id: String) throws -> String {
            try scratch.file(
                "\(id).yaml",
                """
                id: \(id)
                title: {en: "x", zh: "x"}
                evidence: proposed
                says: {en: "x", zh: "x"}
                end: {us.3a090.a.1: 2026-01-01}
                """
            )
        }
        let run = try PassgateRun(
            [
                "check", "--chip", "H20", "--to", "CN", "--on", "2026-02-15", "--overlay", try overlay("one"),
                "--overlay",
                try overlay("two"),
            ]
        )
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors.contains("one.yaml"))
        #expect(run.errors.contains("two.yaml:5"))
    }

    @Test(
        "a call that makes no sense is told with the usage, status 2",
        arguments: ["check --nope", "frobnicate", "rules show"]
    )
    func usage(_ line: String) throws {
        let run = try PassgateRun(line)
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors.contains("Usage: passgate"))
    }

    @Test(
        "help has an example and is no error",
        arguments: [
            "check", "rules list", "rules show", "rules test", "rules facts", "rules lint", "chips list", "chips show",
        ]
    )
    func help(_ command: String) throws {
        let run = try PassgateRun("\(command) --help")
        #expect(run.status == 0)
        #expect(run.output.contains("Example: passgate \(command)"))
    }

    @Test("control characters of a file never reach the terminal")
    func controlCharacters() throws {
        let escape = "\u{1B}[2J"
        let run = try PassgateRun("check --facts -", input: "to,on,\(escape)\nCN,2026-02-15,\(escape)\n")
        #expect(run.status == 2)
        #expect(run.errors.contains("order.unknown-fact"))
        #expect(!run.errors.contains("\u{1B}"))
        let cases = try PassgateRun("rules test -", input: #"{"\u001b[2J": 1}"#)
        #expect(!cases.output.contains("\u{1B}"))
    }
}
