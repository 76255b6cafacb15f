/// An expression as it was written, macros recognised, names not yet resolved.
struct Syntax: Sendable {
    indirect enum Kind: Sendable {
        case literal(Value)
        case identifier(String, isRooted: Bool)
        case select(Syntax, field: String, isOptional: Bool)
        /// `has(operand.field)`.
        case has(Syntax, field: String)
        /// A function by its name, or an operator by its canonical name.
        case call(String, [Syntax], isRooted: Bool)
        case member(Syntax, String, [Syntax])
        case list([Element])
        case map([Entry])
        case fold(Fold)
        /// `cel.bind(variable, value, body)`.
        case bind(String, Syntax, Syntax)
        /// `target.optMap(variable, body)`, flat for `optFlatMap`.
        case optionalMap(Syntax, String, Syntax, isFlat: Bool)
        /// `cel.block([slot, …], body)`.
        case block([Syntax], Syntax)
        /// `cel.index(n)`.
        case blockSlot(Int)
        /// A part that was reported and can't be used.
        case invalid
    }

    struct Element: Sendable {
        let value: Syntax
        let isOptional: Bool
    }

    struct Entry: Sendable {
        let key: Syntax
        let value: Syntax
        let isOptional: Bool
    }

    /// A macro over the elements of a list or map.
    struct Fold: Sendable {
        let kind: FoldKind
        let range: Syntax
        let variable: String
        let secondVariable: String?
        let predicate: Syntax?
        let body: Syntax?
    }

    let kind: Kind
    /// The first byte in the source that belongs to the expression.
    let start: Int
    /// The byte after the expression.
    let end: Int
    /// The byte at which to point when the expression is wrong: an operator, or else the start.
    let focus: Int
    /// The length of the longest path to a leaf.
    let depth: Int

    init(_ kind: Kind, from start: Int, to end: Int, focus: Int? = nil) {
        self.kind = kind
        self.start = start
        self.end = end
        self.focus = focus ?? start
        depth = 1 + Syntax.depthOfParts(kind)
    }

    private static func depthOfParts(_ kind: Kind) -> Int {
        switch kind {
        case .literal, .identifier, .blockSlot, .invalid: 0
        case .select(let operand, _, _), .has(let operand, _): operand.depth
        case .call(_, let arguments, _): deepest(arguments)
        case .member(let target, _, let arguments): max(target.depth, deepest(arguments))
        case .list(let elements): elements.reduce(0) { max($0, $1.value.depth) }
        case .map(let entries): entries.reduce(0) { max($0, $1.key.depth, $1.value.depth) }
        case .fold(let fold): max(fold.range.depth, fold.predicate?.depth ?? 0, fold.body?.depth ?? 0)
        case .bind(_, let value, let body), .optionalMap(let value, _, let body, _): max(value.depth, body.depth)
        case .block(let slots, let body): max(deepest(slots), body.depth)
        }
    }

    private static func deepest(_ parts: [Syntax]) -> Int {
        parts.reduce(0) { max($0, $1.depth) }
    }
}

/// What a macro over a list or map makes of its elements.
package enum FoldKind: String, Sendable {
    /// Whether the body is true of all.
    case all
    /// Whether the body is true of one at least.
    case exists
    /// Whether the body is true of exactly one.
    case existsOne = "exists_one"
    /// A list of the body's values, where the predicate, if there is one, holds.
    case map
    /// A list of the elements, or map keys, of which the predicate holds.
    case filter
    /// A map from the same keys to the body's values.
    case transformMap
    /// A map merged from the maps that the body gives.
    case transformMapEntry
    /// The list, sorted by the body's values.
    case sortBy
}

/// The canonical names of operators, as the specification has them.
package enum Operator {
    /// The operator `&&`.
    package static let and = "_&&_"
    /// The operator `||`.
    package static let or = "_||_"
    /// The operator `!`.
    package static let not = "!_"
    /// The operator `?:`.
    package static let conditional = "_?_:_"
    /// The operator `==`.
    package static let equal = "_==_"
    /// The operator `!=`.
    package static let notEqual = "_!=_"
    /// The operator `<`.
    package static let less = "_<_"
    /// The operator `<=`.
    package static let lessOrEqual = "_<=_"
    /// The operator `>`.
    package static let greater = "_>_"
    /// The operator `>=`.
    package static let greaterOrEqual = "_>=_"
    /// The operator `+`.
    package static let add = "_+_"
    /// The binary operator `-`.
    package static let subtract = "_-_"
    /// The operator `*`.
    package static let multiply = "_*_"
    /// The operator `/`.
    package static let divide = "_/_"
    /// The operator `%`.
    package static let modulo = "_%_"
    /// The unary operator `-`.
    package static let negate = "-_"
    /// The operator `in`.
    package static let membership = "@in"
    /// The operator `[]`.
    package static let index = "_[_]"
    /// The operator `[?]`.
    package static let optionalIndex = "_[?_]"
}
