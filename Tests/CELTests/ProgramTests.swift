import CEL
import Diagnostics
import Testing

@Suite("Programs")
struct ProgramTests {
    @Test("a program knows the slots that it reads, sorted")
    func slots() throws {
        let environment = Environment(variables: ["a", "b.c", "d", "e"].map { VariableDeclaration($0, .int) })
        let program = try Program("[1].all(x, e > 1 || b.c == x) && e < 2", in: environment)
        #expect(program.slots == [1, 3])
    }

    @Test("the operands of logic and comparisons are programs of their own, with their place in the source")
    func parts() throws {
        let environment = Environment(variables: [VariableDeclaration("a", .int), VariableDeclaration("b", .bool)])
        let source = "a >= 4800 && !b"
        let program = try Program(source, in: environment)
        guard case .call(let and) = program.expression.kind else {
            Issue.record("no call")
            return
        }
        #expect(and.function == Operator.and)
        #expect(and.arguments.count == 2)
        #expect(and.arguments.map(\.offset) == [0, 13])
        #expect(and.arguments.map(\.length) == [9, 2])
        let comparison = Program(expression: and.arguments[0], of: program)
        #expect(comparison.slots == [0])
        #expect(comparison.resultType == .bool)
        guard case .value(.bool(true)) = comparison.evaluate(Bindings([.value(.int(5000))])) else {
            Issue.record("not true")
            return
        }
    }

    @Test("a host's functions are called with their arguments, and may be members and have namespaces")
    func hostFunctions() throws {
        let double = FunctionDeclaration(
            "host.double",
            [FunctionDeclaration.Overload([.int], .int)],
            implementation: { arguments throws(EvaluationError) in
                guard case .int(let number) = arguments[0] else { throw EvaluationError("host.bad", "no int") }
                return .int(number * 2)
            }
        )
        let shout = FunctionDeclaration(
            "shout",
            [FunctionDeclaration.Overload([.string], .string, isMember: true)],
            implementation: { arguments throws(EvaluationError) in
                guard case .string(let text) = arguments[0] else { throw EvaluationError("host.bad", "no text") }
                return .string(text + "!")
            }
        )
        let environment = Environment(container: "host", functions: [double, shout])
        let program = try Program("'a'.shout() + string(double(21)) + string(host.double(1))", in: environment)
        guard case .value(let value) = program.evaluate(Bindings()) else {
            Issue.record("no value")
            return
        }
        #expect(value.isIdentical(to: .string("a!422")))
        #expect(throws: CELError.self) { try Program("shout('a')", in: environment) }
        #expect(throws: CELError.self) { try Program("double('a')", in: environment) }
    }

    @Test("an error of a host's function is an error of the expression, where it was called")
    func hostError() throws {
        let fail = FunctionDeclaration(
            "fail",
            [FunctionDeclaration.Overload([], .bool)],
            implementation: { _ throws(EvaluationError) in throw EvaluationError("host.failed", "it failed") }
        )
        let environment = Environment(functions: [fail])
        guard case .error(let error) = try Program("1 > 2 || fail()", in: environment).evaluate(Bindings()) else {
            Issue.record("no error")
            return
        }
        #expect(error == EvaluationError("host.failed", "it failed", offset: 9))
        guard case .value(.bool(true)) = try Program("fail() || true", in: environment).evaluate(Bindings()) else {
            Issue.record("not hidden")
            return
        }
    }

    @Test("what is not known is named with its slot and path")
    func unknowns() throws {
        let environment = Environment(
            variables: [VariableDeclaration("a", .map(.string, .int)), VariableDeclaration("b", .int)]
        )
        let program = try Program("b > 1 && a.x > a['y z']", in: environment)
        let bindings = Bindings([.partial(nil, unknown: [[.field("x")], [.field("y z")]]), .unknown])
        guard case .unknown(let set) = program.evaluate(bindings) else {
            Issue.record("not unknown")
            return
        }
        #expect(set.names == ["a.x", "a[\"y z\"]", "b"])
        #expect(set.slots == [0, 1])
        #expect(
            environment.attribute("a[\"y z\"]") == set.attributes.first { !$0.steps.isEmpty && $0.description != "a.x" }
        )
        #expect(environment.attribute("c.x") == nil)
    }

    @Test("a value's text is an expression that gives the value")
    func valueText() throws {
        let sources = [
            "{'a': [1, 2u, 1.5, -0.0, null, true], 'b\"\\n': b'\\x00\\xff'}", "optional.of(optional.none())",
            "timestamp('2024-02-29T00:00:00.5Z')", "duration('1h0.001s')", "decimal('-0.1')", "date('2024-02-29')",
            "type([])", "ip('::1')", "cidr('10.0.0.0/8')", "double('NaN')", "-double('Infinity')", "1e300",
        ]
        for source in sources {
            let value = try Bench().value(source)
            #expect(try Bench().value(value.description).isIdentical(to: value), "\(source)")
        }
    }
}
