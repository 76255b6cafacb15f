import Deciding
import Diagnostics
import Facts
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Replaying stored decisions")
struct DecisionReplayTests {
    @Test("a stored decision gives the same bytes again", arguments: 0..<6)
    func sameBytes(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let rulebook = try ShippedRulebook.load()
        var count = 0
        for ruleCase in try CaseFiles.shipped().shuffled(using: &random) where ruleCase.overlays.isEmpty {
            let profiles = rulebook.definition.profiles.shuffled(using: &random)
                .prefix(Int.random(in: 0...2, using: &random))
            let day = try #require(rulebook.boundaries.randomElement(using: &random))
            let reader = OrderReader(rulebook, knownOn: day, profiles: Array(profiles))
            guard let order = try? reader.order(ruleCase.order) else { continue }
            let stored = Decider(rulebook).decision(on: order).document()
            let replay = try DecisionReplay(JSONReader.node(in: stored, file: "stored"))
            #expect(replay.knownOn == day)
            let again = Decider(rulebook).decision(on: try replay.order(for: rulebook)).document()
            #expect(String(decoding: again, as: UTF8.self) == String(decoding: stored, as: UTF8.self), "\(ruleCase.id)")
            count += 1
            if count == 10 { break }
        }
        #expect(count == 10)
    }

    @Test("another rulebook is refused unless it is allowed, and the message names both")
    func otherRulebook() throws {
        let rulebook = try ShippedRulebook.load()
        let other = try ShippedRulebook.load(overlays: ["bundle-units-1to1"])
        let ruleCase = try #require(try CaseFiles.shipped().first { $0.overlays.isEmpty })
        let reader = OrderReader(rulebook, knownOn: rulebook.definition.lawKnownTo)
        let stored = Decider(rulebook).decision(on: try reader.order(ruleCase.order)).document()
        let replay = try DecisionReplay(JSONReader.node(in: stored, file: "stored"))
        let error = try #require(throws: ReplayError.self) { try replay.order(for: other) }
        let problem = try #require(error.diagnostics.first)
        #expect(problem.code == "replay.other-rulebook")
        #expect(problem.message.contains(rulebook.definition.digest))
        #expect(problem.message.contains(other.definition.digest))
        #expect(throws: Never.self) { try replay.order(for: other, anyRulebook: true) }
    }

    @Test(
        "what is no decision is refused",
        arguments: [
            "{}", "[]", #"{"format": "passgate.decision/1"}"#, #"{"format": "passgate.decision/2"}"#,
            #"{"format": "passgate.decision/1", "known_on": "2026-02-30"}"#,
        ]
    )
    func noDecision(_ text: String) throws {
        let node = try JSONReader.node(in: Array(text.utf8), file: "stored")
        let error = try #require(throws: ReplayError.self) { try DecisionReplay(node) }
        #expect(error.diagnostics.allSatisfy { $0.code == "replay.bad-document" })
    }
}
