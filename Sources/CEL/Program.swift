/// An expression that was read and checked, ready to be evaluated any number of times.
///
/// ```swift
/// let environment = Environment(variables: [VariableDeclaration("chip.tpp", .int)])
/// let program = try Program("chip.tpp >= 4800", in: environment)
/// program.evaluate(Bindings([.value(.int(15832))]))  // .value(.bool(true))
/// ```
public struct Program: Sendable {
    /// The checked expression.
    package let expression: Expression
    /// The type of the result, `dyn` when it was not checked.
    public var resultType: CELType { expression.type }
    /// The slots of the variables that the expression reads, sorted.
    public let slots: [Int]

    let environment: Environment
    let code: Code

    /// Reads and checks an expression.
    ///
    /// - Parameters:
    ///   - source: The expression.
    ///   - environment: What it may refer to.
    ///   - wanted: The type that it must have, or nil when any will do.
    ///   - limits: How long and deep it may be, and what an evaluation may cost.
    /// - Throws: A ``CELError`` with everything that is wrong with the expression.
    public init(
        _ source: String,
        in environment: Environment,
        expecting wanted: CELType? = nil,
        limits: Limits = .default
    ) throws(CELError) {
        try self.init(source, in: environment, isChecked: true, expecting: wanted, limits: limits)
    }

    /// Reads an expression without checking its types: what is wrong with them, and names that are not declared, is
    /// an error in evaluation.
    public init(unchecked source: String, in environment: Environment, limits: Limits = .default) throws(CELError) {
        try self.init(source, in: environment, isChecked: false, expecting: nil, limits: limits)
    }

    private init(
        _ source: String,
        in environment: Environment,
        isChecked: Bool,
        expecting wanted: CELType?,
        limits: Limits
    ) throws(CELError) {
        let syntax = try Parser.parse(source, limits: limits)
        var checker = Checker(environment, source: Array(source.utf8), isStrict: isChecked)
        let expression = try checker.checkWhole(syntax, expecting: wanted)
        self.init(expression, environment, frameSize: checker.frameSize, limits)
    }

    /// A part of a program as a program of its own; it must not be inside a macro whose variables it reads.
    package init(expression: Expression, of program: Program) {
        self.init(expression, program.environment, frameSize: program.code.frameSize, program.code.limits)
    }

    private init(_ expression: Expression, _ environment: Environment, frameSize: Int, _ limits: Limits) {
        self.expression = expression
        self.environment = environment
        var lowering = Lowering()
        let root = lowering.lower(expression)
        slots = lowering.slots.sorted()
        code = Code(lowering, root: root, functions: environment.functions, frameSize: frameSize, limits: limits)
    }

    /// Evaluates the expression with these values of its variables.
    public func evaluate<Source: Activation>(_ activation: borrowing Source) -> Evaluation {
        var evaluator = Evaluator(code)
        return evaluator.evaluate(code.root, activation)
    }
}
