import Deciding
import Rulebooks

/// What the cases of a rulebook make of its rules, under each set of overlays that a case names.
struct CaseSurvey {
    /// A rule in one stretch of time, with the cases that make it true and false.
    struct Entry {
        let rule: RuleDefinition
        var trueIn: [String] = []
        var falseIn: [String] = []
    }

    /// Without overlays.
    private(set) var plain: CaseTruths
    private var overlaid: [[String]: CaseTruths] = [:]

    /// Evaluates every case that can be read; those that can't are the test's to tell.
    init(_ suite: CaseSuite, _ files: [CaseFile]) {
        plain = CaseTruths(suite.plain)
        for case .success(let ruleCase) in files.flatMap(\.lines).map(\.content) {
            if ruleCase.overlays.isEmpty {
                try? plain.add(ruleCase)
                continue
            }
            if overlaid[ruleCase.overlays] == nil, let rulebook = try? suite.rulebook(ruleCase.overlays) {
                overlaid[ruleCase.overlays] = CaseTruths(rulebook)
            }
            try? overlaid[ruleCase.overlays]?.add(ruleCase)
        }
    }

    /// The rules of the rulebook in its order, then those that overlays bring.
    ///
    /// A rule counts in a case with overlays too, unless one of them changes it.
    ///
    /// - Parameter overlays: rulebooks each with an overlay on, so that rules without any case are found.
    /// - Returns: each rule once for each stretch of time.
    func entries(overlays: [Rulebook]) -> [Entry] {
        var entries: [Entry] = []
        func add(_ truths: CaseTruths) {
            for (index, compiled) in truths.rulebook.rules.enumerated() {
                let rule = compiled.definition
                if let place = entries.firstIndex(where: { $0.rule == rule }) {
                    entries[place].trueIn += truths.trueIn[index]
                    entries[place].falseIn += truths.falseIn[index]
                } else if rule.overlay != nil || truths.rulebook.definition.overlays.isEmpty {
                    entries.append(Entry(rule: rule, trueIn: truths.trueIn[index], falseIn: truths.falseIn[index]))
                }
            }
        }
        add(plain)
        for rulebook in overlays { add(CaseTruths(rulebook)) }
        for truths in overlaid.values { add(truths) }
        return entries
    }
}
