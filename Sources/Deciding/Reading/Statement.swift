public import Diagnostics
public import Facts

/// One fact as a user stated it, not yet read against the schema.
public struct Statement: Hashable, Sendable {
    /// The fact as named by the user.
    public var name: String
    /// What was stated.
    public var value: Raw
    /// Where.
    public var position: SourcePosition

    /// A value before it is known which kind it should have.
    public enum Raw: Hashable, Sendable {
        /// A text of a flag or a CSV cell, to be read as the fact's kind has it.
        case text(String)
        /// A typed value.
        case value(FactValue)
        /// Stated to be unknown.
        case null
    }

    /// Creates a statement.
    public init(name: String, value: Raw, position: SourcePosition) {
        self.name = name
        self.value = value
        self.position = position
    }
}

/// What is wrong with an order.
public struct OrderError: Error, Hashable, Sendable {
    /// Every problem found, sorted by position, never empty.
    public let diagnostics: [Diagnostic]

    /// Creates an error from problems in any order.
    public init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sortedByPosition()
    }
}

/// An order as a user stated it.
public struct OrderStatement: Hashable, Sendable {
    /// Its id.
    public var id: String?
    /// Its facts.
    public var facts: [Statement] = []
    /// Its parties, each a list of fields.
    public var parties: [[Statement]] = []
    /// Its legs: what differs from the order's own facts.
    public var legs: [[Statement]] = []
    /// What was found out about its parties.
    public var findings: [Finding] = []
    /// Where the order stands, for what is missing from it.
    public var position: SourcePosition

    /// Creates an order without facts.
    public init(id: String? = nil, position: SourcePosition) {
        self.id = id
        self.position = position
    }
}
