import ArgumentParser

/// `passgate cel`: the expression language by itself.
struct CELCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cel",
        abstract: "Try the expression language in which conditions are written.",
        subcommands: [CELEvalCommand.self, CELTestCommand.self]
    )
}
