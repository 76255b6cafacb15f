import CEL
import Diagnostics

extension RulebookCompiler {
    /// Sorts facts, rules and decisions so that each comes after all that it reads; a cycle is a problem.
    mutating func orderOfEvaluation(
        facts: [CompiledFact],
        rules: [CompiledRule],
        decisions: [CompiledDecision]
    ) -> [Rulebook.Step] {
        let ruleBase = facts.count
        let decisionBase = facts.count + rules.count
        let total = decisionBase + decisions.count
        func node(ofVariable variable: Int) -> Int {
            variable < facts.count ? variable : variable - facts.count + decisionBase
        }
        var needs: [[Int]] = []
        for fact in facts {
            var reads = fact.reads.map(node(ofVariable:))
            if case .contributed(let rules, _, _) = fact.origin { reads += rules.map { ruleBase + $0 } }
            needs.append(reads)
        }
        for rule in rules {
            var reads = rule.reads + (rule.testedWhen.map { variables(in: $0).sorted() } ?? [])
            reads += [rule.rowDate, rule.rowEvidence, rule.rowAuthority].compactMap { $0 }
            needs.append(reads.map(node(ofVariable:)) + rule.overriders.map { ruleBase + $0 })
        }
        for decision in decisions {
            needs.append(dependencies(of: decision, ruleBase: ruleBase, decisionBase: decisionBase, facts: facts.count))
        }
        return sort(needs, total: total, facts: facts, rules: rules, decisions: decisions)
    }

    private func dependencies(of decision: CompiledDecision, ruleBase: Int, decisionBase: Int, facts: Int) -> [Int] {
        var variables: Set<Int> = []
        if let when = decision.when { variables.formUnion(self.variables(in: when)) }
        for choice in decision.choices { variables.formUnion(self.variables(in: choice.when)) }
        var nodes: [Int] = []
        switch decision.form {
        case .value(.fact(let fact)): variables.insert(fact)
        case .value(.program(let program)): variables.formUnion(program.slots)
        case .attribute(let of, _): nodes.append(decisionBase + of)
        case .evidence(let of): nodes += of.map { decisionBase + $0 }
        case .labels, .set: break
        }
        if let of = decision.of { nodes.append(decisionBase + of) }
        nodes += (decision.before + decision.contributors).map { ruleBase + $0.rule }
        nodes += decision.requirements.flatMap { [$0.rule] + $0.servers }.map { ruleBase + $0 }
        nodes += decision.carved.map { ruleBase + $0 }
        nodes += variables.map { $0 < facts ? $0 : $0 - facts + decisionBase }
        return nodes
    }

    private mutating func sort(
        _ needs: [[Int]],
        total: Int,
        facts: [CompiledFact],
        rules: [CompiledRule],
        decisions: [CompiledDecision]
    ) -> [Rulebook.Step] {
        var state = [UInt8](repeating: 0, count: total)
        var steps: [Rulebook.Step] = []
        var path: [Int] = []
        var cycle: [Int]?
        func step(_ node: Int) -> Rulebook.Step {
            if node < facts.count { return .fact(node) }
            if node < facts.count + rules.count { return .rule(node - facts.count) }
            return .decision(node - facts.count - rules.count)
        }
        func visit(_ node: Int) {
            guard state[node] != 2, cycle == nil else { return }
            if state[node] == 1 {
                cycle = Array(path[(path.firstIndex(of: node) ?? 0)...]) + [node]
                return
            }
            state[node] = 1
            path.append(node)
            for need in needs[node] { visit(need) }
            path.removeLast()
            state[node] = 2
            steps.append(step(node))
        }
        for node in 0..<total { visit(node) }
        if let cycle {
            let names = cycle.map { node -> String in
                switch step(node) {
                case .fact(let index): facts[index].name
                case .rule(let index): rules[index].definition.id
                case .decision(let index): decisions[index].definition.name
                }
            }
            let position: SourcePosition? =
                switch step(cycle[0]) {
                case .fact(let index): definition.facts[index].position
                case .rule(let index): rules[index].definition.position
                case .decision(let index): decisions[index].definition.position
                }
            problems.append(
                Diagnostic(
                    "rulebook.cycle",
                    "these depend on one another in a circle: \(names.joined(separator: " <- "))",
                    at: position,
                    hint: "break the circle: a rule can't read what is computed from it"
                )
            )
        }
        return steps
    }
}
