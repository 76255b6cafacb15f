import Facts
import Quantities
package import Rulebooks

/// Compares what a case expects with what is found.
package struct OwnershipCaseRunner: Sendable {
    /// An answer that differs.
    package struct Mismatch: Hashable, Sendable {
        /// The case.
        package let id: String
        /// The answer: rule and key.
        package let name: String
        /// What was expected.
        package let expected: String
        /// What was found.
        package let found: String
    }

    private let definition: OwnershipDefinition

    /// Creates a runner.
    package init(_ definition: OwnershipDefinition) {
        self.definition = definition
    }

    /// The answers of a case that differ from those expected; none: it passes.
    package func mismatches(_ ownershipCase: OwnershipCase) -> [Mismatch] {
        let id = ownershipCase.id ?? "-"
        func wrong(_ name: String, _ expected: String, _ found: String) -> [Mismatch] {
            [Mismatch(id: id, name: name, expected: expected, found: found)]
        }
        guard let target = ownershipCase.target else { return wrong("target", "a party", "none named") }
        guard let date = ownershipCase.date else { return wrong("as_of", "a date", "none named") }
        guard let expected = ownershipCase.expected?.members, !expected.isEmpty else {
            return wrong("expected", "answers by rule", "none stated")
        }
        let evaluator = OwnershipEvaluator(definition, ownershipCase.graph)
        return expected.flatMap { member -> [Mismatch] in
            guard let rule = definition.rule(member.key) else {
                return wrong(member.key, "an ownership rule", "the rulebook has none of that name")
            }
            guard let answers = member.value.members else {
                return wrong(member.key, "answers by name", "something else")
            }
            let finding = evaluator.finding(rule, of: target, on: date)
            return answers.compactMap { answer in
                let found = Self.found(answer.key, finding, ownershipCase.graph)
                guard !Self.isEqual(answer.value, found) else { return nil }
                return Mismatch(
                    id: id,
                    name: "\(member.key).\(answer.key)",
                    expected: Self.text(answer.value),
                    found: found.map(Self.text) ?? "no answer of that name"
                )
            }
        }
    }

    /// What is found under a name that cases use.
    private enum Found {
        case word(String?)
        case number(ExactDecimal)
        case words([String])
    }

    private static func found(_ key: String, _ finding: OwnershipFinding, _ graph: OwnershipGraph) -> Found? {
        switch key {
        case "status": .word(finding.status)
        case "would_be": .word(finding.wouldBe)
        case "rule_state": .word(finding.state?.id)
        case "aggregate_percent", "lower_percent": .number(finding.aggregate.low.percent)
        case "upper_percent": .number(finding.aggregate.high.percent)
        case "flags": .words(finding.flags.map(\.id))
        case "governing_owners": .words(finding.governing.map { graph.parties[$0].id })
        default: nil
        }
    }

    /// Lists are compared without regard to order.
    private static func isEqual(_ expected: JSONNode, _ found: Found?) -> Bool {
        switch (expected.content, found) {
        case (.string(let text), .word(let word)?): text == word
        case (.null, .word(let word)?): word == nil
        case (.number(let number), .number(let other)?): number == other
        case (.array(let elements), .words(let words)?):
            elements.allSatisfy { $0.string != nil } && elements.compactMap(\.string).sorted() == words.sorted()
        default: false
        }
    }

    private static func text(_ found: Found) -> String {
        switch found {
        case .word(let word): word ?? "null"
        case .number(let number): number.description
        case .words(let words): "[" + words.sorted().joined(separator: ", ") + "]"
        }
    }

    private static func text(_ expected: JSONNode) -> String {
        switch expected.content {
        case .null: "null"
        case .string(let text): text
        case .array(let elements) where elements.allSatisfy { $0.string != nil }:
            "[" + elements.compactMap(\.string).sorted().joined(separator: ", ") + "]"
        case .object: "an object"
        default: expected.factValue?.description ?? "a value"
        }
    }
}
