import ArgumentParser
import CEL
import FoundationEssentials

/// `passgate cel`: the expression language by itself.
struct CELCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cel",
        abstract: "Try the expression language in which conditions are written.",
        subcommands: [CELTestCommand.self]
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
            let bytes: [UInt8]
            do {
                bytes = try InputFile.bytes(of: file)
            } catch {
                throw InputFile.Unreadable(file: file, reason: "\(error)").exit()
            }
            for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                if line.allSatisfy({ $0 <= 0x20 }) { continue }
                let testCase: CELCase
                do {
                    testCase = try CELCase(line: Array(line))
                } catch {
                    throw InputFile.Unreadable(file: file, line: index + 1, reason: "\(error)").exit()
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
}
