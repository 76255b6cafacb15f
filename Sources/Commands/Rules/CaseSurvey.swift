import Deciding
import Facts
import Rulebooks

/// What the cases of a rulebook make of its rules, under each set of overlays that a case names.
struct CaseSurvey {
    /// A rule in one stretch of time, with the cases that make it true and false.
    struct Entry {
        let rule: RuleDefinition
        var trueIn: [String] = []
        var falseIn: [String] = []
    }

    /// A test of a condition, with what the cases make of it.
    struct TestEntry {
        let text: String
        /// The rules and facts whose conditions it is part of.
        var users: Set<String> = []
        var isTrue = false
        var isFalse = false
        /// The limit it compares with, and how near cases come to it.
        var limit: LimitSides?
        /// The fact whose number is compared.
        var fact: FactDefinition?
    }

    /// Without overlays.
    private var plain: CaseTruths
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
        for truths in accounts(overlays) {
            let isOverlaid = !truths.rulebook.definition.overlays.isEmpty
            for (index, compiled) in truths.rulebook.rules.enumerated() {
                let rule = compiled.definition
                if let place = entries.firstIndex(where: { $0.rule.id == rule.id && $0.rule == rule }) {
                    entries[place].trueIn += truths.trueIn[index]
                    entries[place].falseIn += truths.falseIn[index]
                } else if rule.overlay != nil || !isOverlaid {
                    entries.append(Entry(rule: rule, trueIn: truths.trueIn[index], falseIn: truths.falseIn[index]))
                }
            }
        }
        return entries
    }

    /// The tests of all conditions, those that overlays bring last.
    ///
    /// - Parameter overlays: rulebooks each with an overlay on, so that tests without any case are found.
    /// - Returns: each test once, whichever rules share it.
    func tests(overlays: [Rulebook]) -> [TestEntry] {
        var tests: [TestEntry] = []
        var places: [String: Int] = [:]
        for truths in accounts(overlays) {
            let facts = truths.rulebook.definition.facts
            for (index, atom) in truths.rulebook.atoms.enumerated() {
                let place = places[atom.text] ?? tests.count
                if place == tests.count {
                    places[atom.text] = place
                    tests.append(TestEntry(text: atom.text))
                }
                tests[place].users.formUnion(users(of: index, in: truths.rulebook))
                if truths.atomsTrue[index] { tests[place].isTrue = true }
                if truths.atomsFalse[index] { tests[place].isFalse = true }
                guard let sides = truths.limits[index] else { continue }
                tests[place].limit = tests[place].limit?.merging(sides) ?? sides
                if facts.indices.contains(sides.variable) { tests[place].fact = facts[sides.variable] }
            }
        }
        return tests
    }

    /// The account without overlays, empty ones that make every overlay known, then those of cases that name some.
    private func accounts(_ overlays: [Rulebook]) -> [CaseTruths] {
        let named = overlaid.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        return [plain] + overlays.map { CaseTruths($0) } + named
    }

    /// Whose condition a test is part of.
    private func users(of atom: Int, in rulebook: Rulebook) -> [String] {
        let rules = rulebook.rules.filter { $0.condition.atoms.contains(atom) }.map(\.definition.id)
        let facts = rulebook.facts.filter { fact in
            if case .formula(let formula) = fact.origin { formula.atoms.contains(atom) } else { false }
        }
        return rules + facts.map(\.name)
    }
}
