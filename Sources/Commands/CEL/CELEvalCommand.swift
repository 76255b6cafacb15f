import ArgumentParser
import CEL
import Diagnostics
import Facts

/// `passgate cel eval`: evaluates one expression.
struct CELEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Evaluate an expression.",
        discussion: """
            Leaves with status 3 when the expression has no value because something is unknown.

            Example: passgate cel eval 'mass / area >= 2.5' --var 'mass=decimal("30.1")' --var area=12
            """
    )

    @Argument(help: "The expression; - for standard input.")
    var expression: String

    @Option(name: .customLong("var"), help: "A variable and its value, an expression: name=EXPRESSION.")
    var variables: [String] = []

    @Option(help: "A variable of which nothing is known.")
    var unknown: [String] = []

    @Flag(help: "Print the result as JSON.")
    var json = false

    @Flag(help: "Evaluate without checking types first.")
    var unchecked = false

    func run() async throws {
        var declarations: [VariableDeclaration] = []
        var bindings: [Binding] = []
        for variable in variables {
            let halves = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[0].isEmpty else {
                throw ValidationError("`\(variable)` is not of the form name=EXPRESSION")
            }
            let name = "--var \(halves[0])"
            let program = try compile(String(halves[1]), named: name, Environment(exactLiterals: true))
            let value: Value
            switch program.evaluate(Bindings()) {
            case .value(let result): value = result
            case .error(let error): throw failure(error, of: String(halves[1]), named: name)
            case .unknown: throw CommandFailure("cel.unknown", "`\(name)` has no value")
            }
            declarations.append(VariableDeclaration(String(halves[0]), program.resultType))
            bindings.append(.value(value))
        }
        for name in unknown {
            declarations.append(VariableDeclaration(name, .dyn))
            bindings.append(.unknown)
        }
        let source = expression == "-" ? String(decoding: try UserFile.bytes(of: "-"), as: UTF8.self) : expression
        let program = try compile(
            source,
            named: "expression",
            Environment(variables: declarations, exactLiterals: true)
        )
        let evaluation = program.evaluate(Bindings(bindings))
        switch evaluation {
        case .value(let value):
            try show(value.description) { writer in
                writer.key("type")
                writer.string(program.resultType.description)
                writer.key("value")
                writer.celValue(value)
            }
        case .unknown(let set):
            try show("unknown: \(set.names.joined(separator: ", "))") { writer in
                writer.key("unknown")
                writer.strings(set.names)
            }
            throw ExitCode(ExitStatus.undetermined)
        case .error(let error): throw failure(error, of: source, named: "expression")
        }
    }

    /// Prints a result, as text or as a JSON object with these members.
    private func show(_ text: String, _ members: (inout JSONWriter) -> Void) throws {
        guard json else { return try Terminal.print(text + "\n") }
        var writer = JSONWriter()
        writer.object(members)
        try Terminal.print(writer.bytes + [UInt8(ascii: "\n")])
    }

    private func compile(_ source: String, named name: String, _ environment: Environment) throws -> Program {
        do throws(CELError) {
            return unchecked
                ? try Program(unchecked: source, in: environment) : try Program(source, in: environment)
        } catch {
            throw CommandFailure(error.problems.map { $0.diagnostic(in: name) }, sources: [name: source])
        }
    }

    /// Why an expression that must have a value has none.
    private func failure(_ error: EvaluationError, of source: String, named name: String) -> CommandFailure {
        CommandFailure([error.diagnostic(in: name, of: source)], sources: [name: source])
    }
}
