import ArgumentParser
import CEL
import Facts

/// `passgate cel test`: runs suites of cases.
struct CELTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run cases of the expression language.",
        discussion: """
            Prints each failing case with what was wanted and what came, then how many passed and failed.
            Exit code: 0 if all passed, 1 if one failed, 2 if a line is no case.

            Example: passgate cel test conformance-tier1.jsonl unknowns.jsonl
            """
    )

    @Argument(help: ArgumentHelp("Files of cases, one JSON object a line; - for standard input.", valueName: "file"))
    var files: [String]

    @Flag(help: "Print one JSON document.")
    var json = false

    func run() async throws {
        var passed = 0
        var failures: [CELCaseRunner.Failure] = []
        for testCase in try files.flatMap(cases(of:)) {
            if let failure = CELCaseRunner.failure(of: testCase) {
                failures.append(failure)
            } else {
                passed += 1
            }
        }
        try Terminal.print(json ? document(passed, failures) : text(passed, failures))
        if !failures.isEmpty { throw ExitCode(ExitStatus.notPassable) }
    }

    private func cases(of file: String) throws -> [CELCase] {
        let lines = try UserFile.bytes(of: file).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var cases: [CELCase] = []
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            do throws(FactsError) {
                cases.append(try CELCase(line: Array(line), file: file, number: index + 1))
            } catch {
                throw CommandFailure(error.diagnostics)
            }
        }
        return cases
    }

    private func text(_ passed: Int, _ failures: [CELCaseRunner.Failure]) -> [UInt8] {
        var text = ""
        for failure in failures {
            text += "\(failure.id)\n  wanted: \(failure.wanted)\n  found:  \(failure.found)\n"
        }
        return Array("\(text)\(passed) passed, \(failures.count) failed\n".utf8)
    }

    private func document(_ passed: Int, _ failures: [CELCaseRunner.Failure]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("passed")
            writer.int(passed)
            writer.key("failed")
            writer.int(failures.count)
            writer.key("failures")
            writer.array { writer in
                for failure in failures {
                    writer.object { writer in
                        for (key, text) in [("id", failure.id), ("wanted", failure.wanted), ("found", failure.found)] {
                            writer.key(key)
                            writer.string(text)
                        }
                    }
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
