import CEL
import Facts
import Quantities
import Rulebooks

/// The truth of everything in every world that is still open, as diagrams over the facts that are not known.
///
/// What three-valued logic already knows stays constant; only what is open becomes a diagram. A fact with several
/// cells is a chain of yes-or-no variables ("is it the first cell, else the second, …"), so that every assignment
/// of the variables is a world that can occur.
struct DiagramContext: TruthContext {
    typealias Value = Diagram.Node

    let evaluator: Evaluator
    var diagram = Diagram()
    private(set) var cells: [Int: Cells] = [:]
    private var facts: [Int: Value] = [:]
    private var atoms: [Int: Value] = [:]
    private var rules: [Int: Value] = [:]
    private var labels: [Int: [Value]] = [:]
    /// Per fact, rule and decision whether what is known of it would change once open answers are settled.
    private let isProvisional: [Bool]
    /// Per open atom the one scalar fact it hangs on, if it is one.
    private var carriers: [Int: Int] = [:]
    private var atomsByCarrier: [Int: [Int]] = [:]

    /// How many variables one fact can take.
    static let stride = 64

    init(_ evaluator: Evaluator) {
        self.evaluator = evaluator
        rulebook = evaluator.rulebook
        isProvisional = Self.provisional(in: evaluator)
        for atom in evaluator.rulebook.atoms.indices {
            guard evaluator.peek(atom) == .unknown, let carrier = carrier(ofAtom: atom) else { continue }
            carriers[atom] = carrier
            atomsByCarrier[carrier, default: []].append(atom)
        }
    }

    /// Conditions that ask whether an answer is settled hold only as long as it is open, and so does what follows.
    private static func provisional(in evaluator: Evaluator) -> [Bool] {
        let rulebook = evaluator.rulebook
        let dependencies = rulebook.dependencies
        var result = Array(repeating: false, count: dependencies.bearsOnAnswers.count)
        for (step, node) in dependencies.nodes.enumerated() {
            var isProvisional = dependencies.reads[step].contains { result[Int($0)] }
            if case .decision(let index) = rulebook.steps[step] {
                let decision = rulebook.decisions[index]
                let formulas = decision.choices.map(\.when) + [decision.when].compactMap { $0 }
                isProvisional = isProvisional || formulas.contains { waits($0, in: evaluator) }
            }
            result[Int(node)] = isProvisional
        }
        return result
    }

    private static func waits(_ formula: Formula, in evaluator: Evaluator) -> Bool {
        switch formula {
        case .settledDecision(let index): !evaluator.isAnswered(index)
        case .not(let part): waits(part, in: evaluator)
        case .all(let parts), .any(let parts): parts.contains { waits($0, in: evaluator) }
        case .constant, .fact, .atom, .answer, .member, .settledFact: false
        }
    }

    private let rulebook: Rulebook
    var no: Value { Diagram.no }
    var yes: Value { Diagram.yes }
    var date: CalendarDate { evaluator.date }
    mutating func and(_ left: Value, _ right: Value) -> Value { diagram.and(left, right) }
    mutating func or(_ left: Value, _ right: Value) -> Value { diagram.or(left, right) }
    mutating func not(_ value: Value) -> Value { diagram.not(value) }
    func settled(_ value: Value) -> Value { value }
    func isInForce(_ rule: Int) -> Bool { evaluator.isInForce(rule) }
    func testedWhen(_ rule: Int) -> Formula? { evaluator.testedWhen(rule) }

    mutating func truth(ofRule rule: Int) -> Value {
        if let known = rules[rule] { return known }
        let compiled = rulebook.rules[rule]
        var result: Value
        switch isProvisional[rulebook.dependencies.facts + rule] ? .unknown : evaluator.world.rules[rule] {
        case .no: result = no
        case .yes: result = yes
        case .unknown:
            result = truth(of: compiled.condition)
            for other in compiled.overriders where isInForce(other) {
                result = and(result, not(truth(ofRule: other)))
            }
        }
        rules[rule] = result
        return result
    }

    mutating func truth(of formula: Formula) -> Value {
        switch formula {
        case .constant(let value): return value ? yes : no
        case .fact(let index): return truth(ofFact: index)
        case .atom(let index): return truth(ofAtom: index)
        case .answer(let decision, let wanted):
            let all = labelValues(of: decision)
            var result = no
            for label in wanted { result = or(result, all[label]) }
            return result
        case .member(let decision, let member): return labelValues(of: decision)[member]
        case .settledFact(let index): return isSettleable(index) ? yes : no
        case .settledDecision: return yes
        case .not(let part): return not(truth(of: part))
        case .all(let parts):
            var result = yes
            for part in parts { result = and(result, truth(of: part)) }
            return result
        case .any(let parts):
            var result = no
            for part in parts { result = or(result, truth(of: part)) }
            return result
        }
    }

    /// Whether a fact is known or would be if everything that can be asked were answered.
    private func isSettleable(_ index: Int) -> Bool {
        if evaluator.isKnown(fact: index) { return true }
        let definition = rulebook.definition.facts[index]
        return definition.missing != .silent || definition.derive != nil || definition.contributed != nil
    }

