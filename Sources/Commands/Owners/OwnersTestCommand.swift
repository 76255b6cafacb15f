import ArgumentParser
import Diagnostics
import Facts
import Ownership
import Rulebooks

/// `passgate owners test`: runs worked cases of ownership.
struct OwnersTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run worked cases of ownership and show where answers differ.",
        discussion: """
            Prints a line for each answer that differs (case, rule and key, what was expected, what was found), then how
            many cases passed and failed. A case that can't be read counts as failed.
            Exit code: 0 if all passed, 1 otherwise.

            Example: passgate owners test ownership-cases.json
            """
    )

    @OptionGroup var options: RulebookOptions

    @Flag(help: "Print one JSON document.")
    var json = false

    @Argument(help: ArgumentHelp("Files of cases; - for standard input.", valueName: "file"))
    var files: [String]

    func run() async throws {
        let definition = try OwnersInput.definition(options.loader())
        let inputs = try files.map { try OwnersInput($0, definition) }
        let runner = OwnershipCaseRunner(definition)
        var outcome = Outcome()
        for input in inputs {
            for entry in input.entries { outcome.add(entry, runner) }
        }
        try Terminal.print(json ? outcome.document : Array(Terminal.safe(outcome.text).utf8))
        if outcome.failed > 0 { throw ExitCode(ExitStatus.notPassable) }
    }

    /// What became of the cases.
    private struct Outcome {
        private var passed = 0
        private(set) var failed = 0
        private var mismatches: [OwnershipCaseRunner.Mismatch] = []
        private var problems: [(id: String?, diagnostic: Diagnostic)] = []

        mutating func add(_ entry: OwnershipFile.Entry, _ runner: OwnershipCaseRunner) {
            switch entry.content {
            case .success(let ownershipCase):
                let found = runner.mismatches(ownershipCase)
                mismatches += found
                if found.isEmpty { passed += 1 } else { failed += 1 }
            case .failure(let error):
                problems += error.diagnostics.map { (entry.id, $0) }
                failed += 1
            }
        }

        var text: String {
            var text = ""
            for mismatch in mismatches {
                text += "\(mismatch.id)  \(mismatch.name)  expected \(mismatch.expected), found \(mismatch.found)\n"
            }
            for (id, problem) in problems {
                let place = problem.position.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
                text += "\(id.map { $0 + "  " } ?? "")\(place)\(problem.message)\n"
            }
            return text + "\(passed) passed, \(failed) failed\n"
        }

        var document: [UInt8] {
            var writer = JSONWriter(isPretty: true)
            writer.object { writer in
                writer.key("passed")
                writer.int(passed)
                writer.key("failed")
                writer.int(failed)
                writer.key("failures")
                writer.array { writer in
                    for mismatch in mismatches {
                        writer.object { writer in
                            for (key, text) in [
                                ("case", mismatch.id), ("answer", mismatch.name), ("expected", mismatch.expected),
                                ("found", mismatch.found),
                            ] {
                                writer.key(key)
                                writer.string(text)
                            }
                        }
                    }
                    for (id, problem) in problems {
                        writer.object { writer in
                            writer.key("case")
                            writer.string(id)
                            writer.key("problem")
                            writer.string(problem.message)
                        }
                    }
                }
            }
            return writer.bytes + [UInt8(ascii: "\n")]
        }
    }
}
