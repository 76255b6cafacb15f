import Diagnostics
import Facts
import Quantities

extension RulebookChecker {
    private static let collisionKinds = ["hard", "soft", "dependency"]

    /// Checks what one rule refers to.
    func check(_ draft: RuleDraft) {
        let rule = draft.definition
        for contribution in rule.contributes { check(contribution, of: rule) }
        if rule.contributes.isEmpty, rule.overrides.isEmpty, !names.rulesOfObligations.contains(rule.id) {
            problems.report(
                .contributesNothing,
                "the rule `\(rule.id)` contributes nothing, and no obligation rests on it",
                at: rule.position
            )
        }
        for other in rule.overrides where hasRule(other, .overrideOfNothing) {
            checkOverride(of: other, by: draft)
        }
        for other in rule.servedBy ?? [] where hasRule(other) {
            checkKind(other, "serves a requirement", rule, \.serves)
        }
        for other in rule.overcomeBy.map(\.rule) where hasRule(other) {
            checkKind(other, "overcomes a requirement", rule, \.carves)
        }
        for other in rule.between { _ = hasRule(other) }
        for name in rule.needsAnswer { _ = decision(name) }
        if let row = rule.row, !names.facts.keys.contains(where: { $0.hasPrefix(row + ".") }) {
            problems.report(.unknownFact, "no fact belongs to the row `\(row)`", at: rule.position)
        }
    }

    private func check(_ contribution: RuleDefinition.Contribution, of rule: RuleDefinition) {
        let target = contribution.target
        if target.name == NameIndex.collision {
            checkCollision(contribution, of: rule)
        } else if let decision = names.decisions[target.name] {
            check(contribution, to: decision, of: rule)
        } else if let fact = names.facts[target.name] {
            if fact.contributed == nil {
                problems.report(
                    .notContributed,
                    "the fact `\(fact.name)` is not made from rules",
                    at: target.position,
                    hint: "give it `contributed: any` or `contributed: all`"
                )
            } else if contribution.values != ["true"] {
                problems.report(
                    .unknownValue,
                    "a rule can only make the fact `\(fact.name)` true",
                    at: target.position
                )
            }
        } else {
            let facts = names.facts.values.filter { $0.contributed != nil }.map(\.name)
            problems.report(
                .unknownTarget,
                "there is no decision or contributed fact `\(target.name)`",
                at: target.position,
                hint: suggestion(target.name, facts + names.decisions.keys)
            )
        }
    }

    private func checkCollision(_ contribution: RuleDefinition.Contribution, of rule: RuleDefinition) {
        if draft.rules.contains(where: { $0.definition.position == rule.position }) {
            problems.report(
                .notContributed,
                "a rule of a gate can't be a collision",
                at: contribution.target.position,
                hint: "collisions stand in the file of the verdict"
            )
        }
        for kind in contribution.values where !Self.collisionKinds.contains(kind) {
            problems.report(
                .unknownValue,
                "`\(kind)` is no kind of collision",
                at: contribution.target.position,
                hint: "it is one of \(Self.collisionKinds.joined(separator: ", "))"
            )
        }
    }

    private func check(
        _ contribution: RuleDefinition.Contribution,
        to decision: DecisionDefinition,
        of rule: RuleDefinition
    ) {
        let position = contribution.target.position
        guard decision.hit != nil, decision.choices.isEmpty else {
            problems.report(.notContributed, "the decision `\(decision.name)` is not made from rules", at: position)
            return
        }
        if decision.kind != .set, contribution.values.count != 1 {
            problems.report(.unknownValue, "the decision `\(decision.name)` takes one value", at: position)
        }
        let isBefore = decision.before.contains { $0.name == rule.id }
        for value in contribution.values where !isBefore {
            switch decision.kind {
            case .text, .set:
                if !decision.values.isEmpty, !decision.values.contains(value) {
                    problems.reportUnknownValue(value, of: decision, at: position)
                }
            case .integer:
                if !(ExactDecimal(value)?.isInteger ?? false) {
                    problems.report(.unknownValue, "`\(value)` is no whole number", at: position)
                }
            case .date:
                if CalendarDate(iso: value) == nil {
                    problems.report(.unknownValue, "`\(value)` is no date", at: position)
                }
            case .grade, .list:
                break
            }
        }
    }

    /// Reports a rule that is named for a part which its contributions don't let it play.
    private func checkKind(
        _ id: Reference,
        _ part: String,
        _ rule: RuleDefinition,
        _ kind: (DecisionDefinition) -> Reference?
    ) {
        let targets = Set(rule.contributes.map(\.target.name))
        let decisions = names.decisions.values.filter { kind($0).map { targets.contains($0.name) } ?? false }
        guard !names.rule(id.name, contributesTo: { name in decisions.contains { $0.name == name } }) else { return }
        let places = decisions.map { "`\($0.name)`" }.sorted().joined(separator: ", ")
        problems.report(
            .wrongKind,
            places.isEmpty
                ? "`\(rule.id)` contributes to nothing that a decision \(part == "serves a requirement" ? "serves" : "carves")"
                : "the rule `\(id.name)` \(part) but contributes nothing to \(places)",
            at: id.position
        )
    }

    /// An override of a rule that is never in force on the same day does nothing.
    private func checkOverride(of id: Reference, by draft: RuleDraft) {
        let rule = draft.definition
        if id.name == rule.id {
            problems.report(.overrideOfNothing, "the rule `\(rule.id)` overrides itself", at: id.position)
            return
        }
        guard draft.hasSoundDates, let others = names.rules[id.name], others.allSatisfy(\.hasSoundDates) else { return }
        guard !others.contains(where: { $0.definition.sharesDay(with: rule) }) else { return }
        problems.report(
            .overrideOfNothing,
            "`\(rule.id)` overrides `\(id.name)`, but they are never in force on the same day",
            at: id.position
        )
    }

    /// Checks that rules of one id follow each other in time without holes and overlaps.
    func checkTimes(_ rules: [String: [RuleDraft]]) {
        for (id, rules) in rules where rules.count > 1 && rules.allSatisfy(\.hasSoundDates) {
            let rules = rules.sorted { $0.definition.from < $1.definition.from }
            for (earlier, later) in zip(rules, rules.dropFirst()) {
                check(id, earlier, later)
            }
        }
    }

    private func check(_ id: String, _ earlier: RuleDraft, _ later: RuleDraft) {
        let note = Diagnostic.Note("the earlier one stands here", at: earlier.definition.position)
        let from = later.definition.from
        guard let to = earlier.definition.to, to < from else {
            problems.report(
                .timeOverlap,
                "two rules `\(id)` are in force on \(from)",
                at: later.definition.position,
                notes: [note]
            )
            return
        }
        let gap = from - to
        guard gap > 1, !earlier.acceptsGap, !later.acceptsGap else { return }
        let first = to.adding(days: 1) ?? to
        let last = from.adding(days: -1) ?? from
        problems.report(
            .timeHole,
            first == last
                ? "no rule `\(id)` is in force on \(first)"
                : "no rule `\(id)` is in force from \(first) to \(last)",
            at: later.definition.position,
            hint: "if the hole is meant, say `accepts: gap`",
            notes: [note]
        )
    }
}

extension RuleDefinition {
    /// Whether there is a day on which both are in force.
    func sharesDay(with other: RuleDefinition) -> Bool {
        (to.map { other.from <= $0 } ?? true) && (other.to.map { from <= $0 } ?? true)
    }
}
