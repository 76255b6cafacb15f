import CEL
import Diagnostics
import Testing

@Suite("Checking")
struct CheckingTests {
    private let bench = Bench([
        ("chip.tpp", .int, .int(15832)), ("chip.name", .string, .string("X1")), ("tags", .list(.string), nil),
        ("order", .map(.string, .dyn), nil),
    ])

    @Test("a name that is near a declared one is pointed at, with the declared one as a hint")
    func nearName() throws {
        let problem = try #require(bench.problems("1 > 2 ||\n  chip.tp >= 4800").first)
        #expect(problem.code == "cel.unknown-name")
        #expect(problem.message == "`chip.tp` is not declared")
        #expect(problem.hint == "did you mean `chip.tpp`?")
        #expect((problem.offset, problem.line, problem.column) == (11, 2, 3))
    }

    @Test("columns count code points, offsets count bytes")
    func columns() throws {
        let problem = try #require(bench.problems("'é日🐱' == nope").first)
        #expect((problem.offset, problem.column) == (15, 10))
    }

    @Test("all problems are reported at once")
    func allProblems() {
        let problems = bench.problems("chip.tpp + 'a' > 1 && nope && size(1) == 2 && tags.startWith('a')")
        #expect(
            problems.map(\.code) == ["cel.no-overload", "cel.unknown-name", "cel.no-overload", "cel.unknown-function"]
        )
        #expect(problems.last?.hint == "did you mean `startsWith`?")
    }

    @Test(
        "what is wrong is said at its place",
        arguments: [
            ("chip.tpp +", "cel.syntax", 10), ("(1", "cel.syntax", 2), ("1 = 1", "cel.syntax", 2),
            ("'a\nb'", "cel.syntax", 0), ("'\\q'", "cel.literal", 1), ("9223372036854775808", "cel.literal", 0),
            ("1 + -9223372036854775809", "cel.literal", 4), ("1e400", "cel.literal", 0),
            ("'\\ud800'", "cel.literal", 1),
            ("for", "cel.syntax", 0), ("Msg{a: 1}", "cel.syntax", 3), ("has(tags)", "cel.macro", 4),
            ("tags.all(1, true)", "cel.macro", 9), ("tags.all(t, t)", "cel.type", 12), ("chip.tpp.x", "cel.type", 9),
            ("chip.tpp[0]", "cel.type", 8), ("tags['a']", "cel.type", 5), ("chip.tpp.all(x, true)", "cel.type", 0),
            ("!chip.tpp", "cel.no-overload", 0), ("chip.tpp ? 1 : 2", "cel.no-overload", 9),
            ("1 == 'a'", "cel.no-overload", 2), ("[?1]", "cel.type", 2), ("cel.index(0)", "cel.macro", 0),
            ("math.greatest('a')", "cel.no-overload", 14), ("1 == 1.0 + chip.tpp", "cel.no-overload", 9),
        ]
    )
    func places(_ expected: (source: String, code: String, offset: Int)) {
        let problems = bench.problems(expected.source)
        #expect(problems.map(\.code.text) == [expected.code])
        #expect(problems.map(\.offset) == [expected.offset])
    }

    @Test(
        "types are deduced",
        arguments: [
            ("chip.tpp > 1", "bool"), ("[1, 'a']", "list(dyn)"), ("{'a': [1u]}", "map(string, list(uint))"),
            ("tags.map(t, t.size())", "list(int)"), ("order.quantity", "dyn"),
            ("order.?quantity", "optional_type(dyn)"),
            ("tags[?0]", "optional_type(string)"), ("type(1)", "type(int)"), ("optional.none()", "optional_type(dyn)"),
            ("true ? [] : [1]", "list(int)"), ("order.a + 1", "int"), ("order.a + order.b", "dyn"),
            ("{}.map(k, k)", "list(dyn)"), ("tags.sortBy(t, t.size())", "list(string)"),
            ("math.greatest(1, 2u)", "dyn"), ("math.greatest([1, 2])", "int"), ("cel.bind(x, 1.5, x * 2.0)", "double"),
            ("optional.of(1).optMap(x, string(x))", "optional_type(string)"),
        ]
    )
    func deduction(_ expected: (source: String, type: String)) throws {
        let environment = Environment(variables: bench.environment.variables)
        #expect(try Program(expected.source, in: environment).resultType == CELType(expected.type))
    }

    @Test("types are read and written alike")
    func typeText() {
        for text in ["map(string, list(optional_type(int)))", "type(int)", "net.IP", "tuple(T, dyn)", "null_type"] {
            #expect(CELType(text)?.description == text)
        }
        for text in ["", "list(", "list(int", "map(int)", "int)", "list(int,)", "a b"] {
            #expect(CELType(text) == nil)
        }
    }
}
