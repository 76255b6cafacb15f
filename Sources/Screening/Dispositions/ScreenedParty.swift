internal import Crypto

/// A party that is screened and then watched.
package struct ScreenedParty: Hashable, Sendable {
    /// What the user knows it by; it stays the same when its name changes.
    package var id: String
    /// Its name.
    package var name: String
    /// The two-letter code of its country, if that is known.
    package var country: String?
    /// Its address, if that is known.
    package var address: String?

    package init(id: String, name: String, country: String? = nil, address: String? = nil) {
        self.id = id
        self.name = name
        self.country = country
        self.address = address
    }

    /// SHA-256 of what is known of it, in hexadecimal: a disposition holds for no other.
    package var digest: String {
        // Lengths keep parts apart whatever they hold.
        let parts = [name, country ?? "", address ?? ""]
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined(separator: "\n")
        return Hexadecimal.text(SHA256.hash(data: Array(text.utf8)))
    }
}

/// An entry that a party may be.
package struct PartyMatch: Hashable, Sendable {
    /// What comparing the names came to.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The party is taken to be the one listed.
        case hit
        /// A person has to look.
        case review
    }

    /// The list.
    package var list: String
    /// The key of the entry in it.
    package var key: String
    /// The digest of the entry.
    package var entryDigest: String
    /// What comparing came to.
    package var outcome: Outcome
    /// How alike, per mille.
    package var score: Int
    /// Why, in words.
    package var reason: String

    package init(list: String, key: String, entryDigest: String, outcome: Outcome, score: Int, reason: String) {
        self.list = list
        self.key = key
        self.entryDigest = entryDigest
        self.outcome = outcome
        self.score = score
        self.reason = reason
    }
}

/// Finds the entries that a party may be.
package protocol PartyMatcher {
    /// The matches of a party, best first.
    func matches(of party: ScreenedParty) throws -> [PartyMatch]
}

/// A decision of a reviewer about one match.
package struct Disposition: Hashable, Sendable {
    /// What was decided.
    package enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// The party is not the one listed.
        case clear
        /// The party is the one listed.
        case confirm
    }

    /// What was decided.
    package var verdict: Verdict
    /// Why.
    package var reason: String
    /// By whom.
    package var reviewer: String
    /// When, in UTC.
    package var decidedAt: String
    /// The last day on which it holds.
    package var expires: String
    /// The digest of the party for which it was decided.
    package var partyDigest: String
    /// The digest of the entry for which it was decided.
    package var entryDigest: String
}

/// A match of a party that was kept, and where it stands.
package struct KeptMatch: Hashable, Sendable {
    /// Where a match stands on a day.
    package enum Standing: String, Hashable, Sendable {
        /// Nobody has decided yet.
        case open
        /// A reviewer found that it is another party.
        case cleared
        /// A reviewer found that it is the party.
        case confirmed
        /// It was decided, but the party has changed since.
        case reopenedByParty = "reopened: the party changed"
        /// It was decided, but the entry has changed since.
        case reopenedByEntry = "reopened: the entry changed"
        /// It was decided, but for a time that is over.
        case reopenedByTime = "reopened: the disposition expired"

        /// Whether a person has to look.
        package var isOpen: Bool { self != .cleared && self != .confirmed }
    }

    /// The party's id.
    package var party: String
    /// What was found.
    package var match: PartyMatch
    /// When it was found first, in UTC.
    package var foundAt: String
    /// The last decision; nil if there was none.
    package var disposition: Disposition?
    /// Where it stands.
    package var standing: Standing
}

/// A line of the log.
package struct LogLine: Hashable, Sendable {
    /// Its number.
    package var number: Int64
    /// When, in UTC.
    package var at: String
    /// Who.
    package var who: String
    /// What was done.
    package var what: String
    /// To what.
    package var subject: String
    /// Why.
    package var why: String
    /// What it came to.
    package var detail: String
}
