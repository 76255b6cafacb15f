import Diagnostics
import Foundation
import Rulebooks
import TestSupport
import Testing

@Suite("The rulebook of this package", .enabled(if: FileManager.default.fileExists(atPath: ownRulebook)))
struct OwnRulebookTests {
    @Test("it is read without an error or a warning")
    func isSound() throws {
        let (files, unreadable) = try RulebookFiles.read(RulebookFiles.path("rulebook"))
        let source = RulebookSource(files: files, unreadable: unreadable, prefix: "rulebook/")
        let texts = files.mapValues { String(decoding: $0, as: UTF8.self) }
        let renderer = DiagnosticRenderer(
            sources: Dictionary(uniqueKeysWithValues: texts.map { ("rulebook/\($0)", $1) })
        )
        do {
            let (_, warnings) = try RulebookReader.read(source)
            #expect(warnings.isEmpty, "\(renderer.text(of: warnings))")
        } catch let error {
            Issue.record("\(renderer.text(of: error.diagnostics))")
        }
    }

    @Test("every question has a short label that fits the column of a report")
    func shortLabels() throws {
        let (files, unreadable) = try RulebookFiles.read(RulebookFiles.path("rulebook"))
        let source = RulebookSource(files: files, unreadable: unreadable, prefix: "rulebook/")
        let (definition, _) = try RulebookReader.read(source)
        for decision in definition.decisions {
            let short = try #require(decision.short, "\(decision.name)")
            #expect(short.english.count <= 15, "\(decision.name)")
            #expect(short.text(in: .chinese) != short.english, "\(decision.name)")
        }
    }
}

private let ownRulebook = RulebookFiles.path("rulebook").path(percentEncoded: false)
