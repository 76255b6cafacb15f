package import Quantities

/// A rulebook ready for use: names resolved, conditions checked, order of evaluation settled.
///
/// Nothing in it changes: it holds no caches and does no I/O, so that any number of tasks can read it at once and
/// another engine can evaluate the same program in another way. It is a class so that handing it on is one pointer.
public final class Rulebook: Sendable {
    /// What was written.
    public let definition: RulebookDefinition
    /// The facts, in the order of `definition.facts`.
    package let facts: [CompiledFact]
    /// The rules of the gates followed by the collision rules.
    package let rules: [CompiledRule]
    /// The decisions, in the order of `definition.decisions`.
    package let decisions: [CompiledDecision]
    /// The decisions that make up the answer in short.
    package let mainDecisions: [Int]
    /// The tests that conditions are made of, each once.
    package let atoms: [Atom]
    /// What to compute, in an order in which nothing is read before it is known.
    package let steps: [Step]
    /// Per fact what depends on it.
    package let cones: [Cone]
    /// Per fact the tests of its values.
    package let tests: [FactTests]
    /// Per rule the numbers that its condition compares decimal facts with.
    package let limits: [[Limit]]
    /// Who reads whom.
    package let dependencies: Dependencies
    /// The conditions of rules and the formulas of facts, laid out flat.
    package let pool: FormulaPool
    /// Per rule when it takes part.
    package let spans: [RuleSpan]
    /// Per fact whether it is true or false.
    package let isBool: [Bool]
    /// Per rule the node of its condition.
    package let ruleNodes: [Int32]
    /// Per fact the node of its formula, or -1.
    package let factNodes: [Int32]
    /// Per fact the group of lookups that find the same row, or -1; and how many groups there are.
    package let lookupGroups: [Int]
    package let lookupGroupCount: Int
    /// The gates.
    package let gates: [CompiledGate]
    /// The conditions that hold goods back.
    package let holds: [Formula]
    /// The obligations.
    package let obligations: [CompiledObligation]
    /// Where the collision rules begin in `rules`.
    package let firstCollision: Int
    /// The group table: per group the stays of each country.
    package let groups: [CompiledGroup]
    /// The fact index by name.
    package let factIndex: [String: Int]
    /// The decision index by name.
    package let decisionIndex: [String: Int]
    /// The rule indices by id.
    package let ruleIndex: [String: [Int]]
    /// Offsets of each decision's labels in one flat array of truths, with the total at the end.
    package let labelOffsets: [Int]

    /// The fact that is the law date.
    package let dateFact: Int?
    /// The dates on which anything changes: rules begin or end, rows of tables begin to count, ascending.
    package let boundaries: [CalendarDate]

    /// One thing to compute.
    package enum Step: Hashable, Sendable {
        case fact(Int)
        case rule(Int)
        case decision(Int)
    }

    /// Compiles a rulebook that was read: resolves names, checks conditions, settles the order of evaluation.
    ///
    /// - Throws: `RulebookError` with every problem found: a condition that does not parse or check, a name that is
    ///   not declared, a cycle of dependencies.
    public init(_ definition: RulebookDefinition) throws(RulebookError) {
        var compiler = RulebookCompiler(definition)
        compiler.labels = definition.decisions.map { compiler.labels(of: $0) }
        let facts = definition.facts.map { compiler.compiled($0) }
        let rules = compiler.ruleDefinitions.indices.map { compiler.compiledRule(at: $0) }
        let decisions = definition.decisions.indices.map { compiler.compiledDecision(at: $0) }
        let gates = definition.gates.map { compiler.compiled($0) }
        holds = definition.verdict.holds.map { compiler.formula($0.when) }
        obligations = definition.obligations.map { compiler.compiled($0) }
        let steps = compiler.orderOfEvaluation(facts: facts, rules: rules, decisions: decisions)
        guard compiler.problems.isEmpty else { throw RulebookError(compiler.problems) }
        var offsets = [0]
        for decision in decisions { offsets.append(offsets[offsets.count - 1] + decision.labels.count) }
        var pool = FormulaPool(labelOffsets: offsets)
        ruleNodes = rules.map { pool.add($0.condition) }
        factNodes = facts.map { fact in
            if case .formula(let formula) = fact.origin { pool.add(formula) } else { Int32(-1) }
        }
        let reads = Self.reads(
            of: steps,
            facts: facts,
            rules: rules,
            decisions: decisions,
            variables: { compiler.variables(in: $0) }
        )
        let cones = Self.cones(
            facts: facts,
            rules: rules,
            decisions: decisions,
            atoms: compiler.atoms,
            steps: steps,
            reads: reads
        )
        dependencies = Dependencies(
            steps: steps,
            stepReads: reads,
            facts: facts,
            ruleCount: rules.count,
            decisions: decisions,
            atoms: compiler.atoms,
            dateFact: compiler.factIndex["order.date"],
            wanted: compiler.wantedNodes(facts: facts.count, rules: rules, decisions: decisions, gates: gates)
        )
        tests = compiler.factTests(facts: facts, rules: rules, decisions: decisions, steps: steps, cones: cones)
        limits = rules.map { compiler.limits(in: $0.condition, facts: facts) }
        (lookupGroups, lookupGroupCount) = compiler.lookupGroups(of: facts)
        boundaries = compiler.boundaries()
        atoms = compiler.atoms
        groups = compiler.groups
        factIndex = compiler.factIndex
        decisionIndex = compiler.decisionIndex
        ruleIndex = compiler.ruleIndex
        dateFact = compiler.factIndex["order.date"]
        mainDecisions = decisions.indices.filter { decisions[$0].definition.isMain }
        firstCollision = definition.rules.count
        spans = rules.map(\.span)
        isBool = facts.map(\.isBool)
        labelOffsets = offsets
        self.definition = definition
        self.facts = facts
        self.rules = rules
        self.decisions = decisions
        self.gates = gates
        self.cones = cones
        self.steps = steps
        self.pool = pool
    }
}
