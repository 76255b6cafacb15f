/// How much an expression may ask for, so that one from a stranger can't hang the program or exhaust it.
public struct Limits: Hashable, Sendable {
    /// The greatest length of the source, in bytes of UTF-8.
    public var sourceBytes: Int
    /// The greatest depth of the expression, where a chain of binary operators counts one level a link, save for
    /// chains of `&&` and `||`, which are balanced.
    public var depth: Int
    /// The greatest cost of one evaluation: about one unit for each operation, each element looked at and each few
    /// bytes of string handled.
    public var cost: Int
    /// The greatest weight of one value: about one unit for each element and each few bytes of string.
    public var valueWeight: Int

    /// Limits that no reasonable expression meets.
    public static let `default` = Limits(sourceBytes: 100_000, depth: 250, cost: 1_000_000, valueWeight: 1_000_000)

    /// Creates limits.
    public init(sourceBytes: Int, depth: Int, cost: Int, valueWeight: Int) {
        self.sourceBytes = sourceBytes
        self.depth = depth
        self.cost = cost
        self.valueWeight = valueWeight
    }
}
