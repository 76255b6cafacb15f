/// Who reads whom, for recomputing no more than a change reaches.
package struct Dependencies: Sendable {
    /// Per step the nodes it reads.
    ///
    /// A node is a fact, then a rule, then a decision, each by its index.
    package let reads: [[Int32]]
    /// Per step the node it computes.
    package let nodes: [Int32]
    /// Per node the step that computes it.
    package let steps: [Int32]
    /// Per node the steps that read it and on which an answer can hang, ascending.
    package let readers: Grouped
    /// Per node whether a main answer or the verdict can hang on it.
    package let bearsOnAnswers: [Bool]
    /// Per variable (a fact, or the number of facts plus a decision) the tests that read it.
    package let atoms: Grouped
    /// The steps that the law date reaches without any of their reads changing: facts whose rows depend on it, and
    /// decisions whose exceptions begin to count.
    package let datedSteps: [Int32]
    /// The tests of membership in a group, with the fact whose country is looked for.
    package let memberships: [(atom: Int, fact: Int, group: Int)]
    /// Per fact and per test whether it is the same on every date.
    package let isTimelessFact: [Bool]
    package let isTimelessAtom: [Bool]

    /// The number of facts, and of facts and rules.
    package let facts: Int
    package let factsAndRules: Int

    /// The node of a variable.
    package func node(ofVariable variable: Int) -> Int {
        variable < facts ? variable : variable - facts + factsAndRules
    }
}

/// Lists of numbers end to end in one array, so that reading one touches no reference counts.
package struct Grouped: Sendable {
    /// The numbers.
    package let members: [Int32]
    private let offsets: [Int32]

    init(_ lists: [[Int32]]) {
        members = Array(lists.joined())
        var offsets: [Int32] = [0]
        for list in lists { offsets.append(offsets[offsets.count - 1] + Int32(list.count)) }
        self.offsets = offsets
    }

    /// Where the members of a list stand.
    package func range(of list: Int) -> Range<Int> { Int(offsets[list])..<Int(offsets[list + 1]) }
}

extension Dependencies {
    init(
        steps: [Rulebook.Step],
        stepReads: [(variables: Set<Int>, rules: Set<Int>)],
        facts: [CompiledFact],
        ruleCount: Int,
        decisions: [CompiledDecision],
        atoms: [Atom],
        dateFact: Int?,
        wanted: Set<Int>
    ) {
        let factCount = facts.count
        let factsAndRules = facts.count + ruleCount
        let count = factsAndRules + decisions.count
        func node(ofVariable variable: Int) -> Int {
            variable < factCount ? variable : variable - factCount + factsAndRules
        }
        self.facts = factCount
        self.factsAndRules = factsAndRules
        let reads = stepReads.map { read in
            (read.variables.map { node(ofVariable: $0) } + read.rules.map { factCount + $0 }).sorted().map { Int32($0) }
        }
        let nodes = steps.map { step in
            switch step {
            case .fact(let index): Int32(index)
            case .rule(let index): Int32(factCount + index)
            case .decision(let index): Int32(factsAndRules + index)
            }
        }
        // What bears on the answers: the wanted nodes, and backwards all that they read.
        var bears = [Bool](repeating: false, count: count)
        for node in wanted { bears[node] = true }
        for (index, node) in nodes.enumerated().reversed() where bears[Int(node)] {
            for read in reads[index] { bears[Int(read)] = true }
        }
        var readers = [[Int32]](repeating: [], count: count)
        var stepOfNode = [Int32](repeating: 0, count: count)
        for (index, node) in nodes.enumerated() {
            stepOfNode[Int(node)] = Int32(index)
            guard bears[Int(node)] else { continue }
            for read in reads[index] { readers[Int(read)].append(Int32(index)) }
        }
        var byVariable = [[Int32]](repeating: [], count: factCount + decisions.count)
        for (index, atom) in atoms.enumerated() {
            for variable in atom.reads { byVariable[variable].append(Int32(index)) }
        }
        self.reads = reads
        self.nodes = nodes
        self.steps = stepOfNode
        self.readers = Grouped(readers)
        bearsOnAnswers = bears
        self.atoms = Grouped(byVariable)
        datedSteps = steps.indices
            .filter { index in
                guard bears[Int(nodes[index])] else { return false }
                switch steps[index] {
                case .fact(let fact):
                    guard let lookup = facts[fact].lookup else { return false }
                    return lookup.dateColumn != nil || lookup.sinceColumn != nil || lookup.untilColumn != nil
                case .decision(let decision): return !decisions[decision].carved.isEmpty
                case .rule: return false
                }
            }
            .map { Int32($0) }
        memberships = atoms.enumerated()
            .compactMap { index, atom in
                guard case .group(let variable, let group) = atom.test, variable < factCount else { return nil }
                return (index, variable, group)
            }
        let isTimeless = facts.enumerated()
            .map { index, fact in
                guard index != dateFact, case .raw = fact.origin else { return false }
                return fact.lookup.map { $0.dateColumn == nil && $0.sinceColumn == nil } ?? true
            }
        isTimelessFact = isTimeless
        isTimelessAtom = atoms.map { atom in
            if case .group = atom.test { return false }
            return atom.reads.allSatisfy { $0 < factCount && isTimeless[$0] }
        }
    }
}
