import Diagnostics
import Rulebooks
import TestSupport
import Testing

@testable import Deciding

/// The conditions of the case-by-case channel bind an applicant for a licence and nobody else.
@Suite("Obligations of the case-by-case channel")
struct ChannelObligationTests {
    private static let shipped = Result { try ShippedRulebook.load() }

    private func gate(_ facts: String...) throws -> Decision.Gate {
        let position = SourcePosition(file: "test", line: 1, column: 1)
        let stated = [
            "order.date=2026-03-01", "order.to=CN", "order.from=US", "buyer.hq_country=CN",
            "buyer.parent_country=CN", "item.ear99=false", "item.parent_eccn=", "order.exporter_role=designer",
        ]
        var statement = OrderStatement(position: position)
        statement.facts = (stated + facts)
            .map { fact in
                let parts = fact.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return Statement(name: parts[0], value: .text(parts[1]), position: position)
            }
        let rulebook = try Self.shipped.get()
        let profiles = rulebook.definition.profiles.filter { ["screened-clean", "private-buyer"].contains($0.id) }
        let reader = OrderReader(rulebook, knownOn: rulebook.definition.lawKnownTo, profiles: profiles)
        let decision = Decider(rulebook).decision(on: try reader.order(statement), depth: .trace)
        return try #require(decision.gates.first { $0.id == "us" })
    }

    private func conditions(_ gate: Decision.Gate) -> [Decision.Obligation] {
        gate.obligations.filter { $0.id.hasPrefix("us.dd.") }
    }

    @Test("a licence is needed: they stand")
    func licence() throws {
        let gate = try gate("chip.name=H200 SXM5 141GB")
        #expect(gate["us.licence"] == .word("required"))
        #expect(conditions(gate).count == 13)
        #expect(conditions(gate).allSatisfy { $0.stands })
    }

    @Test("an exception can be used: they do not")
    func exception() throws {
        let gate = try gate("chip.name=RTX 5090")
        #expect(gate["us.licence"] == .word("required_unless_exception"))
        #expect(gate["us.exception"] == .word("NAC"))
        #expect(conditions(gate).map(\.id) == [])
    }

    @Test("whether one can be used is open: whether they stand is, too")
    func open() throws {
        let gate = try gate(
            "chip.tpp=6000",
            "chip.dram_bandwidth_gb_s=2000",
            "item.kind=ic",
            "item.subject_to_ear=true"
        )
        #expect(gate["us.exception"] == .undetermined)
        #expect(!conditions(gate).isEmpty)
        #expect(conditions(gate).allSatisfy { !$0.stands })
    }

    @Test("no licence is needed: they do not", arguments: ["RTX 5090 D", "RTX 5090 D V2"])
    func noLicence(_ chip: String) throws {
        let gate = try gate("chip.name=\(chip)")
        #expect(gate["us.licence"] == .word("not_required"))
        #expect(conditions(gate).map(\.id) == [])
    }
}
