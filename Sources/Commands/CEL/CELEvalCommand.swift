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

            Example: passgate cel eval 'tpp / area >= 5.92' --var 'tpp=decimal("15832")' --var area=814
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
            let program = try compile(String(halves[1]), named: "--var \(halves[0])", Environment(exactLiterals: true))
            guard case .value(let value) = program.evaluate(Bindings()) else {
                throw report(program.evaluate(Bindings()), of: String(halves[1]), named: "--var \(halves[0])")
            }
            declarations.append(VariableDeclaration(String(halves[0]), program.resultType))
            bindings.append(.value(value))
        }
        for name in unknown {
            declarations.append(VariableDeclaration(name, .dyn))
            bindings.append(.unknown)
        }
        let source = expression == "-" ? String(decoding: try InputFile.bytes(of: "-"), as: UTF8.self) : expression
        let program = try compile(
            source,
            named: "expression",
            Environment(variables: declarations, exactLiterals: true)
        )
        let evaluation = program.evaluate(Bindings(bindings))
        switch evaluation {
        case .value(let value):
            show(value.description) { writer in
                writer.key("type")
                writer.string(program.resultType.description)
                writer.key("value")
                writer.celValue(value)
            }
        case .unknown(let set):
            show("unknown: \(set.names.joined(separator: ", "))") { writer in
                writer.key("unknown")
                writer.strings(set.names)
            }
            throw ExitCode(3)
        case .error: throw report(evaluation, of: source, named: "expression")
        }
    }

    /// Prints a result, as text or as a JSON object with these members.
    private func show(_ text: String, _ members: (inout JSONWriter) -> Void) {
        guard json else { return print(text) }
        var writer = JSONWriter()
        writer.object(members)
        print(String(decoding: writer.bytes, as: UTF8.self))
    }

    private func compile(_ source: String, named name: String, _ environment: Environment) throws -> Program {
        do throws(CELError) {
            return unchecked
                ? try Program(unchecked: source, in: environment) : try Program(source, in: environment)
        } catch {
            let renderer = DiagnosticRenderer(sources: [name: source])
            StandardError.show(renderer.text(of: error.problems.map { $0.diagnostic(in: name) }))
            throw ExitCode(2)
        }
    }

    /// Prints why an expression has no value, and gives the status to leave with.
    private func report(_ evaluation: Evaluation, of source: String, named name: String) -> ExitCode {
        guard case .error(let error) = evaluation else { return ExitCode(3) }
        StandardError.show(DiagnosticRenderer(sources: [name: source]).text(of: error.diagnostic(in: name, of: source)))
        return ExitCode(2)
    }
}
