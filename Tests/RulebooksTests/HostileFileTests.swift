import Diagnostics
import Foundation
import Rulebooks
import TestSupport
import Testing

@Suite("Files that are damaged or hostile")
struct HostileFileTests {
    /// The first problem of the small rulebook with one of its files replaced.
    private func diagnostic(_ path: String, _ bytes: [UInt8]?) throws -> Diagnostic? {
        let error = #expect(throws: RulebookError.self) {
            try RulebookReader.read(small { $0[path] = bytes })
        }
        return error?.diagnostics.first
    }

    private func problem(_ text: String) throws -> String {
        let problem = try #require(try diagnostic("profiles/neighbour.yaml", Array(text.utf8)))
        return "\(problem.position?.line ?? 0):\(problem.position?.column ?? 0) \(problem.code)"
    }

    @Test("aliases that unfold to billions of values are refused")
    func refusesAliasBomb() throws {
        let levels = (1...9)
            .map { "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]" }
        let text = "a0: &a0 [x, x, x]\n" + levels.joined(separator: "\n")
        #expect(try problem(text).hasSuffix(" yaml.too-large"))
    }

    @Test("aliases that unfold to billions of values inside a key are refused")
    func refusesAliasBombInKey() throws {
        let levels = (1...30)
            .map { "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]" }
        let text = "a0: &a0 [x, x, x]\n" + levels.joined(separator: "\n")
        #expect(try problem(text + "\n? *a30\n: x\n").hasSuffix("32:3 yaml.key-not-text"))
        #expect(try problem(text + "\n[*a30]: x\n").hasSuffix("32:1 yaml.key-not-text"))
        #expect(try problem(text + "\nb: {*a30 : x}\n").hasSuffix("32:5 yaml.key-not-text"))
    }

    @Test("more aliases than any rulebook has are refused")
    func refusesManyAliases() throws {
        let text = "a: &a x\n" + String(repeating: "- *a\n", count: 3_000)
        #expect(try problem(text) == "1:1 yaml.too-large")
    }

    @Test("values that lie deep in each other are refused", arguments: ["[", "{a: ", "- "])
    func refusesDepth(_ opening: String) throws {
        let code = try problem(String(repeating: opening, count: 100) + "x").split(separator: " ").last
        #expect(code == (opening == "- " ? "yaml.too-deep" : "yaml.syntax"))
        let closing = opening == "[" ? "]" : opening == "- " ? "" : "}"
        let text = String(repeating: opening, count: 100) + "x" + String(repeating: closing, count: 100)
        #expect(try problem(text).hasSuffix("yaml.too-deep"))
    }

    @Test("very many opening brackets end with a message", arguments: ["[", "{", "- ", "? ", "&a [", "!t ["])
    func survivesBrackets(_ opening: String) throws {
        #expect(try problem(String(repeating: opening, count: 100_000)).contains("yaml."))
    }

    @Test("a file that is too large is refused before it is parsed")
    func refusesSize() throws {
        #expect(
            try diagnostic("profiles/neighbour.yaml", Array(repeating: 0x20, count: 9_000_000))?.code
                == "yaml.too-large"
        )
    }

    @Test("a byte that is not UTF-8 is found by line and column")
    func findsInvalidByte() throws {
        let bytes = Array("id: neighbour\ntitle: 邻".utf8) + [0xFF] + Array("居\n".utf8)
        let problem = try #require(try diagnostic("profiles/neighbour.yaml", bytes))
        #expect(problem.code == "file.not-utf8")
        #expect(problem.position == SourcePosition(file: "small/profiles/neighbour.yaml", line: 2, column: 9))
    }

    @Test("a control character is found by line and column")
    func findsControlCharacter() throws {
        #expect(try problem("id: a\ntitle: b\u{0}c\n") == "2:9 yaml.syntax")
    }

    @Test("an empty file is refused", arguments: ["", "# only a remark\n"])
    func refusesEmpty(_ text: String) throws {
        #expect(try problem(text) == "1:1 yaml.syntax")
    }

    @Test("a second document in a file is refused")
    func refusesSecondDocument() throws {
        #expect(try problem("id: a\n---\nid: b\n") == "2:1 yaml.syntax")
    }

    @Test("a byte order mark and CRLF line ends change nothing but the digest")
    func toleratesByteOrderMark() throws {
        let source = try small { files in
            for (path, bytes) in files where path.hasSuffix(".yaml") {
                files[path] = [0xEF, 0xBB, 0xBF] + bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            }
        }
        var definition = try RulebookReader.read(source).definition
        let plain = try RulebookReader.read(small()).definition
        definition.digest = plain.digest
        let isEqual = definition == plain
        #expect(isEqual)
    }

    @Test("a merge key takes over the entries that a mapping does not have itself")
    func merges() throws {
        let source = try small { files in
            files["profiles/neighbour.yaml"] = Array(
                "id: neighbour\ntitle: {<<: &t {en: A, zh: 甲}, en: B}\nfacts: {buyer.home: NL}\n".utf8
            )
        }
        let title = try RulebookReader.read(source).definition.profiles.first?.title
        #expect(title == LocalisedText(english: "B", chinese: "甲"))
    }

    @Test("a rulebook without a manifest says so")
    func missesManifest() throws {
        let error = #expect(throws: RulebookError.self) { try RulebookReader.read(RulebookSource(files: [:])) }
        #expect(error?.diagnostics.map(\.code) == ["file.missing"])
    }

    @Test("any file cut anywhere is read or refused, and never crashes", arguments: 0..<120)
    func survivesTruncation(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let source = try small { files in
            let paths = files.keys.filter { !$0.hasSuffix(".jsonl") }.sorted()
            let path = paths[Int.random(in: paths.indices, using: &random)]
            files[path] = (files[path] ?? []).prefix(Int.random(in: 0...(files[path]?.count ?? 0), using: &random)) + []
        }
        do throws(RulebookError) {
            _ = try RulebookReader.read(source)
        } catch {
            #expect(!error.diagnostics.isEmpty)
            #expect(error.diagnostics.allSatisfy { $0.position != nil && !$0.message.contains("\n") })
            #expect(error.diagnostics == error.diagnostics.sortedByPosition())
        }
    }

    @Test("a file with changed bytes is read or refused, and never crashes", arguments: 0..<120)
    func survivesMutation(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("[]{}:,-?&*!|>'\"%@`#\n\t x0".utf8) + [0x00, 0xFF, 0xE2]
        let source = try small { files in
            let paths = files.keys.filter { !$0.hasSuffix(".jsonl") }.sorted()
            let path = paths[Int.random(in: paths.indices, using: &random)]
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let index = Int.random(in: 0..<max(1, files[path]?.count ?? 1), using: &random)
                files[path]?[index] = alphabet[Int.random(in: alphabet.indices, using: &random)]
            }
        }
        do throws(RulebookError) {
            _ = try RulebookReader.read(source)
        } catch {
            #expect(!error.diagnostics.isEmpty)
        }
    }
}
