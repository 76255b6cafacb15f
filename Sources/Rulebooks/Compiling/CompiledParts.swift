package import CEL
package import Facts
package import Quantities

/// A fact ready for use.
package final class CompiledFact: Sendable {
    /// Where its value comes from.
    package enum Origin: Sendable {
        /// The order, a table, a profile, an assumption, a default.
        case raw
        /// A boolean expression over others.
        case formula(Formula)
        /// An expression over others.
        case program(Program)
        /// The rules that contribute it.
        case contributed(rules: [Int], needsAll: Bool, unless: Int?)
    }

    package let definition: FactDefinition
    package let name: String
    package let isBool: Bool
    package let origin: Origin
    package let mayBeStated: Bool
    package let lookup: CompiledLookup?
    package let assumption: Formula?
    /// Every fact and decision it reads, as variables.
    package let reads: [Int]

    package init(
        definition: FactDefinition,
        name: String,
        isBool: Bool,
        origin: Origin,
        mayBeStated: Bool,
        lookup: CompiledLookup?,
        assumption: Formula?,
        reads: [Int]
    ) {
        self.definition = definition
        self.name = name
        self.isBool = isBool
        self.origin = origin
        self.mayBeStated = mayBeStated
        self.lookup = lookup
        self.assumption = assumption
        self.reads = reads
    }
}

/// A lookup ready for use.
package final class CompiledLookup: Sendable {
    package let table: Int
    package let only: [(column: Int, text: String)]
    package let match: [(column: Int, fact: Int)]
    package let column: Int
    package let sums: Bool
    package let picksLatest: Bool
    package let absent: FactValue?
    package let blank: FactValue?
    package let sinceColumn: Int?
    package let untilColumn: Int?
    package let dateColumn: Int?
    package let knownFromColumn: Int?
    package let isUsedInCases: Bool
    /// The rows by the first matched column's text, where it is matched against a text.
    package let rowsByKey: [String: [Int]]
    /// The rows that fit `only`.
    package let rows: [Int]

    package init(
        table: Int,
        only: [(column: Int, text: String)],
        match: [(column: Int, fact: Int)],
        column: Int,
        sums: Bool,
        picksLatest: Bool,
        absent: FactValue?,
        blank: FactValue?,
        sinceColumn: Int?,
        untilColumn: Int?,
        dateColumn: Int?,
        knownFromColumn: Int?,
        isUsedInCases: Bool,
        rowsByKey: [String: [Int]],
        rows: [Int]
    ) {
        self.table = table
        self.only = only
        self.match = match
        self.column = column
        self.sums = sums
        self.picksLatest = picksLatest
        self.absent = absent
        self.blank = blank
        self.sinceColumn = sinceColumn
        self.untilColumn = untilColumn
        self.dateColumn = dateColumn
        self.knownFromColumn = knownFromColumn
        self.isUsedInCases = isUsedInCases
        self.rowsByKey = rowsByKey
        self.rows = rows
    }
}

/// A group of countries with dated stays.
package final class CompiledGroup: Sendable {
    package let name: String
    package let stays: [String: [Stay]]

    package init(
        name: String,
        stays: [String: [Stay]]
    ) {
        self.name = name
        self.stays = stays
    }

    /// One stay of a country in a group: from `since` up to the day before `until`.
    package struct Stay: Hashable, Sendable {
        package let since: CalendarDate?
        package let until: CalendarDate?
    }

    /// Whether a country is a member on a date.
    package func holds(_ country: String, on date: CalendarDate) -> Bool {
        stays[country].map { Self.holds($0, on: date) } ?? false
    }

    /// Whether one of a country's stays covers a date.
    package static func holds(_ stays: [Stay], on date: CalendarDate) -> Bool {
        for stay in stays where (stay.since.map { $0 <= date } ?? true) && (stay.until.map { date < $0 } ?? true) {
            return true
        }
        return false
    }
}

/// A rule ready for use.
package final class CompiledRule: Sendable {
    package let definition: RuleDefinition
    package let span: RuleSpan
    package let condition: Formula
    package let testedWhen: Formula?
    /// Rules that displace this one where they are true.
    package let overriders: [Int]
    /// The variables its condition reads.
    package let reads: [Int]
    /// The facts of the row it rests on: date, evidence, authority.
    package let rowDate: Int?
    package let rowEvidence: Int?
    package let rowAuthority: Int?

    package init(
        definition: RuleDefinition,
        condition: Formula,
        testedWhen: Formula?,
        overriders: [Int],
        reads: [Int],
        rowDate: Int?,
        rowEvidence: Int?,
        rowAuthority: Int?
    ) {
        self.definition = definition
        span = RuleSpan(definition)
        self.condition = condition
        self.testedWhen = testedWhen
        self.overriders = overriders
        self.reads = reads
        self.rowDate = rowDate
        self.rowEvidence = rowEvidence
        self.rowAuthority = rowAuthority
    }
}

