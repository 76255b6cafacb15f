import Facts
import Quantities
package import Rulebooks

extension Evaluator {
    /// The rules (and requirements that speak for themselves) that gave a label of a decision, with the truth of each.
    func givers(of decision: CompiledDecision, label: Int) -> [(rule: Int, truth: Truth)] {
        var copy = self
        return copy.ways(to: label, of: decision)
    }

    /// What governs the answer of a decision: the rules that lend it their attributes, or nil where that is open.
    func governors(of index: Int) -> [Int]? {
        let decision = rulebook.decisions[index]
        let label = world.answers[index]
        guard label >= 0 else { return nil }
        let givers = givers(of: decision, label: label)
        let sure = givers.filter { $0.truth == .yes }.map(\.rule)
        guard decision.definition.governing == .latest, let latest = sure.map({ since($0) }).max() else { return sure }
        if givers.contains(where: { $0.truth == .unknown && since($0.rule) > latest }) { return nil }
        return sure.filter { since($0) == latest }
    }

    /// The day since which a rule stands: that of the row it rests on, or its own first day.
    func since(_ rule: Int) -> CalendarDate {
        let compiled = rulebook.rules[rule]
        return compiled.rowDate.flatMap { world.values[$0]?.date } ?? compiled.definition.from
    }

    /// The evidence of a rule: that of the row it rests on, or its own.
    package func evidence(ofRule rule: Int) -> Evidence {
        let compiled = rulebook.rules[rule]
        return compiled.rowEvidence.flatMap { world.values[$0]?.text }.flatMap { Evidence(rawValue: $0) }
            ?? compiled.definition.evidence
    }

    /// The authorities behind a rule.
    func authorities(ofRule rule: Int) -> [String] {
        let compiled = rulebook.rules[rule]
        guard let fact = compiled.rowAuthority else { return compiled.definition.authority }
        return (world.values[fact]?.text ?? "").split(separator: "+").map(String.init)
    }

    /// The grade of an answer on the scale of the verdict; nil where it has none, `undetermined` where that is open.
    func grade(of index: Int) -> Answer {
        guard let governors = governors(of: index) else { return .undetermined }
        let decision = rulebook.decisions[index].definition
        if governors.isEmpty {
            let isDefault = world.answers[index] == rulebook.decisions[index].defaultLabel
            return isDefault ? decision.defaultEvidence.map { .word(rulebook.grade(of: $0)) } ?? .none : .none
        }
        let ranks = governors.map { rulebook.rank(of: evidence(ofRule: $0)) }
        let rank = decision.governing == .latest ? ranks.max() : ranks.min()
        return rank.map { .word(rulebook.definition.verdict.scale[$0].grade) } ?? .none
    }

    /// The answer to a question, as people and programs get it.
    package func answer(to index: Int) -> Answer {
        let decision = rulebook.decisions[index]
        switch decision.form {
        case .labels:
            guard world.answers[index] >= 0 else { return .undetermined }
            return world.computed[index].map { Answer($0) } ?? .none
        case .value:
            if let value = world.computed[index] { return Answer(value) }
            return world.answers[index] >= 0 ? otherwise(of: decision) : .undetermined
        case .set:
            return set(index, decision)
        case .attribute(let of, let name):
            return attribute(name, of: of)
        case .evidence(let of):
            if let when = decision.when, truth(of: when) == .no { return .none }
            var ranks: [Int] = []
            for source in of {
                let compiled = rulebook.decisions[source]
                for contributor in compiled.contributors where world.rules[contributor.rule] == .yes {
                    ranks.append(rulebook.rank(of: evidence(ofRule: contributor.rule)))
                }
            }
            return ranks.max().map { .word(rulebook.definition.verdict.scale[$0].grade) } ?? .none
        }
    }

    private func otherwise(of decision: CompiledDecision) -> Answer {
        decision.definition.otherwise.map { .word($0) } ?? .none
    }

    private func set(_ index: Int, _ decision: CompiledDecision) -> Answer {
        if let of = decision.of, world.answers[of] < 0 { return .undetermined }
        if let when = decision.when, truth(of: when) == .no { return .none }
        let offset = rulebook.labelOffsets[index]
        var members = decision.labels.indices.filter { world.labels[offset + $0] == .yes }
            .compactMap { decision.labels[$0] }
        members += untestedNotes(for: index)
        return .set(members.sorted())
    }

    /// The members of a set that are neither in it for certain nor out of it.
    package func unknownMembers(of index: Int) -> [Int] {
        let offset = rulebook.labelOffsets[index]
        return rulebook.decisions[index].labels.indices.filter { world.labels[offset + $0] == .unknown }
    }

    private func attribute(_ name: String, of index: Int) -> Answer {
        guard world.answers[index] >= 0 else { return .undetermined }
        if name == "evidence" { return grade(of: index) }
        guard let governors = governors(of: index) else { return .undetermined }
        let decision = rulebook.decisions[index]
        if name == "authority" {
            let isDefault = governors.isEmpty && world.answers[index] == decision.defaultLabel
            let found = isDefault ? decision.definition.defaultAuthority : governors.flatMap { authorities(ofRule: $0) }
            return .set(Set(found).sorted())
        }
        for governor in governors {
            let rule = rulebook.rules[governor].definition
            if let value = rule.attributes[name] { return Answer(value) }
            if let row = rule.row, let fact = rulebook.factIndex["\(row).\(name)"], let value = world.values[fact] {
                return Answer(value)
            }
        }
        return .none
    }

    /// Notes for exceptions that were neither claimed nor tested and could help, where none applies.
    private func untestedNotes(for set: Int) -> [String] {
        var notes: [String] = []
        for (index, decision) in rulebook.decisions.enumerated() {
            guard decision.untestedIn == set, let note = decision.definition.untestedNote,
                world.answers[index] == decision.defaultLabel
            else { continue }
            let standing = decision.carved.indices
                .filter { isInForce(decision.carved[$0]) && world.rules[decision.carved[$0]] == .yes }
            guard !standing.isEmpty else { continue }
            for contributor in decision.contributors where isInForce(contributor.rule) {
                guard let tested = testedWhen(contributor.rule), truth(of: tested) == .no,
                    world.rules[contributor.rule] != .no,
                    let overcomes = contributor.overcomes, standing.allSatisfy({ overcomes[$0].holds(on: date) }),
                    let name = decision.labels[contributor.label]
                else { continue }
                notes.append("\(note):\(name)")
            }
        }
        return Set(notes).sorted()
    }
}

extension Answer {
    /// The answer that a value is.
    init(_ value: FactValue) {
        switch value {
        case .bool(let value): self = .word(value ? "true" : "false")
        case .decimal(let number): self = .number(number)
        case .string(let text): self = .word(text)
        case .date(let date): self = .date(date)
        case .list(let values): self = .set(values.compactMap(\.text).sorted())
        }
    }
}

extension Rulebook {
    /// The place of an evidence word on the scale of the verdict, 0 the best.
    package func rank(of evidence: Evidence) -> Int {
        let scale = definition.verdict.scale
        return scale.firstIndex { $0.of.contains(evidence) } ?? scale.count - 1
    }

    /// The grade on the scale of the verdict that an evidence word stands for.
    package func grade(of evidence: Evidence) -> String {
        definition.verdict.scale[rank(of: evidence)].grade
    }

    /// The place of a grade on the scale, 0 the best.
    package func rank(ofGrade grade: String) -> Int {
        let scale = definition.verdict.scale
        return scale.firstIndex { $0.grade == grade } ?? scale.count - 1
    }
}
