/// Truth with three values.
package enum Truth: UInt8, Hashable, Sendable {
    /// False.
    case no
    /// True.
    case yes
    /// Not known.
    case unknown

    /// The truth of a boolean that may be unknown.
    package init(_ value: Bool?) {
        self = value.map { $0 ? .yes : .no } ?? .unknown
    }

    /// The boolean, or nil where unknown.
    package var bool: Bool? {
        switch self {
        case .no: false
        case .yes: true
        case .unknown: nil
        }
    }

    /// Kleene's conjunction.
    package static func && (left: Truth, right: Truth) -> Truth {
        if left == .no || right == .no { return .no }
        return left == .yes && right == .yes ? .yes : .unknown
    }

    /// Kleene's disjunction.
    package static func || (left: Truth, right: Truth) -> Truth {
        if left == .yes || right == .yes { return .yes }
        return left == .no && right == .no ? .no : .unknown
    }

    /// Kleene's negation.
    package static prefix func ! (value: Truth) -> Truth {
        switch value {
        case .no: .yes
        case .yes: .no
        case .unknown: .unknown
        }
    }
}
