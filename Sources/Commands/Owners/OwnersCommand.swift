import ArgumentParser

/// `passgate owners`: who owns a party, and what follows from it.
struct OwnersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "owners",
        abstract: "Answer ownership rules over a graph of owners, with proof; show headquarters and parents.",
        subcommands: [OwnersShowCommand.self, OwnersTestCommand.self],
        defaultSubcommand: OwnersShowCommand.self
    )
}
