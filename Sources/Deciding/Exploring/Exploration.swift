import Facts
import Rulebooks

/// Works out what open answers can still be, what leads there, and which facts could still change anything.
struct Exploration {
    let evaluator: Evaluator
    let outcome: Outcome
    private var context: DiagramContext
    private var verdicts: [Diagram.Node] = []
    private var states: [[Diagram.Node]] = []
    private var grades: PossibleGrades
    /// The worlds in which a hard collision makes the verdict another one.
    private var undone = Diagram.no

    init(evaluator: Evaluator, outcome: Outcome) {
        self.evaluator = evaluator
        rulebook = evaluator.rulebook
        self.outcome = outcome
        context = DiagramContext(evaluator)
        grades = PossibleGrades(evaluator.rulebook)
    }

    let rulebook: Rulebook

    /// Adds `possible` and `needs` to a decision.
    mutating func complete(_ decision: inout Decision) {
        combineGates()
        decision.possible = possible()
        decision.needs = needs()
    }

    private mutating func combineGates() {
        let verdict = rulebook.definition.verdict
        let count = verdict.values.count
        states = rulebook.gates.map { context.states(of: $0, count: count) }
        verdicts = context.combined(states, count: count)
        guard let undo = verdict.values.firstIndex(of: verdict.undo) else { return }
        let hard = hardCollisions().reduce(context.no) { context.or($0, context.truth(ofRule: $1)) }
        let movable = (0..<count).filter { $0 != undo }.reduce(context.no) { context.or($0, verdicts[$1]) }
        undone = context.and(hard, movable)
        for label in 0..<count where label != undo { verdicts[label] = context.and(verdicts[label], context.not(hard)) }
        verdicts[undo] = context.or(verdicts[undo], undone)
    }

    private func openCollisions() -> [Int] {
        (rulebook.firstCollision..<rulebook.rules.count).filter { evaluator.isInForce($0) }
    }

    private func hardCollisions() -> [Int] {
        openCollisions().filter { rulebook.rules[$0].definition.contributes.first?.values.first == "hard" }
    }

    // MARK: Possible values

    private mutating func possible() -> [(name: String, values: [Decision.Possible])] {
        var result: [(name: String, values: [Decision.Possible])] = []
        if outcome.verdict < 0 { result.append(("verdict", possibleVerdicts())) }
        for (index, decision) in rulebook.decisions.enumerated()
        where decision.definition.isMain && !evaluator.isAnswered(index) {
            let nodes = context.labelValues(of: index)
            let graded = grades.ofDecision(index, &context)
            let values = decision.labels.indices.filter { nodes[$0] != Diagram.no }
                .map { label in
                    let leading = leading(to: label, of: decision, within: nodes[label])
                    let words = PossibleWords(evaluator: evaluator, leading: leading)
                    return Decision.Possible(
                        value: decision.labels[label],
                        condition: words.condition(of: index, label: label),
                        ways: words.ways(to: label, of: index),
                        evidence: grades.best(in: nodes[label], graded, &context)
                    )
                }
            if !values.isEmpty { result.append((decision.definition.name, values)) }
        }
        return result
    }

    /// The rules that give a label in some of the worlds in which it is the answer.
    private mutating func leading(to label: Int, of decision: CompiledDecision, within worlds: Diagram.Node) -> Set<Int>
    {
        var rules: Set<Int> = []
        for contributor in decision.before where contributor.label == label && evaluator.isInForce(contributor.rule) {
            if context.and(context.truth(ofRule: contributor.rule), worlds) != Diagram.no {
                rules.insert(contributor.rule)
            }
        }
        for contributor in decision.contributors
        where contributor.label == label && evaluator.isInForce(contributor.rule) {
            let truth = context.truth(of: contributor, to: decision)
            if context.and(truth, worlds) != Diagram.no { rules.insert(contributor.rule) }
        }
        for requirement in decision.requirements
        where requirement.unserved == label && evaluator.isInForce(requirement.rule) {
            let truth = context.truthUnserved(requirement)
            if context.and(truth, worlds) != Diagram.no { rules.insert(requirement.rule) }
        }
        return rules
    }

    private mutating func possibleVerdicts() -> [Decision.Possible] {
        let feasible = verdicts.indices.filter { verdicts[$0] != Diagram.no }
        return feasible.map { label in
            let condition = condition(ofVerdict: label, among: feasible)
            return Decision.Possible(
                value: rulebook.verdictName(label),
                condition: condition,
                ways: [condition],
                evidence: grade(ofVerdict: label)
            )
        }
    }

    private mutating func condition(ofVerdict label: Int, among feasible: [Int]) -> LocalisedText {
        let words = PossibleWords(evaluator: evaluator)
        if label == feasible.last, feasible.count > 1 {
            return words.mildest(rulebook.gates.indices.map { leads(of: $0, within: allowed($0, under: label)) })
        }
        let giving = rulebook.gates.indices.filter { states[$0][label] != Diagram.no }
        var collisions: [Int] = []
        if rulebook.verdictName(label) == rulebook.definition.verdict.undo {
            collisions = hardCollisions().filter { context.truth(ofRule: $0) != Diagram.no }
        }
        return words.verdict(
            leads: giving.map { leads(of: $0, within: states[$0][label]) },
            settled: giving.filter { outcome.states[$0] == label },
            collisions: collisions,
            isStrictest: label == feasible.first
        )
    }

