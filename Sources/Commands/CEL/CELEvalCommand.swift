import ArgumentParser
import CEL
import Diagnostics

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
            print(json ? "{\"value\":\(CaseValueText.json(of: value)),\"type\":\"\(program.resultType)\"}" : value.description)
        case .unknown(let set):
            let names = set.names.map(CaseValueText.json(of:)).joined(separator: ",")
            print(json ? "{\"unknown\":[\(names)]}" : "unknown: \(set.names.joined(separator: ", "))")
            throw ExitCode(3)
        case .error: throw report(evaluation, of: source, named: "expression")
        }
    }

    private func compile(_ source: String, named name: String, _ environment: Environment) throws -> Program {
        do throws(CELError) {
            return unchecked
                ? try Program(unchecked: source, in: environment) : try Program(source, in: environment)
        } catch {
            let renderer = DiagnosticRenderer(sources: [name: source])
            StandardError.write(renderer.text(of: error.problems.map { $0.diagnostic(in: name) }))
            throw ExitCode(2)
        }
    }

    /// Prints why an expression has no value, and gives the status to leave with.
    private func report(_ evaluation: Evaluation, of source: String, named name: String) -> ExitCode {
        guard case .error(let error) = evaluation else { return ExitCode(3) }
        StandardError.write(DiagnosticRenderer(sources: [name: source]).text(of: error.diagnostic(in: name, of: source)))
        return ExitCode(2)
    }
}

/// Values in the encoding of the case files.
enum CaseValueText {
    static func json(of value: Value) -> String {
        switch value {
        case .null: "{\"null\":null}"
        case .bool(let truth): "{\"bool\":\(truth)}"
        case .int(let number): "{\"int\":\"\(number)\"}"
        case .uint(let number): "{\"uint\":\"\(number)\"}"
        case .double(let number):
            "{\"double\":\"\(number.isInfinite ? number < 0 ? "-Infinity" : "Infinity" : number.isNaN ? "NaN" : "\(number)")\"}"
        case .decimal(let number): "{\"decimal\":\"\(number)\"}"
        case .date(let date): "{\"date\":\"\(date)\"}"
        case .string(let text): "{\"string\":\(json(of: text))}"
        case .bytes(let bytes): "{\"bytes\":\(json(of: base64(bytes)))}"
        case .list(let list): "{\"list\":[\(list.elements.map(json(of:)).joined(separator: ","))]}"
        case .map(let map):
            "{\"map\":[\(zip(map.keys, map.values).map { "[\(json(of: $0)),\(json(of: $1))]" }.joined(separator: ","))]}"
        case .timestamp(let time): "{\"timestamp\":\"\(time)\"}"
        case .duration(let span): "{\"duration\":\"\(span)\"}"
        case .type: "{\"type\":\(json(of: value.description))}"
        case .optional(let inner): "{\"optional\":\(inner.map(json(of:)) ?? "null")}"
        case .address, .block: json(of: value.description)
        }
    }

    static func json(of text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        guard let program = try? Program("base64.encode(b)", in: Environment(variables: [VariableDeclaration("b", .bytes)])),
            case .value(.string(let text)) = program.evaluate(Bindings([.value(.bytes(bytes))]))
        else { return "" }
        return text
    }
}
