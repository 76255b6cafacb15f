package import Rulebooks

/// What a collision rule found.
package struct CollisionFinding: Hashable, Sendable {
    /// The rule.
    package let rule: Int
    /// True, or unknown: it may collide.
    package let truth: Truth
    /// hard, soft or dependency.
    package let kind: String
}

/// The combined answer of all gates for one world.
package struct Outcome: Sendable {
    /// Per gate its state: an index in the verdict's values, their count for neutral, -1 while open.
    package var states: [Int]
    /// Per gate its grade.
    package var grades: [Answer]
    /// The verdict: an index in its values, their count for neutral, -1 while open.
    package var verdict: Int
    /// The collisions that are true or possible.
    package var collisions: [CollisionFinding]
    /// Whether a hard collision changed the verdict.
    package var isCollision: Bool
    /// The grade of the verdict.
    package var evidence: Answer
    /// Per condition that holds goods back its truth.
    package var holds: [Truth]
}

extension TruthContext {
    /// Per verdict value, neutral last, whether a gate is in that state.
    package mutating func states(of gate: CompiledGate, count: Int) -> [Value] {
        var result = [Value](repeating: no, count: count + 1)
        var open = yes
        for state in gate.states {
            let here = truth(of: state.when)
            result[state.label] = or(result[state.label], and(open, here))
            open = and(open, not(here))
        }
        return result
    }

    /// Per verdict value, neutral last, whether the gates together give it: the strictest state of any gate.
    package mutating func combined(_ gates: [[Value]], count: Int) -> [Value] {
        var result = [Value](repeating: no, count: count + 1)
        var open = yes
        for label in 0..<count {
            var own = no
            for gate in gates { own = or(own, gate[label]) }
            result[label] = and(open, own)
            open = and(open, not(own))
        }
        result[count] = open
        return result
    }
}

extension Evaluator {
    /// Combines the gates as the rulebook says.
    package mutating func outcome() -> Outcome {
        let (states, verdict) = gateStates()
        var outcome = Outcome(
            states: states,
            grades: rulebook.gates.indices.map { grade(ofGate: $0, state: states[$0]) },
            verdict: verdict,
            collisions: collisions(),
            isCollision: false,
            evidence: .none,
            holds: []
        )
        outcome.evidence = evidence(of: outcome)
        applyHardCollision(to: &outcome)
        for hold in rulebook.holds { outcome.holds.append(truth(of: hold)) }
        return outcome
    }

    /// The verdict alone: an index in its values, their count for neutral, -1 while open.
    package mutating func verdict() -> Int {
        let verdict = gateStates().verdict
        guard let undo = undone(verdict), collisions().contains(where: { $0.truth == .yes && $0.kind == "hard" }) else {
            return verdict
        }
        return undo
    }

    private mutating func gateStates() -> (states: [Int], verdict: Int) {
        let count = rulebook.definition.verdict.values.count
        var truths: [[Truth]] = []
        for gate in rulebook.gates { truths.append(states(of: gate, count: count)) }
        // A gate that is undetermined may be in any state, the strictest included: that is how the gates combine.
        let open = [Truth](repeating: .unknown, count: count + 1)
        let verdicts = combined(truths.map { $0.contains(.yes) ? $0 : open }, count: count)
        return (truths.map { $0.firstIndex(of: .yes) ?? -1 }, verdicts.firstIndex(of: .yes) ?? -1)
    }

    /// What a hard collision would make of a verdict, or nil where it changes nothing.
    private func undone(_ verdict: Int) -> Int? {
        let values = rulebook.definition.verdict.values
        guard verdict >= 0, verdict < values.count,
            let undo = values.firstIndex(of: rulebook.definition.verdict.undo), undo != verdict
        else { return nil }
        return undo
    }

    private mutating func grade(ofGate index: Int, state: Int) -> Answer {
        let count = rulebook.definition.verdict.values.count
        guard state >= 0, state < count else { return .none }
        for entry in rulebook.gates[index].evidence where truth(of: entry.when) == .yes {
            if let grade = entry.grade { return .word(rulebook.grade(of: grade)) }
            if let of = entry.of { return grade(of: of) }
        }
        return .none
    }

    private mutating func collisions() -> [CollisionFinding] {
        var found: [CollisionFinding] = []
        for index in rulebook.firstCollision..<rulebook.rules.count
        where world.inForce[index] && world.rules[index] != .no {
            let rule = rulebook.rules[index]
            let isAnswerable = rule.definition.needsAnswer.allSatisfy { reference in
                rulebook.decisionIndex[reference.name].map { isAnswered($0) } ?? true
            }
            guard isAnswerable, let kind = rule.definition.contributes.first?.values.first else { continue }
            found.append(CollisionFinding(rule: index, truth: world.rules[index], kind: kind))
        }
        return found
    }

    /// The weakest link that mattered: where one gate suffices, the best of those; else the worst of all that apply.
    private func evidence(of outcome: Outcome) -> Answer {
        let verdict = rulebook.definition.verdict
        guard outcome.verdict >= 0, outcome.verdict < verdict.values.count else { return .none }
        let suffices = verdict.loneSuffices.contains(verdict.values[outcome.verdict])
        let grades = outcome.states.indices
            .filter { index in
                let state = outcome.states[index]
                return suffices ? state == outcome.verdict : state >= 0 && state < verdict.values.count
            }
            .map { outcome.grades[$0] }
        let ranks = grades.compactMap(\.word).map { rulebook.rank(ofGrade: $0) }
        let decisive = suffices ? 0 : verdict.scale.count - 1
        if grades.contains(.undetermined), !ranks.contains(decisive) { return .undetermined }
        return (suffices ? ranks.min() : ranks.max()).map { .word(verdict.scale[$0].grade) } ?? .none
    }

    private func applyHardCollision(to outcome: inout Outcome) {
        guard let undo = undone(outcome.verdict) else { return }
        let hard = outcome.collisions.filter { $0.truth == .yes && $0.kind == "hard" }
        guard !hard.isEmpty else { return }
        outcome.verdict = undo
        outcome.isCollision = true
        let ranks = hard.flatMap { rulebook.rules[$0.rule].definition.between }
            .flatMap { rulebook.ruleIndex[$0.name] ?? [] }
            .filter { world.inForce[$0] }
            .map { rulebook.rank(of: evidence(ofRule: $0)) }
        outcome.evidence = ranks.max().map { .word(rulebook.definition.verdict.scale[$0].grade) } ?? outcome.evidence
    }
}