    /// The worlds in which a gate is in a state that it can have under a verdict.
    private mutating func allowed(_ gate: Int, under label: Int) -> Diagram.Node {
        var worlds = context.no
        for state in states[gate] where context.and(state, verdicts[label]) != Diagram.no {
            worlds = context.or(worlds, state)
        }
        return worlds
    }

    /// The open main answers of a gate that tell some worlds from the others: the one whose values suffice if there is
    /// one, else all that are ruled out in part.
    private mutating func leads(of gate: Int, within worlds: Diagram.Node) -> [PossibleWords.Lead] {
        var leads: [PossibleWords.Lead] = []
        for decision in rulebook.gates[gate].decisions
        where rulebook.decisions[decision].definition.isMain && !evaluator.isAnswered(decision) {
            let nodes = context.labelValues(of: decision)
            let open = nodes.indices.filter { nodes[$0] != Diagram.no }
            let left = open.filter { context.and(nodes[$0], worlds) != Diagram.no }
            guard !left.isEmpty, left.count < open.count else { continue }
            let lead = PossibleWords.Lead(gate: gate, decision: decision, labels: left)
            let outside = context.and(left.reduce(context.no) { context.or($0, nodes[$1]) }, context.not(worlds))
            if outside == Diagram.no { return [lead] }
            leads.append(lead)
        }
        let telling = leads.filter { lead in
            lead.labels.contains { rulebook.decisions[lead.decision].labels[$0] != nil }
        }
        return telling.isEmpty ? leads : telling
    }

    /// The best grade that a verdict can have.
    private mutating func grade(ofVerdict label: Int) -> Answer {
        var graded = grades.ofVerdict(label, states: states, &context)
        if rulebook.verdictName(label) == rulebook.definition.verdict.undo {
            let collided = grades.ofCollisions(hardCollisions(), &context)
            for rank in graded.indices {
                let byGates = context.and(graded[rank], context.not(undone))
                graded[rank] = context.or(byGates, context.and(undone, collided[rank]))
            }
        }
        return grades.best(in: verdicts[label], graded, &context)
    }

    // MARK: Needs

    private mutating func needs() -> [Decision.Need] {
        var couldChange: [Int: [String]] = [:]
        func note(_ facts: some Sequence<Int>, _ name: String) {
            for fact in facts where couldChange[fact]?.contains(name) != true {
                couldChange[fact, default: []].append(name)
            }
        }
        for (name, nodes) in openFunctions() {
            var support: Set<Int> = []
            for node in nodes { support.formUnion(context.diagram.support(of: node)) }
            for variable in support.sorted() { note(context.facts(behind: variable), name) }
        }
        for (index, decision) in rulebook.decisions.enumerated() {
            var found: Set<Int> = []
            var seen: Set<Int> = []
            switch decision.form {
            case .value where !evaluator.isAnswered(index):
                evaluator.collectMissing(variable: rulebook.facts.count + index, &found, &seen)
            case .attribute(let of, _)
            where evaluator.isAnswered(of) && evaluator.answer(to: index).isUndetermined:
                let label = evaluator.world.answers[of]
                for giver in evaluator.givers(of: rulebook.decisions[of], label: label) where giver.truth == .unknown {
                    for read in rulebook.rules[giver.rule].reads {
                        evaluator.collectMissing(variable: read, &found, &seen)
                    }
                }
            default: continue
            }
            note(found.sorted(), decision.definition.name)
        }
        for (name, facts) in unsettled(besides: Set(couldChange.values.joined())) { note(facts, name) }
        return couldChange.keys.sorted()
            .flatMap { fact -> [Decision.Need] in
                let names = evaluator.inputs.partyNeeds[fact] ?? [rulebook.facts[fact].name]
                let definition = rulebook.definition.facts[fact]
                return names.map {
                    Decision.Need(
                        fact: $0,
                        ask: definition.ask ?? definition.meaning,
                        couldChange: couldChange[fact] ?? []
                    )
                }
            }
    }

    /// Every open answer with the worlds of each of its values.
    private mutating func openFunctions() -> [(name: String, nodes: [Diagram.Node])] {
        var result: [(name: String, nodes: [Diagram.Node])] = [("verdict", verdicts)]
        var release = context.no
        for (index, hold) in rulebook.holds.enumerated() where outcome.holds[index] != .no {
            release = context.or(release, context.truth(of: hold))
        }
        result.append(("release", [release]))
        for index in openCollisions() where evaluator.world.rules[index] == .unknown {
            guard outcome.collisions.contains(where: { $0.rule == index }) else { continue }
            result.append((rulebook.rules[index].definition.id, [context.truth(ofRule: index)]))
        }
        for (index, decision) in rulebook.decisions.enumerated() {
            switch decision.form {
            case .labels where !evaluator.isAnswered(index), .set where !decision.definition.ignoresUnknown:
                result.append((decision.definition.name, context.labelValues(of: index)))
            default: continue
            }
        }
        return result
    }
}
