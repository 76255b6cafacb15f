import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("README")
struct ReadmeTests {
    /// A call in a block of its own, with what it printed.
    private struct Transcript {
        let call: String
        let lines: Range<Int>
    }

    private static let path = RulebookFiles.path("README.md")

    /// The blocks marked `console`, each a line with a call and the output below it.
    private static func transcripts(_ lines: [Substring]) -> [Transcript] {
        var found: [Transcript] = []
        for start in lines.indices where lines[start] == "```console" {
            guard let end = lines[(start + 1)...].firstIndex(of: "```"), lines[start + 1].hasPrefix("$ passgate ")
            else {
                continue
            }
            found.append(
                Transcript(call: String(lines[start + 1].dropFirst("$ passgate ".count)), lines: start + 2..<end)
            )
        }
        return found
    }

    /// What a call prints, cut short where the call says `| head -n`.
    private static func output(of call: String) throws -> [Substring] {
        let parts = call.split(separator: " | head -n ")
        let run = try PassgateRun(String(parts[0]))
        var lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        if parts.count > 1, let count = Int(parts[1]) { lines = lines.prefix(count) }
        return Array(lines)
    }

    @Test("shows what the program really prints")
    func transcripts() throws {
        var lines = try String(contentsOf: Self.path, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let transcripts = Self.transcripts(lines)
        #expect(transcripts.count >= 3)
        let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
        for transcript in transcripts.reversed() {
            let output = try Self.output(of: transcript.call)
            guard Array(lines[transcript.lines]) != output else { continue }
            Issue.record("`passgate \(transcript.call)` prints something else than README.md says")
            lines.replaceSubrange(transcript.lines, with: output)
        }
        if isRecording { try Data(lines.joined(separator: "\n").utf8).write(to: Self.path) }
    }

    @Test("links to files that exist")
    func links() throws {
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        let link = try Regex("\\]\\(([^)#:]+)\\)", as: (Substring, Substring).self)
        let paths = text.matches(of: link).map { String($0.output.1) }
        #expect(paths.count > 5)
        for path in paths {
            #expect(
                FileManager.default.fileExists(atPath: RulebookFiles.path(path).path(percentEncoded: false)),
                "\(path)"
            )
        }
    }

    @Test("names the day to which the law is known as the rulebook has it")
    func dates() throws {
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        let definition = try ShippedRulebook.load().definition
        #expect(text.contains("begins on \(definition.begins)"))
        #expect(text.contains("\(definition.lawKnownTo)"))
    }
}
