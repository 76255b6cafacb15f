public import Diagnostics

/// A question that a gate answers, as written.
public struct DecisionDefinition: Hashable, Sendable {
    /// The type of its answer.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// One word of `values`.
        case text
        /// A whole number.
        case integer
        /// A calendar date.
        case date
        /// A sorted set of words.
        case set
        /// An evidence grade.
        case grade
        /// A sorted list of words that is an attribute.
        case list
    }

    /// How contributions combine.
    public enum Hit: String, Hashable, Sendable, CaseIterable {
        /// The strictest value wins.
        case strictest
        /// The first value wins.
        case first
        /// One value at most is ever true.
        case unique
        /// All values are gathered.
        case collect
    }

    /// Which of the rules that gave the answer lend it their attributes.
    public enum Governing: String, Hashable, Sendable, CaseIterable {
        /// The latest.
        case latest
        /// All, and the best grade counts.
        case all
    }

    /// One line of `choose`.
    public struct Choice: Hashable, Sendable {
        /// The value chosen.
        public var value: String
        /// When.
        public var when: ConditionText

        /// Creates a choice.
        public init(value: String, when: ConditionText) {
            self.value = value
            self.when = when
        }
    }

    /// The name, dotted: `us.review`.
    public var name: String
    /// Where the entry stands.
    public var position: SourcePosition
    /// The gate that answers it.
    public var gate: String
    /// The question in words.
    public var question: LocalisedText
    /// A word or two for the question, where a line has no room for it.
    public var short: LocalisedText?
    /// The type of its answer.
    public var kind: Kind = .text
    /// The values that rules contribute, strictest or first-tested first.
    public var values: [String] = []
    /// How contributions combine; nil where the answer is not made from rules.
    public var hit: Hit?
    /// Rules that go ahead of the others.
    public var before: [Reference] = []
    /// Asked only then.
    public var when: ConditionText?
    /// The value when `when` is false; nil: no value.
    public var otherwise: String?
    /// The value when no rule is true and none unknown; nil: no value.
    public var defaultValue: String?
    /// Which rules lend attributes.
    public var governing: Governing = .all
    /// Whether unknown rules add nothing, in place of leaving the answer undetermined.
    public var ignoresUnknown = false
    /// Whether `possible`, `would_change` and `alternatives` speak of it.
    public var isMain = false
    /// Plain words for values.
    public var labels: [String: LocalisedText] = [:]
    /// Conditions per value, in place of rules.
    public var choices: [Choice] = []
    /// An expression that is the value.
    public var value: ConditionText?
    /// The decision it depends on: for `attribute`, or for `keep`.
    public var of: Reference?
    /// The attribute of the governing rule that is the value.
    public var attribute: String?
    /// Decisions whose true rules' weakest grade is the value.
    public var evidenceOf: [Reference] = []
    /// For a set: the values kept per answer of `of`.
    public var keep: [String: [String]] = [:]
    /// The contributed fact whose rules are served by this decision's.
    public var serves: Reference?
    /// What a requirement contributes that no rule serves.
    public var unserved: String?
    /// The contributed fact whose rules are carved by this decision's.
    public var carves: Reference?
    /// The note for exceptions not tested that could help.
    public var untestedNote: String?
    /// The set decision that takes that note.
    public var untestedIn: Reference?
    /// The grade of an answer that no rule gave.
    public var defaultEvidence: Evidence?
    /// The authorities of an answer that no rule gave.
    public var defaultAuthority: [String] = []

    /// Creates an entry with the parts that every entry has.
    public init(name: String, position: SourcePosition, gate: String, question: LocalisedText) {
        self.name = name
        self.position = position
        self.gate = gate
        self.question = question
    }
}
