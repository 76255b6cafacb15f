import CEL
import Diagnostics
import Facts
import Quantities

extension RulebookCompiler {
    mutating func compiledRule(at index: Int) -> CompiledRule {
        let rule = ruleDefinitions[index]
        let condition = formula(rule.when)
        let tested = rule.testedWhen.map { formula($0) }
        var overriders: [Int] = []
        for other in ruleDefinitions.indices
        where ruleDefinitions[other].overrides.contains(where: { $0.name == rule.id }) {
            overriders.append(other)
        }
        return CompiledRule(
            definition: rule,
            condition: condition,
            testedWhen: tested,
            overriders: overriders,
            reads: variables(in: condition).sorted(),
            rowDate: rule.row.flatMap { factIndex["\($0).date"] },
            rowEvidence: rule.row.flatMap { factIndex["\($0).evidence"] },
            rowAuthority: rule.row.flatMap { factIndex["\($0).authority"] }
        )
    }

    mutating func compiledDecision(at index: Int) -> CompiledDecision {
        let decision = definition.decisions[index]
        let labels = labels[index]
        let beforeRules = Set(decision.before.flatMap { rules($0) })
        let all = contributors(to: decision, labels: labels)
        let form = form(of: decision)
        let of = decision.of.flatMap { self.decision($0) }
        var keptUnder: [[Int]] = []
        if let of, decision.kind == .set {
            keptUnder = labels.map { member in
                self.labels[of].indices
                    .filter { label in
                        guard let name = self.labels[of][label], let kept = decision.keep[name] else { return true }
                        return member.map { kept.contains($0) } ?? false
                    }
            }
        }
        let choices = decision.choices.map { choice in
            (label: labels.firstIndex(of: choice.value) ?? 0, when: formula(choice.when))
        }
        return CompiledDecision(
            definition: decision,
            form: form,
            labels: labels,
            before: all.filter { beforeRules.contains($0.rule) },
            contributors: all.filter { !beforeRules.contains($0.rule) },
            choices: choices,
            when: decision.when.map { formula($0) },
            defaultLabel: labels.firstIndex(of: decision.defaultValue) ?? 0,
            otherwiseLabel: labels.firstIndex(of: decision.otherwise) ?? 0,
            requirements: requirements(of: decision, labels: labels),
            carved: decision.carves.map { contributorsByTarget[$0.name] ?? [] } ?? [],
            of: of,
            keptUnder: keptUnder,
            untestedIn: decision.untestedIn.flatMap { self.decision($0) }
        )
    }

    private mutating func form(of decision: DecisionDefinition) -> CompiledDecision.Form {
        if let value = decision.value {
            guard let program = program(value) else { return .labels }
            if case .variable(let slot, _) = program.expression.kind, slot < definition.facts.count {
                return .value(.fact(slot))
            }
            return .value(.program(program))
        }
        if !decision.evidenceOf.isEmpty {
            return .evidence(of: decision.evidenceOf.compactMap { self.decision($0) })
        }
        if let attribute = decision.attribute, let of = decision.of.flatMap({ self.decision($0) }) {
            return .attribute(of: of, name: attribute)
        }
        return decision.kind == .set ? .set : .labels
    }

    private func contributors(to decision: DecisionDefinition, labels: [String?]) -> [CompiledDecision.Contributor] {
        let requirements = decision.serves.map { contributorsByTarget[$0.name] ?? [] }
        let carved = decision.carves.map { contributorsByTarget[$0.name] ?? [] }
        var found: [CompiledDecision.Contributor] = []
        for rule in contributorsByTarget[decision.name] ?? [] {
            let id = ruleDefinitions[rule].id
            let served = requirements.map { $0.filter { isServed($0, by: id) } }
            // A rule that no requirement names counts by itself.
            let serves = served.flatMap { $0.isEmpty ? nil : $0 }
            let overcomes = carved.map { carved in
                carved.map { requirement -> CompiledDecision.Overcoming in
                    let entry = ruleDefinitions[requirement].overcomeBy.first { $0.rule.name == id }
                    return entry.map { $0.from.map { .since($0) } ?? .always } ?? .never
                }
            }
            for contribution in ruleDefinitions[rule].contributes where contribution.target.name == decision.name {
                for value in contribution.values {
                    guard let label = labels.firstIndex(of: value) else { continue }
                    found.append(.init(rule: rule, label: label, serves: serves, overcomes: overcomes))
                }
            }
        }
        return found
    }

    private func isServed(_ requirement: Int, by id: String) -> Bool {
        ruleDefinitions[requirement].servedBy?.contains { $0.name == id } ?? false
    }

    private func requirements(of decision: DecisionDefinition, labels: [String?]) -> [CompiledDecision.Requirement] {
        guard let serves = decision.serves else { return [] }
        return (contributorsByTarget[serves.name] ?? [])
            .map { rule in
                let definition = ruleDefinitions[rule]
                let servers = (definition.servedBy ?? []).flatMap { ruleIndex[$0.name] ?? [] }
                let unserved =
                    definition.isSilentUnserved ? nil : decision.unserved.flatMap { labels.firstIndex(of: $0) }
                return CompiledDecision.Requirement(rule: rule, servers: servers, unserved: unserved)
            }
    }

    mutating func compiled(_ gate: GateDefinition) -> CompiledGate {
        let values = definition.verdict.values
        return CompiledGate(
            definition: gate,
            states: gate.states.map { (values.firstIndex(of: $0.value) ?? values.count, formula($0.when)) },
            evidence: gate.evidence.map { (formula($0.when), $0.grade, $0.of.flatMap { self.decision($0) }) },
            notes: gate.notes.flatMap { decision($0) },
            flags: gate.flags.flatMap { decision($0) },
            decisions: definition.decisions.indices.filter { definition.decisions[$0].gate == gate.id }
        )
    }

    mutating func compiled(_ obligation: ObligationDefinition) -> CompiledObligation {
        var condition: (decision: Int, member: Int)?
        if let decision = obligation.condition.flatMap({ self.decision($0) }),
            let member = labels[decision].firstIndex(of: obligation.id)
        {
            condition = (decision, member)
        }
        return CompiledObligation(
            definition: obligation,
            rules: obligation.rule.map { rules($0) } ?? [],
            condition: condition,
            when: obligation.when.map { formula($0) },
            met: obligation.met.map { formula($0) },
            unmet: obligation.unmet.map { formula($0) }
        )
    }
}
