import Rulebooks
import Testing

@testable import Deciding
@testable import Presenting

@Suite("What reports say")
struct ReportContentTests {
    private func report(_ id: String, explain: Bool = false) throws -> String {
        let found = try #require(ReportCase.all.first { $0.id == id })
        return try found.text(explain: explain)
    }

    @Test("variants with the same answers are printed once, their figures apart")
    func sameAnswers() throws {
        let text = try report("undetermined")
        #expect(text.ranges(of: "STILL NEEDED").count == 1)
        #expect(text.replacing(#/\s+/#, with: " ").contains("they differ in chip.tpp (15832 TPP, 13368 TPP)"))
    }

    @Test("an answer of lesser weight that differs is told apart")
    func differingAnswer() throws {
        let text = try report("import")
        #expect(text.ranges(of: "STILL NEEDED").count == 1)
        #expect(text.replacing(#/\s+/#, with: " ").contains("US duty (%) (25, 0)"))
        #expect(text.contains("(differs)"))
    }

    @Test("variants with different verdicts are reported one after the other, after an overview")
    func differentAnswers() throws {
        let text = try report("family")
        #expect(text.hasPrefix("2 different answers:"))
        #expect(text.ranges(of: "\nBECAUSE\n").count == 2)
    }

    @Test("a section that says the same of the next variants is not printed again")
    func sameSections() throws {
        let text = try report("family")
        #expect(text.contains(#/\nCHINA IMPORT GATE .*\n  as for RTX 5090\n/#))
        #expect(text.ranges(of: "ordinary clearance").count == 1)
    }

    @Test("an overlay is marked at the top and at the bottom")
    func overlay() throws {
        let text = try report("overlay")
        #expect(text.ranges(of: "NOT THE LAW: Assumed on top of the law: bundle-units-1to1").count == 2)
    }

    @Test("goods that are held are said to be")
    func hold() throws {
        #expect(try report("hold").contains("\nHOLD  "))
    }

    @Test("the strictest of several legs comes first and every leg is printed")
    func legs() throws {
        let text = try report("legs")
        #expect(text.hasPrefix("CANNOT BE SAID YET"))
        #expect(text.contains("LEG 1 OF 2"))
        #expect(text.contains("LEG 2 OF 2"))
    }

    @Test("an order later than the newest source says so")
    func carriedForward() throws {
        #expect(try report("overlay").contains("The order's date is later than the newest source"))
    }

    @Test("a value near a limit is told with the limit and its rules, of the variant that has it")
    func nearLimit() throws {
        let rulebook = try RealOrders.rulebook()
        let decisions = try [("A", "20919.2"), ("B", "15832"), ("C", "20895")]
            .map { label, tpp in
                let facts = [
                    "chip.name=H200 SXM5 141GB", "order.to=CN", "order.from=US", "order.date=2026-02-15",
                    "chip.tpp=\(tpp)",
                ]
                return (label: label, decision: try RealOrders.decision(facts, rulebook: rulebook))
            }
        func lines(_ count: Int, _ language: LocalisedText.Language) -> String {
            DecisionReport(
                Array(decisions.prefix(count)),
                rulebook: rulebook,
                language: language,
                isColoured: false,
                width: 160,
                explain: false
            )
            .text()
        }
        let rules = "us.rev.2026.dd, us.dd.scope"
        #expect(lines(1, .english).contains("  Near a limit    chip.tpp 20919.2 TPP, limit 21000 TPP (\(rules))\n"))
        #expect(lines(1, .chinese).contains("chip.tpp 20919.2 TPP，限值 21000 TPP（us.rev.2026.dd、us.dd.scope）\n"))
        #expect(lines(2, .english).contains("  Near a limit    A: chip.tpp 20919.2 TPP, limit 21000 TPP (\(rules))\n"))
        let all = lines(3, .english)
        #expect(all.contains("  Near a limit    A: chip.tpp 20919.2 TPP"))
        #expect(all.contains("\n                  C: chip.tpp 20895 TPP"))
        #expect(all.ranges(of: "Near a limit").count == 1)
    }

    @Test("obligations stand with their state and where they come from")
    func obligations() throws {
        let text = try report("conditions")
        let flowing = text.replacing(#/\s+/#, with: " ")
        #expect(text.contains(#/met +Put the statement of necessity on file/#))
        #expect(text.contains(#/unknown +Buy domestic chips as well/#))
        #expect(flowing.contains("the terms of the approval were not final"))
        #expect(flowing.contains("a partial state holding is not mentioned in the reports"))
    }

    @Test("obligations that hang on open points are told with their state, their sentences only with --explain")
    func openObligations() throws {
        let text = try report("undetermined")
        let flowing = text.replacing(#/\s+/#, with: " ")
        #expect(flowing.contains("unknown: 12 conditions, us.dd.preamble.us_market to us.dd.3.lab"))
        #expect(flowing.contains("unknown: statement of necessity; whether the need is urgent; domestic chips to be"))
        #expect(!text.contains("Put the statement of necessity on file"))
        #expect(try report("undetermined", explain: true).contains("Put the statement of necessity on file"))
    }

    @Test("facts with the same effect are one entry, those that a profile assumes with its name")
    func groupedNeeds() throws {
        let flowing = try report("undetermined").replacing(#/\s+/#, with: " ")
        #expect(flowing.contains("project.state_funded, .completion_pct -> Import: ruled out"))
        #expect(flowing.contains("20 facts, cert.dd_filed to cert.lab_revoked -> Review (--profile certified"))
    }

    @Test("an answer that settles the verdict by itself is said to, and comes first")
    func settlingAnswer() throws {
        let rulebook = try RealOrders.rulebook()
        let decision = try RealOrders.decision(
            [
                "chip.name=H200 SXM5 141GB", "order.to=CN", "order.from=US", "buyer.name=ByteDance",
                "order.date=2026-02-15",
            ],
            profiles: ["certified", "screened-clean", "private-buyer"],
            rulebook: rulebook
        )
        let report = DecisionReport(
            [("H200 SXM5 141GB", decision)],
            rulebook: rulebook,
            language: .english,
            isColoured: false,
            explain: false
        )
        let flowing = report.text().replacing(#/\s+/#, with: " ")
        #expect(flowing.contains("1 order.licence_issued -> true settles open with conditions"))
        #expect(flowing.contains("false settles needs a licence or an approval"))
        #expect(flowing.contains("Key question Has a US licence been issued"))
    }

    @Test("an answer that makes a rule true is said to lead to what the rule gives")
    func leadingAnswer() throws {
        let flowing = try report("undetermined").replacing(#/\s+/#, with: " ")
        #expect(flowing.contains("project.new_data_centre -> any true leads to Import: ruled out by unpublished"))
    }

    @Test("what can't lead to a possible value is not named with it")
    func ways() throws {
        let flowing = try report("undetermined").replacing(#/\s+/#, with: " ")
        #expect(flowing.contains("no policy is stated Supercomputers; Advanced-node plants"))
    }

    @Test("the headline names chip, buyer, destination, day and origin")
    func headline() throws {
        #expect(try report("undetermined").contains("\nH200 to ByteDance in China, shipped 2026-02-15\n"))
        let imported = try report("import")
        #expect(imported.contains("\nH200 to the United States, shipped 2026-03-01 from Taiwan\n"))
    }

    @Test("a report without --explain is the shorter one by far")
    func length() throws {
        let lines = try report("undetermined").split(separator: "\n").count
        let explained = try report("undetermined", explain: true).split(separator: "\n").count
        #expect(lines * 3 < explained)
    }
}
