public import Diagnostics

/// Why an expression has no value.
public struct EvaluationError: Error, Hashable, Sendable {
    /// Which kind of problem it is.
    public var code: Diagnostic.Code
    /// What is wrong, one sentence, user input in backticks.
    public var message: String
    /// The byte of the source at which it went wrong, when that is known.
    public var offset: Int?

    /// Creates an error.
    public init(_ code: Diagnostic.Code, _ message: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }
}

extension EvaluationError: CustomStringConvertible {
    /// The message.
    public var description: String { message }

    /// The error as a diagnostic about a file that holds the expression and nothing else.
    public func diagnostic(in file: String, of source: String) -> Diagnostic {
        guard let offset else { return Diagnostic(code, message) }
        var problems = ProblemList(source: Array(source.utf8))
        problems.add(code, message, at: offset)
        return problems.problems[0].diagnostic(in: file)
    }
}

extension Diagnostic.Code {
    /// A division by zero, or the remainder of one.
    public static let divideByZero: Self = "cel.divide-by-zero"
    /// A result that its type can't hold.
    public static let overflow: Self = "cel.overflow"
    /// A map has no such key.
    public static let noSuchKey: Self = "cel.no-such-key"
    /// A list index that is out of range or no integer, or another argument that a function does not take.
    public static let badArgument: Self = "cel.bad-argument"
    /// A function or operator does not take values of these types.
    public static let noSuchOverload: Self = "cel.no-such-overload"
    /// A variable that has no value.
    public static let unbound: Self = "cel.unbound"
    /// The evaluation went past a limit.
    public static let costLimit: Self = "cel.cost"
}

extension EvaluationError {
    static let divisionByZero = EvaluationError(.divideByZero, "division by zero")
    static let overflow = EvaluationError(.overflow, "the result is out of range")
    static let outOfCost = EvaluationError(.costLimit, "the evaluation takes too long: its cost limit is reached")
    static let tooLarge = EvaluationError(.costLimit, "a value grows too large")

    static func noOverload(_ builtin: Builtin, _ values: Value...) -> EvaluationError {
        noOverload(builtin, values)
    }

    static func noOverload(_ builtin: Builtin, _ values: [Value]) -> EvaluationError {
        let types = values.prefix(8).map { "`\($0.type.runtimeName)`" }.joined(separator: " and ")
        return EvaluationError(.noSuchOverload, "no such overload: `\(builtin)` can't be applied to \(types)")
    }
}
