import Facts
package import Quantities
import Rulebooks

/// A number that a condition compares with, and how near cases come to it.
package struct LimitSides: Sendable {
    /// The fact or decision compared.
    package let variable: Int
    /// The number.
    package let limit: ExactDecimal
    /// Whether a case has exactly that number.
    package private(set) var isHit = false
    /// The nearest number below that a case has.
    package private(set) var below: ExactDecimal?
    /// The nearest number above that a case has.
    package private(set) var above: ExactDecimal?

    /// The limit of a test; nil where it compares no number with a literal.
    init?(_ test: Atom.Test) {
        guard case .number(let variable, _, let limit) = test else { return nil }
        self.variable = variable
        self.limit = limit
    }

    mutating func add(_ evaluator: Evaluator) {
        guard let value = evaluator.value(ofVariable: variable)?.number else { return }
        if value == limit {
            isHit = true
        } else if value < limit {
            below = below.map { max($0, value) } ?? value
        } else {
            above = above.map { min($0, value) } ?? value
        }
    }

    /// These sides with those that other cases reach.
    package func merging(_ other: LimitSides) -> LimitSides {
        var merged = self
        if other.isHit { merged.isHit = true }
        merged.below = [below, other.below].compactMap { $0 }.max()
        merged.above = [above, other.above].compactMap { $0 }.min()
        return merged
    }
}
