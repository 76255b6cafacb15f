package import Facts
package import Quantities
package import Rulebooks

/// What an order says, placed on the facts of a rulebook.
package struct Inputs: Sendable {
    /// Per fact the value stated; nil where the order says nothing.
    package var stated: [FactValue?]
    /// Facts stated to be unknown: nothing else may give them.
    package var statedUnknown: Set<Int> = []
    /// What profiles assume, per fact, with the profile's id.
    package var profile: [Int: (value: FactValue, id: String)] = [:]
    /// What was found out for the whole order.
    package var findings: [Finding] = []
    /// Which of the findings speak of the one party that these inputs are of, per fact.
    package var finding: [Int: Int] = [:]
    /// Truths computed party by party.
    package var partyTruths: [Int: Truth] = [:]
    /// Where the values folded from parties came from, for facts that the order does not state beside them.
    package var partySources: [Int: FactSource] = [:]
    /// For facts computed party by party: the missing facts of single parties, as paths.
    package var partyNeeds: [Int: [String]] = [:]
    /// The day on which the question is put.
    package var knownOn: CalendarDate
    /// Whether conditional assumptions and tables that cases do not rely on may be used.
    package var isLive = true

    /// Inputs that state nothing.
    package init(rulebook: Rulebook, knownOn: CalendarDate) {
        stated = Array(repeating: nil, count: rulebook.facts.count)
        self.knownOn = knownOn
    }
}

/// Where the value of a fact came from.
package enum FactSource: Hashable, Sendable {
    /// Nothing gave it.
    case none
    /// The order.
    case stated
    /// A row of a table: the table's index and the row's.
    case table(Int, Int)
    /// A table that has no row for it, which is knowledge.
    case absentFromTable(Int)
    /// A finding, by its place among those of the order.
    case finding(Int)
    /// A profile.
    case profile(String)
    /// A conditional assumption of the schema.
    case assumption
    /// The default of the schema.
    case defaultValue
    /// Computed from others.
    case derived
}

/// All that was computed for one order on one date, in three-valued logic.
package struct World: Sendable {
    /// Per fact its value, nil where unknown; boolean facts stand in `truths`.
    package var values: [FactValue?]
    /// Per fact its truth where it is boolean.
    package var truths: [Truth]
    /// Per fact where it came from.
    package var sources: [FactSource]
    /// Per rule whether it takes part.
    package var inForce: [Bool]
    /// Per rule the truth of its condition.
    package var conditions: [Truth]
    /// Per rule its truth once displaced by those that override it.
    package var rules: [Truth]
    /// Per atom its truth; nil where it was not yet needed.
    package var atoms: [Truth?]
    /// Per label of every decision whether it is the answer; for sets, whether the member is in it.
    package var labels: [Truth]
    /// Per decision its answer as a label, or -1 while it is open.
    package var answers: [Int]
    /// Per decision its computed value.
    package var computed: [FactValue?]
    /// Per group of lookups the row found.
    package var lookedUp: [Int]
    static let notLookedUp = -1
    /// A fact that rows are matched with is unknown.
    static let noKey = -2
    /// No row matches.
    static let noRow = -3
    /// The law date.
    package var date: CalendarDate
    /// The day on which the question is put.
    package var knownOn: CalendarDate
}
