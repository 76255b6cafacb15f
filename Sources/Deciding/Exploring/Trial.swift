import Facts
import Quantities
import Rulebooks

/// Tries changes on one world, each recomputing no more than it reaches, and takes each back afterwards.
struct Trial {
    let base: Evaluator
    private(set) var scratch: Evaluator
    private var isDirty: [Bool]
    private var touched: [Int] = []
    private var forgotten: [Int32] = []
    /// Nodes to compute anew although nothing that they read changed.
    private var seeds: Set<Int> = []

    init(_ base: Evaluator) {
        self.base = base
        scratch = base
        rulebook = base.rulebook
        isDirty = Array(repeating: false, count: base.rulebook.dependencies.bearsOnAnswers.count)
    }

    private let rulebook: Rulebook

    /// Whether a decision has other labels than before.
    func isChanged(decision index: Int) -> Bool {
        isDirty[rulebook.dependencies.factsAndRules + index]
    }

    /// Sets one fact, recomputes what hangs on it, lets the caller look, and takes it back.
    ///
    /// - Returns: what the caller made of it; nil where nothing that matters changed.
    mutating func with<T>(_ fact: Int, _ value: FactValue, _ look: (inout Trial) -> T) -> T? {
        scratch.inputs.stated[fact] = value
        for group in scratch.world.lookedUp.indices { scratch.world.lookedUp[group] = World.notLookedUp }
        scratch.computeFact(fact)
        touchedFact(fact)
        var isFelt = false
        if isDirty[fact] {
            isFelt = propagate(through: rulebook.cones[fact].steps)
        }
        let result = isFelt ? look(&self) : nil
        scratch.inputs.stated[fact] = base.inputs.stated[fact]
        restore()
        return result
    }

    /// Moves the order to another date, recomputes what the date reaches, lets the caller look, and moves it back.
    ///
    /// - Returns: what the caller made of it; nil where nothing that matters changed.
    mutating func on<T>(_ date: CalendarDate, dateFact: Int, _ look: (inout Trial) -> T) -> T? {
        scratch.world.date = date
        scratch.inputs.stated[dateFact] = .date(date)
        for group in scratch.world.lookedUp.indices { scratch.world.lookedUp[group] = World.notLookedUp }
        scratch.computeFact(dateFact)
        touchedFact(dateFact)
        seedGroups(on: date)
        seedRules(on: date)
        for step in rulebook.dependencies.datedFactSteps { seeds.insert(Int(rulebook.dependencies.nodes[Int(step)])) }
        for (index, decision) in rulebook.decisions.enumerated() where !decision.carved.isEmpty {
            seeds.insert(rulebook.dependencies.factsAndRules + index)
        }
        let isFelt = propagate(through: rulebook.steps.indices)
        let result = isFelt ? look(&self) : nil
        scratch.world.date = base.world.date
        scratch.inputs.stated[dateFact] = base.inputs.stated[dateFact]
        scratch.world.inForce = base.world.inForce
        scratch.world.atoms = base.world.atoms
        seeds.removeAll(keepingCapacity: true)
        restore()
        return result
    }

    /// Countries that join or leave a group between the dates count as changed.
    private mutating func seedGroups(on date: CalendarDate) {
        for (index, atom) in rulebook.atoms.enumerated() {
            guard case .group(let variable, let group) = atom.test, variable < rulebook.facts.count,
                case .string(let country)? = base.world.values[variable]
            else { continue }
            let isMember = rulebook.groups[group].holds(country, on: date)
            guard isMember != rulebook.groups[group].holds(country, on: base.world.date) else { continue }
            scratch.world.atoms[index] = Truth(isMember)
            if !isDirty[variable] { mark(variable) }
        }
    }

    /// Rules that begin or end between the dates count as changed.
    private mutating func seedRules(on date: CalendarDate) {
        for (index, rule) in rulebook.rules.enumerated() {
            let isInForce = rule.isInForce(on: date, knownOn: base.inputs.knownOn)
            guard isInForce != base.world.inForce[index] else { continue }
            scratch.world.inForce[index] = isInForce
            let node = rulebook.dependencies.facts + index
            mark(node)
            seeds.insert(node)
        }
    }

