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

    init(_ base: Evaluator) {
        self.base = base
        scratch = base
        isDirty = Array(repeating: false, count: base.rulebook.dependencies.bearsOnAnswers.count)
    }

    private var rulebook: Rulebook { base.rulebook }

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

    /// The verdict of the world as it stands now.
    mutating func verdict() -> Int { scratch.verdict() }

    /// Computes the steps of which some input changed; tells whether anything changed that bears on an answer.
    private mutating func propagate(through steps: [Int]) -> Bool {
        let dependencies = rulebook.dependencies
        var isFelt = false
        for step in steps {
            let node = Int(dependencies.nodes[step])
            guard dependencies.bearsOnAnswers[node], !isDirty[node] else { continue }
            var isReached = false
            for read in dependencies.reads[step] where isDirty[Int(read)] {
                isReached = true
                break
            }
            guard isReached else { continue }
            scratch.compute(rulebook.steps[step])
            compare(node)
            if isDirty[node], node >= dependencies.facts { isFelt = true }
        }
        return isFelt
    }

    private mutating func compare(_ node: Int) {
        let dependencies = rulebook.dependencies
        if node < dependencies.facts {
            touchedFact(node)
        } else if node < dependencies.factsAndRules {
            let rule = node - dependencies.facts
            if scratch.world.rules[rule] != base.world.rules[rule]
                || scratch.world.conditions[rule] != base.world.conditions[rule]
            {
                mark(node)
            }
        } else {
            touchedDecision(node - dependencies.factsAndRules)
        }
    }

    private mutating func touchedFact(_ fact: Int) {
        let isSame =
            rulebook.facts[fact].isBool
            ? scratch.world.truths[fact] == base.world.truths[fact] : scratch.world.values[fact] == base.world.values[fact]
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
        let dependencies = rulebook.dependencies
        for node in touched {
            isDirty[node] = false
            if node < dependencies.facts {
                scratch.world.values[node] = base.world.values[node]
                scratch.world.truths[node] = base.world.truths[node]
                scratch.world.sources[node] = base.world.sources[node]
            } else if node < dependencies.factsAndRules {
                let rule = node - dependencies.facts
                scratch.world.rules[rule] = base.world.rules[rule]
                scratch.world.conditions[rule] = base.world.conditions[rule]
            } else {
                let index = node - dependencies.factsAndRules
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
