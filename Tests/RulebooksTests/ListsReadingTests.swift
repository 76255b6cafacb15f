import Diagnostics
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Lists in a rulebook")
struct ListsReadingTests {
    private func read(_ lists: String) throws -> RulebookDefinition {
        let folder = RulebookFiles.path("Tests/RulebooksTests/Fixtures/small")
        var files = try RulebookFiles.read(folder).files
        files["rulebook.yaml"]?.append(contentsOf: Array("\nlists: lists.yaml\n".utf8))
        files["lists.yaml"] = Array(lists.utf8)
        return try RulebookReader.read(RulebookSource(files: files)).definition
    }

    private func codes(_ lists: String) throws -> [String] {
        let error = try #require(throws: RulebookError.self) { try read(lists) }
        return error.diagnostics.map { "\($0.position?.line ?? 0) \($0.code)" }
    }

    private static let list = """
        lists:
          - code: A
            title: {en: A, zh: A}
            publisher: {en: P, zh: P}
            cites: [C]
            evidence: official
            spellings: [The A List]
            says: {en: S, zh: S}
        """

    @Test("are read with what they are called")
    func reads() throws {
        let lists = try read("shrink_limit_percent: 2.5\n" + Self.list).lists
        #expect(lists.shrinkLimitPercent == ExactDecimal("2.5"))
        #expect(lists.list(spelled: "the a list")?.code == "A")
        #expect(lists.list(spelled: "a")?.code == "A")
        #expect(lists.list(spelled: "b") == nil)
    }

    @Test("change the digest, and come through a snapshot")
    func snapshot() throws {
        let folder = RulebookFiles.path("Tests/RulebooksTests/Fixtures/small")
        var files = try RulebookFiles.read(folder).files
        files["rulebook.yaml"]?.append(contentsOf: Array("\nlists: lists.yaml\n".utf8))
        files["lists.yaml"] = Array(Self.list.utf8)
        let source = RulebookSource(files: files)
        let direct = try RulebookReader.read(source).definition
        let packed = try RulebookReader.read(try RulebookSnapshot.decode(try RulebookSnapshot.encode(source)))
            .definition
        #expect(packed.lists == direct.lists)
        #expect(packed.digest == direct.digest)
        files["lists.yaml"] = Array(Self.list.replacing("The A List", with: "The B List").utf8)
        #expect(try RulebookReader.read(RulebookSource(files: files)).definition.digest != direct.digest)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let id: String
        let text: String
        let expected: String

        init(_ id: String, _ text: String, _ expected: String) {
            self.id = id
            self.text = text
            self.expected = expected
        }

        var testDescription: String { id }
    }

    /// A second entry of the list.
    private static func again(_ change: (String) -> String = { $0 }) -> String {
        list + "\n" + change(list).split(separator: "\n").dropFirst().joined(separator: "\n")
    }

    @Test(
        "report what is wrong where it stands",
        arguments: [
            Case("a share over all", "shrink_limit_percent: 101", "1 fact.out-of-range"),
            Case("a list twice", again(), "9 list.duplicate"),
            Case("a spelling twice", again { $0.replacing("code: A", with: "code: B") }, "9 list.duplicate"),
            Case(
                "an unknown fact",
                list + "\n    makes: [{fact: no.such_fact, value: true, cites: [C]}]",
                "9 fact.unknown"
            ),
            Case(
                "a wrong value",
                list + "\n    makes: [{fact: buyer.home, value: 7, cites: [C]}]",
                "9 rule.wrong-type"
            ),
            Case("no citation", list + "\n    makes: [{fact: buyer.home, value: NL}]", "9 rule.missing-key"),
            Case(
                "an end before the beginning",
                list + "\n    marks: [{id: m, says: {en: a, zh: b}, from: 2026-01-02, to: 2026-01-01}]",
                "9 rule.backward-dates"
            ),
            Case("empty citations", list.replacing("[C]", with: "[]"), "5 rule.missing-citation"),
            Case(
                "unknown evidence",
                list.replacing("evidence: official", with: "evidence: rumour"),
                "6 rule.unknown-evidence"
            ),
            Case(
                "a table that nothing tells",
                "formats: [{id: f, title: {en: F, zh: F}, form: table, entry: {name: n}}]",
                "1 list.wrong-format"
            ),
            Case(
                "no name",
                "formats: [{id: f, title: {en: F, zh: F}, form: json, entry: {}}]",
                "1 rule.missing-key"
            ),
        ]
    )
    func mistakes(_ example: Case) throws {
        #expect(try codes(example.text) == [example.expected])
    }

    @Test("a condition looks at programmes, at the requirement whatever its spaces, and at the day")
    func conditions() throws {
        let day = try #require(CalendarDate(iso: "2026-06-01"))
        let programmes = EntryCondition(programmes: ["P-1", "P-2"])
        #expect(programmes.holds(programmes: ["p-2"], requirement: nil, on: day))
        #expect(!programmes.holds(programmes: ["P-3"], requirement: nil, on: day))
        let requirement = EntryCondition(requirement: ["734.9(e)(2)"])
        #expect(requirement.holds(programmes: [], requirement: "See §§ 734.9 (e)(2), and", on: day))
        #expect(!requirement.holds(programmes: [], requirement: "See 734.9(e)(3)", on: day))
        #expect(!requirement.holds(programmes: [], requirement: nil, on: day))
        #expect(!EntryCondition(from: day.adding(days: 1)).holds(programmes: [], requirement: nil, on: day))
        #expect(!EntryCondition(to: day.adding(days: -1)).holds(programmes: [], requirement: nil, on: day))
        #expect(EntryCondition(from: day, to: day).holds(programmes: [], requirement: nil, on: day))
    }
}
