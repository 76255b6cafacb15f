import Foundation
import Ownership
import TestSupport
import Testing

@Suite("Worked cases of ownership")
struct CaseTests {
    /// A case of a file, named by its id.
    struct Named: Sendable, CustomTestStringConvertible {
        let id: String
        let content: Result<OwnershipCase, OwnershipError>
        var testDescription: String { id }
    }

    private static func cases(_ file: URL) throws -> [Named] {
        let bytes = Array(try Data(contentsOf: file))
        return try OwnershipFile.read(bytes, file: file.lastPathComponent, Shipped.definition.get())
            .map { Named(id: $0.id ?? "?", content: $0.content) }
    }

    private static let own: [Named] =
        (try? cases(RulebookFiles.path("Tests/OwnershipTests/Fixtures/cases.json"))) ?? []

    /// Cases beside the package, which may be missing.
    private static let shared: [Named] =
        (try? cases(
            RulebookFiles.package.deletingLastPathComponent().appending(path: "shared/lists/ownership-cases.json")
        ))
        ?? []

    @Test("there are cases")
    func hasCases() {
        #expect(Self.own.count > 50)
    }

    @Test("a case of our own gives what it expects", arguments: own)
    func passes(_ named: Named) throws {
        #expect(try OwnershipCaseRunner(Shipped.definition.get()).mismatches(named.content.get()) == [])
    }

    @Test(
        "a published case gives what it expects",
        .enabled("the shared cases are missing") { !shared.isEmpty },
        arguments: shared
    )
    func passesShared(_ named: Named) throws {
        #expect(try OwnershipCaseRunner(Shipped.definition.get()).mismatches(named.content.get()) == [])
    }

    @Test("a case that expects something else fails, each answer by its name")
    func fails() throws {
        let wrong = try graph(
            """
            {"id": "W", "as_of": "2026-12-01", "target": "T",
             "nodes": [{"id": "A", "lists": ["EL"]}, {"id": "T", "country": "SG"}],
             "edges": [{"owner": "A", "owned": "T", "percent": 50}],
             "expected": {"bis_affiliates": {"status": "not_restricted", "aggregate_percent": 49.99, "flags": ["control"],
               "governing_owners": ["T"], "rule_state": "stayed", "would_be": "restricted", "colour": "red"},
               "no_such_rule": {"status": "restricted"}}}
            """
        )
        let found = OwnershipCaseRunner(try Shipped.definition.get()).mismatches(wrong)
        let lines = found.map { "\($0.id) \($0.name) \($0.expected) / \($0.found)" }
        #expect(
            lines == [
                "W bis_affiliates.status not_restricted / restricted",
                "W bis_affiliates.aggregate_percent 49.99 / 50",
                "W bis_affiliates.flags [control] / []",
                "W bis_affiliates.governing_owners [T] / [A]",
                "W bis_affiliates.rule_state stayed / in_force_by_its_terms_unconfirmed",
                "W bis_affiliates.would_be restricted / null",
                "W bis_affiliates.colour red / no answer of that name",
                "W no_such_rule an ownership rule / the rulebook has none of that name",
            ]
        )
    }
}
