import Diagnostics
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Errors of a rulebook")
struct BrokenRulebookTests {
    @Test("every problem of every file is reported at once, with its place and how to mend it")
    func reportsAll() throws {
        let (files, unreadable) = try RulebookFiles.read(RulebookFiles.path("Tests/RulebooksTests/Fixtures/broken"))
        let source = RulebookSource(files: files, unreadable: unreadable, prefix: "broken/")
        let error = try #require(throws: RulebookError.self) { try RulebookReader.read(source) }
        let texts = files.map { ("broken/\($0)", String(decoding: $1, as: UTF8.self)) }
        let renderer = DiagnosticRenderer(sources: Dictionary(uniqueKeysWithValues: texts))
        try Golden.expect(renderer.text(of: error.diagnostics), is: "RulebooksTests/Goldens/broken.txt")
    }

    @Test("a warning does not stop the reading")
    func warns() throws {
        let source = try small { files in
            files["stray.yaml"] = Array("a: b".utf8)
            files["profiles/neighbour.yaml"] = Array("id: a\ntitle: A\nfacts: {buyer.home: NL}\n".utf8)
            files["reference/list.csv"] = Array("list,date,fruit,status,units,source\nnear,,,,,Far News\n".utf8)
        }
        let warnings = try RulebookReader.read(source).warnings
        try Golden.expect(
            DiagnosticRenderer().text(of: warnings),
            is: "RulebooksTests/Goldens/warnings.txt"
        )
    }

    @Test(
        "a nearness to limits that is no percentage is refused at its place",
        arguments: [
            ("much", "rule.wrong-type"), ("0", "rulebook.bad-percentage"), ("-1", "rulebook.bad-percentage"),
            ("100", "rulebook.bad-percentage"),
        ]
    )
    func badNearness(_ value: String, _ code: String) throws {
        let source = try small { files in
            files["rulebook.yaml"]?.append(contentsOf: Array("near_limit_pct: \(value)\n".utf8))
        }
        let error = try #require(throws: RulebookError.self) { try RulebookReader.read(source) }
        #expect(error.diagnostics.map(\.code.text) == [code])
        let position = try #require(error.diagnostics.first?.position)
        #expect(position.file == "small/rulebook.yaml")
        #expect(position.column == 17)
    }

    @Test("the nearness to limits is read exactly, and none is none", arguments: ["0.5", "99.999", "", "null"])
    func nearness(_ value: String) throws {
        let source = try small { files in
            files["rulebook.yaml"]?.append(contentsOf: Array("near_limit_pct: \(value)\n".utf8))
        }
        #expect(try RulebookReader.read(source).definition.nearLimitPercent == ExactDecimal(value))
    }

    @Test("every code that the reader knows is met in some test")
    func coversCodes() throws {
        let folder = RulebookFiles.path("Tests/RulebooksTests")
        var met = ""
        for (path, bytes) in try RulebookFiles.read(folder).files
        where path.hasSuffix(".swift") || path.hasPrefix("Goldens/") {
            met += String(decoding: bytes, as: UTF8.self)
        }
        let source = try String(
            contentsOf: RulebookFiles.path("Sources/Rulebooks/Reading/Codes.swift"),
            encoding: .utf8
        )
        let codes = source.matches(of: /Self = "([a-z.-]+)"/).map { String($0.1) }
        #expect(codes.count > 50)
        #expect(codes.filter { !met.contains($0) } == [])
    }
}
