/// Who reads whom, for recomputing no more than a change reaches.
package struct Dependencies: Sendable {
    /// Per step the nodes it reads.
    ///
    /// A node is a fact, then a rule, then a decision, each by its index.
    package let reads: [[Int32]]
    /// Per step the node it computes.
    package let nodes: [Int32]
    /// Per node whether a main answer or the verdict can hang on it.
    package let bearsOnAnswers: [Bool]
    /// Per variable (a fact, or the number of facts plus a decision) the tests that read it.
    package let atoms: [[Int32]]
    /// The steps of rules by rule, and those of facts whose rows depend on the date.
    package let datedFactSteps: [Int32]

    /// The number of facts, and of facts and rules.
    package let facts: Int
    package let factsAndRules: Int

    /// The node of a variable.
    package func node(ofVariable variable: Int) -> Int {
        variable < facts ? variable : variable - facts + factsAndRules
    }
}

extension Dependencies {
    init(
        steps: [Rulebook.Step],
        stepReads: [(variables: Set<Int>, rules: Set<Int>)],
        facts: [CompiledFact],
        ruleCount: Int,
        decisions: [CompiledDecision],
        atoms: [Atom],
        wanted: Set<Int>
    ) {
        let factCount = facts.count
        let factsAndRules = facts.count + ruleCount
        func node(ofVariable variable: Int) -> Int {
            variable < factCount ? variable : variable - factCount + factsAndRules
        }
        self.facts = factCount
        self.factsAndRules = factsAndRules
        reads = stepReads.map { read in
            (read.variables.map { node(ofVariable: $0) } + read.rules.map { factCount + $0 }).sorted().map { Int32($0) }
        }
        nodes = steps.map { step in
            switch step {
            case .fact(let index): Int32(index)
            case .rule(let index): Int32(factCount + index)
            case .decision(let index): Int32(factsAndRules + index)
            }
        }
        // What bears on the answers: the wanted nodes, and backwards all that they read.
        var bears = [Bool](repeating: false, count: factsAndRules + decisions.count)
        for node in wanted { bears[node] = true }
        for (index, node) in nodes.enumerated().reversed() where bears[Int(node)] {
            for read in reads[index] { bears[Int(read)] = true }
        }
        bearsOnAnswers = bears
        var byVariable = [[Int32]](repeating: [], count: factCount + decisions.count)
        for (index, atom) in atoms.enumerated() {
            for variable in atom.reads { byVariable[variable].append(Int32(index)) }
        }
        self.atoms = byVariable
        datedFactSteps = steps.indices
            .filter { index in
                guard case .fact(let fact) = steps[index], let lookup = facts[fact].lookup else { return false }
                return lookup.dateColumn != nil || lookup.sinceColumn != nil || lookup.untilColumn != nil
            }
            .map { Int32($0) }
    }
}
