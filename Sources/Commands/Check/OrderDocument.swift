import Deciding
import Diagnostics
import Facts
import Quantities

/// Reads an order from a JSON document: a map of facts, or an object with `id`, `facts`, `parties` and `legs`.
struct OrderDocument {
    private static let keys = ["id", "facts", "parties", "legs"]

    private(set) var statement: OrderStatement
    private(set) var problems: [Diagnostic] = []

    init(_ node: JSONNode) {
        statement = OrderStatement(position: node.position)
        guard let members = node.members else {
            report("order.not-an-object", "an order is a JSON object", node.position, hint: nil)
            return
        }
        let isWrapped = members.contains { $0.key == "facts" }
        for member in members {
            switch member.key {
            case "id": readID(member.value)
            case "parties": statement.parties = entries(member)
            case "legs": statement.legs = entries(member).map { $0.map(Self.named) }
            case "facts": readFacts(member.value)
            case _ where isWrapped:
                report(
                    "order.unknown-key",
                    "`\(member.key)` is not a key of an order",
                    member.position,
                    hint: NearMiss.suggestion(for: member.key, among: Self.keys).map { "did you mean `\($0)`?" }
                        ?? "its keys are \(Self.keys.joined(separator: ", ")); facts stand in `facts`"
                )
            default: addFact(member)
            }
        }
    }

    private mutating func readID(_ node: JSONNode) {
        switch node.content {
        case .string(let text): statement.id = text
        case .number(let number): statement.id = number.description
        case .null: break
        default: report("order.bad-id", "an `id` is a text", node.position, hint: nil)
        }
    }

    private mutating func readFacts(_ node: JSONNode) {
        guard let members = node.members else {
            report("order.not-an-object", "`facts` is a JSON object", node.position, hint: nil)
            return
        }
        for member in members {
            switch member.key {
            case "parties": statement.parties += entries(member)
            case "legs": statement.legs += entries(member).map { $0.map(Self.named) }
            default: addFact(member)
            }
        }
    }

    private mutating func addFact(_ member: JSONMember) {
        guard let fact = self.statement(of: member) else { return }
        statement.facts.append(Self.named(fact))
    }

    /// A list of objects, each a list of fields.
    private mutating func entries(_ member: JSONMember) -> [[Statement]] {
        guard let elements = member.value.array, elements.allSatisfy({ $0.members != nil }) else {
            report("order.not-a-list", "`\(member.key)` is a list of objects", member.value.position, hint: nil)
            return []
        }
        return elements.map { element in (element.members ?? []).compactMap { statement(of: $0) } }
    }

    private mutating func statement(of member: JSONMember) -> Statement? {
        let value: Statement.Raw
        switch member.value.content {
        case .null: value = .null
        case .bool, .number, .string:
            guard let fact = member.value.factValue else { return nil }
            value = .value(fact)
        case .array, .object:
            report(
                "order.bad-value",
                "`\(member.key)` has a list or an object for a value",
                member.value.position,
                hint: "a fact is a text, a number, true, false or null"
            )
            return nil
        }
        return Statement(name: member.key, value: value, position: member.value.position)
    }

    private static func named(_ fact: Statement) -> Statement {
        var fact = fact
        fact.name = FactNames.fact(named: fact.name)
        return fact
    }

    private mutating func report(
        _ code: Diagnostic.Code,
        _ message: String,
        _ position: SourcePosition,
        hint: String?
    ) {
        problems.append(Diagnostic(code, message, at: position, hint: hint))
    }
}
