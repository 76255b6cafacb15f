import Diagnostics
import Quantities

/// Changes a rulebook as overlays say, one after the other.
struct OverlayApplication {
    private(set) var draft: RulebookDraft
    private let problems: Problems
    /// What overlays did to rules and facts so far, by name.
    private var deeds: [String: Deed] = [:]
    /// All names that there were so far, those of rules switched off included.
    private var known: NameIndex

    private struct Deed {
        var isOff: Bool
        var overlay: String
        var position: SourcePosition
    }

    init(draft: RulebookDraft, problems: Problems) {
        self.draft = draft
        self.problems = problems
        self.known = draft.names()
    }

    /// Applies one overlay; what can't be done is reported.
    mutating func apply(_ overlay: OverlayDraft) {
        known.rules.merge(draft.names().rules) { old, _ in old }
        known.facts.merge(draft.names().facts) { old, _ in old }
        var checker = RulebookChecker(draft: draft, problems: problems)
        checker.names = known
        checker.checkTargets(of: overlay)
        draft.facts += overlay.facts.map { fact in
            var fact = fact
            fact.gate = known.gate(ofName: fact.name)
            return fact
        }
        for (id, rules) in grouped(overlay.replacements) where isFirst(id, overlay, isOff: false) {
            replace(id, with: rules)
        }
        for end in overlay.ends where isFirst(end.rule, overlay, isOff: false) {
            cut(end.rule, last: end.last)
        }
        for id in overlay.off where isFirst(id, overlay, isOff: true) {
            remove(id)
        }
        let names = draft.names()
        for rule in overlay.rules { place(rule, names) }
        draft.obligations += overlay.obligations.map { obligation in
            var obligation = obligation
            obligation.gate = draft.names().gate(of: obligation) ?? ""
            return obligation
        }
        for entry in overlay.settings { set(entry, overlay) }
        dropReferencesToRemovedRules(overlay)
    }

    /// Whether no other overlay has touched a rule or fact; otherwise the clash is reported.
    private mutating func isFirst(_ name: Reference, _ overlay: OverlayDraft, isOff: Bool) -> Bool {
        guard
            let first = deeds.updateValue(
                Deed(isOff: isOff, overlay: overlay.id, position: name.position),
                forKey: name.name
            )
        else { return true }
        let note = Diagnostic.Note("the overlay `\(first.overlay)` does so here", at: first.position)
        if first.isOff {
            let what = isOff ? "is already switched off" : "is switched off and can't be changed"
            problems.report(.overlayAlreadyOff, "`\(name.name)` \(what)", at: name.position, notes: [note])
        } else {
            problems.report(
                .overlayClash,
                "the overlay `\(overlay.id)` changes `\(name.name)`, which another overlay has changed",
                at: name.position,
                notes: [note]
            )
        }
        return false
    }

    private func grouped(_ rules: [RuleDraft]) -> [(Reference, [RuleDraft])] {
        var order: [Reference] = []
        for rule in rules where !order.contains(where: { $0.name == rule.definition.id }) {
            order.append(Reference(rule.definition.id, at: rule.definition.position))
        }
        return order.map { id in (id, rules.filter { $0.definition.id == id.name }) }
    }

    private mutating func replace(_ id: Reference, with rules: [RuleDraft]) {
        func replaced(_ list: [RuleDraft]) -> [RuleDraft]? {
            guard let index = list.firstIndex(where: { $0.definition.id == id.name }) else { return nil }
            let gate = list[index].definition.gate
            var list = list
            let new = rules.map { rule in
                var rule = rule
                rule.definition.gate = gate
                return rule
            }
            list.removeAll { $0.definition.id == id.name }
            list.insert(contentsOf: new, at: min(index, list.count))
            return list
        }
        if let list = replaced(draft.rules) {
            draft.rules = list
        } else if let list = replaced(draft.collisions) {
            draft.collisions = list
        }
    }

    private mutating func cut(_ id: Reference, last: CalendarDate) {
        func isCut(_ list: inout [RuleDraft]) -> Bool {
            let matching = list.filter { $0.definition.id == id.name }
            guard !matching.isEmpty else { return false }
            guard matching.contains(where: { $0.definition.from <= last }) else {
                problems.report(
                    .overlayEndsNothing,
                    "the rule `\(id.name)` is not yet in force on \(last) and can't end then",
                    at: id.position,
                    hint: "switch it off with `off`"
                )
                return true
            }
            list.removeAll { $0.definition.id == id.name && $0.definition.from > last }
            for index in list.indices where list[index].definition.id == id.name {
                list[index].definition.to = list[index].definition.to.map { min($0, last) } ?? last
            }
            return true
        }
        if !isCut(&draft.rules) { _ = isCut(&draft.collisions) }
    }

    private mutating func remove(_ id: Reference) {
        draft.rules.removeAll { $0.definition.id == id.name }
        draft.collisions.removeAll { $0.definition.id == id.name }
    }

    private mutating func place(_ rule: RuleDraft, _ names: NameIndex) {
        var rule = rule
        rule.definition.gate = names.gate(of: rule.definition)
        if rule.definition.isCollision {
            draft.collisions.append(rule)
        } else {
            draft.rules.append(rule)
        }
    }

    private mutating func set(_ entry: DataNode.Entry, _ overlay: OverlayDraft) {
        let name = entry.reference
        guard let index = draft.facts.firstIndex(where: { $0.name == name.name }), draft.facts[index].isRaw,
            isFirst(name, overlay, isOff: false),
            let value = draft.facts[index].value(of: entry.value, for: name.name, problems: problems)
        else { return }
        draft.facts[index].defaultValue = value
        draft.facts[index].because = overlay.title
    }

    /// What speaks of a rule that is no longer there goes with it.
    private mutating func dropReferencesToRemovedRules(_ overlay: OverlayDraft) {
        let kept = Set((draft.rules + draft.collisions).map(\.definition.id))
        let gone = Set((overlay.off + overlay.ends.map(\.rule)).map(\.name)).subtracting(kept)
        guard !gone.isEmpty else { return }
        func stays(_ reference: Reference) -> Bool { !gone.contains(reference.name) }
        func trim(_ rules: inout [RuleDraft]) {
            for index in rules.indices {
                rules[index].definition.overrides.removeAll { !stays($0) }
                rules[index].definition.servedBy?.removeAll { !stays($0) }
                rules[index].definition.overcomeBy.removeAll { !stays($0.rule) }
                rules[index].definition.between.removeAll { !stays($0) }
            }
        }
        trim(&draft.rules)
        trim(&draft.collisions)
        for index in draft.decisions.indices { draft.decisions[index].before.removeAll { !stays($0) } }
        draft.obligations.removeAll { $0.rule.map { !stays($0) } ?? false }
    }
}
