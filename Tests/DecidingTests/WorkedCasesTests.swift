import Deciding
import Foundation
import Rulebooks
import TestSupport
import Testing

@Suite("Worked cases")
struct WorkedCasesTests {
    @Test("the rulebook's own cases pass", arguments: ["us/cases.jsonl", "cn/cases.jsonl", "cases.jsonl"])
    func ownCases(_ file: String) throws {
        let cases = try #require(try CaseFiles.read(RulebookFiles.path("rulebook/\(file)")))
        #expect(!cases.isEmpty)
        try run(cases)
    }

    @Test("the cases beside the package pass", arguments: ["us.jsonl", "cn.jsonl", "both.jsonl"])
    func sharedCases(_ file: String) throws {
        guard let cases = try CaseFiles.read(CaseFiles.shared.appending(path: file)) else {
            print("skipped: \(file) is not beside the package")
            return
        }
        try run(cases)
    }

    private func run(_ cases: [RuleCase]) throws {
        var rulebooks: [[String]: Rulebook] = [:]
        for ruleCase in cases {
            let rulebook = try rulebooks[ruleCase.overlays] ?? ShippedRulebook.load(overlays: ruleCase.overlays)
            rulebooks[ruleCase.overlays] = rulebook
            for mismatch in try CaseRunner(rulebook).run(ruleCase).mismatches {
                Issue.record("\(mismatch.id) \(mismatch.name): expected \(mismatch.expected), found \(mismatch.found)")
            }
        }
    }
}
