import CEL
import Commands
import Diagnostics
import FoundationEssentials
import TestSupport
import Testing

/// Any text at all must be answered, with a value or an error, within the limits.
@Suite("Fuzzing")
struct FuzzTests {
    private static let tokens = [
        "a", "b.c", "x", "list", "map", "1", "0", "2.5", "7u", "-9223372036854775808", "9223372036854775807", "1e308",
        "'s'", "\"\u{301}e\"", "b'\\xff'", "r'\\'", "'''", "`f`", "true", "null", "[", "]", "{", "}", "(", ")", ",",
        ":",
        "?", ".", ".?", "[?", "+", "-", "*", "/", "%", "!", "<", "<=", "==", "!=", "&&", "||", " in ", "// c\n", "has(",
        ".all(x, ", ".map(x, ", ".exists_one(x, ", ".filter(x, ", ".transformMapEntry(k, v, ", "cel.bind(x, ",
        "cel.block([", "cel.index(0)", "optional.of(", ".orValue(", "size(", ".size()", ".matches('(a*)*b')",
        ".format([", "'%d %s %.3f'", "timestamp('2024-01-01T00:00:00Z')", "duration('1h')", "date('2024-01-01')",
        "decimal('0.1')", ".split('')", ".replace('', 'ab')", "math.greatest(", "lists.range(9)", ".flatten()",
        ".sort()", "type(", "int(", "string(", "dyn(", "ip('::1')", ".getFullYear('+01:00')", "\u{0}", "é", "\\", "=",
    ]

    private static let environment = Environment(
        variables: [
            VariableDeclaration("a", .int), VariableDeclaration("b.c", .map(.string, .dyn)),
            VariableDeclaration("d", .decimal), VariableDeclaration("when", .date),
        ],
        exactLiterals: true
    )

    /// Puts a text through every stage, and looks at what it comes to.
    private static func run(_ source: String, limits: Limits = .default) {
        let bindings = Bindings([.value(.int(3)), .partial(nil, unknown: [[.field("k")]]), .unknown, .absent])
        for isChecked in [true, false] {
            let program =
                isChecked
                ? try? Program(source, in: environment, limits: limits)
                : try? Program(unchecked: source, in: environment, limits: limits)
            guard let program else { continue }
            switch program.evaluate(bindings) {
            case .value(let value): #expect(value.isIdentical(to: value))
            case .unknown(let set): #expect(!set.names.isEmpty)
            case .error(let error): #expect(!error.message.isEmpty)
            }
        }
    }

