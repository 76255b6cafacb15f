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
            let decision = Decider(rulebook).decision(on: order, depth: [.changes])
            for change in decision.wouldChange {
                let fact = try #require(rulebook.factIndex[change.fact])
                let points = try #require(Self.points(change.to, rulebook.definition.facts[fact]), "\(change.to)")
                for value in points.reached {
                    let found = Self.answers(to: change, with: value, in: order, rulebook)
                    #expect(found == change.answers, "\(id): \(change.fact) \(change.to), at \(value)")
                }
                for value in points.notReached {
                    let found = Self.answers(to: change, with: value, in: order, rulebook)
                    #expect(found != change.answers, "\(id): \(change.fact) \(change.to), already at \(value)")
                }
                count += 1
            }
        }
        #expect(count > 20)
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
