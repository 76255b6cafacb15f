public import Diagnostics
public import Facts
public import Quantities

/// What a rulebook knows of the lists against which parties are screened.
public struct ListsDefinition: Hashable, Sendable {
    /// The share of its entries, in percent, by which a list may shrink without being looked at.
    public var shrinkLimitPercent: ExactDecimal
    /// The share of a file's rows, in percent, that may be rejected without being looked at.
    public var rejectLimitPercent: ExactDecimal
    /// The lists, in the order written.
    public var lists: [ListDefinition]
    /// The layouts of files, in the order in which they are tried.
    public var formats: [ListFormat]

    /// Creates an empty one.
    public init() {
        shrinkLimitPercent = 0
        rejectLimitPercent = 0
        lists = []
        formats = []
    }

    /// The list with a code, or nil.
    public func list(_ code: String) -> ListDefinition? {
        lists.first { $0.code == code }
    }

    /// The list that a file names in some spelling, letter case aside; nil where none is known by it.
    public func list(spelled text: String) -> ListDefinition? {
        lists.first { Self.knows($0, by: text) }
    }
}

/// One list of parties, and what it means to stand on it.
public struct ListDefinition: Hashable, Sendable {
    /// A fact that a listing makes true of a party.
    public struct Consequence: Hashable, Sendable {
        /// The fact.
        public var fact: Reference
        /// Its value for a party that is listed.
        public var value: FactValue
        /// Its value for a party that was screened and is not listed; nil where that says nothing.
        public var otherwise: FactValue?
        /// Which entries it follows from.
        public var condition: EntryCondition
        /// Where that is written.
        public var cites: [String]
        /// How well it is known.
        public var evidence: Evidence

        /// Creates a consequence.
        public init(
            fact: Reference,
            value: FactValue,
            otherwise: FactValue? = nil,
            condition: EntryCondition = EntryCondition(),
            cites: [String],
            evidence: Evidence
        ) {
            self.fact = fact
            self.value = value
            self.otherwise = otherwise
            self.condition = condition
            self.cites = cites
            self.evidence = evidence
        }
    }

    /// Something that is worth saying of some entries but is no fact of the rulebook.
    public struct Mark: Hashable, Sendable {
        /// Its name.
        public var id: String
        /// One plain sentence.
        public var says: LocalisedText
        /// Which entries it is said of.
        public var condition: EntryCondition
        /// Where that is written.
        public var cites: [String]

        /// Creates a mark.
        public init(id: String, says: LocalisedText, condition: EntryCondition, cites: [String]) {
            self.id = id
            self.says = says
            self.condition = condition
            self.cites = cites
        }
    }

    /// Its short name.
    public var code: String
    /// Where the entry stands.
    public var position: SourcePosition
    /// Its title.
    public var title: LocalisedText
    /// Who issues it.
    public var publisher: LocalisedText
    /// The law that it rests on.
    public var cites: [String]
    /// How well its meaning is known.
    public var evidence: Evidence
    /// What files call it.
    public var spellings: [String]
    /// What standing on it means, in a plain sentence.
    public var says: LocalisedText
    /// The facts that a listing makes true.
    public var makes: [Consequence]
    /// What is said of some of its entries.
    public var marks: [Mark]
}

/// Which entries of a list something is true of.
public struct EntryCondition: Hashable, Sendable {
    /// Programmes, one of which the entry must have; empty: any entry.
    public var programmes: [String]
    /// Texts, one of which must stand in the licence requirement, spaces aside; empty: any entry.
    public var requirement: [String]
    /// The first day on which it counts; nil: always.
    public var from: CalendarDate?
    /// The last day on which it counts; nil: to this day.
    public var to: CalendarDate?

    /// Creates a condition.
    public init(
        programmes: [String] = [],
        requirement: [String] = [],
        from: CalendarDate? = nil,
        to: CalendarDate? = nil
    ) {
        self.programmes = programmes
        self.requirement = requirement
        self.from = from
        self.to = to
    }

    /// Whether it holds for an entry on a day.
    ///
    /// - Parameters:
    ///   - programmes: the programmes of the entry.
    ///   - requirement: its licence requirement, as the list words it.
    ///   - day: the day that is asked for.
    /// - Returns: whether all parts of it hold.
    public func holds(programmes: [String], requirement: String?, on day: CalendarDate) -> Bool {
        if let from, day < from { return false }
        if let to, day > to { return false }
        if !self.programmes.isEmpty {
            let wanted = Set(self.programmes.map { $0.uppercased() })
            guard programmes.contains(where: { wanted.contains($0.uppercased()) }) else { return false }
        }
        guard !self.requirement.isEmpty else { return true }
        let text = Self.withoutSpaces(requirement ?? "")
        return self.requirement.contains { Self.stands(Self.withoutSpaces($0), in: text) }
    }

    /// Lists write their references with and without spaces.
    private static func withoutSpaces(_ text: String) -> [UInt8] {
        text.lowercased().utf8.filter { $0 > 0x20 }
    }

    private static func stands(_ part: [UInt8], in text: [UInt8]) -> Bool {
        guard !part.isEmpty, part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
