import CEL
import Facts
import Quantities
import Rulebooks

/// Writes down what was computed for one order.
struct DecisionWriter {
    var evaluator: Evaluator
    let outcome: Outcome
    let order: Order
    private let rulebook: Rulebook

    init(evaluator: Evaluator, outcome: Outcome, order: Order) {
        self.evaluator = evaluator
        rulebook = evaluator.rulebook
        self.outcome = outcome
        self.order = order
    }

    func decision(trace: Bool) -> Decision {
        let definition = rulebook.definition
        let verdict = definition.verdict
        let isHeld = outcome.holds.contains(.yes)
        return Decision(
            orderID: order.id,
            stated: stated(),
            parties: order.parties,
            on: order.date,
            knownOn: order.inputs.knownOn,
            rulebook: Decision.Stamp(
                id: definition.id,
                version: definition.version,
                digest: "sha256:\(definition.digest)",
                overlays: definition.overlays,
                lawKnownTo: definition.lawKnownTo
            ),
            assumed: assumed() + order.partyAssumed,
            findings: findings(),
            verdict: rulebook.verdictName(outcome.verdict),
            reason: outcome.isCollision ? "collision" : nil,
            release: isHeld ? "hold" : nil,
            holds: outcome.holds.indices.filter { outcome.holds[$0] == .yes }.map { verdict.holds[$0].says },
            evidence: outcome.evidence,
            possible: [],
            gates: rulebook.gates.indices.map { gate($0, trace: trace) },
            collisions: outcome.collisions.map { collision($0) },
            needs: [],
            wouldChange: [],
            alternatives: [],
            legs: [],
            notice: definition.notice
        )
    }

    private func stated() -> [Decision.NamedFact] {
        order.inputs.stated.indices.compactMap { index in
            if let source = order.inputs.partySources[index], source != .stated { return nil }
            if let value = order.inputs.stated[index] {
                return Decision.NamedFact(name: rulebook.facts[index].name, value: value)
            }
            return order.inputs.statedUnknown.contains(index)
                ? Decision.NamedFact(name: rulebook.facts[index].name, value: nil) : nil
        }
    }

    // MARK: Assumptions

    private func assumed() -> [Decision.Assumed] {
        rulebook.facts.indices.compactMap { index in
            guard let value = evaluator.value(ofVariable: index) else { return nil }
            let definition = rulebook.definition.facts[index]
            let name = definition.name
            switch evaluator.world.sources[index] {
            // What was found out is told whole, with what stays unknown.
            case .none, .stated, .derived, .absentFromTable, .finding: return nil
            case .table(let table, let row):
                return Decision.Assumed(fact: name, value: value, source: .table, why: source(table, row))
            case .profile(let id):
                return Decision.Assumed(fact: name, value: value, profile: id, in: rulebook)
            case .assumption:
                let because = definition.assumption?.because ?? definition.meaning
                return Decision.Assumed(fact: name, value: value, source: .assumption, why: because)
            case .defaultValue:
                return Decision.Assumed(
                    fact: name,
                    value: value,
                    source: .default,
                    why: definition.because ?? definition.meaning
                )
            }
        }
    }

    private func findings() -> [Decision.Found] {
        order.findings.map { number in
            let finding = order.inputs.findings[number]
            return Decision.Found(finding: finding, contradiction: contradiction(finding))
        }
    }

    /// The row of a table that says otherwise.
    private func contradiction(_ finding: Finding) -> LocalisedText? {
        guard finding.party == nil, let index = rulebook.factIndex[finding.fact],
            order.inputs.stated[index] == nil
        else { return nil }
        var reader = evaluator
        guard case (let value, .table(let table, let row))? = reader.tableValue(index), !finding.agrees(with: value)
        else { return nil }
        return source(table, row)
    }

    private func source(_ table: Int, _ row: Int) -> LocalisedText {
        let table = rulebook.definition.tables[table]
        let column = table.columns.firstIndex(of: "source")
        let source = column.flatMap { table.rows[row].cells[$0]?.text } ?? table.file
        return LocalisedText(english: "table \(table.name): \(source)", chinese: "参考表 \(table.name)：\(source)")
    }

    // MARK: Gates

    private func gate(_ index: Int, trace: Bool) -> Decision.Gate {
        let gate = rulebook.gates[index]
        let answers = gate.decisions
            .filter { $0 != gate.notes && $0 != gate.flags }
            .map {
                Decision.NamedAnswer(name: rulebook.decisions[$0].definition.name, answer: evaluator.answer(to: $0))
            }
        var notes: [String] = []
        if let index = gate.notes, case .set(let found) = evaluator.answer(to: index) { notes = found }
        return Decision.Gate(
            id: gate.definition.id,
            title: gate.definition.title,
            state: rulebook.verdictName(outcome.states[index]),
            answers: answers,
            evidence: outcome.grades[index],
            obligations: obligations(of: gate.definition.id),
            flags: gate.flags.map { flags($0) } ?? [],
            notes: notes,
            because: trace ? because(gate.definition.id) : []
        )
    }

