import Deciding
import Diagnostics
import Facts
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Findings about parties")
struct FindingTests {
    private func statement(_ facts: [String: String], _ findings: [Finding]) -> OrderStatement {
        let position = SourcePosition(file: "test", line: 1, column: 1)
        var statement = OrderStatement(position: position)
        let order = ["chip.name": "H200 SXM5 141GB", "order.to": "CN", "order.date": "2026-02-15"]
        statement.facts = order.merging(facts) { $1 }.sorted { $0.key < $1.key }
            .map { Statement(name: $0.key, value: .text($0.value), position: position) }
        statement.findings = findings
        return statement
    }

    private func decision(_ facts: [String: String], _ findings: [Finding]) throws -> JSONNode {
        let rulebook = try ShippedRulebook.load()
        let reader = OrderReader(
            rulebook,
            knownOn: rulebook.definition.lawKnownTo,
            profiles: rulebook.definition.profiles.filter { $0.id == "screened-clean" }
        )
        let decision = Decider(rulebook).decision(on: try reader.order(statement(facts, findings)))
        return try JSONReader.node(in: decision.document(), file: "decision")
    }

    private func finding(_ fact: String, _ value: FactValue?, suspected: FactValue? = nil) -> Finding {
        Finding(
            source: "look",
            fact: fact,
            value: value,
            suspected: suspected,
            why: LocalisedText(english: "seen", chinese: "所见")
        )
    }

    private func isNeeded(_ fact: String, in document: JSONNode) -> Bool {
        document["needs"]?.array?.contains { $0["fact"]?.string == fact } ?? false
    }

    @Test("a finding takes the place of what a profile assumes, and is told once with its source")
    func overProfile() throws {
        let document = try decision([:], [finding("buyer.entity_listed", .bool(true))])
        let entries = document["assumed"]?.array?.filter { $0["fact"]?.string == "buyer.entity_listed" } ?? []
        #expect(entries.map { $0["source"]?.string } == ["look"])
        let reads = document["gates"]?["us"]?["because"]?.array?.compactMap { $0["read"]?["buyer.entity_listed"] } ?? []
        #expect(!reads.isEmpty)
        #expect(reads.allSatisfy { $0.factValue == .bool(true) })
    }

    @Test("a finding without a value keeps the fact unknown, though a profile would assume one")
    func unknown() throws {
        #expect(try !isNeeded("buyer.entity_listed", in: decision([:], [])))
        #expect(try isNeeded("buyer.entity_listed", in: decision([:], [finding("buyer.entity_listed", nil)])))
    }

    @Test("a row of a table that says otherwise leaves the fact unknown and is told")
    func table() throws {
        let buyer = ["buyer.name": "ByteDance", "order.to": "SG", "order.from": "US", "buyer.parent_country": "SG"]
        let document = try decision(buyer, [finding("buyer.hq_country", .string("SG"))])
        let entry = try #require(document["assumed"]?.array?.first { $0["fact"]?.string == "buyer.hq_country" })
        #expect(entry["contradicted_by"]?.string?.hasPrefix("table parties") == true)
        #expect(isNeeded("buyer.hq_country", in: document))
        let same = try decision(buyer, [finding("buyer.hq_country", .string("CN"))])
        #expect(same["assumed"]?.array?.contains { $0["contradicted_by"] != nil } == false)
        #expect(!isNeeded("buyer.hq_country", in: same))
        // A row settles what nothing speaks against.
        #expect(try !isNeeded("buyer.hq_country", in: decision(buyer, [finding("buyer.hq_country", nil)])))
        let suspected = finding("buyer.hq_country", nil, suspected: .string("SG"))
        #expect(try isNeeded("buyer.hq_country", in: decision(buyer, [suspected])))
    }

    @Test("a statement may go with a finding and with what is open, not against them")
    func statements() throws {
        func refusal(_ stated: String, _ finding: Finding) -> Diagnostic.Code? {
            do {
                _ = try decision([finding.fact: stated], [finding])
                return nil
            } catch {
                return (error as? OrderError)?.diagnostics.first?.code
            }
        }
        let fact = "buyer.entity_listed"
        #expect(refusal("true", finding(fact, .bool(true))) == nil)
        #expect(refusal("false", finding(fact, .bool(true))) == "order.contradiction")
        #expect(refusal("false", finding(fact, nil)) == nil)
        #expect(refusal("false", finding(fact, nil, suspected: .bool(true))) == "order.contradiction")
        #expect(refusal("true", finding(fact, nil, suspected: .bool(true))) == nil)
    }
}
