import Diagnostics
import Ownership
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Reading graphs of owners")
struct ReadingTests {
    private func problems(_ text: String, file: String) throws -> String {
        let entries = try OwnershipFile.read(Array(text.utf8), file: file, Shipped.definition.get())
        let error = #expect(throws: OwnershipError.self) { try entries.first?.content.get() }
        return DiagnosticRenderer(sources: [file: text]).text(of: error?.diagnostics ?? [])
    }

    @Test("everything wrong with a JSON graph is told at once, with its place")
    func badJSON() throws {
        let text = """
            {"as_of": "2026-13-01", "target": "Z",
             "nodes": [
               {"id": "A", "lists": [{"list": "EL", "since": "2026-02-30"}, 7]},
               {"id": "A"}, {"name": "nobody"}, 5, {"id": "T", "lists": "EL", "ultimate": "yes"}
             ],
             "edges": [
               {"owner": "A", "owned": "Tt", "percent": 120},
               {"owner": "A", "owned": "T", "percent": 33.333333333},
               {"owner": "A", "owned": "T", "percent": "half"},
               {"owner": "A", "owned": "T", "min": 60, "max": 40},
               {"owner": "A", "owned": "T", "percent": 30, "max": 20},
               {"owner": "A", "owned": "T", "from": "2026-01-01", "to": "2026-01-01", "control": 1},
               {"owned": "T", "percent": true}
             ]}
            """
        try Golden.expect(problems(text, file: "bad.json"), is: "OwnershipTests/Goldens/bad-json.txt")
    }

    @Test("everything wrong with a CSV graph is told at once, with its place")
    func badCSV() throws {
        let text = """
            owner,owned,percent,min,max,from,to,control,owner_country
            A,T,101,,,,,,CN
            ,T,10,,,2026-02-29,,,
            A,T,,60,40,,,maybe,HK
            A,T,10,,,2026-02-02,2026-02-01,,
            """
        try Golden.expect(problems(text, file: "bad.csv"), is: "OwnershipTests/Goldens/bad-csv.txt")
    }

    @Test(
        "a file that is neither is refused",
        arguments: ["", "nonsense", "{", "[1,", "{\"nodes\": []}", "{\"nodes\": {}, \"edges\": 1}"]
    )
    func refused(_ text: String) throws {
        let error = #expect(throws: OwnershipError.self) {
            for entry in try OwnershipFile.read(Array(text.utf8), file: "x", Shipped.definition.get()) {
                _ = try entry.content.get()
            }
        }
        #expect(error?.diagnostics.isEmpty == false)
    }

    @Test("bytes of any kind never crash the reader", arguments: 0..<200)
    func hostile(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = Array(
            #"{"nodes":[{"id":"A","lists":[{"list":"EL"}]},{"id":"T"}],"edges":[{"owner":"A","owned":"T","percent":50}]}"#
                .utf8
        )
        var bytes = whole
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            default: bytes = Array(bytes.prefix(max(1, place)))
            }
        }
        let entries = try? OwnershipFile.read(bytes, file: "x", Shipped.definition.get())
        for entry in entries ?? [] { _ = try? entry.content.get() }
    }

    @Test("what is odd is told and does not stop the reading")
    func warnings() throws {
        let asked = try graph(
            """
            {"nodes": [{"id": "A", "colour": 1, "lists": [{"list": "ELL"}]}, {"id": "T"}], "more": 1,
             "edges": [{"owner": "A", "owned": "T", "percent": 60, "since": "2020-01-01"},
                       {"owner": "A", "owned": "T", "percent": 60}]}
            """
        )
        let text = DiagnosticRenderer().text(of: asked.warnings)
        try Golden.expect(text, is: "OwnershipTests/Goldens/warnings.txt")
    }

    @Test("CSV, JSON and FollowTheMoney of the same owners give the same answer")
    func forms() throws {
        let csv = """
            owner,owned,percent,from,to,control,owner_lists,owned_country
            A,I,50,2020-01-01,,,EL,HK
            I,T,26.5,,,,,SG
            B,T,,,,yes,MEU,
            """
        let json = """
            {"nodes": [{"id": "A", "lists": ["EL"]}, {"id": "I", "country": "HK"}, {"id": "B", "lists": ["MEU"]},
                       {"id": "T", "country": "SG"}],
             "edges": [{"owner": "A", "owned": "I", "percent": 50, "from": "2020-01-01"},
                       {"owner": "I", "owned": "T", "percent": "26.50"},
                       {"owner": "B", "owned": "T", "control": true}]}
            """
        let money = """
            {"id": "A", "schema": "Company", "properties": {"name": ["A"]}}
            {"id": "s1", "schema": "Sanction", "properties": {"entity": ["A"], "programId": ["US-BIS-EL"]}}
            {"id": "s2", "schema": "Sanction", "properties": {"entity": ["B"], "programId": ["US-BIS-MEU"]}}
            {"id": "I", "schema": "Company", "properties": {"name": ["I"], "jurisdiction": ["hk"]}}
            {"id": "T", "schema": "Company", "properties": {"name": ["T"], "jurisdiction": ["sg"]}}
            {"id": "o1", "schema": "Ownership", "properties": {"owner": ["A"], "asset": ["I"], "percentage": ["50 %"], "startDate": ["2020"]}}
            {"id": "o2", "schema": "Ownership", "properties": {"owner": ["I"], "asset": ["T"], "percentage": ["26.5"]}}
            {"id": "o3", "schema": "Ownership", "properties": {"owner": ["B"], "asset": ["T"]}}
            {"id": "d1", "schema": "Directorship", "properties": {"director": ["B"], "organization": ["T"]}}
            """
        let definition = try Shipped.definition.get()
        let rule = try Shipped.rule("bis_affiliates")
        for text in [csv, json, money] {
            let entry = try #require(OwnershipFile.read(Array(text.utf8), file: "x", definition).first)
            let graph = try entry.content.get().graph
            let target = try #require(graph.index["T"])
            let found = OwnershipEvaluator(definition, graph).finding(rule, of: target, on: try day("2026-12-01"))
            #expect(found.status == "undetermined")
            #expect(found.aggregate.low == BasisPoints(2650))
            #expect(found.flags.map(\.id) == ["red_flag_29", "control"])
        }
    }

    @Test("a percentage of FollowTheMoney may be a range, and a year is its first or its last day")
    func followTheMoney() throws {
        let text = """
            {"id": "o1", "schema": "Ownership", "properties": {"owner": ["A"], "asset": ["T"], "percentage": ["25-50"], "startDate": ["2020-05"], "endDate": ["2022"]}}
            {"id": "o2", "schema": "Ownership", "properties": {"owner": ["B"], "asset": ["T"], "percentage": ["most of it"]}}
            """
        let entry = try #require(OwnershipFile.read(Array(text.utf8), file: "x", Shipped.definition.get()).first)
        let asked = try entry.content.get()
        let first = try #require(asked.graph.holdings.first)
        #expect(first.share == ShareRange(BasisPoints(2500), BasisPoints(5000)))
        #expect(first.from == CalendarDate(iso: "2020-05-01"))
        #expect(first.to == CalendarDate(iso: "2023-01-01"))
        #expect(asked.graph.holdings.last?.share == .unknown)
        #expect(asked.warnings.map(\.code) == ["ownership.bad-share"])
    }
}