    @Test("a soup of tokens is answered", arguments: 0..<200)
    func tokenSoup(seed: Int) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let count = Int.random(in: 1...24, using: &random)
            FuzzTests.run((0..<count).compactMap { _ in FuzzTests.tokens.randomElement(using: &random) }.joined())
        }
    }

    @Test("expressions of the cases with pieces cut, doubled or exchanged are answered", arguments: 0..<60)
    func mutations(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let sources = try FuzzTests.sources()
        for _ in 0..<60 {
            var scalars = Array(try #require(sources.randomElement(using: &random)).unicodeScalars)
            let other = Array(try #require(sources.randomElement(using: &random)).unicodeScalars)
            for _ in 0..<Int.random(in: 1...3, using: &random) where !scalars.isEmpty {
                let start = Int.random(in: 0..<scalars.count, using: &random)
                let end = min(scalars.count, start + Int.random(in: 0...8, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: scalars.removeSubrange(start..<end)
                case 1: scalars.insert(contentsOf: scalars[start..<end], at: start)
                case 2: scalars.insert(contentsOf: other.prefix(Int.random(in: 0...20, using: &random)), at: start)
                default:
                    let token = try #require(FuzzTests.tokens.randomElement(using: &random))
                    scalars.replaceSubrange(start..<end, with: token.unicodeScalars)
                }
            }
            FuzzTests.run(String(String.UnicodeScalarView(scalars)))
        }
    }

    @Test("any bytes are answered", arguments: 0..<20)
    func bytes(seed: Int) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let bytes = (0..<Int.random(in: 0...60, using: &random))
                .map { _ in UInt8.random(in: 0...255, using: &random) }
            FuzzTests.run(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(
        "nesting is refused with an error where it goes too deep",
        arguments: [
            ("(", "1", ")"), ("[", "1", "]"), ("{1: ", "1", "}"), ("a[", "0", "]"), ("!", "true", ""), ("-", "a", ""),
            ("size(", "''", ")"), ("has(", "a", ")"), ("[1].map(x, ", "x", ")"), ("cel.bind(x, 1, ", "x", ")"),
            ("cel.bind(x, ", "1", ", x)"), ("true ? 1 : ", "2", ""), ("cel.block([1], ", "1", ")"), ("a.f(", "", ")"),
            ("optional.of(1).optMap(x, ", "x", ")"), ("[?", "1", "]"), ("{?1: ", "1", "}"), ("", "a", ".b"),
            ("", "a", "[0]"), ("", "a", ".f()"), ("", "a", ".?b"), ("", "1", " + 1"), ("1 - ", "1", ""),
            ("", "a", " < 1"),
        ]
    )
    func nesting(_ piece: (open: String, core: String, close: String)) {
        func source(_ depth: Int) -> String {
            String(repeating: piece.open, count: depth) + piece.core + String(repeating: piece.close, count: depth)
        }
        FuzzTests.run(source(32))
        FuzzTests.run(source(240))
        FuzzTests.run(String(repeating: piece.open, count: 5000))
        FuzzTests.run(String(repeating: piece.close, count: 5000))
        let error = #expect(throws: CELError.self) { try Program(unchecked: source(5000), in: FuzzTests.environment) }
        #expect(error?.problems.isEmpty == false)
        let long = Limits(sourceBytes: 1 << 24, depth: 250, cost: 1000, valueWeight: 1000)
        FuzzTests.run(source(200_000), limits: long)
    }

    @Test(
        "long chains and lists take time in proportion",
        arguments: [
            " || a == 1", " && a != 1", ", 1", " + 1", ".b", "\n", "// c\n", " ? 1 : 2", " in [1]", "'", "`", "\\",
        ]
    )
    func chains(_ link: String) {
        let clock = ContinuousClock()
        let limits = Limits(sourceBytes: 1 << 22, depth: 250, cost: 1_000_000, valueWeight: 1_000_000)
        let duration = clock.measure {
            for (start, end) in [("true", ""), ("[1", "]"), ("'", "'"), ("{1: [1", "]}")] {
                FuzzTests.run(start + String(repeating: link, count: 20_000) + end, limits: limits)
            }
        }
        #expect(duration < .seconds(30))
    }

    @Test(
        "evaluation stops at its limits",
        arguments: [
            "lists.range(1000000000).size()",
            "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, c >= 0)))",
            "cel.bind(s, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', DOUBLE)",
            "cel.bind(s, [1, 2, 3, 4, 5, 6, 7, 8], DOUBLE)",
            "lists.range(100000).map(x, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').map(y, lists.range(100000)).size()",
        ]
    )
    func cost(_ template: String) throws {
        let depth = 60
        let doubling =
            String(repeating: "cel.bind(s, s + s, ", count: depth) + "s.size()" + String(repeating: ")", count: depth)
        let program = try Program(template.replacing("DOUBLE", with: doubling), in: FuzzTests.environment)
        guard case .error(let error) = program.evaluate(Bindings()) else {
            Issue.record("no limit was met")
            return
        }
        #expect(error.code.text == "cel.cost")
    }

    @Test("values that share parts count as much as they are when they are walked")
    func sharing() throws {
        let depth = 100
        let source =
            "cel.bind(s, [1], " + String(repeating: "cel.bind(s, [s, s], ", count: depth) + "s == s"
            + String(repeating: ")", count: depth + 1)
        let program = try Program(unchecked: source, in: FuzzTests.environment)
        guard case .error(let error) = program.evaluate(Bindings()) else {
            Issue.record("no limit was met")
            return
        }
        #expect(error.code.text == "cel.cost")
    }

    @Test(
        "types that would be exponentially large are refused, and those that share parts are checked",
        arguments: [20, 200]
    )
    func largeTypes(depth: Int) {
        let maps =
            "cel.bind(a, [], " + String(repeating: "cel.bind(a, {a: a}, ", count: depth) + "a == a"
            + String(repeating: ")", count: depth + 1)
        #expect(throws: CELError.self) { try Program(maps, in: FuzzTests.environment) }
        let lists = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        FuzzTests.run("[\(lists), [], \(lists)] == [[], \(lists)]")
        FuzzTests.run(maps)
    }

    @Test("many unknown names are reported in time, a few of them")
    func manyProblems() {
        let names = (0..<6000).map { "unknown_name_\($0)" }.joined(separator: " + ")
        let limits = Limits(sourceBytes: 1 << 20, depth: 250, cost: 1000, valueWeight: 1000)
        let list = "[" + names.replacing(" + ", with: ", ") + "]"
        let error = #expect(throws: CELError.self) { try Program(list, in: FuzzTests.environment, limits: limits) }
        #expect(error?.problems.count == 50)
    }

    private static func sources() throws -> [String] {
        var files = [CaseTests.packageRoot.appending(path: "Tests/CELTests/Fixtures/language.jsonl")]
        if CaseTests.hasSharedSuites {
            files += ["conformance-tier1.jsonl", "conformance-tier2.jsonl", "unknowns.jsonl"]
                .map { CaseTests.sharedSuites.appending(path: $0) }
        }
        return try files.flatMap { try CaseTests.cases($0).map(\.expression) }
    }
}
