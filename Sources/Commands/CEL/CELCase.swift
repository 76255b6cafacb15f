package import CEL

/// One case of a suite of the expression language, a line of a JSON Lines file.
package struct CELCase: Sendable {
    /// What a case expects.
    package enum Expectation: Sendable {
        /// A value of the same type, element by element.
        case value(Value)
        /// An error in any phase; the messages are informative.
        case error([String])
        /// No value, for want of these attributes.
        case unknown([String])
        /// Nothing but that the expression passes the checker.
        case checked
    }

    /// What a name is bound to.
    package enum CaseBinding: Sendable {
        /// A value.
        case value(Value)
        /// Nothing is known of it.
        case unknown
    }

    package let id: String
    package let expression: String
    package let container: String
    package let isChecked: Bool
    package let hasMacros: Bool
    package let isCheckedOnly: Bool
    package let environment: Environment
    package let bindings: [String: CaseBinding]
    package let expectation: Expectation
    package let type: CELType?
}
