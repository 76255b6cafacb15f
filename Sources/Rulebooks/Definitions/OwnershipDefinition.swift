public import Diagnostics
public import Quantities

/// The rules of aggregate ownership, as written.
public struct OwnershipDefinition: Hashable, Sendable {
    /// A list by its code.
    public struct List: Hashable, Sendable {
        /// The code by which graphs of owners name it.
        public var code: String
        /// What it is called.
        public var title: LocalisedText
        /// Other codes for it.
        public var also: [String]
    }

    /// How a sum of shares is compared.
    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        /// The share itself is enough.
        case atLeast = "at_least"
        /// Only more than the share is enough.
        case moreThan = "more_than"
    }

    /// A share with the way in which it is compared.
    public struct Threshold: Hashable, Sendable {
        /// How.
        public var comparison: Comparison
        /// The share in percent.
        public var share: ExactDecimal

        /// Creates a threshold.
        public init(_ comparison: Comparison, _ share: ExactDecimal) {
            self.comparison = comparison
            self.share = share
        }
    }

    /// Something told beside an answer.
    public struct Flag: Hashable, Sendable {
        /// What is looked for.
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            /// Shares that are not known decide the answer.
            case openShare = "open_share"
            /// A minority of a certain size.
            case minority
            /// A listed party further up whose interest passes nothing on.
            case upstream
            /// Control by a party that counts.
            case control
            /// Shares multiplied along chains would be enough.
            case readings
            /// A holder on a list that the rule does not count.
            case otherList = "other_list"
            /// Owned, in a country that the rule does not reach.
            case outsideReach = "outside_reach"
            /// A holding given up a short while ago.
            case divestment
        }

        /// The word for it.
        public var id: String
        /// What is looked for.
        public var kind: Kind
        /// The least share in percent, for a minority.
        public var share: ExactDecimal?
        /// How long ago, for a divestment.
        public var months: Int?
        /// Whether it is told only while the rule applies.
        public var isOnlyInForce: Bool
        /// One plain sentence.
        public var says: LocalisedText
    }

    /// Listings that count.
    public struct Counted: Hashable, Sendable {
        /// The list.
        public var list: Reference
        /// The programmes under which a listing counts; empty: under any.
        public var programmes: [String]
    }

    /// What a rule is during a time.
    public struct State: Hashable, Sendable {
        /// The word for it.
        public var id: String
        /// The first day; nil: from ever.
        public var from: CalendarDate?
        /// The last day; nil: open.
        public var to: CalendarDate?
        /// Whether requirements flow from the rule.
        public var applies: Bool
        /// How well it is known.
        public var evidence: Evidence
        /// One plain sentence.
        public var says: LocalisedText
    }

    /// The words for the outcomes of a rule.
    public struct Outcomes: Hashable, Sendable {
        /// Owned to the share of the rule.
        public var owned: String
        /// Not owned so.
        public var notOwned: String
        /// Not to be said as far as shares are known.
        public var open: String
        /// The rule does not apply on the day.
        public var notApplied: String
    }

    /// What a fact takes from an answer.
    public enum Gives: String, Hashable, Sendable, CaseIterable {
        /// The share that listed parties hold.
        case share
        /// Whether a listed owner is known of.
        case ownerKnown = "owner_known"
        /// Whether the share has been found out.
        case shareKnown = "share_known"
    }

    /// A fact that an answer gives.
    public struct Fact: Hashable, Sendable {
        /// The fact.
        public var fact: Reference
        /// What it takes.
        public var gives: Gives
    }

    /// A rule of aggregate ownership.
    public struct Rule: Hashable, Sendable {
        /// The id.
        public var id: String
        /// Where it stands.
        public var position: SourcePosition
        /// A short title.
        public var title: LocalisedText
        /// One plain sentence.
        public var says: LocalisedText
        /// The listings that count, in steps, strictest first.
        public var counts: [[Counted]]
        /// The share that makes a party owned.
        public var threshold: Threshold
        /// The countries whose parties it does not reach.
        public var outside: [String]
        /// The words for its outcomes.
        public var outcomes: Outcomes
        /// What it is from when to when, without holes.
        public var states: [State]
        /// The flags it tells, by id.
        public var flags: [Reference]
        /// The facts it gives.
        public var facts: [Fact]
        /// Its citations, at least one.
        public var cites: [String]
        /// What qualifies it.
        public var caveat: LocalisedText?
    }

    /// The lists.
    public var lists: [List]
    /// Who is the parent of a party.
    public var parent: Threshold
    /// The fact that the headquarters of a party give.
    public var headquarters: Reference?
    /// The fact that the headquarters of its ultimate parent give.
    public var parentHeadquarters: Reference?
    /// The flags.
    public var flags: [Flag]
    /// The rules, in the order in which they are shown.
    public var rules: [Rule]

    /// The rule with an id.
    public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// The list that a code means, in the spelling of the rulebook.
    public func list(_ code: String) -> List? {
        lists.first { $0.code == code } ?? lists.first { $0.also.contains(code) }
    }
}

extension OwnershipDefinition.Rule {
    /// What it is on a day.
    public func state(on date: CalendarDate) -> OwnershipDefinition.State? {
        states.first { state in
            (state.from.map { $0 <= date } ?? true) && (state.to.map { date <= $0 } ?? true)
        }
    }
}
