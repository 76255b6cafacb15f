import Deciding
import Facts
import Quantities
import Rulebooks

/// Which parts of a rulebook its cases reach, and which they miss.
struct CoverageReport {
    private let entries: [CaseSurvey.Entry]
    private let truths: CaseTruths
    private let rulebook: Rulebook

    init(_ survey: CaseSurvey, overlays: [Rulebook]) {
        entries = survey.entries(overlays: overlays)
        truths = survey.plain
        rulebook = survey.plain.rulebook
    }

    /// Whether nothing is missed.
    var isComplete: Bool { misses.isEmpty }

    /// One line for each miss, then the counts.
    var text: String {
        let rules = entries.count
        let trueRules = entries.filter { !$0.trueIn.isEmpty }.count
        let falseRules = entries.filter { !$0.falseIn.isEmpty || $0.rule.isConstant }.count
        let tests = rulebook.atoms.indices
        let trueTests = tests.filter { truths.atomsTrue[$0] }.count
        let falseTests = tests.filter { truths.atomsFalse[$0] }.count
        let limits = truths.limits.values
        let hit = limits.filter(\.isHit).count
        let below = limits.filter { $0.below != nil }.count
        let above = limits.filter { $0.above != nil }.count
        return misses.map { $0 + "\n" }.joined()
            + """
            rules   \(trueRules) of \(rules) made true, \(falseRules) made false
            tests   \(trueTests) of \(tests.count) made true, \(falseTests) made false
            limits  \(hit) of \(limits.count) hit exactly, \(below) from below, \(above) from above

            """
    }

    private var misses: [String] { ruleMisses + testMisses + limitMisses }

    private var ruleMisses: [String] {
        entries.flatMap { entry -> [String] in
            let rule = entry.rule
            let name = "\(rule.id) (\(rule.from) to \(rule.to.map { "\($0)" } ?? "open"))"
            let brought = rule.overlay.map { " of the overlay \($0)" } ?? ""
            var lines: [String] = []
            if entry.trueIn.isEmpty { lines.append("rule never true: \(name)\(brought)") }
            if entry.falseIn.isEmpty, !rule.isConstant { lines.append("rule never false: \(name)\(brought)") }
            return lines
        }
    }

    private var testMisses: [String] {
        rulebook.atoms.enumerated()
            .flatMap { index, atom -> [String] in
                let users = self.users(of: index)
                var lines: [String] = []
                if !truths.atomsTrue[index] { lines.append("test never true: \(atom.text)\(users)") }
                if !truths.atomsFalse[index] { lines.append("test never false: \(atom.text)\(users)") }
                return lines
            }
    }

    private var limitMisses: [String] {
        truths.limits.sorted { $0.key < $1.key }
            .flatMap { index, sides -> [String] in
                let text = rulebook.atoms[index].text
                var lines: [String] = []
                if !sides.isHit { lines.append("limit never hit exactly: \(text)\(users(of: index))") }
                if sides.below == nil { lines.append("limit never met from below: \(text)\(users(of: index))") }
                if sides.above == nil { lines.append("limit never met from above: \(text)\(users(of: index))") }
                return lines
            }
    }

    /// Whose condition a test is part of.
    private func users(of atom: Int) -> String {
        let rules = rulebook.rules.filter { $0.condition.atoms.contains(atom) }.map(\.definition.id)
        let facts = rulebook.facts.filter { fact in
            if case .formula(let formula) = fact.origin { formula.atoms.contains(atom) } else { false }
        }
        let names = Array(Set(rules + facts.map(\.name))).sorted()
        return names.isEmpty ? "" : " in " + names.joined(separator: ", ")
    }
}

extension RuleDefinition {
    /// Whether the condition is always true.
    var isConstant: Bool { when.text == "true" }
}

extension Formula {
    /// The tests at its leaves.
    fileprivate var atoms: Set<Int> {
        switch self {
        case .atom(let index): [index]
        case .not(let part): part.atoms
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.atoms) }
        default: []
        }
    }
}
