package import Names
package import Quantities
internal import Rulebooks

/// What screening a party came to, and all that it rests on.
package struct PartyFinding: Hashable, Sendable {
    /// What it comes to as a whole.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The party stands on a list.
        case hit
        /// A person has to look.
        case review
        /// Nothing on the lists in the store is like it.
        case clear
        /// There is no list in the store, so that nothing is known.
        case notScreened = "not_screened"
    }

    /// The party.
    package var party: ScreenedParty
    /// The day for which it was asked.
    package var day: CalendarDate
    /// What it comes to.
    package var outcome: Outcome
    /// The entries that it is or may be, best first; those too that do not count, with the reason.
    package var matches: [FoundEntry]
    /// How many further matches there are that were left out; they count in the outcome and in the consequences.
    package var omittedCount: Int
    /// How many matches count as hits, those left out too.
    package var hitCount: Int
    /// How many matches a person has to look at, those left out too.
    package var reviewCount: Int
    /// The listed names most like it among those that are other parties', best first.
    package var others: [NearName]
    /// What follows for the facts of the rulebook, sorted by fact.
    package var consequences: [PartyConsequence]
    /// The lists against which it was screened, sorted by list.
    package var versions: [StoredVersion]
    /// The lists of the rulebook that are not in the store, in the order of the rulebook.
    package var missing: [String]
    /// Whether so many words stand in the name that only the first ones were compared.
    package var isCut: Bool
}

/// An entry that a party is or may be.
package struct FoundEntry: Hashable, Sendable {
    /// The entry.
    package var entry: ListEntry
    /// The digest of the entry.
    package var entryDigest: String
    /// The version of the list.
    package var version: StoredVersion
    /// The name that is like the party's: the main one of the entry or another.
    package var name: String
    /// Whether the list itself calls that name weak.
    package var isWeak: Bool
    /// What comparing the names came to.
    package var outcome: PartyMatch.Outcome
    /// How alike the names are, per mille.
    package var score: Int
    /// Whether the names are one in writing.
    package var isExact: Bool
    /// What country and address say.
    package var places: PlaceAgreement
    /// Why the names are what they are said to be.
    package var reasons: [NameReason]
    /// The words of both names side by side.
    package var words: [AlignedWords]
    /// Whether the listing counts on the day.
    package var countsOnDay: Bool
    /// What a reviewer made of it.
    package var standing: KeptMatch.Standing
    /// The reviewer's last decision; nil if there was none.
    package var disposition: Disposition?

    /// What the match counts as once the day and the reviewer have been heard; nil if it does not count.
    package var effect: PartyMatch.Outcome? {
        guard countsOnDay else { return nil }
        switch standing {
        case .cleared: return nil
        case .confirmed: return .hit
        default: return outcome
        }
    }

    /// The match as it is kept.
    package var match: PartyMatch {
        PartyMatch(
            list: entry.list,
            key: entry.key,
            entryDigest: entryDigest,
            outcome: outcome,
            score: score,
            reason: MatchWording.reasons(self).map(\.english).joined(separator: "; ")
        )
    }
}

/// A listed name that was compared and is another party's.
package struct NearName: Hashable, Sendable {
    /// The name.
    package var name: String
    /// The list.
    package var list: String
    /// The key of the entry.
    package var key: String
    /// How alike the names are, per mille.
    package var score: Int
    /// Why it is another.
    package var reasons: [NameReason]
}
