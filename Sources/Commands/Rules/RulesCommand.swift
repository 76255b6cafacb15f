import ArgumentParser

/// `passgate rules`: the rulebook.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Look into the rulebook and test it.",
        subcommands: [
            RulesListCommand.self, RulesShowCommand.self, RulesFactsCommand.self, RulesTestCommand.self,
            RulesLintCommand.self, RulesEmbedCommand.self,
        ]
    )
}
