import Foundation
import TestSupport
import Testing

@testable import CEL

@Suite("Regular expressions")
struct SupportRegexTests {
    private struct Case: Decodable {
        var pattern: String
        var error: Bool?
        var yes: [String]?
        var no: [String]?
    }

    @Test("answers are those of RE2")
    func agreesWithRE2() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/regex-re2.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count > 500)
        for line in lines {
            let item = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
            let regex = try? LinearRegex(item.pattern)
            #expect((regex == nil) == (item.error ?? false), "\(item.pattern.debugDescription)")
            guard let regex else { continue }
            for text in item.yes ?? [] {
                #expect(regex.matches(text), "\(item.pattern.debugDescription) on \(text.debugDescription)")
            }
            for text in item.no ?? [] {
                #expect(!regex.matches(text), "\(item.pattern.debugDescription) on \(text.debugDescription)")
            }
        }
    }

    @Test(
        "patterns outside the syntax are refused with a reason and its place",
        arguments: [
            ("ab(c", "missing `)`", 2), ("a)", "`)` without `(`", 1), ("x[a", "missing `]`", 1),
            ("*", "nothing to repeat", 0), ("a**", "a repetition can't be repeated without parentheses", 2),
            ("a{2,1}", "repetition must be in order and at most 1000", 1),
            (#"(a)\1"#, "backreferences are not supported", 3),
            ("a(?=b)", "lookahead and lookbehind are not supported", 1),
            ("(?<!b)", "lookahead and lookbehind are not supported", 0), (#"\pq"#, #"`\pq` names no class"#, 0),
            ("[[:foo:]]", "`[:foo:]` names no class", 1), (#"a\"#, #"`\` at the end of the pattern"#, 1),
            ("[b-a]", "the range ends before it begins", 2), (#"\Z"#, #"`\Z` is no escape"#, 0),
            ("(?P<n>a)(?<n>b)", "the group name `n` is taken already", 8),
            ("(?z)", "`(?z` starts no group that is supported", 0),
            (#"\x{110000}"#, #"`\x` needs two hexadecimal digits, or a code point in braces"#, 0),
            (#"\x{d800}"#, #"`\x` needs two hexadecimal digits, or a code point in braces"#, 0),
        ]
    )
    func refuses(_ pattern: String, message: String, offset: Int) {
        let error = #expect(throws: RegexError.self) { try LinearRegex(pattern) }
        #expect(error == RegexError(message: message, offset: offset))
    }

    @Test(
        "patterns that would compile to too much are refused at once",
        arguments: [
            "((a{100}){100}){100}", "(((a{1000}){1000}){1000}){1000}",
            "(" + String(repeating: "a|", count: 20_000) + "a)",
            String(repeating: "a", count: 20_000), "(a{1000}){11}", "a{999999999999999999999}",
        ]
    )
    func boundsSize(_ pattern: String) {
        #expect(throws: RegexError.self) { try LinearRegex(pattern) }
    }

    @Test("nesting is bounded and costs no stack")
    func boundsNesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a" + String(repeating: ")*", count: depth)
        }
        #expect(try LinearRegex(nested(1000)).matches("aaa"))
        #expect(throws: RegexError.self) { try LinearRegex(nested(1001)) }
        #expect(throws: RegexError.self) { try LinearRegex(String(repeating: "(", count: 1_000_000)) }
    }

    @Test(
        "patterns that make backtracking explode take linear time",
        .timeLimit(.minutes(1)),
        arguments: ["(a*)*b", "(a|a)*b", "(a|aa)+$b", "(.*)(.*)(.*)(.*)x", "(a?){50}a{50}b", "(x+x+)+y"]
    )
    func isLinear(_ pattern: String) throws {
        let regex = try LinearRegex(pattern)
        #expect(!regex.matches(String(repeating: "a", count: 20_000)))
    }

    @Test("every pattern compiles or is refused, whatever it holds", arguments: 0..<500)
    func survivesAnything(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let pieces =
            Array("()[]{}*+?|.^$\\-:<>=!PpQEdwsbBAzxi0123,é🐱 a\n").map(String.init) + ["[:", ":]", "(?", "\\p{", "{2,"]
        let pattern = (0..<Int.random(in: 0...30, using: &random))
            .map { _ in pieces.randomElement(using: &random) ?? "" }
        guard let regex = try? LinearRegex(pattern.joined()) else { return }
        #expect(regex.programSize <= LinearRegex.maximumProgramSize)
        _ = regex.matches("aé\n🐱(d)0")
    }

    @Test("code points count, not characters: combining marks stand alone")
    func countsCodePoints() throws {
        #expect(try LinearRegex("^e.$").matches("e\u{301}"))
        #expect(try !LinearRegex("^.$").matches("e\u{301}"))
        #expect(try LinearRegex(#"^\r.?$"#).matches("\r\n") == false)
        #expect(try LinearRegex("é").matches("e\u{301}") == false)
        #expect(try LinearRegex(#"aé\Bz"#).matches("aéz") == false)
    }
}
