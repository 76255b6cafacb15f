import Deciding
import Facts
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

/// What an answer may depend on: the order, the rulebook's content, two dates; nothing else.
@Suite("What answers do not depend on")
struct OrderIndependenceTests {
    @Test("the order in which a rulebook is written changes no answer", arguments: 0..<3)
    func orderOfRules(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let written = try ShippedRulebook.load()
        var definition = written.definition
        definition.rules.shuffle(using: &random)
        definition.facts.shuffle(using: &random)
        definition.decisions.shuffle(using: &random)
        definition.collisions.shuffle(using: &random)
        definition.obligations.shuffle(using: &random)
        let shuffled = try Rulebook(definition)
        var count = 0
        for ruleCase in try CaseFiles.shipped().shuffled(using: &random) where ruleCase.overlays.isEmpty {
            let depth: Decider.Depth = [.trace, .possibilities, .alternatives]
            guard let first = try? CaseRunner(written).decision(on: ruleCase.order, depth: depth) else { continue }
            let second = try CaseRunner(shuffled).decision(on: ruleCase.order, depth: depth)
            let difference = Self.summary(second).symmetricDifference(Self.summary(first)).sorted()
            #expect(difference.isEmpty, "\(ruleCase.id): \(difference.joined(separator: "\n"))")
            count += 1
            if count == 10 { break }
        }
        #expect(count == 10)
    }

    @Test("the same order gives the same bytes twice")
    func twice() throws {
        let first = try ShippedRulebook.load()
        let second = try ShippedRulebook.load()
        var random = SeededGenerator(seed: 1)
        for ruleCase in try CaseFiles.shipped().shuffled(using: &random).prefix(15) where ruleCase.overlays.isEmpty {
            let one = try CaseRunner(first).decision(on: ruleCase.order, depth: .full).document()
            let two = try CaseRunner(second).decision(on: ruleCase.order, depth: .full).document()
            #expect(one == two, "\(ruleCase.id)")
        }
    }

    @Test("deciding reads no clock, no environment and no random source", arguments: ["Deciding", "Rulebooks", "CEL"])
    func noClock(_ target: String) throws {
        let forbidden = [
            " Date()", "(Date()", "Date.now", "ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday",
            "time(nil)",
            "getenv", "ProcessInfo", "TimeZone.current", "Locale.current", "SystemRandomNumberGenerator", ".random(in:",
            ".shuffled()", ".randomElement()",
        ]
        let folder = RulebookFiles.path("Sources/\(target)")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(".swift") }
        #expect(!paths.isEmpty)
        for path in paths {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            for word in forbidden { #expect(!text.contains(word), "\(target)/\(path) has \(word)") }
        }
    }

    /// All that a decision says, as sets where the order of the rulebook is the order of the list.
    private static func summary(_ decision: Decision) -> Set<String> {
        var found: Set<String> = [
            "verdict \(decision.verdict)", "reason \(decision.reason ?? "")", "release \(decision.release ?? "")",
            "evidence \(decision.evidence)",
        ]
        for gate in decision.gates {
            found.insert("\(gate.id) \(gate.state) \(gate.evidence) \(gate.notes.sorted())")
            for answer in gate.answers { found.insert("\(answer.name) = \(answer.answer)") }
            for item in gate.obligations {
                found.insert("\(item.id) \(item.state) \(item.stands) \(item.needs.sorted())")
            }
            for flag in gate.flags { found.insert("\(flag.rule) \(String(describing: flag.isRaised))") }
            for reason in gate.because {
                found.insert(
                    "\(reason.rule) \(String(describing: reason.value)) \(Set(reason.read.map(\.name)).sorted())"
                )
            }
        }
        for item in decision.collisions {
            found.insert("\(item.id) \(item.kind) \(item.isCertain) \(item.needs.sorted())")
        }
        for need in decision.needs { found.insert("needs \(need.fact) for \(need.couldChange.sorted())") }
        for (name, values) in decision.possible {
            for value in values { found.insert("\(name) may be \(value.value ?? "nothing"), \(value.evidence)") }
        }
        for item in decision.alternatives { found.insert("\(item.fact)=\(item.value): \(item.verdict)") }
        return found
    }
}