    private func obligations(of gate: String) -> [Decision.Obligation] {
        rulebook.obligations.compactMap { obligation in
            let definition = obligation.definition
            guard definition.gate == gate else { return nil }
            var stands = Truth.yes
            if let condition = obligation.condition {
                stands = evaluator.truth(of: .member(decision: condition.decision, member: condition.member))
            }
            if let when = obligation.when { stands = stands && evaluator.truth(of: when) }
            var state = Truth.unknown
            var formulas: [Formula] = []
            var isSettleable = false
            if definition.rule != nil {
                let rules = obligation.rules.filter { evaluator.isInForce($0) }
                guard let rule = rules.first else { return nil }
                state = evaluator.world.conditions[rule]
                formulas = [rulebook.rules[rule].condition]
                isSettleable = true
            } else {
                if let met = obligation.met, evaluator.truth(of: met) == .yes { state = .yes }
                if let unmet = obligation.unmet, evaluator.truth(of: unmet) == .yes { state = .no }
                formulas = [obligation.met, obligation.unmet].compactMap { $0 }
                isSettleable = !formulas.isEmpty
            }
            guard stands != .no else { return nil }
            let shown: Decision.Obligation.State =
                switch state {
                case .yes: .met
                case .no: .unmet
                case .unknown: isSettleable ? .unknown : .toDo
                }
            var open = stands == .unknown ? standing(obligation) : []
            if state == .unknown { open += formulas }
            return Decision.Obligation(
                id: definition.id,
                state: shown,
                stands: stands == .yes,
                says: definition.says,
                needs: evaluator.missing(in: open)
            )
        }
    }

    /// What an obligation stands or falls with.
    private func standing(_ obligation: CompiledObligation) -> [Formula] {
        var formulas = [obligation.when].compactMap { $0 }
        guard let condition = obligation.condition else { return formulas }
        let decision = rulebook.decisions[condition.decision]
        if let when = decision.when { formulas.append(when) }
        for contributor in decision.contributors
        where contributor.label == condition.member && evaluator.isInForce(contributor.rule) {
            formulas.append(rulebook.rules[contributor.rule].condition)
        }
        return formulas
    }

    private func flags(_ decision: Int) -> [Decision.Flag] {
        let compiled = rulebook.decisions[decision]
        return compiled.contributors.compactMap { contributor in
            guard evaluator.isInForce(contributor.rule), evaluator.world.rules[contributor.rule] != .no else {
                return nil
            }
            let rule = rulebook.rules[contributor.rule]
            let truth = evaluator.world.rules[contributor.rule]
            return Decision.Flag(
                rule: rule.definition.id,
                isRaised: truth.bool,
                says: rule.definition.says,
                needs: truth == .unknown ? evaluator.missing(in: [rule.condition]) : []
            )
        }
    }

    // MARK: Reasons

    private func because(_ gate: String) -> [Decision.Reason] {
        rulebook.rules.indices.prefix(rulebook.firstCollision)
            .compactMap { index in
                let rule = rulebook.rules[index]
                guard rule.definition.gate == gate, evaluator.isInForce(index) else { return nil }
                if evaluator.world.conditions[index] == .no {
                    // A rule that fails by a hair is told, so that nobody takes the figure that decides it on trust.
                    guard evaluator.hasNearLimit(rule: index) else { return nil }
                }
                return reason(index)
            }
    }

    private func reason(_ index: Int) -> Decision.Reason {
        let rule = rulebook.rules[index]
        let definition = rule.definition
        let displaced = rule.overriders.first { evaluator.isInForce($0) && evaluator.world.rules[$0] == .yes }
        return Decision.Reason(
            rule: definition.id,
            title: definition.title,
            value: evaluator.world.conditions[index].bool,
            displacedBy: displaced.map { rulebook.rules[$0].definition.id },
            condition: definition.when.text,
            read: rule.reads.map { evaluator.named($0) },
            near: evaluator.nearLimits(of: index),
            contributes: definition.contributes.map { "\($0.target.name)=\($0.values.joined(separator: "+"))" },
            cites: definition.cites,
            evidence: evaluator.evidence(ofRule: index),
            caveat: definition.caveat,
            says: definition.says,
            overlay: definition.overlay
        )
    }