/// When a rule takes part.
package struct RuleSpan: Sendable {
    /// The first day in force.
    package let from: CalendarDate
    /// The first day no longer in force; nil: open.
    package let end: CalendarDate?
    private let knownFrom: CalendarDate

    init(_ rule: RuleDefinition) {
        from = rule.from
        end = rule.to?.adding(days: 1)
        knownFrom = rule.knownFrom
    }

    /// Whether the rule takes part on a date, as known on another.
    package func holds(on date: CalendarDate, knownOn known: CalendarDate) -> Bool {
        from <= date && (end.map { date < $0 } ?? true) && knownFrom <= known
    }
}

/// A decision ready for use.
package final class CompiledDecision: Sendable {
    /// How its answer is made.
    package enum Form: Sendable {
        /// One of the labels, from rules or choices.
        case labels
        /// A set of members from rules.
        case set
        /// A value computed.
        case value(ValueSource)
        /// An attribute of what governs another decision.
        case attribute(of: Int, name: String)
        /// The weakest grade among the true rules of others.
        case evidence(of: [Int])
    }

    /// Where a computed value comes from.
    package enum ValueSource: Sendable {
        case fact(Int)
        case program(Program)
    }

    /// A rule's contribution of a label.
    package final class Contributor: Sendable {
        package let rule: Int
        package let label: Int
        /// The requirements that must stand for the rule to count; nil: it counts by itself.
        package let serves: [Int]?
        /// Per requirement that the decision carves whether it can overcome it; nil: it carves nothing.
        package let overcomes: [Overcoming]?

        init(
            rule: Int,
            label: Int,
            serves: [Int]?,
            overcomes: [Overcoming]?
        ) {
            self.rule = rule
            self.label = label
            self.serves = serves
            self.overcomes = overcomes
        }
    }

    /// Whether and since when an exception can overcome a requirement.
    package enum Overcoming: Sendable {
        case never
        case always
        case since(CalendarDate)

        /// Whether it can on a date.
        package func holds(on date: CalendarDate) -> Bool {
            switch self {
            case .never: false
            case .always: true
            case .since(let first): first <= date
            }
        }
    }

    /// A requirement and the rules that judge it.
    package struct Requirement: Sendable {
        package let rule: Int
        package let servers: [Int]
        /// The label it contributes itself when no server is true; nil: none.
        package let unserved: Int?
    }

    package let definition: DecisionDefinition
    package let form: Form
    /// The values, then any further value of `before` rules, `default` and `otherwise`; nil is no value.
    package let labels: [String?]
    package let before: [Contributor]
    package let contributors: [Contributor]
    package let choices: [(label: Int, when: Formula)]
    package let when: Formula?
    package let defaultLabel: Int
    package let otherwiseLabel: Int
    package let requirements: [Requirement]
    /// For a carving decision: every requirement rule.
    package let carved: [Int]
    /// For a set with `of`: that decision, and per member the labels of it under which it is kept.
    package let of: Int?
    package let keptUnder: [[Int]]
    package let untestedIn: Int?

    package init(
        definition: DecisionDefinition,
        form: Form,
        labels: [String?],
        before: [Contributor],
        contributors: [Contributor],
        choices: [(label: Int, when: Formula)],
        when: Formula?,
        defaultLabel: Int,
        otherwiseLabel: Int,
        requirements: [Requirement],
        carved: [Int],
        of: Int?,
        keptUnder: [[Int]],
        untestedIn: Int?
    ) {
        self.definition = definition
        self.form = form
        self.labels = labels
        self.before = before
        self.contributors = contributors
        self.choices = choices
        self.when = when
        self.defaultLabel = defaultLabel
        self.otherwiseLabel = otherwiseLabel
        self.requirements = requirements
        self.carved = carved
        self.of = of
        self.keptUnder = keptUnder
        self.untestedIn = untestedIn
    }
    /// Whether the label alone is the answer.
    package var isPlain: Bool { if case .labels = form { true } else { false } }
    /// How many of the labels are `values`.
    package var valueCount: Int { definition.values.count }
}

/// A gate ready for use.
package final class CompiledGate: Sendable {
    package let definition: GateDefinition
    /// Per state: the index in the verdict's values, or their count for the neutral one.
    package let states: [(label: Int, when: Formula)]
    package let evidence: [(when: Formula, grade: Evidence?, of: Int?)]
    package let notes: Int?
    package let flags: Int?
    package let decisions: [Int]

    package init(
        definition: GateDefinition,
        states: [(label: Int, when: Formula)],
        evidence: [(when: Formula, grade: Evidence?, of: Int?)],
        notes: Int?,
        flags: Int?,
        decisions: [Int]
    ) {
        self.definition = definition
        self.states = states
        self.evidence = evidence
        self.notes = notes
        self.flags = flags
        self.decisions = decisions
    }
}

/// An obligation ready for use.
package final class CompiledObligation: Sendable {
    package let definition: ObligationDefinition
    package let rules: [Int]
    package let condition: (decision: Int, member: Int)?
    package let when: Formula?
    package let met: Formula?
    package let unmet: Formula?

    package init(
        definition: ObligationDefinition,
        rules: [Int],
        condition: (decision: Int, member: Int)?,
        when: Formula?,
        met: Formula?,
        unmet: Formula?
    ) {
        self.definition = definition
        self.rules = rules
        self.condition = condition
        self.when = when
        self.met = met
        self.unmet = unmet
    }
}
