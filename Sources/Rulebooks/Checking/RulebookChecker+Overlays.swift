import Diagnostics
import Facts

extension RulebookChecker {
    /// Checks the overlays of the folder that are not applied.
    func checkUnapplied(except applied: Set<String>) {
        for overlay in draft.overlays where !applied.contains(overlay.id) {
            checkTargets(of: overlay)
            checkSettings(of: overlay)
            checkAdditions(of: overlay)
        }
    }

    /// Checks that what an overlay changes exists.
    func checkTargets(of overlay: OverlayDraft) {
        for rule in overlay.replacements {
            _ = hasRule(Reference(rule.definition.id, at: rule.definition.position))
        }
        for end in overlay.ends { _ = hasRule(end.rule) }
        for rule in overlay.off { _ = hasRule(rule) }
        for entry in overlay.settings {
            let name = entry.reference
            guard let fact = fact(name), !fact.isRaw else { continue }
            problems.report(.factNotRaw, "the fact `\(fact.name)` is computed and can't be set", at: name.position)
        }
    }

    private func checkSettings(of overlay: OverlayDraft) {
        for entry in overlay.settings {
            guard let fact = names.facts[entry.name], fact.isRaw else { continue }
            _ = fact.value(of: entry.value, for: entry.name, problems: problems)
        }
    }

    private func checkAdditions(of overlay: OverlayDraft) {
        guard
            !overlay.facts.isEmpty || !overlay.rules.isEmpty || !overlay.replacements.isEmpty
                || !overlay.obligations.isEmpty
        else { return }
        var extended = self
        for fact in overlay.facts {
            if let first = extended.names.facts.updateValue(fact, forKey: fact.name) {
                problems.report(
                    .duplicateFact,
                    "the fact `\(fact.name)` is declared twice",
                    at: fact.position,
                    notes: [.init("it is declared here first", at: first.position)]
                )
            }
        }
        for id in Set(overlay.replacements.map(\.definition.id) + overlay.off.map(\.name)) {
            extended.names.rules[id]?.removeAll()
        }
        for end in overlay.ends {
            extended.names.rules[end.rule.name] = extended.names.rules[end.rule.name]
                .map { rules in
                    rules.filter { $0.definition.from <= end.last }
                        .map { rule in
                            var rule = rule
                            rule.definition.to = rule.definition.to.map { min($0, end.last) } ?? end.last
                            return rule
                        }
                }
        }
        let rules = overlay.rules + overlay.replacements
        for rule in rules { extended.names.rules[rule.definition.id, default: []].append(rule) }
        extended.names.rulesOfObligations.formUnion(overlay.obligations.compactMap { $0.rule?.name })
        for fact in overlay.facts { extended.check(fact) }
        for rule in rules { extended.check(rule) }
        let ids = Set(rules.map(\.definition.id))
        extended.checkTimes(extended.names.rules.filter { ids.contains($0.key) })
        for obligation in overlay.obligations { extended.check(obligation) }
    }
}
