import Deciding
import Foundation
import Rulebooks
import TestSupport
import Testing

/// Taking a known fact away may leave an answer open, but must never turn one answer into another.
@Suite("Removing facts")
struct RemovalTests {
    /// Answers that are lists of what is known, from which members may leave; and the grade of such a list, the weakest
    /// of the tax rules that are true.
    private static let lists: Set<String> = ["us.basis", "us.labels", "us.fee", "cn.conditions", "cn.tax_evidence"]

    @Test("removing any one fact of any case never gives another determined answer")
    func removesOne() throws {
        let rulebook = try ShippedRulebook.load()
        let runner = CaseRunner(rulebook)
        for (index, ruleCase) in try Self.cases().enumerated()
        where index % share == share - 1 && ruleCase.overlays.isEmpty {
            guard let whole = try? runner.decision(on: ruleCase.order, depth: []) else { continue }
            for index in ruleCase.order.facts.indices {
                let fact = ruleCase.order.facts[index]
                guard !Self.isExempt(fact.name) else { continue }
                var order = ruleCase.order
                order.facts.remove(at: index)
                guard let less = try? runner.decision(on: order, depth: []) else { continue }
                for change in Self.otherAnswers(whole, less) {
                    Issue.record("\(ruleCase.id) without \(fact.name): \(change)")
                }
            }
        }
    }

    @Test("removing several facts at random never gives another determined answer", arguments: 0..<12)
    func removesSeveral(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let rulebook = try ShippedRulebook.load()
        let runner = CaseRunner(rulebook)
        for ruleCase in try Self.cases().shuffled(using: &random).prefix(20) where ruleCase.overlays.isEmpty {
            guard let whole = try? runner.decision(on: ruleCase.order, depth: []) else { continue }
            var order = ruleCase.order
            for _ in 0..<Int.random(in: 2...8, using: &random) {
                let removable = order.facts.indices.filter { !Self.isExempt(order.facts[$0].name) }
                guard let index = removable.randomElement(using: &random) else { break }
                order.facts.remove(at: index)
            }
            guard let less = try? runner.decision(on: order, depth: []) else { continue }
            for change in Self.otherAnswers(whole, less) { Issue.record("\(ruleCase.id): \(change)") }
        }
    }

    /// One case in so many is stripped fact by fact; the random test reaches the others.
    private let share = 6

    private static func cases() throws -> [RuleCase] {
        try ["us/cases.jsonl", "cn/cases.jsonl", "cases.jsonl"]
            .flatMap { try CaseFiles.read(RulebookFiles.path("rulebook/\($0)")) ?? [] }
    }

    /// Facts that override a derived, looked-up, default or policy value; and those whose absence says "not available".
    private static func isExempt(_ name: String) -> Bool {
        name.hasPrefix("policy.") || name == "order.activity" || name == "order.exception_claimed"
            || ["chip.performance_density", "licence.instrument_type"].contains(name)
            || name == "order.date" || name == "order.to"
            || [
                "cert.hbm_package_site", "buyer.dc_veu", "order.tpp_year_to_consignee", "buyer.us_government",
                "order.replacement_one_for_one", "order.temporary_inspection_test_repair",
            ]
            .contains(name)
    }

    private static func otherAnswers(_ whole: Decision, _ less: Decision) -> [String] {
        var found: [String] = []
        for gate in whole.gates {
            guard let other = less.gates.first(where: { $0.id == gate.id }) else { continue }
            for answer in gate.answers where !lists.contains(answer.name) {
                let now = other[answer.name]
                guard now != answer.answer, now != .undetermined, !answer.answer.isUndetermined else { continue }
                // No review without a requirement.
                if now == .none, less.verdict == "undetermined" || other.state == "undetermined" { continue }
                // An exception that is open leaves the requirement standing, and the requirement brings its review.
                if other["us.exception"].isUndetermined, ["us.licence", "us.review"].contains(answer.name) { continue }
                if now == .set([]) { continue }
                found.append("\(answer.name) was \(answer.answer), is \(now)")
            }
        }
        let verdicts = [whole.verdict, less.verdict]
        if verdicts[0] != verdicts[1], !verdicts.contains("undetermined"), whole.reason == nil {
            found.append("the verdict was \(whole.verdict), is \(less.verdict)")
        }
        return found
    }
}
