import Diagnostics
import Facts
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Overlays")
struct OverlayTests {
    private func read(_ overlays: String...) throws -> RulebookDefinition {
        try RulebookReader.read(small(overlays.map { .named($0) })).definition
    }

    /// The small rulebook under overlays of the test's own.
    private func readOwn(_ overlays: String...) throws -> RulebookDefinition {
        try RulebookReader.read(
            small(
                overlays.enumerated()
                    .map { .file(path: "own\($0).yaml", bytes: Array("title: {en: Own, zh: 自有}\n\($1)".utf8)) }
            )
        )
        .definition
    }

    private func problems(own overlays: String...) throws -> [String] {
        let sources: [RulebookSource.Overlay] = overlays.enumerated()
            .map { .file(path: "own\($0).yaml", bytes: Array("title: {en: Own, zh: 自有}\n\($1)".utf8)) }
        let error = #expect(throws: RulebookError.self) { try RulebookReader.read(small(sources)) }
        return error?.diagnostics
            .map { problem in
                "\(problem.position?.file ?? ""):\(problem.position?.line ?? 0) \(problem.code) \(problem.message)"
            } ?? []
    }

    @Test("a rulebook tells which it offers")
    func isOffered() throws {
        let overlays = try RulebookReader.overlays(of: small())
        #expect(overlays.map(\.id) == ["strict", "wild"])
        #expect(overlays.map(\.says?.english) == ["What if the guards were strict", nil])
    }

    @Test("one that is not applied changes nothing")
    func isOffByDefault() throws {
        let definition = try read()
        #expect(definition.overlays.isEmpty)
        #expect(!definition.rules.contains { $0.id == "near.req.wild" })
    }

    @Test("what is set becomes the default of a fact, for the reason of the overlay's title")
    func sets() throws {
        let fact = try #require(read("strict").facts.first { $0.name == "policy.strict" })
        #expect(fact.defaultValue == .bool(true))
        #expect(fact.because == LocalisedText(english: "Strict guards", chinese: "严格守卫"))
    }

    @Test("a rule switched off is gone, and so is what speaks of it")
    func switchesOff() throws {
        let definition = try read("strict")
        #expect(!definition.rules.contains { $0.id == "near.rev.soft" })
        #expect(definition.rules.first { $0.id == "near.req" }?.servedBy?.map(\.name) == ["near.rev.hard"])
    }

    @Test("an end cuts the rule that is in force on that day")
    func ends() throws {
        let rules = try read("strict").rules.filter { $0.id == "far.shut" }
        #expect(rules.map { $0.to?.description } == ["2020-12-31", "2023-12-31"])
    }

    @Test("an end removes what would have begun later")
    func endsEarly() throws {
        let rules = try readOwn("id: own\nend: {far.shut: 2020-06-30}\n").rules.filter { $0.id == "far.shut" }
        #expect(rules.map { $0.to?.description } == ["2020-06-30"])
    }

    @Test("added rules hold from the first date of the rulebook, at the overlay's grade, and know whence they come")
    func adds() throws {
        let definition = try read("wild")
        let rule = try #require(definition.rules.first { $0.id == "near.req.wild" })
        #expect(rule.from == definition.begins)
        #expect(rule.knownFrom == definition.begins)
        #expect(rule.to == nil)
        #expect(rule.evidence == .inferred)
        #expect(rule.overlay == "wild")
        #expect(rule.gate == "near")
        #expect(definition.facts.first { $0.name == "near.wild" }?.gate == "near")
        #expect(definition.obligations.first { $0.id == "near.tame" }?.gate == "near")
        #expect(definition.overlays == ["wild"])
        #expect(definition.overlayEvidence == ["wild": .inferred])
    }

    @Test("a replacement stands in the place of the rule it replaces")
    func replaces() throws {
        let plain = try read().rules.map(\.id)
        let definition = try read("wild")
        #expect(definition.rules.map(\.id).filter { $0 != "near.req.wild" } == plain)
        let rule = try #require(definition.rules.first { $0.id == "near.rev.hard" })
        #expect(rule.title.english == "Harder look")
        #expect(rule.gate == "near")
        #expect(rule.overlay == "wild")
    }

    @Test("a user's own file is applied like one of the folder")
    func appliesOwn() throws {
        let definition = try readOwn("id: own\nset: {policy.strict: true}\n")
        #expect(definition.overlays == ["own"])
        #expect(definition.facts.first { $0.name == "policy.strict" }?.defaultValue == .bool(true))
    }

