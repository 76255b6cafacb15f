import Rulebooks
import Testing

@testable import Deciding
@testable import Presenting

/// An order whose report is kept as a golden.
struct ReportCase: CustomTestStringConvertible, Sendable {
    let id: String
    /// Each variant with the facts that are its own.
    let variants: [(label: String, facts: [String])]
    let facts: [String]
    var legs: [[String]] = []
    var profiles: [String] = []
    var overlays: [String] = []

    var testDescription: String { id }

    /// What was decided on its variants.
    struct Decided: Sendable {
        let rulebook: Rulebook
        let decisions: [(label: String, decision: Decision)]
    }

    /// What was decided on each order, worked out once.
    private static let decided = Dictionary(
        uniqueKeysWithValues: all.map { reportCase in
            (reportCase.id, Result { try reportCase.decide() })
        }
    )

    private func decide() throws -> Decided {
        let rulebook = try RealOrders.rulebook(overlays: overlays)
        let decisions = try variants.map { variant in
            let decision = try RealOrders.decision(
                variant.facts + facts,
                legs: legs,
                profiles: profiles,
                rulebook: rulebook
            )
            return (label: variant.label, decision: decision)
        }
        return Decided(rulebook: rulebook, decisions: decisions)
    }

    private func found() throws -> Decided { try #require(Self.decided[id]).get() }

    /// The decisions on its variants.
    func decisions() throws -> [(label: String, decision: Decision)] { try found().decisions }

    /// The report on them.
    func text(
        _ language: LocalisedText.Language = .english,
        isColoured: Bool = false,
        width: Int = 80,
        explain: Bool = false
    ) throws -> String {
        let found = try found()
        return DecisionReport(
            found.decisions,
            rulebook: found.rulebook,
            language: language,
            isColoured: isColoured,
            width: width,
            explain: explain
        )
        .text()
    }

    private static func chip(_ name: String) -> (label: String, facts: [String]) { (name, ["chip.name=\(name)"]) }

    private static let privateBuyer = ["screened-clean", "private-buyer"]

    /// One order per kind of answer.
    static let all: [ReportCase] = [
        ReportCase(
            id: "undetermined",
            variants: [chip("H200 SXM5 141GB"), chip("H200 NVL 141GB")],
            facts: ["order.to=CN", "buyer.name=ByteDance", "order.date=2026-02-15"]
        ),
        ReportCase(
            id: "closed",
            variants: [chip("B200 (HGX)")],
            facts: [
                "order.to=CN", "order.from=US", "buyer.name=Alibaba", "order.date=2026-09-01",
                "order.licence_issued=false",
            ],
            profiles: privateBuyer
        ),
        ReportCase(
            id: "conditions",
            variants: [chip("H200 SXM5 141GB")],
            facts: [
                "order.to=CN", "order.from=US", "buyer.name=ByteDance", "order.date=2026-02-15", "order.units=5000",
                "order.licence_issued=true", "order.new_customer=false", "order.necessity_statement=true",
                "chip.transistors_bn=80", "buyer.state_ownership_pct=1", "order.value_usd=150000000",
                "order.prc_end_user_statement=false",
            ],
            profiles: ["certified"] + privateBuyer
        ),
        ReportCase(
            id: "collision",
            variants: [chip("H200 SXM5 141GB")],
            facts: [
                "order.to=CN", "order.from=US", "buyer.name=ByteDance", "order.date=2026-09-01",
                "order.licence_issued=true", "deploy.outside_location=SG", "order.intended_use=training",
                "order.new_customer=false",
            ],
            profiles: ["certified"] + privateBuyer
        ),
        ReportCase(
            id: "near",
            variants: [chip("MI300X"), chip("MI308X")],
            facts: [
                "order.to=CN", "order.from=US", "buyer.name=ByteDance", "order.date=2026-02-15",
                "order.licence_issued=false",
            ],
            profiles: ["certified"] + privateBuyer
        ),
        ReportCase(
            id: "open",
            variants: [chip("RTX 5090 D V2")],
            facts: [
                "order.to=CN", "order.from=US", "order.exporter_role=designer", "buyer.name=card retailer",
                "buyer.hq_country=CN", "buyer.parent_country=CN", "order.date=2026-03-01", "order.new_customer=false",
                "item.ear99=false", "item.parent_eccn=",
            ],
            profiles: privateBuyer
        ),
        ReportCase(
            id: "hold",
            variants: [chip("MI308X")],
            facts: [
                "order.to=SG", "order.from=US", "buyer.name=NewCo", "buyer.hq_country=SG", "buyer.parent_country=CN",
                "order.new_customer=true", "order.address_unverified=true", "order.date=2026-03-01",
            ],
            profiles: ["screened-clean"]
        ),
        ReportCase(
            id: "import",
            variants: [chip("H200 SXM5 141GB"), chip("H200 NVL 141GB")],
            facts: [
                "order.to=US", "order.from=TW", "imp.hts6=847180", "imp.use=resale", "order.date=2026-03-01",
                "buyer.hq_country=US", "buyer.parent_country=US",
            ],
            profiles: ["screened-clean"]
        ),
        ReportCase(
            id: "family",
            variants: [chip("RTX 5090"), chip("RTX 5090 D"), chip("RTX 5090 D V2")],
            facts: [
                "order.to=CN", "order.from=US", "order.exporter_role=designer", "buyer.hq_country=CN",
                "buyer.parent_country=CN", "order.date=2026-03-01", "order.new_customer=false", "item.ear99=false",
                "item.parent_eccn=",
            ],
            profiles: privateBuyer
        ),
        ReportCase(
            id: "legs",
            variants: [chip("H200 SXM5 141GB")],
            facts: ["buyer.name=ByteDance"],
            legs: [
                ["order.from=TW", "order.to=US", "order.date=2026-03-01"],
                ["order.from=US", "order.to=CN", "order.date=2026-03-20"],
            ],
            profiles: privateBuyer
        ),
        ReportCase(
            id: "overlay",
            variants: [chip("H200 SXM5 141GB")],
            facts: [
                "order.to=CN", "order.from=US", "buyer.name=Tencent", "order.date=2026-11-20", "order.units=1000",
                "bundle.domestic_units=500",
            ],
            profiles: ["certified"] + privateBuyer,
            overlays: ["bundle-units-1to1"]
        ),
    ]
}