    /// The verdict of the world as it stands now.
    mutating func verdict() -> Int { scratch.verdict() }

    /// Computes the steps of which some input changed; tells whether anything changed that bears on an answer.
    private mutating func propagate(through steps: some Sequence<Int>) -> Bool {
        var isFelt = false
        for step in steps {
            let node = Int(rulebook.dependencies.nodes[step])
            guard rulebook.dependencies.bearsOnAnswers[node], !isDirty[node] || seeds.contains(node) else { continue }
            var isReached = seeds.contains(node)
            for read in rulebook.dependencies.reads[step] where isDirty[Int(read)] {
                isReached = true
                break
            }
            guard isReached else { continue }
            let wasDirty = isDirty[node]
            scratch.compute(rulebook.steps[step])
            if wasDirty { isFelt = isFelt || node >= rulebook.dependencies.facts } else { compare(node) }
            if isDirty[node], node >= rulebook.dependencies.facts { isFelt = true }
        }
        return isFelt
    }

    private mutating func compare(_ node: Int) {
        if node < rulebook.dependencies.facts {
            touchedFact(node)
        } else if node < rulebook.dependencies.factsAndRules {
            let rule = node - rulebook.dependencies.facts
            if scratch.world.rules[rule] != base.world.rules[rule]
                || scratch.world.conditions[rule] != base.world.conditions[rule]
            {
                mark(node)
            }
        } else {
            touchedDecision(node - rulebook.dependencies.factsAndRules)
        }
    }

    private mutating func touchedFact(_ fact: Int) {
        let isSame =
            rulebook.facts[fact].isBool
            ? scratch.world.truths[fact] == base.world.truths[fact]
            : scratch.world.values[fact] == base.world.values[fact]
        guard !isSame else { return }
        mark(fact)
        forget(variable: fact)
    }

    private mutating func touchedDecision(_ index: Int) {
        var isSame =
            scratch.world.answers[index] == base.world.answers[index]
            && scratch.world.computed[index] == base.world.computed[index]
        for label in rulebook.labelOffsets[index]..<rulebook.labelOffsets[index + 1] where isSame {
            isSame = scratch.world.labels[label] == base.world.labels[label]
        }
        guard !isSame else { return }
        mark(rulebook.dependencies.factsAndRules + index)
        forget(variable: rulebook.facts.count + index)
    }

    private mutating func mark(_ node: Int) {
        isDirty[node] = true
        touched.append(node)
    }

    private mutating func forget(variable: Int) {
        for atom in rulebook.dependencies.atoms[variable] {
            scratch.world.atoms[Int(atom)] = nil
            forgotten.append(atom)
        }
    }

    private mutating func restore() {
        for node in touched {
            isDirty[node] = false
            if node < rulebook.dependencies.facts {
                scratch.world.values[node] = base.world.values[node]
                scratch.world.truths[node] = base.world.truths[node]
                scratch.world.sources[node] = base.world.sources[node]
            } else if node < rulebook.dependencies.factsAndRules {
                let rule = node - rulebook.dependencies.facts
                scratch.world.rules[rule] = base.world.rules[rule]
                scratch.world.conditions[rule] = base.world.conditions[rule]
            } else {
                let index = node - rulebook.dependencies.factsAndRules
                scratch.world.answers[index] = base.world.answers[index]
                scratch.world.computed[index] = base.world.computed[index]
                for label in rulebook.labelOffsets[index]..<rulebook.labelOffsets[index + 1] {
                    scratch.world.labels[label] = base.world.labels[label]
                }
            }
        }
        for atom in forgotten { scratch.world.atoms[Int(atom)] = base.world.atoms[Int(atom)] }
        touched.removeAll(keepingCapacity: true)
        forgotten.removeAll(keepingCapacity: true)
    }
}