    /// Per label of a decision (per member of a set) the worlds in which it is the answer (in which it is in).
    mutating func labelValues(of index: Int) -> [Value] {
        if let known = labels[index] { return known }
        let decision = rulebook.decisions[index]
        var result: [Value]
        switch decision.form {
        case .labels
        where evaluator.world.answers[index] >= 0 && !isProvisional[rulebook.dependencies.factsAndRules + index]:
            result = decision.labels.indices.map { $0 == evaluator.world.answers[index] ? yes : no }
        case .labels: result = labels(of: decision)
        case .set: result = members(of: decision)
        default: result = decision.labels.map { _ in no }
        }
        labels[index] = result
        return result
    }

    /// Whether a fact is to be computed from open ones although it has a value for now.
    private func isComputed(_ index: Int) -> Bool {
        guard isProvisional[index], evaluator.world.sources[index] == .derived else { return false }
        switch rulebook.facts[index].origin {
        case .formula, .contributed: return true
        case .raw, .program: return false
        }
    }

    private mutating func truth(ofFact index: Int) -> Value {
        if let truth = evaluator.world.truths[index].bool, !isComputed(index) { return truth ? yes : no }
        if let known = facts[index] { return known }
        let result: Value
        switch rulebook.facts[index].origin {
        case _ where evaluator.inputs.partyTruths[index] != nil:
            result = diagram.variable(index * Self.stride)
        case .formula(let formula):
            result = truth(of: formula)
        case .contributed(let rules, let needsAll, let unless):
            result = truth(ofContributed: rules, needsAll: needsAll, unless: unless)
        case .raw, .program:
            result = diagram.variable(index * Self.stride)
        }
        facts[index] = result
        return result
    }

    private mutating func truth(ofAtom index: Int) -> Value {
        if let known = atoms[index] { return known }
        let result: Value
        switch evaluator.peek(index) {
        case .no: result = no
        case .yes: result = yes
        case .unknown:
            if let carrier = carriers[index], let split = split(index, by: carrier) {
                result = split
            } else {
                // It hangs on several open facts at once: a variable of its own.
                result = diagram.variable((rulebook.facts.count + index) * Self.stride)
            }
        }
        atoms[index] = result
        return result
    }

    /// An atom as a function of the cells of the one fact it hangs on; nil where a cell does not settle it.
    private mutating func split(_ atom: Int, by carrier: Int) -> Value? {
        if cells[carrier] == nil {
            cells[carrier] = evaluator.cells(of: carrier, atoms: atomsByCarrier[carrier] ?? [])
        }
        guard let cells = cells[carrier], let truths = cells.truths[atom], truths.count <= Self.stride else {
            return nil
        }
        var result = no
        for (cell, truth) in truths.enumerated() {
            guard let truth else { return nil }
            if truth { result = or(result, world(ofCell: cell, of: carrier, count: truths.count)) }
        }
        return result
    }

    /// The worlds in which a fact is in one of its cells.
    mutating func world(ofCell cell: Int, of fact: Int, count: Int) -> Value {
        var result = cell == count - 1 ? yes : diagram.variable(fact * Self.stride + cell)
        for earlier in 0..<cell {
            result = and(result, not(diagram.variable(fact * Self.stride + earlier)))
        }
        return result
    }

    /// The scalar fact on whose value alone an open atom hangs.
    private func carrier(ofAtom index: Int) -> Int? {
        let facts = rulebook.facts.count
        let open = rulebook.atoms[index].reads.filter { $0 >= facts || !evaluator.isKnown(fact: $0) }
        guard open.count == 1, let variable = open.first, variable < facts else { return nil }
        if case .compare = rulebook.atoms[index].test {
            return evaluator.thresholds(of: variable).isEmpty ? nil : variable
        }
        if case .program = rulebook.atoms[index].test { return nil }
        return root(of: variable)
    }

    /// The fact a user would supply for an open one: itself, or the one text it is looked up or computed by.
    private func root(of variable: Int) -> Int {
        let fact = rulebook.facts[variable]
        let definition = rulebook.definition.facts[variable]
        guard definition.ask == nil, [.string, .country, .enum].contains(definition.kind) else { return variable }
        var inputs: [Int] = []
        if case .program(let program) = fact.origin { inputs = program.slots }
        if let lookup = fact.lookup { inputs += lookup.match.map(\.fact) }
        let open = inputs.filter { $0 < rulebook.facts.count && !evaluator.isKnown(fact: $0) }
        guard Set(open).count == 1, let next = open.first, !rulebook.facts[next].isBool else { return variable }
        return root(of: next)
    }

    /// The facts a user can supply that stand behind a variable of the diagram.
    func facts(behind variable: Int) -> [Int] {
        let block = variable / Self.stride
        var found: Set<Int> = []
        var seen: Set<Int> = []
        if block < rulebook.facts.count {
            evaluator.collectMissing(variable: block, &found, &seen)
        } else {
            for read in rulebook.atoms[block - rulebook.facts.count].reads {
                evaluator.collectMissing(variable: read, &found, &seen)
            }
        }
        return found.sorted()
    }
}
