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

    /// How many parts of one kind there are, and how many of them cases reach in each way.
    private struct Count {
        let what: String
        let total: Int
        let ways: [(way: String, count: Int)]
    }

    private var counts: [Count] {
        let tests = rulebook.atoms.indices
        let limits = truths.limits.values
        return [
            Count(
                what: "rules",
                total: entries.count,
                ways: [
                    ("made true", entries.filter { !$0.trueIn.isEmpty }.count),
                    ("made false", entries.filter { !$0.falseIn.isEmpty || $0.rule.isConstant }.count),
                ]
            ),
            Count(
                what: "tests",
                total: tests.count,
                ways: [
                    ("made true", tests.filter { truths.atomsTrue[$0] }.count),
                    ("made false", tests.filter { truths.atomsFalse[$0] }.count),
                ]
            ),
            Count(
                what: "limits",
                total: limits.count,
                ways: [
                    ("hit exactly", limits.filter(\.isHit).count),
                    ("just below", limits.filter { !isMissedBelow($0) }.count),
                    ("just above", limits.filter { !isMissedAbove($0) }.count),
                ]
            ),
        ]
    }

    /// One line for each miss, then the counts.
    var text: String {
        let lines = counts.map { count in
            let ways = count.ways.map { "\($0.count) \($0.way)" }.joined(separator: ", ")
            return "\(count.total) \(count.what): \(ways)"
        }
        return (misses + lines).map { $0 + "\n" }.joined()
    }

    /// The counts and the misses as JSON.
    var document: [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            for count in counts {
                writer.key(count.what)
                writer.object { writer in
                    writer.key("total")
                    writer.int(count.total)
                    for way in count.ways {
                        writer.key(String(way.way.map { $0 == " " ? "_" : $0 }))
                        writer.int(way.count)
                    }
                }
            }
            writer.key("misses")
            writer.strings(misses)
        }
        return writer.bytes + [UInt8(ascii: "\n")]
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
                if isMissedBelow(sides) {
                    lines.append(
                        "limit never just missed from below\(nearest(sides.below)): \(text)\(users(of: index))"
                    )
                }
                if isMissedAbove(sides) {
                    lines.append("limit never just passed\(nearest(sides.above)): \(text)\(users(of: index))")
                }
                return lines
            }
    }

    /// Whether no case comes near a limit from below, where the fact can be below it at all.
    private func isMissedBelow(_ sides: LimitSides) -> Bool {
        if let minimum = fact(sides)?.minimum, minimum >= sides.limit { return false }
        return !isNear(sides.below, sides.limit)
    }

    /// Whether no case comes near a limit from above, where the fact can be above it at all.
    private func isMissedAbove(_ sides: LimitSides) -> Bool {
        if let maximum = fact(sides)?.maximum, maximum <= sides.limit { return false }
        return !isNear(sides.above, sides.limit)
    }

    private func fact(_ sides: LimitSides) -> FactDefinition? {
        let facts = rulebook.definition.facts
        return facts.indices.contains(sides.variable) ? facts[sides.variable] : nil
    }

    /// Near is within one, or within a hundredth of the limit.
    private func isNear(_ value: ExactDecimal?, _ limit: ExactDecimal) -> Bool {
        guard let value else { return false }
        let distance = value < limit ? limit - value : value - limit
        return distance <= 1 || distance * 100 <= limit
    }

    private func nearest(_ value: ExactDecimal?) -> String { value.map { " (nearest \($0))" } ?? "" }

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
