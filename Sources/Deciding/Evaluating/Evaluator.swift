package import CEL
package import Facts
package import Quantities
package import Rulebooks

/// The plain engine: computes every fact, rule and decision of a rulebook for one order, in three-valued logic.
///
/// It is the reference for any faster engine. It keeps what it computed in a `World`, so that a change of one fact
/// need only recompute what depends on it.
package struct Evaluator: TruthContext {
    package let rulebook: Rulebook
    package var inputs: Inputs
    package var world: World

    package var no: Truth { .no }
    package var yes: Truth { .yes }
    package var date: CalendarDate { world.date }

    /// Computes the world of an order on a law date.
    package init(_ rulebook: Rulebook, _ inputs: Inputs, on date: CalendarDate) {
        self.rulebook = rulebook
        self.inputs = inputs
        let facts = rulebook.facts.count
        let rules = rulebook.rules.count
        world = World(
            values: Array(repeating: nil, count: facts),
            truths: Array(repeating: .unknown, count: facts),
            sources: Array(repeating: .none, count: facts),
            inForce: rulebook.spans.map { $0.holds(on: date, knownOn: inputs.knownOn) },
            conditions: Array(repeating: .no, count: rules),
            rules: Array(repeating: .no, count: rules),
            atoms: Array(repeating: nil, count: rulebook.atoms.count),
            labels: Array(repeating: .no, count: rulebook.labelOffsets[rulebook.decisions.count]),
            answers: Array(repeating: -1, count: rulebook.decisions.count),
            computed: Array(repeating: nil, count: rulebook.decisions.count),
            lookedUp: Array(repeating: World.notLookedUp, count: rulebook.lookupGroupCount),
            date: date,
            knownOn: inputs.knownOn
        )
        for step in rulebook.steps { compute(step) }
    }

    /// Computes one step anew from what it reads.
    package mutating func compute(_ step: Rulebook.Step) {
        switch step {
        case .fact(let index): computeFact(index)
        case .rule(let index): computeRule(index)
        case .decision(let index): computeDecision(index)
        }
    }

    /// Forgets what hangs on a fact that is about to change.
    mutating func forget(_ cone: Cone) {
        for atom in cone.atoms { world.atoms[atom] = nil }
        for group in world.lookedUp.indices { world.lookedUp[group] = World.notLookedUp }
    }

    private mutating func computeRule(_ index: Int) {
        guard world.inForce[index] else { return }
        let rule = rulebook.rules[index]
        let condition = truth(ofNode: rulebook.ruleNodes[index])
        world.conditions[index] = condition
        var displaced = Truth.no
        for other in rule.overriders where world.inForce[other] { displaced = displaced || world.rules[other] }
        world.rules[index] = condition && !displaced
    }

    private mutating func computeDecision(_ index: Int) {
        let decision = rulebook.decisions[index]
        let offset = rulebook.labelOffsets[index]
        switch decision.form {
        case .labels:
            let labels = labels(of: decision)
            world.answers[index] = -1
            for label in labels.indices {
                world.labels[offset + label] = labels[label]
                if labels[label] == .yes { world.answers[index] = label }
            }
            world.computed[index] = world.answers[index] >= 0 ? value(of: decision, label: world.answers[index]) : nil
        case .set:
            let members = members(of: decision)
            for member in members.indices { world.labels[offset + member] = members[member] }
        case .value(let source):
            computeValue(index, decision, source)
        case .attribute, .evidence:
            break
        }
    }

    private mutating func computeValue(
        _ index: Int,
        _ decision: CompiledDecision,
        _ source: CompiledDecision.ValueSource
    ) {
        let asked = decision.when.map { truth(of: $0) } ?? .yes
        world.computed[index] = nil
        let offset = rulebook.labelOffsets[index]
        // A computed answer has no labels of its own but "asked" and "not asked"; the first label tells which.
        if !decision.labels.isEmpty { world.labels[offset] = asked }
        world.answers[index] = asked == .no ? 0 : -1
        guard asked == .yes else { return }
        switch source {
        case .fact(let fact): world.computed[index] = world.values[fact]
        case .program(let program): world.computed[index] = value(of: program)
        }
    }

    private func value(of decision: CompiledDecision, label: Int) -> FactValue? {
        guard let text = decision.labels[label] else { return nil }
        switch decision.definition.kind {
        case .integer: return ExactDecimal(text).map { .decimal($0) } ?? .string(text)
        case .date: return CalendarDate(iso: text).map { .date($0) } ?? .string(text)
        default: return .string(text)
        }
    }

    // MARK: Truths

    package func and(_ left: Truth, _ right: Truth) -> Truth { left && right }
    package func or(_ left: Truth, _ right: Truth) -> Truth { left || right }
    package func not(_ value: Truth) -> Truth { !value }
    package func settled(_ value: Truth) -> Truth { value == .yes ? .yes : .no }
    package func isInForce(_ rule: Int) -> Bool { world.inForce[rule] }
    package func truth(ofRule rule: Int) -> Truth { world.rules[rule] }
    package func testedWhen(_ rule: Int) -> Formula? { rulebook.rules[rule].testedWhen }

    package func truth(of formula: Formula) -> Truth {
        switch formula {
        case .constant(let value): return value ? .yes : .no
        case .fact(let index): return world.truths[index]
        case .atom(let index): return peek(index)
        case .answer(let decision, let labels):
            let offset = rulebook.labelOffsets[decision]
            var result = Truth.no
            for label in labels { result = result || world.labels[offset + label] }
            return result
        case .member(let decision, let member): return world.labels[rulebook.labelOffsets[decision] + member]
        case .settledFact(let index): return isKnown(fact: index) ? .yes : .no
        case .settledDecision(let index): return isAnswered(index) ? .yes : .no
        case .not(let part): return !truth(of: part)
        case .all(let parts):
            var result = Truth.yes
            for part in parts {
                result = result && truth(of: part)
                if result == .no { return .no }
            }
            return result
        case .any(let parts):
            var result = Truth.no
            for part in parts {
                result = result || truth(of: part)
                if result == .yes { return .yes }
            }
            return result
        }
    }

    /// The truth of a formula of the pool: what `truth(of:)` gives, without touching reference counts.
    mutating func truth(ofNode index: Int32) -> Truth {
        let node = rulebook.pool.nodes[Int(index)]
        switch node.kind {
        case .no: return .no
        case .yes: return .yes
        case .fact: return world.truths[Int(node.first)]
        case .atom: return truth(ofAtom: Int(node.first))
        case .label: return world.labels[Int(node.first)]
        case .settledFact: return isKnown(fact: Int(node.first)) ? .yes : .no
        case .settledDecision: return isAnswered(Int(node.first)) ? .yes : .no
        case .not: return !truth(ofNode: rulebook.pool.children[Int(node.first)])
        case .all:
            var result = Truth.yes
            for child in node.first..<node.first + node.count {
                result = result && truth(ofNode: rulebook.pool.children[Int(child)])
                if result == .no { return .no }
            }
            return result
        case .any:
            var result = Truth.no
            for child in node.first..<node.first + node.count {
                result = result || truth(ofNode: rulebook.pool.children[Int(child)])
                if result == .yes { return .yes }
            }
            return result
        }
    }

    /// Whether a fact has a value.
    package func isKnown(fact index: Int) -> Bool {
        rulebook.isBool[index] ? world.truths[index] != .unknown : world.values[index] != nil
    }

    /// Whether a decision has an answer, be it "no value".
    package func isAnswered(_ index: Int) -> Bool {
        switch rulebook.decisions[index].form {
        case .labels: world.answers[index] >= 0
        case .value: world.answers[index] >= 0 || world.computed[index] != nil
        case .set, .attribute, .evidence: true
        }
    }

    package mutating func truth(ofAtom index: Int) -> Truth {
        if let known = world.atoms[index] { return known }
        let truth = retest(index)
        world.atoms[index] = truth
        return truth
    }

    /// The truth of an atom, not remembered.
    func peek(_ index: Int) -> Truth { world.atoms[index] ?? retest(index) }

    /// The truth of an atom as the facts stand, whatever is remembered of it.
    func retest(_ index: Int) -> Truth { Truth(test(rulebook.atoms[index])) }

    private func test(_ atom: Atom) -> Bool? {
        switch atom.test {
        case .number(let variable, let comparison, let literal):
            guard case .decimal(let number)? = value(ofVariable: variable) else { return nil }
            return comparison.holds(number, literal)
        case .date(let variable, let comparison, let literal):
            guard case .date(let date)? = value(ofVariable: variable) else { return nil }
            return comparison.holds(date, literal)
        case .text(let variable, let words):
            guard case .string(let text)? = value(ofVariable: variable) else { return nil }
            return words.contains { $0 == text && $0.utf8.count == text.utf8.count }
        case .group(let variable, let group):
            guard case .string(let country)? = value(ofVariable: variable) else { return nil }
            return rulebook.groups[group].holds(country, on: world.date)
        case .compare(let left, let comparison, let right):
            guard case .decimal(let a)? = value(of: left), case .decimal(let b)? = value(of: right) else { return nil }
            return comparison.holds(a, b)
        case .program(let program):
            guard case .bool(let value)? = value(of: program) else { return nil }
            return value
        }
    }

    /// The value of a fact or decision, nil where it is unknown or has none.
    package func value(ofVariable variable: Int) -> FactValue? {
        guard variable < rulebook.facts.count else { return world.computed[variable - rulebook.facts.count] }
        return rulebook.isBool[variable]
            ? world.truths[variable].bool.map { .bool($0) } : world.values[variable]
    }

    func value(of program: Program) -> FactValue? {
        guard case .value(let value) = program.evaluate(self) else { return nil }
        return FactValue(value)
    }
}

/// Gives CEL the values of facts and decisions; what is not known is unknown, never an error.
extension Evaluator: Activation {
    /// The value of a fact or decision as CEL has it.
    package func binding(at slot: Int) -> Binding {
        value(ofVariable: slot).map { .value(CEL.Value($0)) } ?? .unknown
    }
}

extension Atom.Comparison {
    func holds<T: Comparable>(_ left: T, _ right: T) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .equal: left == right
        }
    }
}

extension Value {
    /// The value of a fact as CEL has it.
    init(_ value: FactValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .decimal(let value): self = .decimal(value)
        case .string(let value): self = .string(value)
        case .date(let value): self = .date(value)
        case .list(let values): self = .list(values.map { Value($0) })
        }
    }
}

extension FactValue {
    /// A CEL value as a fact has it; nil for values that facts can't have.
    init?(_ value: Value) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .decimal(let value): self = .decimal(value)
        case .int(let value): self = .decimal(ExactDecimal(value))
        case .uint(let value): self = .decimal(ExactDecimal(value))
        case .string(let value): self = .string(value)
        case .date(let value): self = .date(value)
        default: return nil
        }
    }
}
