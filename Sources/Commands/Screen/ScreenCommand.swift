import ArgumentParser

/// `passgate screen`: names against lists.
struct ScreenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Screen the names of parties against the lists in the store.",
        discussion: """
            Example: passgate screen "Example Trading Co., Ltd." --country CN
            """,
        subcommands: [
            ScreenNameCommand.self, ScreenListCommand.self, ScreenDecideCommand.self, ScreenAgainCommand.self,
            ScreenLogCommand.self, ScreenTestCommand.self,
        ],
        defaultSubcommand: ScreenNameCommand.self
    )
}
