public import Diagnostics
public import Facts
public import Quantities

/// One dated rule, as written.
public struct RuleDefinition: Hashable, Sendable {
    /// What a rule adds where it is true: a value to a decision, or the truth of a contributed fact.
    public struct Contribution: Hashable, Sendable {
        /// The decision or fact.
        public var target: Reference
        /// The values; for a contributed fact the one word `true`.
        public var values: [String]

        /// Creates a contribution.
        public init(target: Reference, values: [String]) {
            self.target = target
            self.values = values
        }
    }

    /// An exception that can overcome a requirement, from a date on.
    public struct Overcoming: Hashable, Sendable {
        /// The rule of the exception.
        public var rule: Reference
        /// The first day on which it can; nil: always.
        public var from: CalendarDate?

        /// Creates an entry of `overcome_by`.
        public init(rule: Reference, from: CalendarDate? = nil) {
            self.rule = rule
            self.from = from
        }
    }

    /// The id, dotted, never reused for another rule.
    public var id: String
    /// Where the rule stands.
    public var position: SourcePosition
    /// The gate; nil for collision rules.
    public var gate: String?
    /// A short title.
    public var title: LocalisedText
    /// What it adds.
    public var contributes: [Contribution] = []
    /// Its condition.
    public var when: ConditionText
    /// The first day in force.
    public var from: CalendarDate
    /// The last day in force; nil: open.
    public var to: CalendarDate?
    /// The day on which the public could know it.
    public var knownFrom: CalendarDate
    /// How well it is known.
    public var evidence: Evidence
    /// Its citations, at least one.
    public var cites: [String] = []
    /// What qualifies the evidence.
    public var caveat: LocalisedText?
    /// The authorities behind it.
    public var authority: [String] = []
    /// Named values that attribute decisions read.
    public var attributes: [String: FactValue] = [:]
    /// The prefix of the facts of the register row that it rests on.
    public var row: String?
    /// Rules that do not count where it is true.
    public var overrides: [Reference] = []
    /// Rules of the serving decision that judge this requirement; nil: it is no requirement of that kind.
    public var servedBy: [Reference]?
    /// Whether it contributes nothing when no rule serves it.
    public var isSilentUnserved = false
    /// Rules of the carving decision that can overcome this requirement.
    public var overcomeBy: [Overcoming] = []
    /// For an exception: tested only then.
    public var testedWhen: ConditionText?
    /// For a collision: the rules whose grades and citations it rests on.
    public var between: [Reference] = []
    /// For a collision: decisions that must be answered for it to be looked at.
    public var needsAnswer: [Reference] = []
    /// One plain sentence.
    public var says: LocalisedText
    /// The id of the overlay that brought it, if one did.
    public var overlay: String?

    /// Creates a rule with the parts that every rule has.
    public init(
        id: String,
        position: SourcePosition,
        gate: String?,
        title: LocalisedText,
        when: ConditionText,
        from: CalendarDate,
        knownFrom: CalendarDate,
        evidence: Evidence,
        says: LocalisedText
    ) {
        self.id = id
        self.position = position
        self.gate = gate
        self.title = title
        self.when = when
        self.from = from
        self.knownFrom = knownFrom
        self.evidence = evidence
        self.says = says
    }
}

/// Something a party has to do or keep to, as written.
public struct ObligationDefinition: Hashable, Sendable {
    /// Its name.
    public var id: String
    /// Where the entry stands.
    public var position: SourcePosition
    /// The gate that sets it.
    public var gate: String
    /// A few words for lists, where neither a rule's title nor the words of an answer name it.
    public var short: LocalisedText?
    /// The rule whose truth is its state.
    public var rule: Reference?
    /// The set decision that must hold (or may hold) the id for it to be shown.
    public var condition: Reference?
    /// Shown only where this is true or unknown.
    public var when: ConditionText?
    /// Met where this is true.
    public var met: ConditionText?
    /// Unmet where this is true.
    public var unmet: ConditionText?
    /// One plain sentence.
    public var says: LocalisedText

    /// Creates an obligation with the parts that every one has.
    public init(id: String, position: SourcePosition, gate: String, says: LocalisedText) {
        self.id = id
        self.position = position
        self.gate = gate
        self.says = says
    }
}
