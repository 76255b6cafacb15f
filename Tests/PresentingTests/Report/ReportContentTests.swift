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
        #expect(text.contains(#/chip\.tpp +15832 TPP +13368 TPP/#))
    }

    @Test("an answer of lesser weight that differs is told apart")
    func differingAnswer() throws {
        let text = try report("import")
        #expect(text.ranges(of: "STILL NEEDED").count == 1)
        #expect(text.contains(#/US duty \(%\) +25 +0\n/#))
        #expect(text.contains("(differs, see above)"))
    }

    @Test("variants with different verdicts are reported one after the other, after an overview")
    func differentAnswers() throws {
        let text = try report("family")
        #expect(text.hasPrefix("2 different answers:"))
        #expect(text.ranges(of: "\nBECAUSE\n").count == 2)
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

    @Test("obligations stand with their state and where they come from")
    func obligations() throws {
        let text = try report("conditions")
        let flowing = text.replacing(#/\s+/#, with: " ")
        #expect(text.contains(#/met +Put the statement of necessity on file/#))
        #expect(text.contains(#/to do +Buy domestic chips as well/#))
        #expect(flowing.contains("the terms of the approval were not final"))
        #expect(flowing.contains("a partial state holding is not mentioned in the reports"))
    }

    @Test("obligations that hang on open points are named with their state, their sentences only with --explain")
    func openObligations() throws {
        let text = try report("undetermined")
        #expect(text.contains(#/unknown +12 conditions: us\.dd\.preamble\.us_market, us\.dd\.commit/#))
        #expect(text.contains(#/unknown +statement of necessity\n/#))
        #expect(text.contains(#/to do +domestic chips to be bought as well, ratio never published\n/#))
        #expect(!text.contains("Put the statement of necessity on file"))
        #expect(try report("undetermined", explain: true).contains("Put the statement of necessity on file"))
    }

    @Test("facts with the same effect are one entry, those that a profile assumes with its name")
    func groupedNeeds() throws {
        let flowing = try report("undetermined").replacing(#/\s+/#, with: " ")
        #expect(flowing.contains("project.state_funded, project.completion_pct -> Import: ruled out"))
        #expect(flowing.contains("cert.lab_expert, cert.lab_revoked -> Review (--profile certified)"))
    }

    @Test("a report without --explain is the shorter one by far")
    func length() throws {
        let lines = try report("undetermined").split(separator: "\n").count
        let explained = try report("undetermined", explain: true).split(separator: "\n").count
        #expect(lines * 3 < explained)
    }
}
