import Diagnostics
import Facts
import Foundation
import Quantities
import TestSupport
import Testing

@Suite("JSON reading")
struct JSONReaderTests {
    private static func node(_ text: String) throws(FactsError) -> JSONNode {
        try JSONReader.node(in: Array(text.utf8), file: "t.json")
    }

    @Test(
        "values are read with their exact texts and numbers",
        arguments: [
            (" 20919.2 ", "20919.2"), ("-0", "0"), ("1E+2", "100"), ("1e26", "100000000000000000000000000"),
            ("0.1000", "0.1"), ("12345678901234567890123456789.5", "12345678901234567890123456789.5"),
        ]
    )
    func readsNumbers(_ text: String, number: String) throws {
        let value = try Self.node(text)
        #expect(try value.content == .number(#require(ExactDecimal(number))))
    }

    @Test(
        "texts are read with their escapes",
        arguments: [
            (#""""#, ""), (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{08}\u{0C}\n\r\tz"), (#""\u963f里""#, "阿里"),
            (#""\ud83d\ude00""#, "😀"), (#""\u0000""#, "\u{00}"), (#""\uFFFF""#, "\u{FFFF}"),
            ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
        ]
    )
    func readsTexts(_ text: String, expected: String) throws {
        #expect(try Self.node(text).string.map { Array($0.utf8) } == Array(expected.utf8))
    }

    @Test("members keep their order, and every node and key knows its place")
    func knowsPlaces() throws {
        let node = try Self.node("{\n  \"阿\": [1, true],\n\t\"b\": {\"c\": null}\n}")
        #expect(node.members?.map(\.key) == ["阿", "b"])
        #expect(node.members?.map(\.position.line) == [2, 3])
        #expect(node.members?.map(\.position.column) == [3, 2])
        #expect(node["阿"]?.array?.map(\.position.column) == [9, 12])
        #expect(node["b"]?["c"]?.content == .null)
        #expect(node["b"]?["c"]?.position == SourcePosition(file: "t.json", line: 3, column: 13))
    }

    @Test("a byte order mark takes no column")
    func passesByteOrderMark() throws {
        #expect(try Self.node("\u{FEFF}1").position.column == 1)
    }

    @Test(
        "what is wrong is said with its place",
        arguments: [
            ("", "json.truncated", 1, 1), ("{\"a\": 1", "json.truncated", 1, 8), ("[1,", "json.truncated", 1, 4),
            ("\"ab", "json.truncated", 1, 4), ("tru", "json.truncated", 1, 4), ("\"\\u12", "json.truncated", 1, 4),
            ("[1,]", "json.syntax", 1, 4), ("{\"a\":1,}", "json.syntax", 1, 8), ("{a: 1}", "json.syntax", 1, 2),
            ("[1 2]", "json.syntax", 1, 4), ("1 2", "json.syntax", 1, 3), ("nul", "json.truncated", 1, 4),
            ("nulx", "json.syntax", 1, 1), ("'a'", "json.syntax", 1, 1), ("\"a\nb\"", "json.syntax", 1, 3),
            ("\"\\x\"", "json.syntax", 1, 2), ("\"\\ud83d\"", "json.syntax", 1, 2),
            ("\"\\ude00\"", "json.syntax", 1, 2),
            ("\"\\ud83d\\u0041\"", "json.syntax", 1, 2), ("\"\\u-000\"", "json.syntax", 1, 4),
            ("\"\\u+000\"", "json.syntax", 1, 4), ("\"\\u00g0\"", "json.syntax", 1, 4), ("01", "json.number", 1, 1),
            ("-", "json.number", 1, 1), ("1.", "json.number", 1, 1), (".5", "json.syntax", 1, 1),
            ("1e", "json.number", 1, 1), ("+1", "json.syntax", 1, 1), ("[1,\n 1e401]", "json.number", 2, 2),
            ("NaN", "json.syntax", 1, 1), ("{\"a\": 1, \"a\": 2}", "json.duplicate-key", 1, 10),
            ("\u{0C}1", "json.syntax", 1, 1), ("{\"a\" 1}", "json.syntax", 1, 6),
        ]
    )
    func reports(_ text: String, code: String, line: Int, column: Int) throws {
        let error = try #require(#expect(throws: FactsError.self) { try Self.node(text) })
        #expect(error.diagnostics.map(\.code.text) == [code])
        #expect(error.diagnostics.first?.position == SourcePosition(file: "t.json", line: line, column: column))
    }

    @Test("all duplicate keys are reported together")
    func reportsDuplicates() throws {
        let text = "{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}"
        let error = try #require(#expect(throws: FactsError.self) { try Self.node(text) })
        #expect(error.diagnostics.map(\.position?.column) == [24, 33])
    }

    @Test("nesting is bounded")
    func boundsNesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try Self.node(nested(JSONReader.depthLimit))
        for text in [nested(JSONReader.depthLimit + 1), String(repeating: "{\"a\":", count: 100_000)] {
            let error = try #require(#expect(throws: FactsError.self) { try Self.node(text) })
            #expect(error.diagnostics.map(\.code.text) == ["json.too-deep"])
        }
    }

    @Test("only what is a fact becomes one: null and objects do not, in lists either")
    func makesFacts() throws {
        #expect(
            try Self.node("[true, 1.5, \"x\", [2]]").factValue
                == .list([
                    .bool(true), .decimal(#require(ExactDecimal("1.5"))), .string("x"), .list([.decimal(2)]),
                ])
        )
        for text in ["null", "{}", "[1, null]", "[[{}]]"] {
            #expect(try Self.node(text).factValue == nil, "\(text)")
        }
    }

    @Test("every byte cut off an object is noticed")
    func noticesTruncation() throws {
        let whole = Array("{\"a\": [1, \"é\\u00e9\", true, null, {\"b\": -1.5e3}]}".utf8)
        _ = try JSONReader.node(in: whole, file: "t.json")
        for length in 0..<whole.count {
            let error = #expect(throws: FactsError.self) {
                try JSONReader.node(in: Array(whole[..<length]), file: "t.json")
            }
            #expect(error?.diagnostics.isEmpty == false)
        }
    }

    @Test("agrees with Foundation on what is JSON, on mutations of a text", arguments: 0..<600)
    func agreesWithFoundation(seed: Int) {
        var random = SeededGenerator(seed: seed)
        var bytes = Array("{\"a\": [1, -2.5e3, \"é\\n\\u00e9\"], \"b\": {\"c\": true, \"d\": null}, \"e\": \"\"}".utf8)
        let likely = Array("{}[],:\"\\ue+-.0190 \ntfn".utf8)
        for _ in 0...Int.random(in: 0...2, using: &random) {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(likely.randomElement(using: &random) ?? 0, at: index)
            default:
                bytes[index] = seed % 7 == 0 ? UInt8.random(in: 0...255, using: &random) : likely[seed % likely.count]
            }
        }
        let isJSON = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
        do {
            _ = try JSONReader.node(in: bytes, file: "t.json")
            #expect(isJSON, "\(String(decoding: bytes, as: UTF8.self))")
        } catch {
            // Duplicate keys and long exponents are refused here alone; Foundation lets a last comma pass.
            let isOwnRule = error.diagnostics.contains { ["json.duplicate-key", "json.number"].contains($0.code.text) }
            let dense = bytes.filter { ![0x20, 0x0A].contains($0) }
            let hasLastComma = zip(dense, dense.dropFirst()).contains { $0 == 0x2C && [0x7D, 0x5D].contains($1) }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!isJSON || isOwnRule || hasLastComma, "\(text): \(error.diagnostics)")
        }
    }
}
