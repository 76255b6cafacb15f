public import Diagnostics
public import Facts
import Quantities

/// One worked case: facts, and what the answers must be.
public struct RuleCase: Sendable {
    /// Its id.
    public let id: String
    /// The gate it speaks of, or `both`.
    public let gate: String
    /// Its title.
    public let title: String
    /// What it states, with chip and date among the facts.
    public let order: OrderStatement
    /// What is expected, by name.
    public let expected: [JSONMember]
    /// The overlays that are on.
    public let overlays: [String]
    /// The day of the question; nil: the day up to which the rulebook knows the law.
    public let knownOn: JSONNode?
    /// Where the case stands.
    public let position: SourcePosition

    private static let keys: Set<String> = [
        "id", "gate", "date", "title", "chip", "facts", "expect", "citation", "source", "overlays", "known_on",
    ]

    /// Reads one case.
    ///
    /// - Parameter node: the JSON object of its line.
    /// - Throws: `FactsError` with every problem: unknown keys, a missing id, facts that are no object.
    public init(_ node: JSONNode) throws(FactsError) {
        var problems: [Diagnostic] = []
        guard let members = node.members else {
            throw FactsError([
                Diagnostic("case.not-an-object", "a case is a JSON object on one line", at: node.position)
            ])
        }
        for member in members where !Self.keys.contains(member.key) {
            problems.append(
                Diagnostic(
                    "case.unknown-key",
                    "`\(member.key)` is not a key of a case",
                    at: member.position,
                    hint: NearMiss.suggestion(for: member.key, among: Self.keys.sorted())
                        .map { "did you mean `\($0)`?" }
                )
            )
        }
        for key in ["id", "gate", "date", "facts", "expect"] where node[key] == nil {
            problems.append(Diagnostic("case.missing-key", "a case needs `\(key)`", at: node.position))
        }
        id = node["id"]?.string ?? "?"
        gate = node["gate"]?.string ?? "both"
        title = node["title"]?.string ?? ""
        expected = node["expect"]?.members ?? []
        overlays = node["overlays"]?.array?.compactMap(\.string) ?? []
        knownOn = node["known_on"]
        position = node.position
        var order = OrderStatement(id: id, position: node.position)
        for member in node["facts"]?.members ?? [] {
            if member.key == "parties" {
                order.parties = (member.value.array ?? []).map { Self.statements($0.members ?? []) }
            } else {
                order.facts.append(Self.statement(member))
            }
        }
        let stated = Set(order.facts.map(\.name))
        if let date = node["date"], !stated.contains("order.date") {
            order.facts.append(Statement(name: "order.date", value: .text(date.string ?? ""), position: date.position))
        }
        if let chip = node["chip"], let name = chip.string, !stated.contains("chip.name") {
            order.facts.append(Statement(name: "chip.name", value: .text(name), position: chip.position))
        }
        self.order = order
        if !problems.isEmpty { throw FactsError(problems) }
    }

    private static func statements(_ members: [JSONMember]) -> [Statement] { members.map { statement($0) } }

    private static func statement(_ member: JSONMember) -> Statement {
        Statement(
            name: member.key,
            value: member.value.factValue.map { .value($0) } ?? .null,
            position: member.value.position
        )
    }
}
