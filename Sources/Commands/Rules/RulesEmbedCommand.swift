import ArgumentParser
import Diagnostics
import Foundation
import Rulebooks

/// `passgate rules embed`: packs a rulebook for the program to carry; of use only where the program is built.
struct RulesEmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Pack a rulebook into one file, parsed already.",
        discussion: "Example: passgate rules embed --rulebook rulebook --output snapshot.bin",
        shouldDisplay: false
    )

    @Option(help: "The folder of the rulebook.")
    var rulebook: String

    @Option(help: "The file to write.")
    var output: String

    func run() async throws {
        let snapshot: [UInt8]
        do {
            snapshot = try RulebookSnapshot.encode(RulebookFolder.source(rulebook))
        } catch let error {
            StandardError.show(DiagnosticRenderer().text(of: error.diagnostics))
            throw ExitCode(2)
        }
        do {
            try Data(snapshot).write(to: URL(filePath: output), options: .atomic)
        } catch {
            StandardError.show("error: `\(output)` can't be written\n")
            throw ExitCode(2)
        }
    }
}
