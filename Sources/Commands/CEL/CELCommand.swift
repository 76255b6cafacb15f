import ArgumentParser
import CEL
import Diagnostics
import Facts

/// `passgate cel`: the expression language by itself.
struct CELCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cel",
        abstract: "Try the expression language in which conditions are written.",
        subcommands: [CELEvalCommand.self, CELTestCommand.self]
    )
}

/// `passgate cel test`: runs suites of cases.
struct CELTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run cases of the expression language.",
        discussion: """
            Prints each failing case with what was wanted and what came, then how many passed and failed.

            Example: passgate cel test conformance-tier1.jsonl unknowns.jsonl
            """
    )

    @Argument(help: "Files of cases, one JSON object a line; - for standard input.")
    var files: [String]

    func run() async throws {
        var passed = 0
        var failed = 0
        for file in files {
            let bytes = try input(file)
            for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                if line.allSatisfy({ $0 <= 0x20 }) { continue }
                let testCase: CELCase
                do throws(FactsError) {
                    testCase = try CELCase(line: Array(line), file: file, number: index + 1)
                } catch {
                    StandardError.show(DiagnosticRenderer().text(of: error.diagnostics))
                    throw ExitCode(2)
                }
                if let failure = CELCaseRunner.failure(of: testCase) {
                    failed += 1
                    print("\(failure.id)\n  wanted: \(failure.wanted)\n  found:  \(failure.found)")
                } else {
                    passed += 1
                }
            }
        }
        print("\(passed) passed, \(failed) failed")
        if failed > 0 { throw ExitCode(1) }
    }
    private func input(_ file: String) throws -> [UInt8] {
        do {
            return try InputFile.bytes(of: file)
        } catch {
            StandardError.show("error: `\(file)` can't be read\n")
            throw ExitCode(2)
        }
    }
}
