public import Diagnostics
public import Facts
public import Quantities

/// One entry of the fact schema, as written.
public struct FactDefinition: Hashable, Sendable {
    /// What kind of value a fact has.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// True or false.
        case bool
        /// A whole number.
        case int
        /// An exact number.
        case decimal
        /// A text.
        case string
        /// A calendar date.
        case date
        /// An ISO 3166 code of two letters.
        case country
        /// One of a closed set of texts.
        case `enum`
    }

    /// What the engine does when nothing gives the fact.
    public enum Missing: String, Hashable, Sendable, CaseIterable {
        /// It is unknown, and asked for where it matters.
        case ask
        /// The order is refused.
        case refuse
        /// It is unknown and never asked for.
        case silent
    }

    /// How the values of several parties make one.
    public enum PartyRule: String, Hashable, Sendable, CaseIterable {
        /// True if true of any party.
        case any
        /// True if true of all parties of the roles given.
        case all
        /// The highest value.
        case highest
        /// The derivation is computed for each party by itself; true if true for any.
        case each
        /// The value of the end user, or of the ultimate consignee where no end user is stated.
        case endUser = "end_user"
    }

    /// How rules make the value of a contributed fact.
    public enum Contribution: String, Hashable, Sendable {
        /// True if any rule in force is true.
        case any
        /// True if every rule in force is true and there is one.
        case all
    }

    /// A default that holds only under a condition.
    public struct Assumption: Hashable, Sendable {
        /// When it may be assumed.
        public var when: ConditionText
        /// What is assumed.
        public var value: FactValue
        /// Why, in words.
        public var because: LocalisedText

        /// Creates an assumption.
        public init(when: ConditionText, value: FactValue, because: LocalisedText) {
            self.when = when
            self.value = value
            self.because = because
        }
    }

    /// The name, dotted: `chip.tpp`.
    public var name: String
    /// Where the entry stands.
    public var position: SourcePosition
    /// The gate in whose file it stands; nil for facts of all gates.
    public var gate: String?
    /// The kind of value.
    public var kind: Kind
    /// Every value an enum may have.
    public var values: [String] = []
    /// The unit, for people.
    public var unit: String?
    /// The least value, inclusive.
    public var minimum: ExactDecimal?
    /// The greatest value, inclusive.
    public var maximum: ExactDecimal?
    /// What the fact means.
    public var meaning: LocalisedText
    /// The question put to a user; nil where a user can't supply it.
    public var ask: LocalisedText?
    /// What happens when nothing gives it.
    public var missing: Missing = .ask
    /// The table it is read from.
    public var lookup: LookupDefinition?
    /// The expression it is computed from.
    public var derive: ConditionText?
    /// Whether an order may state it although it is derived.
    public var mayBeStated = false
    /// How rules make it.
    public var contributed: Contribution?
    /// With `contributed`: a boolean fact that makes it false.
    public var unless: Reference?
    /// The value where nothing gives it.
    public var defaultValue: FactValue?
    /// Why the default.
    public var because: LocalisedText?
    /// A conditional default.
    public var assumption: Assumption?
    /// Whether `null` may be stated, meaning unknown.
    public var isNullable = false
    /// How several parties combine.
    public var parties: PartyRule?
    /// The roles that count, with `parties: all`.
    public var roles: [String] = []

    /// Creates an entry with the parts that every entry has.
    public init(name: String, position: SourcePosition, gate: String?, kind: Kind, meaning: LocalisedText) {
        self.name = name
        self.position = position
        self.gate = gate
        self.kind = kind
        self.meaning = meaning
    }
}

/// How a fact is read from a table.
public struct LookupDefinition: Hashable, Sendable {
    /// The table.
    public var table: Reference
    /// Columns that must equal a literal.
    public var only: [String: String]
    /// Columns that must equal a fact, in the order written.
    public var match: [(column: String, fact: Reference)] {
        zip(matchColumns, matchFacts).map { ($0, $1) }
    }
    private var matchColumns: [String]
    private var matchFacts: [Reference]
    /// The column that gives the value; nil with `sum`.
    public var column: String?
    /// Whether the row with the latest `date` is taken.
    public var picksLatest: Bool
    /// The column whose numbers are added over all rows.
    public var sum: String?
    /// The value when no row matches; nil: unknown.
    public var absent: FactValue?
    /// The value of an empty cell; nil: unknown.
    public var blank: FactValue?

    /// Creates a lookup.
    public init(
        table: Reference,
        only: [String: String] = [:],
        match: [(column: String, fact: Reference)],
        column: String?,
        picksLatest: Bool = false,
        sum: String? = nil,
        absent: FactValue? = nil,
        blank: FactValue? = nil
    ) {
        self.table = table
        self.only = only
        self.matchColumns = match.map(\.column)
        self.matchFacts = match.map(\.fact)
        self.column = column
        self.picksLatest = picksLatest
        self.sum = sum
        self.absent = absent
        self.blank = blank
    }
}
