import Commands
import FoundationEssentials
import Testing

/// Cases as data, in the encoding of the suites that `passgate cel test` runs.
@Suite("Cases")
struct CaseTests {
    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The suites converted from the specification, which lie beside the package where they are at hand.
    static let sharedSuites = packageRoot.deletingLastPathComponent().appending(path: "shared/cel")

    static var hasSharedSuites: Bool {
        FileManager.default.fileExists(atPath: sharedSuites.path)
    }

    static func cases(_ file: URL) throws -> [CELCase] {
        try [UInt8](Data(contentsOf: file)).split(separator: UInt8(ascii: "\n")).map { try CELCase(line: Array($0)) }
    }

    @Test("the package's own cases pass")
    func ownCases() throws {
        let cases = try CaseTests.cases(CaseTests.packageRoot.appending(path: "Tests/CELTests/Fixtures/language.jsonl"))
        #expect(cases.compactMap(CELCaseRunner.failure(of:)) == [])
        #expect(cases.count > 40)
    }

    @Test(
        "the specification's cases pass",
        .enabled(if: CaseTests.hasSharedSuites, "the suites are not beside the package"),
        arguments: ["conformance-tier1.jsonl", "conformance-tier2.jsonl", "unknowns.jsonl"]
    )
    func specification(_ file: String) throws {
        let cases = try CaseTests.cases(CaseTests.sharedSuites.appending(path: file))
        #expect(cases.compactMap(CELCaseRunner.failure(of:)) == [])
        #expect(cases.count > 90)
    }

    @Test("a case that gives another value, type or unknown set fails and says so")
    func failingCases() throws {
        func failure(_ line: String) throws -> CELCaseRunner.Failure? {
            CELCaseRunner.failure(of: try CELCase(line: Array(line.utf8)))
        }
        let wrongType = try failure(#"{"id": "a", "expr": "1", "expect": {"value": {"uint": "1"}}}"#)
        #expect(wrongType == CELCaseRunner.Failure(id: "a", wanted: "1u", found: "1"))
        let zero = try failure(#"{"id": "b", "expr": "0.0", "expect": {"value": {"double": "-0.0"}}}"#)
        #expect(zero?.found == "0.0")
        let deduced = try failure(#"{"id": "c", "expr": "1", "expect": {"value": {"int": "1"}}, "type": "dyn"}"#)
        #expect(deduced?.found == "type int")
        #expect(try failure(#"{"id": "d", "expr": "1", "expect": {"error": []}}"#) != nil)
    }

    @Test("a case with a key that is not known is refused")
    func unknownKey() {
        #expect(throws: (any Error).self) {
            try CELCase(line: Array(#"{"id": "a", "expr": "1", "expect": {}, "exprs": ""}"#.utf8))
        }
    }
}