    @Test("overlays that touch different things can be stacked in any order")
    func stacks() throws {
        let one = try read("wild", "strict")
        let other = try read("strict", "wild")
        #expect(one.overlays == ["wild", "strict"])
        #expect(Set(one.rules) == Set(other.rules))
        #expect(Set(one.facts) == Set(other.facts))
    }

    @Test("two that end the same rule clash, and both places are named")
    func clashes() throws {
        let end = "id: own\nend: {far.shut: 2023-12-31}\n"
        let error = #expect(throws: RulebookError.self) {
            try RulebookReader.read(
                small([.named("strict"), .file(path: "own.yaml", bytes: Array("title: {en: A, zh: 甲}\n\(end)".utf8))])
            )
        }
        let problem = try #require(error?.diagnostics.first)
        #expect(problem.code == "overlay.clash")
        #expect(problem.position == SourcePosition(file: "own.yaml", line: 3, column: 7))
        #expect(problem.notes.map(\.position?.file) == ["small/overlays/strict.yaml"])
    }

    @Test("a rule can't be switched off twice")
    func switchesOffOnce() throws {
        let off = "off: [near.rev.soft]\n"
        #expect(
            try problems(own: "id: a\n" + off, "id: b\n" + off) == [
                "own1.yaml:3 overlay.already-off `near.rev.soft` is already switched off"
            ]
        )
    }

    @Test("a rule that another overlay switched off can't be replaced")
    func changesNothingOff() throws {
        #expect(
            try problems(own: "id: a\noff: [far.shut]\n", "id: b\nend: {far.shut: 2023-01-01}\n") == [
                "own1.yaml:3 overlay.already-off `far.shut` is switched off and can't be changed"
            ]
        )
    }

    @Test("a rule can't end before it begins")
    func endsNothing() throws {
        #expect(
            try problems(own: "id: a\nend: {far.shut: 2019-01-01}\n") == [
                "own0.yaml:3 overlay.ends-nothing the rule `far.shut` is not yet in force on 2019-01-01 and can't end then"
            ]
        )
    }

    @Test("what does not exist can't be changed")
    func changesNothingUnknown() throws {
        #expect(
            try problems(own: "id: a\noff: [near.rev.sofd]\nend: {far.shud: 2021-01-01}\nset: {policy.strikt: true}\n")
                == [
                    "own0.yaml:3 rule.unknown-id there is no rule `near.rev.sofd`",
                    "own0.yaml:4 rule.unknown-id there is no rule `far.shud`",
                    "own0.yaml:5 fact.unknown `policy.strikt` is not a declared fact",
                ]
        )
    }

    @Test("one that the rulebook does not have is refused")
    func isUnknown() throws {
        let error = #expect(throws: RulebookError.self) { try read("strickt") }
        #expect(
            error?.diagnostics == [
                Diagnostic(
                    "overlay.unknown",
                    "the rulebook has no overlay `strickt`",
                    hint: "did you mean `strict`?"
                )
            ]
        )
    }

    @Test("one can't be applied twice")
    func isAppliedOnce() throws {
        let error = #expect(throws: RulebookError.self) { try read("strict", "strict") }
        #expect(error?.diagnostics.map(\.code) == ["overlay.duplicate"])
    }

    @Test("one of the folder that is wrong is reported although it is not applied")
    func isCheckedUnapplied() throws {
        let error = #expect(throws: RulebookError.self) {
            try RulebookReader.read(
                small {
                    $0["overlays/wild.yaml"] = $0["overlays/wild.yaml"]
                        .map { Array($0 + Array("off: [nobody]\n".utf8)) }
                }
            )
        }
        #expect(error?.diagnostics.map(\.code) == ["rule.unknown-id"])
    }

    @Test("an added rule with the id of one in force overlaps it")
    func overlaps() throws {
        let rule = """
            id: a
            add:
              rules:
                - id: near.req
                  title: {en: A, zh: 甲}
                  contributes: {near.requirement: true}
                  when: "true"
                  evidence: proposed
                  cites: [A proposal]
                  says: {en: A, zh: 甲}

            """
        #expect(
            try problems(own: rule) == ["own0.yaml:5 rule.time-overlap two rules `near.req` are in force on 2020-01-01"]
        )
        #expect(try readOwn(rule + "off: [near.req]\n").rules.filter { $0.id == "near.req" }.map(\.overlay) == ["a"])
    }
}
