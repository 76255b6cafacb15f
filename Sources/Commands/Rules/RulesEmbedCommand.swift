import ArgumentParser
import Diagnostics
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
        let source = try RulebookFolder.source(at: rulebook)
        let snapshot: [UInt8]
        do throws(RulebookError) {
            snapshot = try RulebookSnapshot.encode(source)
        } catch {
            throw CommandFailure(error, in: source)
        }
        do throws(SystemFiles.Failure) {
            try SystemFiles.write(snapshot, to: output)
        } catch {
            throw CommandFailure("output.failed", "`\(output)` can't be written: \(error.reason)")
        }
    }
}
