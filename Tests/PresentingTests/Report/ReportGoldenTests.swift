import Rulebooks
import TestSupport
import Testing

@testable import Deciding
@testable import Presenting

@Suite("Reports kept as goldens")
struct ReportGoldenTests {
    @Test("each kind of answer, in English", arguments: ReportCase.all)
    func english(reportCase: ReportCase) throws {
        try expect(try reportCase.text(.english), is: "\(reportCase.id).en.txt")
    }

    @Test("each kind of answer, in Chinese", arguments: ReportCase.all)
    func chinese(reportCase: ReportCase) throws {
        try expect(try reportCase.text(.chinese), is: "\(reportCase.id).zh.txt")
    }

    @Test("with every rule, in English")
    func explained() throws {
        let closed = try #require(ReportCase.all.first { $0.id == "closed" })
        try expect(try closed.text(explain: true), is: "closed-explained.en.txt")
    }

    @Test("in colour")
    func coloured() throws {
        let hold = try #require(ReportCase.all.first { $0.id == "hold" })
        try expect(try hold.text(isColoured: true), is: "hold-coloured.en.txt")
    }

    /// The digest changes with every edit of the rulebook and is tested elsewhere.
    private func expect(_ text: String, is name: String) throws {
        let masked = text.replacing(#/sha256 [0-9a-f]{12}/#, with: "sha256 ............")
        try Golden.expect(masked, is: "PresentingTests/Goldens/\(name)")
    }
}
