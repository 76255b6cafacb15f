import Deciding
import Diagnostics
import Facts
import Rulebooks

/// Looks for what is useless or missing in a rulebook by itself.
struct RulebookLint {
    private let rulebook: Rulebook
    private let overlays: [Rulebook]

    init(_ rulebook: Rulebook, overlays: [Rulebook]) {
        self.rulebook = rulebook
        self.overlays = overlays
    }

    var findings: [Diagnostic] { unreadFacts + unlabelledValues }

    /// Facts on which no rule and no decision depends, under no overlay either.
    ///
    /// A fact that is never asked for may be kept for other uses of an order; one that is asked for must matter.
    private var unreadFacts: [Diagnostic] {
        rulebook.definition.facts.enumerated()
            .filter { index, fact in
                fact.missing != .silent && fact.name != rulebook.dateFact.map { rulebook.facts[$0].name }
                    && !isRead(fact.name, in: rulebook) && !overlays.contains { isRead(fact.name, in: $0) }
            }
            .map { _, fact in
                Diagnostic(
                    "fact.unread",
                    "nothing reads the fact `\(fact.name)`",
                    at: fact.position,
                    severity: .warning
                )
            }
    }

    private func isRead(_ name: String, in rulebook: Rulebook) -> Bool {
        guard let index = rulebook.factIndex[name] else { return false }
        if rulebook.cones[index].steps.count > 1 || rulebook.cones[index].reachesDecisions { return true }
        // A rule that rests on a row of a register takes its attributes from all facts of that row.
        let isOfRow = rulebook.definition.rules.contains { rule in rule.row.map { name.hasPrefix($0 + ".") } ?? false }
        let isReadByFact = rulebook.facts.contains { fact in
            fact.reads.contains(index) || (fact.lookup?.match.contains { $0.fact == index } ?? false)
        }
        return isOfRow || isReadByFact || isReadElsewhere(index, in: rulebook)
    }

    /// Whether a gate's state, a hold or an obligation reads it.
    private func isReadElsewhere(_ index: Int, in rulebook: Rulebook) -> Bool {
        let obligations = rulebook.obligations.flatMap { [$0.when, $0.met, $0.unmet].compactMap { $0 } }
        let gates = rulebook.gates.flatMap { $0.states.map(\.when) + $0.evidence.map(\.when) }
        return (obligations + gates + rulebook.holds).contains { rulebook.facts(readBy: $0).contains(index) }
    }

    /// Values of answers shown to people that have no plain words.
    private var unlabelledValues: [Diagnostic] {
        rulebook.definition.decisions.filter { $0.isMain && $0.kind == .text }
            .flatMap { decision in
                decision.values.filter { decision.labels[$0] == nil }
                    .map { value in
                        Diagnostic(
                            "decision.no-label",
                            "the value `\(value)` of `\(decision.name)` has no plain words",
                            at: decision.position,
                            severity: .warning,
                            hint: "add it to `labels`"
                        )
                    }
            }
    }

    /// Rules that no case makes true, or none false.
    static func rulesWithoutCases(_ entries: [CaseSurvey.Entry]) -> [Diagnostic] {
        entries.flatMap { entry -> [Diagnostic] in
            var missing: [String] = []
            if entry.trueIn.isEmpty { missing.append("true") }
            if entry.falseIn.isEmpty, !entry.rule.isConstant { missing.append("false") }
            return missing.map { word in
                Diagnostic(
                    "rule.no-case",
                    "no case makes the rule `\(entry.rule.id)` \(word)",
                    at: entry.rule.position,
                    severity: .warning
                )
            }
        }
    }
}

/// Looks for what is wrong with cases by themselves.
struct CaseLint {
    private let files: [CaseFile]

    init(_ files: [CaseFile]) {
        self.files = files
    }

    var findings: [Diagnostic] {
        var findings: [Diagnostic] = []
        var seen: [String: SourcePosition] = [:]
        for case .success(let ruleCase) in files.flatMap(\.lines).map(\.content) {
            if let first = seen[ruleCase.id] {
                findings.append(
                    Diagnostic(
                        "case.duplicate-id",
                        "two cases have the id `\(ruleCase.id)`",
                        at: ruleCase.position,
                        severity: .warning,
                        notes: [.init("the first stands here", at: first)]
                    )
                )
            }
            seen[ruleCase.id] = seen[ruleCase.id] ?? ruleCase.position
            if ruleCase.expected.isEmpty {
                findings.append(
                    Diagnostic(
                        "case.expects-nothing",
                        "the case `\(ruleCase.id)` expects nothing",
                        at: ruleCase.position,
                        severity: .warning
                    )
                )
            }
        }
        return findings
    }
}
