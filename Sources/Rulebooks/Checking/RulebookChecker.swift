import Diagnostics
import Facts
import Quantities

/// Finds what does not hang together in a rulebook.
struct RulebookChecker {
    let draft: RulebookDraft
    let problems: Problems
    var names: NameIndex

    init(draft: RulebookDraft, problems: Problems) {
        self.draft = draft
        self.problems = problems
        self.names = draft.names()
    }

    /// Checks the whole, and gives the profiles with values of the facts' kinds.
    func check() -> [ProfileDefinition] {
        checkUniqueness()
        for fact in draft.facts { check(fact) }
        for decision in draft.decisions { check(decision) }
        for rule in draft.rules + draft.collisions { check(rule) }
        checkTimes(names.rules)
        for obligation in draft.obligations { check(obligation) }
        for gate in draft.gates { check(gate) }
        if let ownership = draft.ownership { check(ownership) }
        for list in draft.lists.lists { check(list) }
        return draft.profiles.map { $0.definition(facts: names.facts, problems: problems) }
    }

    private func checkUniqueness() {
        checkUnique(draft.facts.map { Reference($0.name, at: $0.position) }, .duplicateFact, "the fact")
        checkUnique(draft.decisions.map { Reference($0.name, at: $0.position) }, .duplicateDecision, "the decision")
        checkUnique(draft.profiles.map { Reference($0.id, at: $0.position) }, .duplicateProfile, "the profile")
        checkUnique(draft.overlays.map { Reference($0.id, at: $0.position) }, .duplicateOverlay, "the overlay")
        checkUnique(
            draft.obligations.map { Reference($0.id, at: $0.position) },
            .duplicateID,
            "the obligation"
        )
        for decision in draft.decisions {
            guard let fact = names.facts[decision.name] else { continue }
            problems.report(
                .duplicateDecision,
                "`\(decision.name)` is both a decision and a fact",
                at: decision.position,
                notes: [.init("the fact stands here", at: fact.position)]
            )
        }
        for (id, rules) in names.rules where Set(rules.map { $0.definition.gate ?? "" }).count > 1 {
            let places = rules.map(\.definition.position).sorted()
            problems.report(
                .duplicateID,
                "the id `\(id)` is used in more than one gate",
                at: places.last,
                notes: [.init("it is used here first", at: places.first)]
            )
        }
    }

    private func checkUnique(_ entries: [Reference], _ code: Diagnostic.Code, _ what: String) {
        var first: [String: SourcePosition] = [:]
        for entry in entries {
            if let position = first[entry.name] {
                problems.report(
                    code,
                    "\(what) `\(entry.name)` is declared twice",
                    at: entry.position,
                    notes: [.init("it is declared here first", at: position)]
                )
            } else {
                first[entry.name] = entry.position
            }
        }
    }

    /// Whether a decision of that name exists; otherwise that is reported.
    func decision(_ name: Reference?) -> DecisionDefinition? {
        guard let name else { return nil }
        if let decision = names.decisions[name.name] { return decision }
        problems.report(
            .unknownDecision,
            "there is no decision `\(name.name)`",
            at: name.position,
            hint: suggestion(name.name, names.decisions.keys)
        )
        return nil
    }

    /// Reports a reference to a decision that is no set.
    func checkSet(_ name: Reference?, _ what: String) {
        guard let name, let decision = decision(name), decision.kind != .set else { return }
        problems.report(.wrongKind, "\(what) must be a set, and `\(name.name)` is none", at: name.position)
    }

    /// Whether a fact of that name exists; otherwise that is reported.
    func fact(_ name: Reference?) -> FactDefinition? {
        guard let name else { return nil }
        if let fact = names.facts[name.name] { return fact }
        problems.reportUnknownFact(name, among: names.facts.keys)
        return nil
    }

    /// Whether a rule of that id exists; otherwise that is reported.
    func hasRule(_ id: Reference, _ code: Diagnostic.Code = .unknownID) -> Bool {
        if names.rules[id.name] != nil { return true }
        problems.report(
            code,
            "there is no rule `\(id.name)`",
            at: id.position,
            hint: suggestion(id.name, names.rules.keys)
        )
        return false
    }

    /// The hint that names the nearest of some names.
    func suggestion(_ name: String, _ candidates: some Sequence<String>) -> String? {
        NearMiss.suggestion(for: name, among: candidates).map { "did you mean `\($0)`?" }
    }
}
