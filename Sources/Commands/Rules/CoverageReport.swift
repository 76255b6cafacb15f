import Deciding
import Facts
import Quantities
import Rulebooks

/// Which parts of a rulebook its cases reach, and which they miss; overlays and the cases that name them count.
struct CoverageReport {
    private let rules: [CaseSurvey.Entry]
    private let tests: [CaseSurvey.TestEntry]

    init(_ survey: CaseSurvey, overlays: [Rulebook]) {
        rules = survey.entries(overlays: overlays)
        tests = survey.tests(overlays: overlays)
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
        [
            Count(
                what: "rules",
                total: rules.count,
                ways: [
                    ("made true", rules.filter { !$0.trueIn.isEmpty }.count),
                    ("made false", rules.filter { !$0.falseIn.isEmpty || $0.rule.isConstant }.count),
                ]
            ),
            Count(
                what: "tests",
                total: tests.count,
                ways: [
                    ("made true", tests.filter(\.isTrue).count),
                    ("made false", tests.filter(\.isFalse).count),
                ]
            ),
            Count(
                what: "limits",
                total: limits.count,
                ways: [
                    ("hit exactly", limits.filter(\.sides.isHit).count),
                    ("just below", limits.filter { !isMissedBelow($0) }.count),
                    ("just above", limits.filter { !isMissedAbove($0) }.count),
                ]
            ),
        ]
    }

    /// One line for each miss, then the counts, then whether all is reached.
    var text: String {
        let lines = counts.map { count in
            let ways = count.ways.map { "\($0.count) \($0.way)" }.joined(separator: ", ")
            return "\(count.total) \(count.what): \(ways)"
        }
        let end =
            switch misses.count {
            case 0: "every rule, test and limit is reached"
            case 1: "1 miss"
            default: "\(misses.count) misses"
            }
        return (misses + lines + [end]).map { $0 + "\n" }.joined()
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
        rules.flatMap { entry -> [String] in
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
        tests.flatMap { test -> [String] in
            var lines: [String] = []
            if !test.isTrue { lines.append("test never true: \(name(of: test))") }
            if !test.isFalse { lines.append("test never false: \(name(of: test))") }
            return lines
        }
    }

    /// A test with a limit.
    private struct Limit {
        let test: CaseSurvey.TestEntry
        let sides: LimitSides
    }

    private var limits: [Limit] { tests.compactMap { test in test.limit.map { Limit(test: test, sides: $0) } } }

    private var limitMisses: [String] {
        limits.flatMap { limit -> [String] in
            let (name, sides) = (name(of: limit.test), limit.sides)
            var lines: [String] = []
            if !sides.isHit { lines.append("limit never hit exactly: \(name)") }
            if isMissedBelow(limit) {
                lines.append("limit never just missed from below\(nearest(sides.below)): \(name)")
            }
            if isMissedAbove(limit) { lines.append("limit never just passed\(nearest(sides.above)): \(name)") }
            return lines
        }
    }

    /// Whether no case comes near a limit from below, where the fact can be below it at all.
    private func isMissedBelow(_ limit: Limit) -> Bool {
        if let minimum = limit.test.fact?.minimum, minimum >= limit.sides.limit { return false }
        return !isNear(limit.sides.below, limit.sides.limit)
    }

    /// Whether no case comes near a limit from above, where the fact can be above it at all.
    private func isMissedAbove(_ limit: Limit) -> Bool {
        if let maximum = limit.test.fact?.maximum, maximum <= limit.sides.limit { return false }
        return !isNear(limit.sides.above, limit.sides.limit)
    }

    /// Near is within one, or within a hundredth of the limit.
    private func isNear(_ value: ExactDecimal?, _ limit: ExactDecimal) -> Bool {
        guard let value else { return false }
        let distance = value < limit ? limit - value : value - limit
        return distance <= 1 || distance * 100 <= limit
    }

    private func nearest(_ value: ExactDecimal?) -> String { value.map { " (nearest \($0))" } ?? "" }

    private func name(of test: CaseSurvey.TestEntry) -> String {
        test.users.isEmpty ? test.text : test.text + " in " + test.users.sorted().joined(separator: ", ")
    }
}

extension RuleDefinition {
    /// Whether the condition is always true.
    var isConstant: Bool { when.text == "true" }
}
