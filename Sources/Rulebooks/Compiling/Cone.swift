import CEL

/// What depends on one fact.
package struct Cone: Sendable {
    /// The steps to compute anew when it changes, itself included, as indices in ascending order.
    package let steps: [Int]
    /// The tests whose truth may change.
    package let atoms: [Int]
    /// Whether the decisions of the rulebook can change at all.
    package let reachesDecisions: Bool
}

extension Rulebook {
    /// The cones of all facts.
    static func cones(
        facts: [CompiledFact],
        rules: [CompiledRule],
        decisions: [CompiledDecision],
        atoms: [Atom],
        steps: [Step],
        reads: [(variables: Set<Int>, rules: Set<Int>)]
    ) -> [Cone] {
        facts.indices.map { fact in
            var moved: Set<Int> = [fact]
            var movedRules: Set<Int> = []
            var found: [Int] = []
            var reaches = false
            for (position, step) in steps.enumerated() {
                let isSelf = step == .fact(fact)
                guard
                    isSelf || !moved.isDisjoint(with: reads[position].variables)
                        || !movedRules.isDisjoint(with: reads[position].rules)
                else { continue }
                found.append(position)
                switch step {
                case .fact(let index): moved.insert(index)
                case .rule(let index): movedRules.insert(index)
                case .decision(let index):
                    moved.insert(facts.count + index)
                    reaches = true
                }
            }
            let tests = atoms.indices.filter { !moved.isDisjoint(with: atoms[$0].reads) }
            return Cone(steps: found, atoms: tests, reachesDecisions: reaches)
        }
    }

    /// Which variables and rules each step reads.
    static func reads(
        of steps: [Step],
        facts: [CompiledFact],
        rules: [CompiledRule],
        decisions: [CompiledDecision],
        variables: (Formula) -> Set<Int>
    ) -> [(variables: Set<Int>, rules: Set<Int>)] {
        var reads: [(variables: Set<Int>, rules: Set<Int>)] = []
        for step in steps {
            switch step {
            case .fact(let index):
                let fact = facts[index]
                if case .contributed(let rules, _, _) = fact.origin {
                    reads.append((Set(fact.reads), Set(rules)))
                } else {
                    reads.append((Set(fact.reads), []))
                }
            case .rule(let index):
                let rule = rules[index]
                var found = Set(rule.reads)
                found.formUnion(rule.testedWhen.map { variables($0) } ?? [])
                found.formUnion([rule.rowDate, rule.rowEvidence, rule.rowAuthority].compactMap { $0 })
                reads.append((found, Set(rule.overriders)))
            case .decision(let index):
                var found = Self.reads(of: decisions[index], facts: facts.count, variables: variables)
                for contributor in decisions[index].contributors {
                    found.variables.formUnion(rules[contributor.rule].testedWhen.map { variables($0) } ?? [])
                }
                reads.append(found)
            }
        }
        return reads
    }

    private static func reads(
        of decision: CompiledDecision,
        facts: Int,
        variables: (Formula) -> Set<Int>
    ) -> (variables: Set<Int>, rules: Set<Int>) {
        var found: Set<Int> = []
        if let when = decision.when { found.formUnion(variables(when)) }
        for choice in decision.choices { found.formUnion(variables(choice.when)) }
        if let of = decision.of { found.insert(facts + of) }
        switch decision.form {
        case .value(.fact(let fact)): found.insert(fact)
        case .value(.program(let program)): found.formUnion(program.slots)
        case .attribute(let of, _): found.insert(facts + of)
        case .evidence(let of): found.formUnion(of.map { facts + $0 })
        case .labels, .set: break
        }
        var rules = Set((decision.before + decision.contributors).map(\.rule))
        for requirement in decision.requirements {
            rules.insert(requirement.rule)
            rules.formUnion(requirement.servers)
        }
        rules.formUnion(decision.carved)
        return (found, rules)
    }
}
