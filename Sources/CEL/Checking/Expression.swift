/// An expression whose names are resolved and whose types are checked.
package struct Expression: Sendable {
    /// What kind of expression it is, and its parts.
    package indirect enum Kind: Sendable {
        /// A value that is written out, or was computed when the expression was checked.
        case literal(Value)
        /// A variable of the environment.
        case variable(slot: Int, name: String)
        /// A variable of a macro, by its place in the frame.
        case local(Int, name: String)
        /// `operand.field`, or `operand.?field`.
        case select(Expression, field: String, isOptional: Bool)
        /// `has(operand.field)`.
        case has(Expression, field: String)
        /// `operand[index]`, or `operand[?index]`.
        case index(Expression, Expression, isOptional: Bool)
        /// A call of a function, or an operator under its canonical name (``Operator``).
        case call(Call)
        /// A list; where the flag is set the element is left out when it is absent.
        case list([(value: Expression, isOptional: Bool)])
        /// A map; where the flag is set the entry is left out when its value is absent.
        case map([(key: Expression, value: Expression, isOptional: Bool)])
        /// A macro over the elements of a list or map.
        case fold(Fold)
        /// Values that are given places in the frame, and an expression that reads them.
        case bind([(local: Int, value: Expression)], Expression)
        /// `target.optMap(variable, body)`, flat for `optFlatMap`.
        case optionalMap(Expression, local: Int, Expression, isFlat: Bool)
        /// A name that is not declared, in an expression that was not checked: an error when it is evaluated.
        case unresolved(String)
    }

    /// A call of a function.
    package struct Call: Sendable {
        /// The function's name, or the canonical name of an operator.
        package let function: String
        /// What the function is called on, or nil for `function(…)` and operators.
        package let target: Expression?
        /// The arguments between the parentheses, or an operator's operands.
        package let arguments: [Expression]
        let implementation: Implementation

        var operands: [Expression] { target.map { [$0] + arguments } ?? arguments }
    }

    enum Implementation: Sendable {
        case standard(Builtin)
        case host(Int)
        /// None: the call is an error with this message when it is evaluated.
        case missing(String)
    }

    /// A macro over the elements of a list or map.
    package struct Fold: Sendable {
        package let kind: FoldKind
        package let range: Expression
        let local: Int
        let secondLocal: Int?
        package let predicate: Expression?
        package let body: Expression?
    }

    /// What kind of expression it is.
    package let kind: Kind
    /// The type that was deduced; `dyn` throughout when the expression was not checked.
    package let type: CELType
    /// The first byte of the expression in the UTF-8 of its source.
    package let offset: Int
    /// The number of bytes of the expression in its source.
    package let length: Int
    /// The byte at which to point when the expression is wrong.
    let focus: Int

    init(_ kind: Kind, _ type: CELType, at syntax: Syntax) {
        self.init(kind, type, offset: syntax.start, length: syntax.end - syntax.start, focus: syntax.focus)
    }

    init(_ kind: Kind, _ type: CELType, at other: Expression) {
        self.init(kind, type, offset: other.offset, length: other.length, focus: other.focus)
    }

    private init(_ kind: Kind, _ type: CELType, offset: Int, length: Int, focus: Int) {
        self.kind = kind
        self.type = type
        self.offset = offset
        self.length = length
        self.focus = focus
    }
}
