import Foundation
import Testing

@Suite("settings")
struct SettingsTests {
    private static let line = "check --chip H20 --to CN --on 2026-02-15"

    private func run(_ line: String, file: String, environment: [String: String] = [:]) throws -> PassgateRun {
        let folder = FileManager.default.temporaryDirectory.appending(path: "passgate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appending(path: "passgate")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try Data(file.utf8).write(to: place.appending(path: "config.json"))
        let home = ["XDG_CONFIG_HOME": folder.path(percentEncoded: false)]
        return try PassgateRun(line, environment: home.merging(environment) { $1 })
    }

    @Test("a flag goes before the environment, and the environment before the file")
    func order() throws {
        let file = #"{"lang": "zh"}"#
        let english = try PassgateRun(Self.line).output
        let byFile = try run(Self.line, file: file).output
        #expect(byFile == (try PassgateRun("\(Self.line) --lang zh").output))
        #expect(byFile != english)
        #expect(try run(Self.line, file: file, environment: ["PASSGATE_LANG": "en"]).output == english)
        #expect(try run("\(Self.line) --lang en", file: file).output == english)
    }

    @Test("a key that is not known is refused with its place and the keys there are")
    func unknownKey() throws {
        let run = try run(Self.line, file: "{\n  \"langage\": \"zh\"\n}")
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("config.json:2:3: error[config.unknown-key]"))
        #expect(run.errors.contains("`lang`"))
    }

    @Test("a language that does not exist is refused, wherever it was set")
    func unknownLanguage() throws {
        for run in [
            try run(Self.line, file: #"{"lang": "fr"}"#),
            try PassgateRun(Self.line, environment: ["PASSGATE_LANG": "fr"]),
        ] {
            #expect(run.status == 2)
            #expect(run.errors.contains("config.bad-value"))
        }
    }

    @Test("a file that is named but not there is refused")
    func missingFile() throws {
        let run = try PassgateRun(Self.line, environment: ["PASSGATE_CONFIG": "/nonexistent/config.json"])
        #expect(run.status == 2)
        #expect(run.errors.contains("file.unreadable"))
    }
}
