package import Quantities
package import Rulebooks

/// What one rule says of one party on one day, with the reasons.
package struct OwnershipFinding: Hashable, Sendable {
    /// Whether listed and owned parties hold the share of the rule, or the party is listed itself.
    package enum Owned: Hashable, Sendable {
        /// For certain.
        case yes
        /// For certain not, as far as owners are known.
        case no
        /// Both can be, as far as shares are known.
        case open
    }

    /// Whether the rule reaches the party at all.
    package enum Reach: Hashable, Sendable {
        /// It does.
        case reached
        /// Its country is outside the rule.
        case outside
        /// Its country is not known, and there are countries outside the rule.
        case unknown
    }

    /// A holder of the party.
    package struct Owner: Hashable, Sendable {
        /// Its index in the graph.
        package let party: Int
        /// What it holds: as stated, and no more than the others leave room for.
        package let share: ShareRange
        /// Whether its share counts under the rule.
        package let counts: Owned
    }

    /// Something whose knowledge would settle an open answer.
    package enum Open: Hashable, Sendable {
        /// The size of a holding; with this share or more the party is owned for certain, with less than the other for
        /// certain not (nil: no share of this holding alone settles it so).
        case share(holding: Int, ownedFrom: BasisPoints?, clearBelow: BasisPoints?)
        /// Whether a listing means this party.
        case listing(party: Int)
        /// The country of the party.
        case country(party: Int)
    }

    /// The rule.
    package let rule: OwnershipDefinition.Rule
    /// The day.
    package let date: CalendarDate
    /// The index of the party asked about.
    package let target: Int
    /// What the rule is on the day.
    package let state: OwnershipDefinition.State?
    /// The word for the outcome on the day.
    package let status: String
    /// The word for what the outcome would be if the rule applied; nil where it does.
    package let wouldBe: String?
    /// Whether the party is owned.
    package let owned: Owned
    /// Whether the rule reaches it.
    package let reach: Reach
    /// Whether it is listed itself.
    package let isListed: Bool
    /// What the parties that count hold together.
    package let aggregate: ShareRange
    /// The words of the flags, in the order of the rule.
    package let flags: [OwnershipDefinition.Flag]
    /// The owners whose terms govern: the strictest holders and those through whom they are restricted.
    package let governing: [Int]
    /// All holders of the party on the day, the largest first.
    package let owners: [Owner]
    /// What would settle an open answer; empty where it is not open.
    package let settles: [Open]
    /// Whether what is not known of owners (undisclosed shares, who stands above known ones) can't change the answer.
    package let isClosed: Bool
    /// The proof.
    package let proof: ProofNode
}

extension OwnershipFinding {
    /// Whether requirements flow from the rule on the day.
    package var applies: Bool { state?.applies ?? false }
}
