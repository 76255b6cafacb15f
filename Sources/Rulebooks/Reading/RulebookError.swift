public import Diagnostics

/// Says that a rulebook can't be used, with everything that is wrong with it.
public struct RulebookError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The problems of all files, sorted by position, never empty.
    public let diagnostics: [Diagnostic]

    /// Creates an error.
    ///
    /// - Parameter diagnostics: At least one; they need not be sorted.
    public init(_ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty, "a rulebook error names at least one problem")
        self.diagnostics = diagnostics.sortedByPosition()
    }

    /// The problems as text.
    public var description: String {
        DiagnosticRenderer().text(of: diagnostics)
    }
}
