/// A variable that expressions may read.
public struct VariableDeclaration: Hashable, Sendable {
    /// The name; it may be qualified, so that `chip.tpp` is one variable.
    public var name: String
    /// The type of its values.
    public var type: CELType

    /// Creates a declaration.
    public init(_ name: String, _ type: CELType) {
        self.name = name
        self.type = type
    }
}

/// A function that expressions may call, beside the standard ones.
public struct FunctionDeclaration: Sendable {
    /// What the function does with its arguments; a call on a target has the target first.
    public typealias Implementation = @Sendable ([Value]) throws(EvaluationError) -> Value

    /// One way of calling a function.
    public struct Overload: Hashable, Sendable {
        /// The types of the arguments; a call on a target has the target's first.
        public var parameters: [CELType]
        /// The type of the result.
        public var result: CELType
        /// Whether it is called on a target, `target.name(…)`.
        public var isMember: Bool

        /// Creates an overload.
        public init(_ parameters: [CELType], _ result: CELType, isMember: Bool = false) {
            self.parameters = parameters
            self.result = result
            self.isMember = isMember
        }
    }

    /// The name; it may be qualified.
    public var name: String
    /// The ways of calling it.
    public var overloads: [Overload]
    /// What it does; nil when expressions with it are only checked, and a call is an error in evaluation.
    public var implementation: Implementation?

    /// Creates a declaration.
    public init(_ name: String, _ overloads: [Overload], implementation: Implementation? = nil) {
        self.name = name
        self.overloads = overloads
        self.implementation = implementation
    }

    /// Reads a declaration with one overload from its type in text, such as `(string, int) -> string`; nil when the
    /// text is no function type.
    public init?(_ name: String, signature: String, implementation: Implementation? = nil) {
        guard let (parameters, result) = CELType.signature(signature) else { return nil }
        self.init(name, [Overload(parameters, result)], implementation: implementation)
    }
}

/// What expressions may refer to.
public struct Environment: Sendable {
    /// The namespace in which names are looked up, inmost first: in `a.b`, `x` is `a.b.x`, else `a.x`, else `x`.
    public let container: String
    /// The variables; the index of each is its slot.
    public let variables: [VariableDeclaration]
    /// The functions beside the standard ones.
    public let functions: [FunctionDeclaration]
    /// Whether numbers that meet a decimal are read as the decimal that is written, and strings that meet a date as
    /// that date.
    public let exactLiterals: Bool

    private let slots: [String: Int]
    private let functionIndices: [String: Int]

    /// Creates an environment; of two declarations of one name the first counts.
    public init(
        container: String = "",
        variables: [VariableDeclaration] = [],
        functions: [FunctionDeclaration] = [],
        exactLiterals: Bool = false
    ) {
        self.container = container
        self.variables = variables
        self.functions = functions
        self.exactLiterals = exactLiterals
        slots = Dictionary(variables.enumerated().map { ($1.name, $0) }) { first, _ in first }
        functionIndices = Dictionary(functions.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// The slot of the variable of exactly this name, or nil when none is declared.
    public func slot(of name: String) -> Int? {
        slots[name]
    }

    func functionIndex(of name: String) -> Int? {
        functionIndices[name]
    }

    /// The full names that a name may stand for, in the order in which they are tried.
    func candidates(for name: String, isRooted: Bool = false) -> [String] {
        guard !isRooted, !container.isEmpty else { return [name] }
        var candidates: [String] = []
        var prefix = Substring(container)
        while true {
            candidates.append("\(prefix).\(name)")
            guard let dot = prefix.lastIndex(of: ".") else { break }
            prefix = prefix[..<dot]
        }
        candidates.append(name)
        return candidates
    }
}
