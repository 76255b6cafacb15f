import Facts
import Ownership
import Quantities
import Testing

@Suite("Facts from ownership")
struct FactTests {
    /// Share, owner known, share known.
    private func facts(
        _ nodes: String,
        _ edges: String,
        complete: Bool = false,
        on date: String = "2026-12-01"
    ) throws -> [FactValue?] {
        let json = "{\"nodes\": [\(nodes)], \"edges\": [\(edges)], \"complete\": \(complete), \"target\": \"T\"}"
        let facts = try finding(json, on: date).facts(in: graph(json).graph)
        #expect(
            facts.map(\.fact) == [
                "buyer.listed_ownership_pct", "buyer.listed_owner_known", "buyer.listed_ownership_pct_known",
            ]
        )
        return facts.map(\.value)
    }

    private static let nodes = """
        {"id": "A", "country": "CN", "lists": ["EL"]}, {"id": "Q", "type": "person"}, {"id": "T", "country": "SG"}
        """

    @Test(
        "a restricted party has the share that counts, whatever the state of the rule",
        arguments: ["2025-10-15", "2026-01-15", "2026-11-15"]
    )
    func restricted(_ date: String) throws {
        let found = try facts(Self.nodes, "{\"owner\": \"A\", \"owned\": \"T\", \"percent\": 50}", on: date)
        #expect(found == [.decimal(50), .bool(true), .bool(true)])
    }

    @Test("a minority among owners who are all known is the share; else the share stays unknown")
    func minority() throws {
        let minority = "{\"owner\": \"A\", \"owned\": \"T\", \"percent\": 20}"
        let rest = ", {\"owner\": \"Q\", \"owned\": \"T\", \"percent\": 80}"
        #expect(try facts(Self.nodes, minority + rest) == [.decimal(20), .bool(true), .bool(true)])
        #expect(try facts(Self.nodes, minority, complete: true) == [.decimal(20), .bool(true), .bool(true)])
        #expect(try facts(Self.nodes, minority) == [nil, .bool(true), .bool(false)])
    }

    @Test("an unknown share that can't reach half is told at its most")
    func unknownShare() throws {
        let edges = "{\"owner\": \"A\", \"owned\": \"T\"}, {\"owner\": \"Q\", \"owned\": \"T\", \"percent\": 60}"
        #expect(try facts(Self.nodes, edges) == [.decimal(40), .bool(true), .bool(true)])
        #expect(try facts(Self.nodes, "{\"owner\": \"A\", \"owned\": \"T\"}") == [nil, .bool(true), .bool(false)])
    }

    @Test("a party of whose owners nothing is known is not clean")
    func nothing() throws {
        #expect(try facts(Self.nodes, "") == [nil, .bool(false), .bool(false)])
        let whole = "{\"owner\": \"Q\", \"owned\": \"T\", \"percent\": 100}"
        #expect(try facts(Self.nodes, whole) == [.decimal(0), .bool(false), .bool(true)])
    }

    @Test("a party outside the rule has no share that counts; one of unknown country an unknown one")
    func reach() throws {
        let edge = "{\"owner\": \"A\", \"owned\": \"T\", \"percent\": 100}"
        let owner = "{\"id\": \"A\", \"country\": \"CN\", \"lists\": [\"EL\"]}, "
        #expect(
            try facts(owner + "{\"id\": \"T\", \"country\": \"US\"}", edge) == [.decimal(0), .bool(false), .bool(true)]
        )
        #expect(try facts(owner + "{\"id\": \"T\"}", edge) == [nil, .bool(true), .bool(false)])
    }
}
