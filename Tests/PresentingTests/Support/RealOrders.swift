import Diagnostics
import Quantities
import Rulebooks
import TestSupport
import Testing

@testable import Deciding

/// Orders decided by the rulebook of this package.
enum RealOrders {
    private static let plain = Result { try ShippedRulebook.load() }

    /// The rulebook, with overlays of its own folder.
    static func rulebook(overlays: [String] = []) throws -> Rulebook {
        overlays.isEmpty ? try plain.get() : try ShippedRulebook.load(overlays: overlays)
    }

    /// The decision on an order given as facts, `name=value`.
    static func decision(
        _ facts: [String],
        legs: [[String]] = [],
        profiles: [String] = [],
        knownOn: String = "2026-11-24",
        rulebook: Rulebook
    ) throws -> Decision {
        var statement = OrderStatement(position: position)
        statement.facts = facts.map(self.statement(of:))
        statement.legs = legs.map { $0.map(self.statement(of:)) }
        let day = try #require(CalendarDate(iso: knownOn))
        let assumed = profiles.compactMap { id in rulebook.definition.profiles.first { $0.id == id } }
        let reader = OrderReader(rulebook, knownOn: day, profiles: assumed)
        let order = try reader.order(statement)
        return AnswerEffects(rulebook).completing(Decider(rulebook).decision(on: order), on: order)
    }

    private static let position = SourcePosition(file: "test", line: 1, column: 1)

    private static func statement(of fact: String) -> Statement {
        let parts = fact.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return Statement(name: parts[0], value: .text(parts[1]), position: position)
    }
}
