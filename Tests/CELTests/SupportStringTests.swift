import TestSupport
import Testing

@testable import CEL

@Suite("Strings as code points")
struct SupportStringTests {
    @Test(
        "the first occurrence from an offset on is found",
        arguments: [
            ("tacocat", "", 0, 0), ("tacocat", "ac", 0, 1), ("tacocat", "none", 0, -1), ("tacocat", "", 3, 3),
            ("tacocat", "a", 3, 5), ("ta©o©αT", "©", 3, 4), ("ta©o©αT", "©αT", 3, 4), ("", "a", 0, -1),
            ("hello wello", "ello", 6, 7), ("aaab", "aab", 0, 1), ("abc", "", 3, 3), ("abc", "c", 3, -1),
            ("e\u{301}e", "e", 1, 2),
        ] as [(String, String, Int64, Int64)]
    )
    func findsFirst(_ text: String, needle: String, offset: Int64, expected: Int64) throws {
        #expect(try CodePoints.firstIndex(of: needle, in: text, from: offset) == expected)
    }

    @Test(
        "the last occurrence up to an offset is found",
        arguments: [
            ("", "@@", nil, -1), ("tacocat", "", nil, 7), ("tacocat", "at", nil, 5), ("tacocat", "", 3, 3),
            ("tacocat", "a", 3, 1), ("ta©o©αT", "©", nil, 4), ("ta©o©αT", "©", 3, 2), ("ta©o©αT", "©α", 4, 4),
            ("hello wello", "ello", 6, 1), ("hello wello", "low", nil, -1), ("aaa", "aa", nil, 1),
            ("hello wello", "hello wello", nil, 0), ("ab", "abc", nil, -1),
        ] as [(String, String, Int64?, Int64)]
    )
    func findsLast(_ text: String, needle: String, offset: Int64?, expected: Int64) throws {
        #expect(try CodePoints.lastIndex(of: needle, in: text, from: offset) == expected)
    }

    @Test("positions outside the string are errors", arguments: [-1, 30, Int64.min, Int64.max])
    func refusesPositions(_ index: Int64) {
        let failure = CodePoints.Failure.index(index)
        #expect(throws: failure) { try CodePoints.firstIndex(of: "a", in: "tacocat", from: index) }
        #expect(throws: failure) { try CodePoints.lastIndex(of: "a", in: "tacocat", from: index) }
        #expect(throws: failure) { try CodePoints.character(of: "tacocat", at: index) }
        #expect(throws: failure) { try CodePoints.substring("tacocat", from: index) }
    }

