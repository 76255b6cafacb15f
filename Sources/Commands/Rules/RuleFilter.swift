import ArgumentParser
import Deciding
import Diagnostics
import Quantities
import Rulebooks

/// Which rules of a rulebook are meant.
struct RuleFilter: ParsableArguments {
    @Option(help: ArgumentHelp("Only rules of this gate; `verdict` means those between the gates.", valueName: "gate"))
    var gate: String?

    @Option(help: ArgumentHelp("Only rules in force on this day.", valueName: "date"))
    var on: String?

    @Option(help: ArgumentHelp("Only rules that are known this well.", valueName: "word"))
    var evidence: String?

    @Option(help: ArgumentHelp("Only rules whose truth depends on this fact.", valueName: "name"))
    var fact: String?

    /// What `--gate` calls the rules that belong to no gate.
    static let betweenGates = "verdict"

    /// The rules that fit, as indices in the order of the rulebook.
    ///
    /// - Throws: `CommandFailure` with every filter that names nothing.
    func rules(of rulebook: Rulebook) throws(CommandFailure) -> [Int] {
        var problems: [Diagnostic] = []
        let gates = rulebook.definition.gates.map(\.id) + [Self.betweenGates]
        if let gate, !gates.contains(gate) {
            problems.append(unknown("--gate", gate, "gate", among: gates))
        }
        let words = Evidence.allCases.map(\.rawValue)
        if let evidence, !words.contains(evidence) {
            problems.append(unknown("--evidence", evidence, "kind of evidence", among: words))
        }
        var date: CalendarDate?
        if let on {
            date = CalendarDate(iso: on)
            if date == nil {
                problems.append(DateFlag.problem("--on", on))
            }
        }
        var readers: Set<Int>?
        if let fact {
            let name = rulebook.factName(for: fact)
            if let index = rulebook.factIndex[name] {
                readers = Set(
                    rulebook.cones[index].steps
                        .compactMap { step in
                            if case .rule(let rule) = rulebook.steps[step] { rule } else { nil }
                        }
                )
            } else {
                problems.append(unknown("--fact", fact, "fact", among: rulebook.facts.map(\.name)))
            }
        }
        if !problems.isEmpty { throw CommandFailure(problems) }
        return rulebook.rules.indices.filter { index in
            let rule = rulebook.rules[index]
            return (gate == nil || gate == (rule.definition.gate ?? Self.betweenGates))
                && (evidence == nil || evidence == rule.definition.evidence.rawValue)
                && (date.map { rule.span.holds(on: $0, knownOn: rulebook.definition.lawKnownTo) } ?? true)
                && (readers?.contains(index) ?? true)
        }
    }

    private func unknown(_ flag: String, _ word: String, _ what: String, among known: [String]) -> Diagnostic {
        Diagnostic(
            "call.unknown-name",
            "`\(flag)`: there is no \(what) `\(word)`",
            hint: NearMiss.suggestion(for: word, among: known).map { "did you mean `\($0)`?" }
                ?? (known.count <= 12 ? "it is one of \(known.joined(separator: ", "))" : nil)
        )
    }
}
