import Ownership
import Rulebooks
import TestSupport
import Testing

@Suite("Proofs of ownership")
struct ProofTests {
    private static let many = """
        {"target": "T", "as_of": "2026-12-01",
         "nodes": [
          {"id": "A", "name": "Alpha", "country": "CN", "lists": [{"list": "EL", "since": "2023-01-01"}]},
          {"id": "B", "name": "Beta", "country": "CN", "lists": [{"list": "MEU"}]},
          {"id": "U", "name": "Upsilon", "country": "CN", "lists": [{"list": "UVL"}]},
          {"id": "D", "name": "Delta", "country": "CN", "lists": [{"list": "EL", "until": "2024-01-01"}]},
          {"id": "M", "name": "Mu", "country": "CN", "lists": [{"list": "EL", "certain": false}]},
          {"id": "I", "name": "Iota", "country": "HK"}, {"id": "J", "name": "Jota", "country": "HK"},
          {"id": "Q", "name": "Qoppa", "type": "person"}, {"id": "T", "name": "Target", "country": "SG"}],
         "edges": [
          {"owner": "A", "owned": "I", "percent": 40}, {"owner": "T", "owned": "I", "percent": 20},
          {"owner": "A", "owned": "J", "percent": 50},
          {"owner": "I", "owned": "T", "percent": 30}, {"owner": "J", "owned": "T", "percent": 12.5},
          {"owner": "B", "owned": "T", "max": 25}, {"owner": "U", "owned": "T", "percent": 5},
          {"owner": "D", "owned": "T", "percent": 5}, {"owner": "Q", "owned": "T", "percent": 5},
          {"owner": "M", "owned": "T", "percent": 15}]}
        """

    private static let loop = """
        {"target": "Q", "as_of": "2026-01-15",
         "nodes": [{"id": "A", "lists": ["EL"]}, {"id": "P"}, {"id": "Q", "country": "SG"}],
         "edges": [{"owner": "A", "owned": "P", "percent": 50}, {"owner": "P", "owned": "Q", "percent": 55},
                   {"owner": "Q", "owned": "P", "percent": 30}]}
        """

    @Test(
        "say for every holder why its share counts or not",
        arguments: [("open", many, "2026-12-01"), ("loop", loop, "2026-01-15")],
        LocalisedText.Language.allCases
    )
    func reasons(_ proof: (name: String, json: String, date: String), _ language: LocalisedText.Language) throws {
        let found = try finding(proof.json, on: proof.date)
        let words = ProofWording(rule: found.rule, graph: try graph(proof.json).graph)
        var text = "\(found.status) \(found.wouldBe ?? "")\n"
        for line in found.proof.lines(in: language) {
            text += String(repeating: "  ", count: line.depth) + line.text + "\n"
        }
        for open in found.settles { text += "? " + words.settling(open).text(in: language) + "\n" }
        try Golden.expect(text, is: "OwnershipTests/Goldens/proof-\(proof.name)-\(language.rawValue).txt")
    }

    @Test("every sentence is there in both languages")
    func languages() throws {
        func check(_ node: ProofNode) {
            #expect(node.claim.chinese?.isEmpty == false)
            #expect(!node.claim.english.isEmpty)
            for child in node.children { check(child) }
        }
        check(try finding(Self.many).proof)
        check(try finding(Self.loop).proof)
    }
}