    @Test("a part is cut out by code points")
    func cutsParts() throws {
        #expect(try CodePoints.substring("tacocat", from: 4) == "cat")
        #expect(try CodePoints.substring("tacocat", from: 7) == "")
        #expect(try CodePoints.substring("ta©o©αT", from: 2, to: 6) == "©o©α")
        #expect(try CodePoints.substring("tacocat", from: 4, to: 4) == "")
        #expect(throws: CodePoints.Failure.range(start: 4, end: 3)) {
            try CodePoints.substring("tacocat", from: 4, to: 3)
        }
        #expect(throws: CodePoints.Failure.index(8)) { try CodePoints.substring("tacocat", from: 1, to: 8) }
        #expect(try CodePoints.character(of: "ta©o", at: 2) == "©")
        #expect(try CodePoints.character(of: "ta©o", at: 4) == "")
        #expect(CodePoints.count("e\u{301}\r\n") == 4)
    }

    @Test(
        "occurrences are replaced up to a limit",
        arguments: [
            ("12 days 12 hours", "{0}", "2", -1, "12 days 12 hours"), ("{0} d {0} h", "{0}", "2", -1, "2 d 2 h"),
            ("{0} d {0} h", "{0}", "2", 1, "2 d {0} h"), ("{0} d", "{0}", "2", 0, "{0} d"),
            ("aaa", "aa", "b", -1, "ba"),
            ("1 ©αT taco", "αT", "o©α", -1, "1 ©o©α taco"), ("ab", "", "-", -1, "-a-b-"), ("ab", "", "-", 2, "-a-b"),
            ("", "", "x", -1, "x"), ("abc", "abc", "", -1, ""),
        ] as [(String, String, String, Int64, String)]
    )
    func replaces(_ text: String, old: String, new: String, limit: Int64, expected: String) throws {
        #expect(try CodePoints.replacing(old, with: new, in: text, limit: limit) == expected)
    }

    @Test("a replacement that would grow too large is refused")
    func boundsReplacement() {
        let text = String(repeating: "a", count: 1000)
        #expect(throws: CodePoints.Failure.size(limit: 10_000)) {
            try CodePoints.replacing("", with: text, in: text, size: 10_000)
        }
    }

    @Test(
        "text is split at separators",
        arguments: [
            ("hello world", " ", -1, ["hello", "world"]), ("hello world events!", " ", 0, []),
            ("hello world events!", " ", 1, ["hello world events!"]), ("a b c", " ", 2, ["a", "b c"]),
            ("o©o©o©o", "©", -1, ["o", "o", "o", "o"]), ("abc", "", -1, ["a", "b", "c"]), ("abc", "", 2, ["a", "bc"]),
            ("", "", -1, []), ("", ",", -1, [""]), (",a,", ",", -1, ["", "a", ""]), ("aaa", "aa", -1, ["", "a"]),
        ] as [(String, String, Int64, [String])]
    )
    func splits(_ text: String, separator: String, limit: Int64, expected: [String]) {
        #expect(CodePoints.split(text, by: separator, limit: limit) == expected)
    }

    @Test("trimming takes Unicode's white space and nothing else")
    func trims() {
        #expect(CodePoints.trimmed(" \u{0C}\n\r\t\u{0B}text  ") == "text")
        #expect(CodePoints.trimmed("\u{85}\u{A0}\u{1680}\u{2000}\u{2028}\u{202F}\u{3000}x\u{205F}") == "x")
        let kept = "\u{180E}text\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}"
        #expect(CodePoints.trimmed(kept).unicodeScalars.elementsEqual(kept.unicodeScalars))
        #expect(CodePoints.trimmed(" \t") == "")
    }

    @Test("case changes reach ASCII letters only, and reversal keeps code points whole")
    func changesCase() {
        #expect(CodePoints.lowercasedASCII("TacoCΑt[@") == "tacocΑt[@")
        #expect(CodePoints.uppercasedASCII("tacoCαt{`") == "TACOCαT{`")
        #expect(CodePoints.reversed("a😀b") == "b😀a")
    }

    @Test("searches agree with looking at every place", arguments: 0..<300)
    func agreesWithModel(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        func word(_ length: ClosedRange<Int>) -> String {
            (0..<Int.random(in: length, using: &random))
                .map { _ in ["a", "b", "é"].randomElement(using: &random) ?? "a" }
                .joined()
        }
        let (text, needle) = (word(0...20), word(0...3))
        let (haystack, pattern) = (Array(text.unicodeScalars), Array(needle.unicodeScalars))
        let places = (0...haystack.count).filter { haystack[$0...].starts(with: pattern) }
        let offset = Int.random(in: 0...haystack.count, using: &random)
        let first = places.first { $0 >= offset } ?? -1
        let last = places.last { $0 <= offset } ?? -1
        #expect(try CodePoints.firstIndex(of: needle, in: text, from: Int64(offset)) == Int64(first))
        #expect(try CodePoints.lastIndex(of: needle, in: text, from: Int64(offset)) == Int64(last))
        if !needle.isEmpty {
            #expect(CodePoints.split(text, by: needle).joined(separator: needle) == text)
            let joined = CodePoints.split(text, by: needle).joined(separator: "z")
            #expect(try CodePoints.replacing(needle, with: "z", in: text) == joined)
        }
    }

    @Test("a search in a repetitive text takes linear time", .timeLimit(.minutes(1)))
    func searchesInLinearTime() throws {
        let text = String(repeating: "a", count: 200_000)
        let needle = String(repeating: "a", count: 100_000) + "b"
        #expect(try CodePoints.firstIndex(of: needle, in: text) == -1)
        #expect(try CodePoints.lastIndex(of: needle, in: text) == -1)
    }

    @Test("quoting escapes what CEL has an escape for")
    func quotes() {
        #expect(
            StringQuote.quote("\u{07}\u{08}\u{0C}\n\r\t\u{0B}\\\"'é😀\u{01}")
                == "\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"'é😀\u{01}\""
        )
        #expect(StringQuote.quote("") == "\"\"")
    }
}

@Suite("Base64")
struct SupportBase64Tests {
    @Test(
        "the vectors of RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func vectors(_ plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
        #expect(Base64.decode(String(encoded.prefix { $0 != "=" })) == Array(plain.utf8))
    }

    @Test(
        "what is not Base64 is refused",
        arguments: ["Z", "Zg=", "Zg===", "=", "====", "Zm9v=", "Zm 9", "Zm-_", "Z=g=", "é", "Zm9vZ", "Zg==Zg=="]
    )
    func refuses(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test("bytes come back unchanged", arguments: 0..<100)
    func roundTrips(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<seed).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
}
