import Facts
import Ownership
import Quantities
import Rulebooks
import Testing

@Suite("Ultimate parents")
struct ParentTests {
    private func walk(
        _ nodes: String,
        _ edges: String,
        on date: String = "2026-12-01"
    ) throws -> (walk: ParentWalk, graph: OwnershipGraph) {
        let asked = try graph("{\"nodes\": [\(nodes)], \"edges\": [\(edges)], \"target\": \"T\"}")
        let target = try #require(asked.target)
        let parent = try Shipped.definition.get().parent
        return (ParentWalk(asked.graph, from: target, on: try day(date), parent), asked.graph)
    }

    private static let three = """
        {"id": "T", "hq_country": "SG"}, {"id": "I", "hq_country": "HK"}, {"id": "G", "hq_country": "CN", "ultimate": true}
        """

    @Test("the way goes up by majorities to a party at the top")
    func top() throws {
        let (walk, graph) = try walk(
            Self.three,
            """
            {"owner": "I", "owned": "T", "percent": 50.01}, {"owner": "G", "owned": "I", "percent": 51, "from": "2026-01-01"}
            """
        )
        #expect(walk.ultimate == graph.index["G"])
        #expect(walk.end == .top)
        let facts = walk.facts(in: graph, try Shipped.definition.get())
        #expect(facts.map(\.fact) == ["buyer.hq_country", "buyer.parent_country"])
        #expect(facts.map(\.value) == [.string("SG"), .string("CN")])
    }

    @Test("a majority that was not there yet does not count")
    func dated() throws {
        let edges = """
            {"owner": "I", "owned": "T", "percent": 60}, {"owner": "G", "owned": "I", "percent": 51, "from": "2026-01-01"}
            """
        let (walk, graph) = try walk(Self.three, edges, on: "2025-12-31")
        #expect(walk.ultimate == nil)
        #expect(walk.last == graph.index["I"])
        #expect(walk.end == .nothingKnown)
        #expect(walk.facts(in: graph, try Shipped.definition.get()).map(\.value) == [.string("SG"), nil])
    }

    @Test("exactly half is no majority, and what is not accounted for may hold one")
    func half() throws {
        let nodes = "{\"id\": \"T\"}, {\"id\": \"I\"}"
        #expect(try walk(nodes, "{\"owner\": \"I\", \"owned\": \"T\", \"percent\": 50}").walk.end == .noMajority)
        let rest = try walk(nodes, "{\"owner\": \"I\", \"owned\": \"T\", \"percent\": 49.99}").walk
        #expect(rest.end == .undisclosed(BasisPoints(5001)))
        #expect(rest.ultimate == nil)
    }

    @Test("an unknown share that may be a majority leaves it unknown, one that can't does not")
    func unknownShare() throws {
        let nodes = "{\"id\": \"T\"}, {\"id\": \"I\"}, {\"id\": \"J\"}"
        let open = try walk(
            nodes,
            "{\"owner\": \"I\", \"owned\": \"T\", \"percent\": null}, {\"owner\": \"J\", \"owned\": \"T\", \"percent\": 40}"
        )
        #expect(open.walk.end == .shareUnknown(holder: 1))
        let closed = try walk(
            nodes,
            "{\"owner\": \"I\", \"owned\": \"T\", \"max\": 10}, {\"owner\": \"J\", \"owned\": \"T\", \"percent\": 50}"
        )
        #expect(closed.walk.end == .noMajority)
        #expect(closed.walk.ultimate == 0)
    }

    @Test("a stated parent goes before shares; two stated ones contradict each other")
    func stated() throws {
        let nodes = "{\"id\": \"T\", \"parent\": \"G\"}, {\"id\": \"G\", \"ultimate\": true}, {\"id\": \"I\"}"
        let edge = "{\"owner\": \"I\", \"owned\": \"T\", \"percent\": 60}"
        let (walk, graph) = try walk(nodes, edge)
        #expect(walk.ultimate == graph.index["G"])
        let two = try self.walk(nodes, edge + ", {\"owner\": \"I\", \"owned\": \"T\", \"parent\": true}").walk
        #expect(two.end == .severalParents([1, 2]))
    }

    @Test("a circle ends the way")
    func circle() throws {
        let walk = try walk(
            "{\"id\": \"T\"}, {\"id\": \"I\"}",
            "{\"owner\": \"I\", \"owned\": \"T\", \"percent\": 60}, {\"owner\": \"T\", \"owned\": \"I\", \"percent\": 60}"
        )
        .walk
        #expect(walk.end == .circle)
        #expect(walk.ultimate == nil)
    }

    @Test("a party of which nothing is known has an unknown parent, not none")
    func nothing() throws {
        let walk = try walk("{\"id\": \"T\", \"hq_country\": \"SG\"}", "").walk
        #expect(walk.end == .nothingKnown)
        #expect(walk.ultimate == nil)
    }
}
