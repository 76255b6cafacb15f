import Diagnostics
import Facts
public import Quantities
public import Rulebooks

/// Runs worked cases against a rulebook.
public struct CaseRunner: Sendable {
    /// What a case expected and did not find.
    public struct Mismatch: Hashable, Sendable {
        /// The case.
        public let id: String
        /// The answer it speaks of.
        public let name: String
        /// What was expected, as JSON.
        public let expected: String
        /// What was found, as JSON.
        public let found: String
    }

    private let decider: Decider

    /// Creates a runner.
    public init(_ rulebook: Rulebook) {
        decider = Decider(rulebook)
    }

    /// Decides a case.
    ///
    /// - Parameter ruleCase: the case; its overlays must already be part of the rulebook.
    /// - Returns: the decision and every mismatch.
    /// - Throws: `OrderError` if its facts do not fit the schema.
    public func run(_ ruleCase: RuleCase) throws(OrderError) -> (decision: Decision, mismatches: [Mismatch]) {
        let known = ruleCase.knownOn?.string.flatMap { CalendarDate(iso: $0) }
        let decision = try decision(on: ruleCase.order, knownOn: known, depth: [.trace, .possibilities])
        let mismatches = ruleCase.expected.compactMap { mismatch(ruleCase, $0, decision) }
        return (decision, mismatches)
    }

    /// Decides an order as cases are decided: nothing assumed, nothing looked up that cases do not rely on.
    ///
    /// - Parameters:
    ///   - order: the order as stated.
    ///   - knownOn: the day of the question; nil: the day up to which the rulebook knows the law.
    ///   - depth: how much is worked out beside the answers.
    /// - Returns: the decision.
    /// - Throws: `OrderError` if the order does not fit the schema.
    public func decision(
        on order: OrderStatement,
        knownOn: CalendarDate? = nil,
        depth: Decider.Depth
    ) throws(OrderError) -> Decision {
        let known = knownOn ?? decider.rulebook.definition.lawKnownTo
        let reader = OrderReader(decider.rulebook, knownOn: known, isLive: false)
        return decider.decision(on: try reader.order(order), depth: depth)
    }

    private func mismatch(_ ruleCase: RuleCase, _ expected: JSONMember, _ decision: Decision) -> Mismatch? {
        let found = found(expected.key, in: decision)
        let wanted = expected.value
        let isOpen = expected.key == "needs" || expected.key.hasSuffix(".basis") || expected.key.hasSuffix(".notes")
        if isOpen, case .array(let elements) = wanted.content, case .set(let members)? = found {
            let missing = elements.compactMap(\.string).filter { !members.contains($0) }
            if missing.isEmpty { return nil }
        } else if let found, Self.matches(wanted, found) {
            return nil
        }
        return Mismatch(
            id: ruleCase.id,
            name: expected.key,
            expected: Self.text(wanted),
            found: found.map { Self.text($0) } ?? "no such answer"
        )
    }

    /// What a decision says under a name that a case can use; nil where it has no such answer.
    private func found(_ name: String, in decision: Decision) -> Answer? {
        switch name {
        case "verdict": return .word(decision.verdict)
        case "evidence": return decision.evidence
        case "reason": return decision.reason.map { .word($0) } ?? Answer.none
        case "release": return decision.release.map { .word($0) } ?? Answer.none
        case "needs": return .set(decision.needs.map(\.fact))
        case "collisions":
            return .set(decision.collisions.map { "\($0.id): \($0.isCertain ? $0.kind : "possible")" }.sorted())
        default: break
        }
        for gate in decider.rulebook.definition.gates where gate.notes?.name == name {
            return decision.gates.first { $0.id == gate.id }.map { .set($0.notes) }
        }
        for gate in decider.rulebook.definition.gates where gate.flags?.name == name {
            let flags = decision.gates.first { $0.id == gate.id }?.flags ?? []
            return .set(flags.filter { $0.isRaised == true }.map(\.rule))
        }
        for gate in decision.gates {
            if let answer = gate.answers.first(where: { $0.name == name }) { return answer.answer }
        }
        return nil
    }

    private static func matches(_ wanted: JSONNode, _ found: Answer) -> Bool {
        switch (wanted.content, found) {
        case (.null, .none): true
        case (.string(let text), .word(let word)): text == word
        case (.string(let text), .undetermined): text == undeterminedWord
        case (.string(let text), .date(let date)): text == date.description
        case (.string(let text), .number(let number)): text == number.description
        case (.number(let wanted), .number(let number)): wanted == number
        case (.array(let elements), .set(let members)): elements.compactMap(\.string).sorted() == members.sorted()
        case (.object(let wanted), .set(let members)):
            wanted.map { "\($0.key): \($0.value.string ?? "")" }.sorted() == members
        default: false
        }
    }

    private static func text(_ node: JSONNode) -> String {
        switch node.content {
        case .null: "null"
        case .bool(let value): String(value)
        case .number(let number): number.description
        case .string(let text): text
        case .array(let elements): "[" + elements.map { text($0) }.joined(separator: ", ") + "]"
        case .object(let members): "{" + members.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private static func text(_ answer: Answer) -> String {
        switch answer {
        case .none: "null"
        case .word(let word): word
        case .number(let number): number.description
        case .date(let date): date.description
        case .set(let members): "[" + members.joined(separator: ", ") + "]"
        case .undetermined: undeterminedWord
        }
    }
}
