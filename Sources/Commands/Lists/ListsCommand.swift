import ArgumentParser

/// `passgate lists`: the lists against which parties are screened.
struct ListsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "Import lists of parties and look into them.",
        subcommands: [
            ListsImportCommand.self, ListsStatusCommand.self, ListsDiffCommand.self, ListsShowCommand.self,
        ]
    )
}
