import Diagnostics
import Facts

extension RulebookChecker {
    /// Checks what one decision refers to.
    func check(_ decision: DecisionDefinition) {
        for rule in decision.before where hasRule(rule) {
            if !names.rule(rule.name, contributesTo: { $0 == decision.name }) {
                problems.report(
                    .wrongKind,
                    "the rule `\(rule.name)` goes before others of `\(decision.name)` but contributes nothing to it",
                    at: rule.position
                )
            }
        }
        for name in decision.evidenceOf { _ = self.decision(name) }
        checkContributed(decision.serves, "`serves`")
        checkContributed(decision.carves, "`carves`")
        checkSet(decision.untestedIn, "`untested_in`")
        guard let other = self.decision(decision.of) else { return }
        let answers = other.values + [other.otherwise, other.defaultValue].compactMap(\.self)
        for answer in decision.keep.keys.sorted() where !other.values.isEmpty && !answers.contains(answer) {
            problems.reportUnknownValue(answer, of: other, at: decision.position)
        }
        if let attribute = decision.attribute { check(attribute, of: other, in: decision) }
    }

    private func checkContributed(_ name: Reference?, _ what: String) {
        guard let fact = fact(name), fact.contributed == nil else { return }
        problems.report(
            .wrongKind,
            "\(what) must name a contributed fact, and `\(fact.name)` is none",
            at: name?.position
        )
    }

    /// An attribute that no rule of the other decision has would never have a value.
    private func check(_ attribute: String, of other: DecisionDefinition, in decision: DecisionDefinition) {
        guard attribute != "evidence", attribute != "authority" else { return }
        let rules = draft.rules.map(\.definition).filter { $0.contributes.contains { $0.target.name == other.name } }
        let known = rules.contains { rule in
            rule.attributes[attribute] != nil
                || rule.row.map { names.facts["\($0).\(attribute)"] != nil } ?? false
        }
        guard !known else { return }
        problems.report(
            .unknownAttribute,
            "no rule of `\(other.name)` has the attribute `\(attribute)`",
            at: decision.position,
            hint: suggestion(attribute, rules.flatMap(\.attributes.keys))
        )
    }

    /// Checks what one gate refers to.
    func check(_ gate: GateDefinition) {
        if let verdict = draft.verdict, !verdict.values.isEmpty {
            let states = verdict.values + [verdict.neutral]
            for state in gate.states where !states.contains(state.value) {
                problems.reportUnknownState(state.value, among: states, at: state.when.position)
            }
        }
        for grade in gate.evidence { _ = decision(grade.of) }
        checkSet(gate.notes, "`notes`")
        checkSet(gate.flags, "`flags`")
        for name in gate.headline { _ = decision(name) }
    }

    /// Checks what one obligation refers to.
    func check(_ obligation: ObligationDefinition) {
        if let rule = obligation.rule { _ = hasRule(rule) }
        checkSet(obligation.condition, "`condition`")
        guard let name = obligation.condition, let set = names.decisions[name.name], set.kind == .set else { return }
        if !set.values.isEmpty, !set.values.contains(obligation.id) {
            problems.reportUnknownValue(obligation.id, of: set, at: obligation.position)
        }
    }
}
