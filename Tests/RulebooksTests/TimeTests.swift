import Diagnostics
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Rules of one id in time")
struct TimeTests {
    /// The days on which each of some rules of one id is in force, counted from the first of January 2020.
    private struct Periods {
        var days: [ClosedRange<Int>]
        var acceptsGap: Bool

        /// Periods that often follow each other, and sometimes leave a hole or overlap.
        init(seed: Int) {
            var random = SeededGenerator(seed: seed)
            var day = Int.random(in: 0...400, using: &random)
            days = []
            for _ in 0..<Int.random(in: 2...5, using: &random) {
                let length = Int.random(in: 1...40, using: &random)
                days.append(day...(day + length - 1))
                day += length + [0, 0, 0, 0, 0, 1, -1, 7].randomElement(using: &random, or: 0)
            }
            days.shuffle(using: &random)
            acceptsGap = Bool.random(using: &random) && Bool.random(using: &random)
        }

        /// The rules as they stand in a file; the last one is open.
        var text: String {
            get throws {
                let start = try #require(CalendarDate(iso: "2020-01-01"))
                let last = days.map(\.upperBound).max()
                return
                    try days.map { period in
                        let from = try #require(start.adding(days: period.lowerBound))
                        let to = try #require(start.adding(days: period.upperBound))
                        return """
                              - id: near.timed
                                title: {en: Timed, zh: 有期}
                                contributes: {near.requirement: true}
                                when: "true"
                                from: \(from)
                                to: \(period.upperBound == last ? "open" : to.description)
                                known_from: 2020-01-01
                                evidence: enacted
                                cites: [Fence Book 9]
                                says: {en: Timed, zh: 有期}
                            \(acceptsGap ? "    accepts: gap\n" : "")
                            """
                    }
                    .joined()
            }
        }

        /// What a count of the rules in force on each day finds.
        var expected: Set<String> {
            let last = days.map(\.upperBound).max() ?? 0
            var counts: [Int: Int] = [:]
            for period in days {
                let end = period.upperBound == last ? last + 50 : period.upperBound
                for day in period.lowerBound...end { counts[day, default: 0] += 1 }
            }
            let first = days.map(\.lowerBound).min() ?? 0
            var found: Set<String> = []
            if counts.values.contains(where: { $0 > 1 }) { found.insert("rule.time-overlap") }
            if !acceptsGap, (first...last).contains(where: { counts[$0] == nil }) { found.insert("rule.time-hole") }
            return found
        }
    }

    @Test("holes and overlaps are found exactly where a count of days finds them", arguments: 0..<150)
    func findsHolesAndOverlaps(_ seed: Int) throws {
        let periods = Periods(seed: seed)
        let rules = try "rules:\n" + periods.text
        let source = try small { files in
            files["near/timed.yaml"] = Array(rules.utf8)
            files["rulebook.yaml"] = files["rulebook.yaml"]
                .map { bytes in
                    let manifest = String(decoding: bytes, as: UTF8.self)
                    return Array(manifest.replacing("near/rules.yaml", with: "near/rules.yaml, near/timed.yaml").utf8)
                }
        }
        var codes: Set<String> = []
        do throws(RulebookError) {
            let definition = try RulebookReader.read(source).definition
            #expect(definition.rules.filter { $0.id == "near.timed" }.count == periods.days.count)
        } catch {
            codes = Set(error.diagnostics.map(\.code.text))
        }
        #expect(codes == periods.expected)
    }
}

extension Array {
    fileprivate func randomElement(using random: inout SeededGenerator, or other: Element) -> Element {
        randomElement(using: &random) ?? other
    }
}
