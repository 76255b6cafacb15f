import Deciding
import Diagnostics
import Facts
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

/// What the Chinese gate said of one chip as reports came in: the same buyers asked on the days that changed it.
@Suite("The history of one chip at the Chinese gate")
struct HistoryTests {
    /// What a buyer is told on a day.
    struct Report: Sendable, CustomTestStringConvertible {
        let buyer: String
        let on: String
        let answer: String
        /// The day of the question; the day of the order where none is given.
        var knownOn: String?

        var testDescription: String { "\(buyer) on \(on), asked on \(knownOn ?? "the same day"): \(answer)" }
    }

    private static let privateBuyers = ["Alibaba", "Tencent", "ByteDance"]

    /// Orders are paused, then stopped at customs, then prepared, then approved for the three.
    private static let reports: [Report] =
        privateBuyers.flatMap { buyer in
            [
                Report(buyer: buyer, on: "2026-01-06", answer: "pending"),
                Report(buyer: buyer, on: "2026-01-07", answer: "pending"),
                Report(buyer: buyer, on: "2026-01-12", answer: "pending"),
                Report(buyer: buyer, on: "2026-01-13", answer: "blocked_at_customs"),
                Report(buyer: buyer, on: "2026-01-22", answer: "blocked_at_customs"),
                Report(buyer: buyer, on: "2026-01-23", answer: "pending"),
                Report(buyer: buyer, on: "2026-01-27", answer: "pending"),
                Report(buyer: buyer, on: "2026-01-28", answer: "approved_with_conditions"),
            ]
        } + [
            Report(buyer: "Alibaba", on: "2026-08-18", answer: "pending"),
            Report(buyer: "Tencent", on: "2026-08-18", answer: "approved_with_conditions"),
            Report(buyer: "ByteDance", on: "2026-08-17", answer: "pending"),
            Report(buyer: "ByteDance", on: "2026-08-18", answer: "approved_with_conditions"),
            Report(buyer: "China Mobile", on: "2026-01-07", answer: "pending"),
            Report(buyer: "China Mobile", on: "2026-01-13", answer: "prohibited_by_guidance"),
            Report(buyer: "China Mobile", on: "2026-01-23", answer: "prohibited_by_guidance"),
            Report(buyer: "China Mobile", on: "2026-01-28", answer: "prohibited_by_guidance"),
            Report(buyer: "China Mobile", on: "2026-08-18", answer: "prohibited_by_guidance"),
        ]

    /// The same orders put before the report was out: the answer is the older one.
    private static let earlierQuestions: [Report] =
        privateBuyers.flatMap { buyer in
            [
                Report(buyer: buyer, on: "2026-01-28", answer: "pending", knownOn: "2026-01-27"),
                Report(buyer: buyer, on: "2026-01-23", answer: "blocked_at_customs", knownOn: "2026-01-22"),
                Report(buyer: buyer, on: "2026-01-26", answer: "blocked_at_customs", knownOn: "2026-01-13"),
                Report(buyer: buyer, on: "2026-01-28", answer: "approved_with_conditions", knownOn: "2026-01-28"),
            ]
        } + [
            Report(buyer: "ByteDance", on: "2026-08-18", answer: "pending", knownOn: "2026-08-17"),
            Report(buyer: "Tencent", on: "2026-08-18", answer: "approved_with_conditions", knownOn: "2026-08-17"),
            Report(buyer: "Alibaba", on: "2026-08-18", answer: "approved_with_conditions", knownOn: "2026-07-07"),
            Report(buyer: "China Mobile", on: "2026-01-12", answer: "pending", knownOn: "2026-01-07"),
            Report(buyer: "China Mobile", on: "2026-01-12", answer: "prohibited_by_guidance", knownOn: "2026-01-08"),
        ]

    @Test("each buyer is told what was reported by then")
    func answers() throws {
        let rulebook = try ShippedRulebook.load()
        for report in Self.reports + Self.earlierQuestions {
            let decision = try Self.decision(on: report, by: rulebook)
            #expect(decision.answer("cn.import") == .word(report.answer), "\(report.testDescription)")
            #expect(decision.knownOn.description == report.knownOn ?? report.on)
        }
    }

    private static func decision(on report: Report, by rulebook: Rulebook) throws -> Decision {
        let place = SourcePosition(file: "history", line: 1, column: 1)
        var order = OrderStatement(position: place)
        let facts = [
            ("chip.name", "H200 SXM5 141GB"), ("order.from", "US"), ("order.to", "CN"),
            ("buyer.name", report.buyer), ("order.date", report.on),
        ]
        order.facts = facts.map { Statement(name: $0.0, value: .text($0.1), position: place) }
        let knownOn = try #require(CalendarDate(iso: report.knownOn ?? report.on))
        let profiles = rulebook.definition.profiles.filter { $0.id == "private-buyer" }
        let reader = OrderReader(rulebook, knownOn: knownOn, profiles: profiles)
        return Decider(rulebook).decision(on: try reader.order(order), depth: [])
    }
}
