public import ArgumentParser

/// The `passgate` program: every subcommand hangs off this one.
public struct PassgateCommand: AsyncParsableCommand {
    /// What `passgate --help` shows.
    public static let configuration = CommandConfiguration(
        commandName: "passgate",
        abstract: "Decide chip orders through the US export gate and the China import gate, with proof.",
        version: "0.1.0",
        subcommands: [CELCommand.self]
    )

    /// Creates the command; ArgumentParser fills it in.
    public init() {}
}
