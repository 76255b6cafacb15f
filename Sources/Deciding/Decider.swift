package import Quantities
public import Rulebooks

/// Decides orders by a rulebook.
///
/// A pure function of the order, the rulebook, the law date and the day of the question: no clock, no files.
public struct Decider: Sendable {
    /// The rulebook.
    public let rulebook: Rulebook

    /// How much of the answer is worked out.
    public struct Depth: OptionSet, Sendable {
        /// The bits.
        public let rawValue: Int

        /// Creates a depth from its bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// The rules that led to each gate's answers.
        public static let trace = Depth(rawValue: 1)
        /// What open answers can still be, and the facts that could change them.
        public static let possibilities = Depth(rawValue: 2)
        /// Changes of one fact that give other answers.
        public static let changes = Depth(rawValue: 4)
        /// The answers under other policy settings.
        public static let alternatives = Depth(rawValue: 8)
        /// All of it.
        public static let full: Depth = [.trace, .possibilities, .changes, .alternatives]
    }

    /// Creates a decider.
    public init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    /// The decision on an order.
    ///
    /// - Parameters:
    ///   - order: what the order says, already read against the rulebook's schema.
    ///   - depth: how much is worked out beside the answers.
    /// - Returns: the decision.
    public func decision(on order: Order, depth: Depth = .full) -> Decision {
        guard !order.legs.isEmpty else { return single(order, depth: depth) }
        let legs = order.legs.map { single($0, depth: depth) }
        return strictest(of: legs, for: order)
    }

    private func single(_ order: Order, depth: Depth) -> Decision {
        var evaluator = Evaluator(rulebook, order.inputs, on: order.date)
        let outcome = evaluator.outcome()
        let writer = DecisionWriter(evaluator: evaluator, outcome: outcome, order: order)
        var decision = writer.decision(trace: depth.contains(.trace))
        if depth.contains(.possibilities) {
            var exploration = Exploration(evaluator: evaluator, outcome: outcome)
            exploration.complete(&decision)
        }
        if !depth.isDisjoint(with: [.changes, .alternatives]) {
            var finder = ChangeFinder(evaluator: evaluator, outcome: outcome)
            if depth.contains(.changes) { decision.wouldChange = finder.changes() }
            if depth.contains(.alternatives) { decision.alternatives = finder.alternatives() }
        }
        return decision
    }

    /// The strictest leg's decision is the order's; every leg is kept.
    private func strictest(of legs: [Decision], for order: Order) -> Decision {
        let values = rulebook.definition.verdict.values
        func rank(_ verdict: String) -> Int {
            if verdict == values.first { return 0 }
            if verdict == undeterminedWord { return 1 }
            return (values.firstIndex(of: verdict) ?? values.count) + 2
        }
        var result = legs[0]
        for leg in legs.dropFirst() where rank(leg.verdict) < rank(result.verdict) { result = leg }
        result.legs = legs
        result.orderID = order.id
        result.release = legs.contains { $0.release != nil } ? legs.compactMap(\.release).first : nil
        return result
    }
}

/// An order read against the fact schema of a rulebook.
public struct Order: Sendable {
    /// Its id, if it has one.
    public var id: String?
    /// What it states, on the facts of the rulebook.
    package var inputs: Inputs
    /// The law date.
    package var date: CalendarDate
    /// The parties as given.
    package var parties: [[Decision.NamedFact]] = []
    /// What profiles gave for single parties that the values of all parties together do not show.
    package var partyAssumed: [Decision.Assumed] = []
    /// Which of the findings speak of it.
    package var findings: [Int] = []
    /// Its legs, if it has several.
    package var legs: [Order] = []

    /// Creates an order.
    package init(id: String? = nil, inputs: Inputs, date: CalendarDate) {
        self.id = id
        self.inputs = inputs
        self.date = date
    }
}
