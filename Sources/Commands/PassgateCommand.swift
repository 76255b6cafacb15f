public import ArgumentParser

/// The `passgate` program: every subcommand hangs off this one.
public struct PassgateCommand: AsyncParsableCommand {
    /// What `passgate --help` shows.
    public static let configuration = CommandConfiguration(
        commandName: "passgate",
        abstract: "Decide orders for AI chips through the export and import gates of two countries, with proof.",
        version: "0.1.0",
        subcommands: [
            CheckCommand.self, ScreenCommand.self, ListsCommand.self, OwnersCommand.self, RulesCommand.self,
            ChipsCommand.self, CELCommand.self,
        ]
    )

    /// Creates the command; ArgumentParser fills it in.
    public init() {}

    /// Runs the command that the arguments name.
    ///
    /// - Parameter arguments: the arguments without the program's own name.
    /// - Returns: the status to leave with: 0 done and passable, 1 done and not passable, 2 the call or its input is
    ///   wrong, 3 undetermined, 4 a fault of the program.
    public static func status(of arguments: [String]) async -> Int32 {
        do {
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return ExitStatus.passable
        } catch let failure as CommandFailure {
            Terminal.note(failure.text)
            return ExitStatus.wrongInput
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            return status(of: error)
        }
    }

    /// Prints what the argument parser has to say: help, the version, or what is wrong with the call.
    private static func status(of error: any Error) -> Int32 {
        let message = fullMessage(for: error) + "\n"
        switch exitCode(for: error) {
        case .success:
            do {
                try Terminal.print(message)
                return ExitStatus.passable
            } catch {
                return ExitStatus.wrongInput
            }
        case .validationFailure:
            Terminal.note(message)
            return ExitStatus.wrongInput
        default:
            Terminal.note("fault: \(message)")
            return ExitStatus.fault
        }
    }
}
