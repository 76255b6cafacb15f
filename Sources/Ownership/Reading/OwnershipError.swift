package import Diagnostics

/// Says that a graph of owners can't be used, with everything that is wrong with it.
package struct OwnershipError: Error, Hashable, Sendable {
    /// The problems, sorted by position, never empty.
    package let diagnostics: [Diagnostic]

    init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sortedByPosition()
    }
}

extension Diagnostic.Code {
    /// A value of the wrong form: a text where a list is due.
    static let wrongForm: Self = "ownership.wrong-form"
    /// A value that is missing and must be there.
    static let missing: Self = "ownership.missing"
    /// A key that nothing reads.
    static let unknownKey: Self = "ownership.unknown-key"
    /// A share that is none.
    static let badShare: Self = "ownership.bad-share"
    /// A date that does not exist.
    static let badDate: Self = "ownership.bad-date"
    /// An end that is not after its beginning.
    static let backwardDates: Self = "ownership.backward-dates"
    /// Two parties of one id.
    static let duplicateParty: Self = "ownership.duplicate-party"
    /// Two statements about one party that differ.
    static let contradiction: Self = "ownership.contradiction"
    /// A party that is not in the graph.
    static let unknownParty: Self = "ownership.unknown-party"
    /// A list that the rulebook does not know.
    static let unknownList: Self = "ownership.unknown-list"
    /// More than the whole of a party is held on one day.
    static let tooMuch: Self = "ownership.more-than-whole"
}
