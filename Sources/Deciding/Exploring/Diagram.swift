/// Reduced ordered binary decision diagrams.
///
/// After R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Transactions on Computers
/// C-35 (1986), doi:10.1109/TC.1986.1676819.
///
/// A diagram stands for a boolean function of open variables. Equal functions are the same node, so that a function
/// depends on a variable exactly if the variable occurs in its diagram.
struct Diagram {
    /// A function, by its node.
    typealias Node = Int32

    /// The function that is false everywhere.
    static let no: Node = 0
    /// The function that is true everywhere.
    static let yes: Node = 1

    private struct Entry: Hashable {
        let variable: Int32
        let low: Node
        let high: Node
    }

    private struct Operation: Hashable {
        let isAnd: Bool
        let left: Node
        let right: Node
    }

    private var entries: [Entry] = [
        Entry(variable: .max, low: 0, high: 0), Entry(variable: .max, low: 1, high: 1),
    ]
    private var unique: [Entry: Node] = [:]
    private var operations: [Operation: Node] = [:]
    private var negations: [Node: Node] = [:]

    /// The number of nodes made so far, after which callers may give up.
    var size: Int { entries.count }

    /// The function that is one variable.
    mutating func variable(_ variable: Int) -> Node {
        node(Int32(variable), Self.no, Self.yes)
    }

    private mutating func node(_ variable: Int32, _ low: Node, _ high: Node) -> Node {
        guard low != high else { return low }
        let entry = Entry(variable: variable, low: low, high: high)
        if let known = unique[entry] { return known }
        entries.append(entry)
        let made = Node(entries.count - 1)
        unique[entry] = made
        return made
    }

    /// Conjunction.
    mutating func and(_ left: Node, _ right: Node) -> Node {
        if left == Self.no || right == Self.no { return Self.no }
        if left == Self.yes || left == right { return right }
        if right == Self.yes { return left }
        return apply(isAnd: true, left, right)
    }

    /// Disjunction.
    mutating func or(_ left: Node, _ right: Node) -> Node {
        if left == Self.yes || right == Self.yes { return Self.yes }
        if left == Self.no || left == right { return right }
        if right == Self.no { return left }
        return apply(isAnd: false, left, right)
    }

    private mutating func apply(isAnd: Bool, _ left: Node, _ right: Node) -> Node {
        let operation = Operation(isAnd: isAnd, left: min(left, right), right: max(left, right))
        if let known = operations[operation] { return known }
        let (a, b) = (entries[Int(left)], entries[Int(right)])
        let top = min(a.variable, b.variable)
        let (aLow, aHigh) = a.variable == top ? (a.low, a.high) : (left, left)
        let (bLow, bHigh) = b.variable == top ? (b.low, b.high) : (right, right)
        let low = isAnd ? and(aLow, bLow) : or(aLow, bLow)
        let high = isAnd ? and(aHigh, bHigh) : or(aHigh, bHigh)
        let made = node(top, low, high)
        operations[operation] = made
        return made
    }

    /// Negation.
    mutating func not(_ value: Node) -> Node {
        if value <= 1 { return 1 - value }
        if let known = negations[value] { return known }
        let entry = entries[Int(value)]
        let low = not(entry.low)
        let high = not(entry.high)
        let made = node(entry.variable, low, high)
        negations[value] = made
        negations[made] = value
        return made
    }

    /// The variables on which a function depends.
    func support(of value: Node) -> Set<Int> {
        var found: Set<Int> = []
        var seen: Set<Node> = []
        var open = [value]
        while let next = open.popLast() {
            guard next > 1, seen.insert(next).inserted else { continue }
            let entry = entries[Int(next)]
            found.insert(Int(entry.variable))
            open.append(entry.low)
            open.append(entry.high)
        }
        return found
    }
}
