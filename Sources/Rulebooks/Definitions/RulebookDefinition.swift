public import Diagnostics
public import Facts
public import Quantities

/// One gate, as written.
public struct GateDefinition: Hashable, Sendable {
    /// One way the grade of a gate's answer is found.
    public struct Grade: Hashable, Sendable {
        /// Holds where this is true.
        public var when: ConditionText
        /// The grade itself.
        public var grade: Evidence?
        /// The decision whose governing rules give it.
        public var of: Reference?

        /// Creates an entry.
        public init(when: ConditionText, grade: Evidence?, of: Reference?) {
            self.when = when
            self.grade = grade
            self.of = of
        }
    }

    /// The short name: `us`.
    public var id: String
    /// Where the entry stands.
    public var position: SourcePosition
    /// The title.
    public var title: LocalisedText
    /// The verdict value per state, first true first.
    public var states: [DecisionDefinition.Choice]
    /// How its grade is found, first true first.
    public var evidence: [Grade]
    /// The set decision shown as notes.
    public var notes: Reference?
    /// The set decision of red flags.
    public var flags: Reference?
    /// The decisions shown first.
    public var headline: [Reference]
    /// What cases of this gate alone say in `gate`.
    public var caseGate: String

    /// Creates a gate.
    public init(
        id: String,
        position: SourcePosition,
        title: LocalisedText,
        states: [DecisionDefinition.Choice],
        evidence: [Grade],
        notes: Reference?,
        flags: Reference?,
        headline: [Reference],
        caseGate: String
    ) {
        self.id = id
        self.position = position
        self.title = title
        self.states = states
        self.evidence = evidence
        self.notes = notes
        self.flags = flags
        self.headline = headline
        self.caseGate = caseGate
    }
}

/// How the gates combine, as written.
public struct VerdictDefinition: Hashable, Sendable {
    /// A condition under which goods are held back whatever the verdict.
    public struct Hold: Hashable, Sendable {
        /// Its name.
        public var id: String
        /// When.
        public var when: ConditionText
        /// One plain sentence.
        public var says: LocalisedText

        /// Creates a hold.
        public init(id: String, when: ConditionText, says: LocalisedText) {
            self.id = id
            self.when = when
            self.says = says
        }
    }

    /// The values, strictest first.
    public var values: [String]
    /// The state that does not count.
    public var neutral: String
    /// Plain words for values.
    public var labels: [String: LocalisedText]
    /// States in which one gate settles the verdict alone.
    public var loneSuffices: [String]
    /// What a hard collision makes of a verdict that is not already this.
    public var undo: String
    /// One step of the scale of grades.
    public struct ScaleStep: Hashable, Sendable {
        /// The grade.
        public var grade: String
        /// The evidence words it stands for.
        public var of: [Evidence]

        /// Creates a step.
        public init(grade: String, of: [Evidence]) {
            self.grade = grade
            self.of = of
        }
    }

    /// The scale of grades, best first, each with the evidence words it stands for.
    public var scale: [ScaleStep]
    /// Conditions that hold goods back.
    public var holds: [Hold]

    /// Creates the combination.
    public init(
        values: [String],
        neutral: String,
        labels: [String: LocalisedText],
        loneSuffices: [String],
        undo: String,
        scale: [(grade: String, of: [Evidence])],
        holds: [Hold]
    ) {
        self.values = values
        self.neutral = neutral
        self.labels = labels
        self.loneSuffices = loneSuffices
        self.undo = undo
        self.scale = scale.map { ScaleStep(grade: $0.grade, of: $0.of) }
        self.holds = holds
    }
}

/// A named set of assumptions, as written.
public struct ProfileDefinition: Hashable, Sendable {
    /// Its name.
    public var id: String
    /// Its title.
    public var title: LocalisedText
    /// The facts it assumes, in the order written.
    public var facts: [Entry]

    /// One assumed fact.
    public struct Entry: Hashable, Sendable {
        /// The fact.
        public var fact: Reference
        /// What is assumed.
        public var value: FactValue

        /// Creates an entry.
        public init(fact: Reference, value: FactValue) {
            self.fact = fact
            self.value = value
        }
    }

    /// Creates a profile.
    public init(id: String, title: LocalisedText, facts: [Entry]) {
        self.id = id
        self.title = title
        self.facts = facts
    }
}

/// A reference table with its rows.
public struct TableDefinition: Hashable, Sendable {
    /// One row.
    public struct Row: Hashable, Sendable {
        /// The line in the file.
        public var line: Int
        /// The cells in the order of the columns; nil where empty.
        public var cells: [FactValue?]

        /// Creates a row.
        public init(line: Int, cells: [FactValue?]) {
            self.line = line
            self.cells = cells
        }
    }

    /// Its name.
    public var name: String
    /// The file.
    public var file: String
    /// The columns in file order.
    public var columns: [String]
    /// The column whose values are unique, if there is one.
    public var key: String?
    /// The column of other spellings.
    public var aliases: String?
    /// For a table of groups: the columns of group and member.
    public var groupColumn: String?
    /// For a table of groups: the column of the member.
    public var memberColumn: String?
    /// Whether it is consulted when cases run.
    public var isUsedInCases: Bool
    /// The rows.
    public var rows: [Row]

    /// Creates a table.
    public init(
        name: String,
        file: String,
        columns: [String],
        key: String? = nil,
        aliases: String? = nil,
        groupColumn: String? = nil,
        memberColumn: String? = nil,
        isUsedInCases: Bool = true,
        rows: [Row]
    ) {
        self.name = name
        self.file = file
        self.columns = columns
        self.key = key
        self.aliases = aliases
        self.groupColumn = groupColumn
        self.memberColumn = memberColumn
        self.isUsedInCases = isUsedInCases
        self.rows = rows
    }
}

/// A whole rulebook as written, read and checked for form; names are not yet resolved into a program.
public struct RulebookDefinition: Hashable, Sendable {
    /// Its id.
    public var id: String
    /// Its version.
    public var version: String
    /// Its title.
    public var title: LocalisedText
    /// The first date on which an order can be decided.
    public var begins: CalendarDate
    /// The day of the newest source that was read.
    public var lawKnownTo: CalendarDate
    /// What every answer says of itself.
    public var notice: LocalisedText
    /// How near to a limit a value is said to be near it, as a percentage of the limit; nil: never.
    public var nearLimitPercent: ExactDecimal?
    /// The gates, in the order in which they are shown.
    public var gates: [GateDefinition]
    /// The fact schema, in the order written.
    public var facts: [FactDefinition]
    /// The decisions, in the order written.
    public var decisions: [DecisionDefinition]
    /// The rules of the gates, in the order written.
    public var rules: [RuleDefinition]
    /// The collision rules.
    public var collisions: [RuleDefinition]
    /// The obligations.
    public var obligations: [ObligationDefinition]
    /// How the gates combine.
    public var verdict: VerdictDefinition
    /// The rules of aggregate ownership, where there are any.
    public var ownership: OwnershipDefinition?
    /// The profiles.
    public var profiles: [ProfileDefinition]
    /// The tables.
    public var tables: [TableDefinition]
    /// The lists of parties, and the layouts of their files.
    public var lists: ListsDefinition
    /// The ids of the overlays applied, in order.
    public var overlays: [String]
    /// The lowest evidence that the overlays state, by id.
    public var overlayEvidence: [String: Evidence]
    /// SHA-256 over the canonical content of all files, in hexadecimal.
    public var digest: String
}
