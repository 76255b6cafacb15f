/// The formulas of all rules and facts laid out flat, so that evaluating one touches no reference counts.
package struct FormulaPool: Sendable {
    /// What a node is.
    package enum Kind: UInt8, Sendable {
        case no
        case yes
        case fact
        case atom
        case label
        case settledFact
        case settledDecision
        case not
        case all
        case any
    }

    /// One node; `first` is an index or, with `count`, a range of children.
    package struct Node: Sendable {
        package let kind: Kind
        package let first: Int32
        package let count: Int32
    }

    /// The nodes.
    package private(set) var nodes: [Node] = []
    /// The children of nodes, as indices of nodes.
    package private(set) var children: [Int32] = []
    private let labelOffsets: [Int]

    /// Creates an empty pool.
    ///
    /// - Parameter labelOffsets: where the labels of each decision begin among all labels.
    init(labelOffsets: [Int]) {
        self.labelOffsets = labelOffsets
    }

    /// Lays a formula out.
    ///
    /// - Parameter formula: the formula.
    /// - Returns: the index of its node.
    mutating func add(_ formula: Formula) -> Int32 {
        switch formula {
        case .constant(let value): leaf(value ? .yes : .no, 0)
        case .fact(let index): leaf(.fact, index)
        case .atom(let index): leaf(.atom, index)
        case .member(let decision, let member): leaf(.label, labelOffsets[decision] + member)
        case .settledFact(let index): leaf(.settledFact, index)
        case .settledDecision(let index): leaf(.settledDecision, index)
        case .answer(let decision, let labels):
            branch(.any, labels.map { leaf(.label, labelOffsets[decision] + $0) })
        case .not(let part): branch(.not, [add(part)])
        case .all(let parts): branch(.all, parts.map { add($0) })
        case .any(let parts): branch(.any, parts.map { add($0) })
        }
    }

    private mutating func leaf(_ kind: Kind, _ index: Int) -> Int32 {
        nodes.append(Node(kind: kind, first: Int32(index), count: 0))
        return Int32(nodes.count - 1)
    }

    private mutating func branch(_ kind: Kind, _ parts: [Int32]) -> Int32 {
        nodes.append(Node(kind: kind, first: Int32(children.count), count: Int32(parts.count)))
        children += parts
        return Int32(nodes.count - 1)
    }
}
