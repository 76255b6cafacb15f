public import Facts
public import Rulebooks

/// What was found out about a party beside what the order states, with the reason.
///
/// It counts like a statement: nothing that is assumed may take its place, and a statement that contradicts it is
/// refused. A finding without a value keeps its fact unknown until what it names is settled.
public struct Finding: Hashable, Sendable {
    /// What found it, in a word that documents show as the source.
    public var source: String
    /// The fact of the rulebook.
    public var fact: String
    /// The party that it speaks of, by its place among the parties of the order; nil: the order's one buyer.
    public var party: Int?
    /// The leg that it speaks of, by its place; nil: every leg.
    public var leg: Int?
    /// The value; nil: it is not known.
    public var value: FactValue?
    /// The value that it would be if what is open turned out so; nil where nothing points to any.
    public var suspected: FactValue?
    /// Why.
    public var why: LocalisedText

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - source: what found it.
    ///   - fact: the fact.
    ///   - party: the place of the party.
    ///   - leg: the place of the leg.
    ///   - value: the value, if it is known.
    ///   - suspected: the value that something open points to.
    ///   - why: the reason.
    public init(
        source: String,
        fact: String,
        party: Int? = nil,
        leg: Int? = nil,
        value: FactValue?,
        suspected: FactValue? = nil,
        why: LocalisedText
    ) {
        self.source = source
        self.fact = fact
        self.party = party
        self.leg = leg
        self.value = value
        self.suspected = suspected
        self.why = why
    }

    /// The fact as documents name it, which for one party among several is `parties[0].military`.
    var shownFact: String {
        party.map { "parties[\($0)].\(fact.dropFirst(partyPrefix.count))" } ?? fact
    }

    /// Whether a value known from elsewhere goes with it.
    func agrees(with other: FactValue) -> Bool {
        if let value { return value == other }
        return suspected.map { $0 == other } ?? true
    }
}

extension Decision {
    /// What was found out for an order, as its decision tells it.
    public struct Found: Hashable, Sendable {
        /// The finding.
        public let finding: Finding
        /// What contradicts it, so that the fact stays unknown; nil: nothing does.
        public let contradiction: LocalisedText?
    }
}
