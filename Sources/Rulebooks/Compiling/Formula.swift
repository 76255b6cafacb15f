package import CEL
package import Quantities

/// The boolean skeleton of a condition: what remains of CEL once its leaves are tests of their own.
///
/// `&&`, `||` and `!` of CEL are Kleene's three-valued connectives, so a formula evaluated over the truth values of
/// its leaves gives what CEL gives for the whole expression; where CEL would stop at an unknown condition of `?:`,
/// a formula may still know the result when both branches agree.
package indirect enum Formula: Hashable, Sendable {
    /// True or false.
    case constant(Bool)
    /// A boolean fact, by its index.
    case fact(Int)
    /// A test, by its index among the atoms.
    case atom(Int)
    /// Whether a decision has one of the labels.
    case answer(decision: Int, labels: [Int])
    /// Whether a set decision holds a member.
    case member(decision: Int, member: Int)
    /// Whether a fact is known; never itself unknown.
    case settledFact(Int)
    /// Whether a decision is answered; never itself unknown.
    case settledDecision(Int)
    /// Negation.
    case not(Formula)
    /// Conjunction.
    case all([Formula])
    /// Disjunction.
    case any([Formula])
}

/// A test that looks at the values of facts or decisions: a leaf of a formula.
package final class Atom: Sendable {
    /// How two values compare.
    package enum Comparison: String, Hashable, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "=="
    }

    /// What is tested.
    ///
    /// `variable` is the index of a fact, or the number of facts plus the index of a decision.
    package enum Test: Sendable {
        /// A number against a literal.
        case number(variable: Int, Comparison, ExactDecimal)
        /// A date against a literal.
        case date(variable: Int, Comparison, CalendarDate)
        /// A text against one or several literals.
        case text(variable: Int, oneOf: [String])
        /// Membership of a country in a group of the dated table.
        case group(variable: Int, group: Int)
        /// A number against a number, at least one of them computed.
        case compare(Program, Comparison, Program)
        /// Anything else that CEL can say.
        case program(Program)
    }

    /// What is tested.
    package let test: Test
    /// The variables it reads, ascending.
    package let reads: [Int]
    /// Its text, for people.
    package let text: String

    init(test: Test, reads: [Int], text: String) {
        self.test = test
        self.reads = reads
        self.text = text
    }
}
