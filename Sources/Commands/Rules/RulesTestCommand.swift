import ArgumentParser
import Deciding
import Diagnostics
import Facts
import Rulebooks

/// `passgate rules test`: runs worked cases.
struct RulesTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run worked cases and show where answers differ.",
        discussion: """
            Prints a line for each answer that differs (case, answer, what was expected, what was found), then how
            many cases passed and failed. A line that is no case counts as a failed case. Without files the
            rulebook's own cases run. With --coverage the cases are not compared: it is told which rules, tests and
            limits they reach and which they miss, those of the overlays included.
            Exit code: 0 if all passed and nothing was missed, 1 otherwise.

            Example: passgate rules test my-cases.jsonl
            """
    )

    @OptionGroup var options: RulebookOptions

    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Tell what the cases reach and what they miss.")
    var coverage = false

    @Argument(help: ArgumentHelp("Files of cases, one JSON object a line; - for standard input.", valueName: "file"))
    var files: [String] = []

    func run() async throws {
        let cases = try CaseFile.read(files)
        let loader = try options.loader()
        let suite = try CaseSuite(loader)
        let own = files.isEmpty ? loader.source.caseFiles.map { CaseFile($0.bytes, path: $0.path) } : cases
        guard !files.isEmpty || own.contains(where: { !$0.lines.isEmpty }) else {
            throw CommandFailure(
                "rulebook.no-cases",
                "the rulebook comes without its cases",
                hint: "name files of cases, or the rulebook's folder with --rulebook"
            )
        }
        if coverage {
            try tellCoverage(suite, own)
        } else {
            let outcome = suite.run(own)
            try Terminal.print(json ? Self.document(outcome) : Array(Terminal.safe(Self.text(outcome)).utf8))
            if outcome.failed > 0 { throw ExitCode(ExitStatus.notPassable) }
        }
    }

    private func tellCoverage(_ suite: CaseSuite, _ files: [CaseFile]) throws {
        let overlays = try suite.loader.source.overlayIDs.map { try suite.rulebook([$0]) }
        let report = CoverageReport(CaseSurvey(suite, files), overlays: overlays)
        try Terminal.print(json ? report.document : Array(report.text.utf8))
        if !report.isComplete { throw ExitCode(ExitStatus.notPassable) }
    }

    private static func text(_ outcome: CaseSuite.Outcome) -> String {
        var text = ""
        for failure in outcome.failures {
            switch failure {
            case .mismatch(let mismatch):
                text += "\(mismatch.id)  \(mismatch.name)  expected \(mismatch.expected), found \(mismatch.found)\n"
            case .unusable(let id, let file, let line, let diagnostics):
                for diagnostic in diagnostics {
                    let column = diagnostic.position.flatMap { $0.file == file ? $0.column : nil } ?? 1
                    let hint = diagnostic.hint.map { " (\($0))" } ?? ""
                    text += "\(id.map { $0 + "  " } ?? "")\(file):\(line):\(column): \(diagnostic.message)\(hint)\n"
                }
            }
        }
        return text + "\(outcome.passed) passed, \(outcome.failed) failed\n"
    }

    private static func document(_ outcome: CaseSuite.Outcome) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.key("passed")
            writer.int(outcome.passed)
            writer.key("failed")
            writer.int(outcome.failed)
            writer.key("failures")
            writer.array { writer in for failure in outcome.failures { Self.write(failure, to: &writer) } }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ failure: CaseSuite.Failure, to writer: inout JSONWriter) {
        switch failure {
        case .mismatch(let mismatch):
            writer.object { writer in
                writer.key("case")
                writer.string(mismatch.id)
                writer.key("answer")
                writer.string(mismatch.name)
                writer.key("expected")
                writer.string(mismatch.expected)
                writer.key("found")
                writer.string(mismatch.found)
            }
        case .unusable(let id, let file, let line, let diagnostics):
            writer.object { writer in
                writer.key("case")
                writer.string(id)
                writer.key("file")
                writer.string(file)
                writer.key("line")
                writer.int(line)
                writer.key("problems")
                writer.strings(diagnostics.map(\.message))
            }
        }
    }
}
