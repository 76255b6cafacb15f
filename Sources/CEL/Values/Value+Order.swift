import Quantities

extension Value {
    /// What comparing two values for order gives.
    enum Comparison {
        case ordered(Order)
        /// One of the numbers is NaN: every comparison is false.
        case unordered
        /// The values have no order between them.
        case incomparable
    }

    /// How the value stands to another of a kind with which it has an order.
    func compare(_ other: Value) -> Comparison {
        switch (self, other) {
        case (.int(let left), .int(let right)): .ordered(Order(left, right))
        case (.decimal(let left), .decimal(let right)): .ordered(Order(left, right))
        case (.date(let left), .date(let right)): .ordered(Order(left, right))
        case (.string(let left), .string(let right)):
            .ordered(
                left.precedesByCodePoints(right) ? .before : left.hasSameCodePoints(as: right) ? .same : .after
            )
        case (.bool(let left), .bool(let right)): .ordered(Order(left ? 1 : 0, right ? 1 : 0))
        case (.bytes(let left), .bytes(let right)):
            .ordered(left.lexicographicallyPrecedes(right) ? .before : left == right ? .same : .after)
        case (.timestamp(let left), .timestamp(let right)): .ordered(Order(left, right))
        case (.duration(let left), .duration(let right)): .ordered(Order(left, right))
        default:
            switch numericOrder(other) {
            case .some(let order): .ordered(order)
            case .none: isNumber && other.isNumber ? .unordered : .incomparable
            }
        }
    }

    var isNumber: Bool {
        switch self {
        case .int, .uint, .double, .decimal: true
        default: false
        }
    }

    /// How two numbers stand on the number line; nil when one is NaN or no number.
    func numericOrder(_ other: Value) -> Order? {
        switch (self, other) {
        case (.int(let left), .int(let right)): Order(left, right)
        case (.uint(let left), .uint(let right)): Order(left, right)
        case (.double(let left), .double(let right)):
            left.isNaN || right.isNaN ? nil : Order(left, right)
        case (.decimal(let left), .decimal(let right)): Order(left, right)
        case (.int(let left), .uint(let right)): Value.order(left, right)
        case (.uint(let left), .int(let right)): Value.order(right, left).reversed
        case (.int(let left), .double(let right)): Value.order(left, right)
        case (.double(let left), .int(let right)): Value.order(right, left)?.reversed
        case (.uint(let left), .double(let right)): Value.order(left, right)
        case (.double(let left), .uint(let right)): Value.order(right, left)?.reversed
        case (.decimal(let left), .int(let right)): Order(left, ExactDecimal(right))
        case (.int(let left), .decimal(let right)): Order(ExactDecimal(left), right)
        case (.decimal(let left), .uint(let right)): Order(left, ExactDecimal(right))
        case (.uint(let left), .decimal(let right)): Order(ExactDecimal(left), right)
        case (.decimal(let left), .double(let right)): Value.order(left, right)
        case (.double(let left), .decimal(let right)): Value.order(right, left)?.reversed
        default: nil
        }
    }

    private static func order(_ left: Int64, _ right: UInt64) -> Order {
        left < 0 ? .before : Order(UInt64(left), right)
    }

    /// An integer against a double, exactly, save that the double 2^63 stands for the greatest integer, which as
    /// a double can't be told from it: the specification's cases want the two to be equal.
    private static func order(_ left: Int64, _ right: Double) -> Order? {
        order(left, right, greatest: 0x1p63, least: -0x1p63)
    }

    private static func order(_ left: UInt64, _ right: Double) -> Order? {
        order(left, right, greatest: 0x1p64, least: 0)
    }

    private static func order<T: FixedWidthInteger>(
        _ left: T,
        _ right: Double,
        greatest: Double,
        least: Double
    ) -> Order? {
        if right.isNaN { return nil }
        if right > greatest { return .before }
        if right == greatest { return Order(left, T.max) }
        if right < least { return .after }
        let whole = right.rounded(.towardZero)
        let order = Order(left, T(whole))
        return order == .same ? Order(whole, right) : order
    }

    private static func order(_ left: ExactDecimal, _ right: Double) -> Order? {
        if right.isNaN { return nil }
        guard let exact = ExactDecimal(exactly: right) else { return right < 0 ? .after : .before }
        return Order(left, exact)
    }
}
