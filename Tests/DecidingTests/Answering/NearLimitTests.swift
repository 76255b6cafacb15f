import Diagnostics
import Quantities
import Rulebooks
import TestSupport
import Testing

@testable import Deciding

@Suite("Values near a limit")
struct NearLimitTests {
    private static let shipped = Result { try ShippedRulebook.load() }

    /// What is near a limit of a rule, `fact value limit`; nil where the rule is neither true nor open.
    private func near(
        _ rule: String,
        _ facts: [String],
        by rulebook: Rulebook? = nil,
        on date: String = "2026-02-15"
    ) throws -> [String]? {
        try decision(facts, by: rulebook, on: date).gates.flatMap(\.because).first { $0.rule == rule }?
            .near.map { "\($0.fact) \($0.value) \($0.limit)" }
    }

    private func decision(
        _ facts: [String],
        by rulebook: Rulebook? = nil,
        on date: String = "2026-02-15"
    ) throws -> Decision {
        let position = SourcePosition(file: "test", line: 1, column: 1)
        var statement = OrderStatement(position: position)
        statement.facts = (["order.date=\(date)", "order.to=CN", "order.from=US"] + facts)
            .map { fact in
                let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
                return Statement(name: parts[0], value: .text(parts[1]), position: position)
            }
        let rulebook = try rulebook ?? Self.shipped.get()
        let reader = OrderReader(rulebook, knownOn: rulebook.definition.lawKnownTo)
        return Decider(rulebook).decision(on: try reader.order(statement), depth: .trace)
    }

    @Test(
        "within 0.5 % of the limit, both ends and the limit itself included",
        arguments: [
            ("20919.2", "chip.tpp 20919.2 21000"), ("20895", "chip.tpp 20895 21000"), ("20894.9999", nil),
            ("20999.999999999999999999999999", "chip.tpp 20999.999999999999999999999999 21000"), ("15832", nil),
        ]
    )
    func below(_ value: String, _ found: String?) throws {
        #expect(try near("us.dd.scope", ["chip.tpp=\(value)"]) == [found].compactMap(\.self))
    }

    @Test(
        "above a limit likewise",
        arguments: [("4800", true), ("4800.01", true), ("4824", true), ("4824.0001", false), ("9600", false)]
    )
    func above(_ value: String, _ isNear: Bool) throws {
        let found = try near("us.3a090.a.1", ["chip.tpp=\(value)", "item.kind=ic"])
        #expect(found == (isNear ? ["chip.tpp \(value) 4800"] : []))
    }

    @Test("a rule that fails by a hair has an entry, one that fails by far or for another reason has none")
    func falseRule() throws {
        #expect(try near("us.3a090.a.1", ["chip.tpp=4799.99", "item.kind=ic"]) == ["chip.tpp 4799.99 4800"])
        #expect(try near("us.3a090.a.1", ["chip.tpp=4776", "item.kind=ic"]) == ["chip.tpp 4776 4800"])
        #expect(try near("us.3a090.a.1", ["chip.tpp=4775.99", "item.kind=ic"]) == nil)
        #expect(try near("us.3a090.a.1", ["chip.tpp=4799.99", "item.kind=software"]) == nil)
        #expect(try near("us.dd.scope", ["chip.tpp=21000"]) == ["chip.tpp 21000 21000"])
        let reason = try decision(["chip.tpp=4799.99", "item.kind=ic"]).gates.flatMap(\.because)
            .first { $0.rule == "us.3a090.a.1" }
        #expect(reason?.value == false)
    }

    @Test(
        "a computed ratio is compared exactly",
        arguments: [
            // 5.92 x 1.005 = 5.9496 = 2974.8 / 500
            ("2974.8", "500", "5.9496"), ("2960", "500", "5.92"), ("2974.81", "500", nil), ("2974.8", "499.9999", nil),
            ("5930", "1001", "5930/1001"),
        ]
    )
    func ratio(_ tpp: String, _ area: String, _ density: String?) throws {
        let facts = [
            "chip.tpp=\(tpp)", "chip.die_area_mm2=\(area)", "chip.designed_for_datacenter=true", "item.kind=ic",
        ]
        let found = try near("us.3a090.a.2", facts)
        #expect(found == [density.map { "chip.performance_density \($0) 5.92" }].compactMap(\.self))
    }

    @Test("a comparison on which the condition does not hang is left out")
    func withoutBearing() throws {
        let facts = ["chip.maker=NVIDIA", "chip.designed_for_datacenter=true", "buyer.hq_country=CN", "item.kind=ic"]
        let letter = "us.letter.nvidia.2025"
        let bandwidth = "chip.dram_bandwidth_gb_s"
        let link = "chip.interconnect_gb_s"
        #expect(try near(letter, facts + ["\(bandwidth)=4800", "\(link)=900"]) == [])
        #expect(try near(letter, facts + ["\(bandwidth)=3000", "\(link)=900"]) == ["\(link) 900 900"])
        let both = try near(letter, facts + ["\(bandwidth)=4000", "\(link)=900"])
        #expect(both == ["\(bandwidth) 4000 4000", "\(link) 900 900"])
    }

    @Test("zero is no limit, and a whole number is none of the facts meant")
    func noLimits() throws {
        let rulebook = try Self.shipped.get()
        let limits = rulebook.limits.flatMap(\.self)
        #expect(limits.count > 20)
        #expect(limits.allSatisfy { $0.number != 0 && rulebook.facts[$0.fact].definition.kind == .decimal })
    }

    @Test("the rulebook says how near is near")
    func width() throws {
        var definition = try Self.shipped.get().definition
        #expect(definition.nearLimitPercent == ExactDecimal("0.5"))
        definition.nearLimitPercent = ExactDecimal("25")
        let wide = try Rulebook(definition)
        #expect(try near("us.dd.scope", ["chip.tpp=15832"], by: wide) == ["chip.tpp 15832 21000"])
        definition.nearLimitPercent = nil
        let none = try Rulebook(definition)
        #expect(try near("us.dd.scope", ["chip.tpp=20999"], by: none) == [])
    }

    @Test("the document has it with the rule, and only there")
    func document() throws {
        func text(_ tpp: String) throws -> String {
            String(decoding: try decision(["chip.tpp=\(tpp)"]).document(), as: UTF8.self)
        }
        #expect(try text("20919.2").contains(#""near": [{"fact": "chip.tpp", "value": 20919.2, "limit": 21000}]"#))
        let distant = try text("20000")
        #expect(!distant.contains(#""near""#))
    }
}
