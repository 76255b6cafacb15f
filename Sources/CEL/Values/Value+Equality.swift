import Quantities

extension Value {
    /// Whether two values are equal in the language; values of kinds that don't mix are unequal, never in error.
    public func equals(_ other: Value) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): left.hasSameCodePoints(as: right)
        case (.int(let left), .int(let right)): left == right
        case (.bool(let left), .bool(let right)): left == right
        case (.uint(let left), .uint(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.decimal(let left), .decimal(let right)): left == right
        case (.date(let left), .date(let right)): left == right
        case (.null, .null): true
        case (.bytes(let left), .bytes(let right)): left == right
        case (.list(let left), .list(let right)): left.equals(right)
        case (.map(let left), .map(let right)): left.equals(right)
        case (.timestamp(let left), .timestamp(let right)): left == right
        case (.duration(let left), .duration(let right)): left == right
        case (.type(let left), .type(let right)): left.isSameValue(as: right)
        case (.optional(let left), .optional(let right)):
            switch (left, right) {
            case (nil, nil): true
            case (let left?, let right?): left.equals(right)
            default: false
            }
        case (.address(let left), .address(let right)): left == right
        case (.block(let left), .block(let right)): left == right
        default: numericOrder(other) == .some(.same)
        }
    }

    /// Whether two values are of the same type and equal, element by element; NaN equals NaN, the sign of zero counts.
    package func isIdentical(to other: Value) -> Bool {
        switch (self, other) {
        case (.double(let left), .double(let right)):
            (left.isNaN && right.isNaN) || (left == right && left.sign == right.sign)
        case (.list(let left), .list(let right)):
            left.elements.count == right.elements.count
                && zip(left.elements, right.elements).allSatisfy { $0.isIdentical(to: $1) }
        case (.map(let left), .map(let right)):
            left.count == right.count
                && zip(left.keys, left.values)
                    .allSatisfy { key, value in
                        right[key].map { value.isIdentical(to: $0) } == true
                            && right.keys.contains { $0.isIdentical(to: key) }
                    }
        case (.optional(let left?), .optional(let right?)): left.isIdentical(to: right)
        default: type == other.type && equals(other)
        }
    }
}

/// How one value stands to another on a line.
enum Order {
    case before
    case same
    case after

    init<T: Comparable>(_ left: T, _ right: T) {
        self = left < right ? .before : left == right ? .same : .after
    }

    var reversed: Order {
        switch self {
        case .before: .after
        case .same: .same
        case .after: .before
        }
    }
}
