import ArgumentParser

/// `passgate rules`: the rulebook.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Look into the rulebook and test it.",
        subcommands: [RulesTestCommand.self, RulesEmbedCommand.self]
    )
}