    private func collision(_ finding: CollisionFinding) -> Decision.Collision {
        let rule = rulebook.rules[finding.rule]
        let between = rule.definition.between.flatMap { rulebook.ruleIndex[$0.name] ?? [] }
        return Decision.Collision(
            id: rule.definition.id,
            kind: finding.kind,
            isCertain: finding.truth == .yes,
            says: rule.definition.says,
            needs: finding.truth == .unknown ? evaluator.missing(in: [rule.condition]) : [],
            between: between.filter { evaluator.isInForce($0) }.map { reason($0) }
        )
    }
}

extension Rulebook {
    /// The word for a verdict or a gate's state by its index; -1 is undetermined.
    package func verdictName(_ index: Int) -> String {
        let verdict = definition.verdict
        if index < 0 { return undeterminedWord }
        return index < verdict.values.count ? verdict.values[index] : verdict.neutral
    }
}

extension Evaluator {
    /// A fact or decision by name with its value; an answer reads as text.
    func named(_ variable: Int) -> Decision.NamedFact {
        let facts = rulebook.facts.count
        guard variable >= facts else {
            return Decision.NamedFact(name: rulebook.facts[variable].name, value: value(ofVariable: variable))
        }
        let decision = variable - facts
        let name = rulebook.decisions[decision].definition.name
        if case .set(let members) = answer(to: decision) {
            return Decision.NamedFact(name: name, value: .list(members.map { .string($0) }))
        }
        return Decision.NamedFact(name: name, value: world.computed[decision])
    }

    /// The facts a user can supply that keep formulas from being known, sorted by the order of the schema.
    func missing(in formulas: [Formula]) -> [String] {
        var found: Set<Int> = []
        var seen: Set<Int> = []
        for formula in formulas { collectMissing(formula, &found, &seen) }
        return found.sorted().flatMap { inputs.partyNeeds[$0] ?? [rulebook.facts[$0].name] }
    }

    /// Follows an unknown formula down to what a user can supply.
    func collectMissing(_ formula: Formula, _ found: inout Set<Int>, _ seen: inout Set<Int>) {
        guard truth(of: formula) == .unknown else { return }
        switch formula {
        case .constant, .settledFact, .settledDecision: break
        case .fact(let index): collectMissing(variable: index, &found, &seen)
        case .atom(let index):
            for variable in rulebook.atoms[index].reads { collectMissing(variable: variable, &found, &seen) }
        case .answer(let decision, _), .member(let decision, _):
            collectMissing(variable: rulebook.facts.count + decision, &found, &seen)
        case .not(let part): collectMissing(part, &found, &seen)
        case .all(let parts), .any(let parts): for part in parts { collectMissing(part, &found, &seen) }
        }
    }

    /// Follows an unknown fact or open decision down to what a user can supply.
    package func collectMissing(variable: Int, _ found: inout Set<Int>, _ seen: inout Set<Int>) {
        guard seen.insert(variable).inserted else { return }
        let facts = rulebook.facts.count
        guard variable < facts else { return collectMissing(decision: variable - facts, &found, &seen) }
        guard !isKnown(fact: variable) else { return }
        if inputs.partyNeeds[variable] != nil {
            found.insert(variable)
            return
        }
        let fact = rulebook.facts[variable]
        let definition = rulebook.definition.facts[variable]
        switch fact.origin {
        case .raw:
            if definition.ask != nil {
                found.insert(variable)
            } else if let lookup = fact.lookup {
                for match in lookup.match { collectMissing(variable: match.fact, &found, &seen) }
            }
        case .formula(let formula): collectMissing(formula, &found, &seen)
        case .program(let program): for slot in program.slots { collectMissing(variable: slot, &found, &seen) }
        case .contributed(let rules, _, let unless):
            for rule in rules where isInForce(rule) && world.rules[rule] == .unknown {
                collectMissing(rulebook.rules[rule].condition, &found, &seen)
            }
            if let unless { collectMissing(variable: unless, &found, &seen) }
        }
    }

    private func collectMissing(decision index: Int, _ found: inout Set<Int>, _ seen: inout Set<Int>) {
        let decision = rulebook.decisions[index]
        if let when = decision.when { collectMissing(when, &found, &seen) }
        for choice in decision.choices { collectMissing(choice.when, &found, &seen) }
        var rules = (decision.before + decision.contributors).map(\.rule)
        rules += decision.requirements.map(\.rule) + decision.carved
        for rule in Set(rules).sorted() where isInForce(rule) && world.rules[rule] == .unknown {
            collectMissing(rulebook.rules[rule].condition, &found, &seen)
        }
        if case .value(.fact(let fact)) = decision.form { collectMissing(variable: fact, &found, &seen) }
        if case .value(.program(let program)) = decision.form {
            for slot in program.slots { collectMissing(variable: slot, &found, &seen) }
        }
    }
}
