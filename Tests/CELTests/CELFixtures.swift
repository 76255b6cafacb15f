import CEL
import Quantities
import Testing

/// Evaluates expressions over a few named values.
struct Bench {
    var environment: Environment
    var bindings: Bindings

    init(_ variables: [(name: String, type: CELType, value: Value?)] = [], exactLiterals: Bool = true) {
        environment = Environment(
            variables: variables.map { VariableDeclaration($0.name, $0.type) },
            exactLiterals: exactLiterals
        )
        bindings = Bindings(variables.map { $0.value.map { .value($0) } ?? .unknown })
    }

    func program(_ source: String) throws -> Program {
        try Program(source, in: environment)
    }

    func value(_ source: String) throws -> Value {
        switch try program(source).evaluate(bindings) {
        case .value(let value): return value
        case .error(let error): throw error
        case .unknown(let set):
            Issue.record("`\(source)` is unknown in \(set.names)")
            return .null
        }
    }

    func isTrue(_ source: String) throws -> Bool {
        try value(source).isIdentical(to: .bool(true))
    }

    /// The problems that the checker finds.
    func problems(_ source: String) -> [CELError.Problem] {
        do throws(CELError) {
            _ = try Program(source, in: environment)
            return []
        } catch { return error.problems }
    }
}

func decimal(_ text: String) throws -> Value {
    .decimal(try #require(ExactDecimal(text)))
}

func date(_ text: String) throws -> Value {
    .date(try #require(CalendarDate(iso: text)))
}
