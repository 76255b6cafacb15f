import ArgumentParser

/// `passgate screen`: names against lists.
struct ScreenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Screen the names of parties.",
        subcommands: [ScreenTestCommand.self]
    )
}
