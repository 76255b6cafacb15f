import Diagnostics
import Facts
import Quantities
import Rulebooks
import TestSupport
import Testing

@testable import Deciding

/// Each change that is reported, made: the answers must be those reported, at the boundary and not before it.
@Suite("What would change an answer")
struct ChangeTests {
    @Test("a reported change gives the reported answers, and not before its boundary", arguments: 0..<6)
    func changes(_ seed: Int) throws {
        let rulebook = try ShippedRulebook.load()
        var count = 0
        for (id, order) in try OpenOrders.draw(8, seed: seed + 300, by: rulebook) {
            count += try Self.check(id, order, rulebook)
        }
        #expect(count > 20)
    }

    /// A country is told by itself where it is also another country of the order, not with all that are in its groups;
    /// and so is the end of a range that a computed number treats by itself.
    @Test(
        "a word that another fact is compared with, and the end of a range, are changes of their own",
        arguments: [
            ("2024-08-26", "A40 PCIe", "JP", "CN", "SY", "order.to", "JP"),
            ("2026-10-26", "RTX 6000 Ada", "SA", "TW", "MO", "order.from", "TW"),
            ("2024-08-25", "L4", "HK", "IR", "IR", "chip.die_area_mm2", "0"),
        ]
    )
    func single(
        date: String,
        chip: String,
        from: String,
        to: String,
        headquarters: String,
        fact: String,
        change: String
    ) throws {
        let rulebook = try ShippedRulebook.load()
        let position = SourcePosition(file: "order", line: 1, column: 1)
        var statement = OrderStatement(position: position)
        statement.facts = [
            ("order.date", date), ("chip.name", chip), ("order.from", from), ("order.to", to), ("order.units", "100"),
            ("buyer.hq_country", headquarters), ("buyer.parent_country", headquarters),
            ("item.subject_to_ear", "true"), ("buyer.entity_listed", "false"),
            ("buyer.military_intelligence", "false"), ("buyer.uae_supp8", "false"),
            ("order.military_end_use", "false"), ("order.supercomputer_end_use", "false"),
        ]
        .map { Statement(name: $0, value: .text($1), position: position) }
        let order = try OrderReader(rulebook, knownOn: rulebook.definition.lawKnownTo).order(statement)
        let changes = Decider(rulebook).decision(on: order, depth: [.changes]).wouldChange
        #expect(changes.contains { $0.fact == fact && $0.to == change })
        #expect(try Self.check(chip, order, rulebook) > 0)
    }

    /// Makes each change that is reported; gives how many there were.
    private static func check(_ id: String, _ order: Order, _ rulebook: Rulebook) throws -> Int {
        let changes = Decider(rulebook).decision(on: order, depth: [.changes]).wouldChange
        for change in changes {
            let fact = try #require(rulebook.factIndex[change.fact])
            let points = try #require(Self.points(change.to, rulebook.definition.facts[fact]), "\(change.to)")
            for value in points.reached {
                let found = answers(to: change, with: value, in: order, rulebook)
                #expect(found == change.answers, "\(id): \(change.fact) \(change.to), at \(value)")
            }
            for value in points.notReached {
                let found = answers(to: change, with: value, in: order, rulebook)
                #expect(found != change.answers, "\(id): \(change.fact) \(change.to), already at \(value)")
            }
        }
        return changes.count
    }

    /// Values that a change speaks of, and values just short of it.
    private static func points(
        _ text: String,
        _ fact: FactDefinition
    ) -> (reached: [FactValue], notReached: [FactValue])? {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        let sign = parts.count == 2 && ["<", "<=", ">", ">="].contains(parts[0]) ? parts[0] : nil
        switch fact.kind {
        case .bool: return ([.bool(text == "true")], [])
        case .enum, .country, .string:
            return (text.split(separator: ", ").map { .string(String($0)) }, [])
        case .date:
            guard let sign, let date = CalendarDate(iso: parts[1]), let near = date.adding(days: sign == "<=" ? 1 : -1)
            else { return nil }
            return ([.date(date)], [.date(near)])
        case .int, .decimal:
            guard let sign, let limit = number(parts[1]), let small = ExactDecimal("0.000001") else {
                return ExactDecimal(text).map { ([.decimal($0)], []) }
            }
            switch sign {
            case ">=": return ([.decimal(limit)], [.decimal(limit - small)])
            case "<=": return ([.decimal(limit)], [.decimal(limit + small)])
            case ">": return ([.decimal(limit + small)], [.decimal(limit)])
            default: return ([.decimal(limit - small)], [.decimal(limit)])
            }
        }
    }

    /// A number, which may be a fraction where no decimal is exact.
    private static func number(_ text: String) -> ExactDecimal? {
        let parts = text.split(separator: "/").compactMap { ExactDecimal(String($0)) }
        return parts.count == 2 ? parts[0].divided(by: parts[1]) : parts.first
    }

    /// What the answers that a change speaks of are when a fact is stated to be something else.
    private static func answers(
        to change: Decision.Change,
        with value: FactValue,
        in order: Order,
        _ rulebook: Rulebook
    ) -> [Decision.NamedAnswer] {
        var inputs = order.inputs
        if let fact = rulebook.factIndex[change.fact] { inputs.stated[fact] = value }
        var world = Evaluator(rulebook, inputs, on: value.date ?? order.date)
        return change.answers.map { answer in
            let found =
                rulebook.decisionIndex[answer.name].map { world.answer(to: $0) }
                ?? .word(rulebook.verdictName(world.verdict()))
            return Decision.NamedAnswer(name: answer.name, answer: found)
        }
    }
}
