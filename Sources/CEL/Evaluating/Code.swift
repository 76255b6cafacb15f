/// An expression in the form in which it is evaluated: nodes in one array, which refer to each other by index.
///
/// Nodes are plain data, so that walking them costs no reference counting; what is not plain stands in tables.
final class Code: Sendable {
    let nodes: [Node]
    let root: Int
    let constants: [Value]
    /// Indices of nodes: arguments and elements, in runs.
    let operands: [Int32]
    let steps: [Step]
    /// What a variable that is not known contributes, by the position of the variable in ``Node/b``.
    let unknowns: [UnknownSet]
    let names: [String]
    let folds: [FoldNode]
    let regexes: [LinearRegex]
    let sets: [ConstantSet]
    let functions: [FunctionDeclaration]
    let frameSize: Int
    let limits: Limits

    init(_ lowering: Lowering, root: Int, functions: [FunctionDeclaration], frameSize: Int, limits: Limits) {
        nodes = lowering.nodes
        self.root = root
        constants = lowering.constants
        operands = lowering.operands
        steps = lowering.steps
        unknowns = lowering.unknowns
        names = lowering.names
        folds = lowering.folds
        regexes = lowering.regexes
        sets = lowering.sets
        self.functions = functions
        self.frameSize = frameSize
        self.limits = limits
    }
}

/// One operation.
struct Node: Sendable {
    enum Operation: UInt8, Sendable {
        /// The constant `a`.
        case constant
        /// The variable in slot `a`, whose unknown set is `b`.
        case variable
        /// The local `a`.
        case local
        /// The node `a`, followed by `c` steps from step `b`.
        case path
        case and
        case or
        case not
        case conditional
        /// The builtin over the nodes `a`, and `b`, as far as it takes them.
        case unary
        case binary
        /// A comparison of the node `a` with the constant `b`.
        case compareConstant
        /// Whether the node `a` is in the constant set `b`.
        case membershipInSet
        /// Whether the node `a` matches the regular expression `b`.
        case matchesConstant
        /// The builtin over `c` operands from operand `b`.
        case call
        /// The host function `a` over `c` operands from operand `b`.
        case host
        /// The `c` operands from operand `b`; the first `a` bits tell nothing, see ``Node/hasOptionals``.
        case list
        /// The keys and values in the `2c` operands from operand `b`.
        case map
        /// The fold `a`.
        case fold
        /// `c` pairs of local and node from operand `b`, then the node `a`.
        case bind
        /// The node `a`, and if it is present the node `b` with local `c`.
        case optionalMap
        case optionalFlatMap
        /// An error: the name `a` has no value.
        case unresolved
        /// An error with the message `a`, a name.
        case missing
    }

    var operation: Operation
    var builtin: Builtin = .and
    /// Whether elements of a list or entries of a map may be left out: each has a flag, an operand, behind the others.
    var hasOptionals = false
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    /// Where it stands in the source.
    var offset: Int32 = 0
}

/// A step of a path.
struct Step: Sendable {
    enum Kind: UInt8, Sendable {
        /// To the field `name`, a constant too.
        case field
        /// To what the node gives.
        case index
        /// Whether there is the field; always the last step.
        case presence
    }

    var kind: Kind
    var isOptional: Bool
    /// A field's name among the names, or the node of an index.
    var index: Int32
    var offset: Int32
}

struct FoldNode: Sendable {
    let kind: FoldKind
    let range: Int
    let local: Int
    let secondLocal: Int?
    let predicate: Int?
    let body: Int?
}

/// The elements of a constant list, for finding out whether a value is one of them.
enum ConstantSet: Sendable {
    /// Many elements, all of kinds that can be keys: they are found by hashing.
    case keys(Set<MapKey>)
    /// Few elements, or of other kinds: they are looked at one by one.
    case values([Value])

    private static let linearLimit = 6

    init(_ values: [Value]) {
        var keys: Set<MapKey> = []
        for value in values {
            guard values.count > ConstantSet.linearLimit, let key = MapKey(storing: value) else {
                self = .values(values)
                return
            }
            keys.insert(key)
        }
        self = values.isEmpty ? .values([]) : .keys(keys)
    }

    /// What finding out costs beside the comparison itself.
    var searchCost: Int {
        switch self {
        case .keys: 0
        case .values(let values): values.count >> 2
        }
    }

    func contains(_ value: Value) -> Bool {
        switch self {
        case .keys(let keys): return MapKey(lookingUp: value).map(keys.contains) ?? false
        case .values(let values):
            for candidate in values where candidate.equals(value) { return true }
            return false
        }
    }
}
