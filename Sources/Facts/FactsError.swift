public import Diagnostics

/// What is wrong with a text that facts are read from.
public struct FactsError: Error, Hashable, Sendable {
    /// Every problem found, sorted by position, never empty.
    public let diagnostics: [Diagnostic]

    /// Creates an error from problems in any order.
    public init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sortedByPosition()
    }
}
