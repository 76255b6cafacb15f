import Diagnostics
import Presenting
import Quantities

/// What a command may know of where it runs, and where it prints.
enum Terminal {
    /// Prints to standard output; a command prints only once it knows that it will succeed.
    static func print(_ text: String) throws { try print(Array(text.utf8)) }

    /// Prints bytes to standard output.
    static func print(_ bytes: [UInt8]) throws {
        do throws(SystemFiles.Failure) {
            try SystemFiles.writeOut(bytes)
        } catch {
            throw CommandFailure("output.failed", "the output can't be written: \(error.reason)")
        }
    }

    /// Prints to standard error, without what could disturb a terminal.
    static func note(_ text: String) { SystemFiles.writeError(safe(text)) }

    /// A text of one or more lines without control characters, which files of strangers may hold.
    static func safe(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).terminalSafe }
            .joined(separator: "\n")
    }

    /// Whether standard output takes colours: it is a terminal and `NO_COLOR` is not set.
    static var isColoured: Bool {
        SystemFiles.isTerminal(.output) && SystemFiles.environment("NO_COLOR") == nil
            && SystemFiles.environment("TERM") != "dumb"
    }

    /// How many columns texts may take.
    static var width: Int { min(max(SystemFiles.terminalWidth() ?? plainWidth, 60), 100) }

    /// The width of texts that go to a pipe or a file.
    private static let plainWidth = 80

    /// The date of today in UTC.
    static var today: CalendarDate {
        let days = SystemFiles.secondsSince1970() / 86_400
        return CalendarDate(daysSince1970: days) ?? epoch
    }

    private static var epoch: CalendarDate {
        guard let date = CalendarDate(daysSince1970: 0) else { preconditionFailure("1970 is a year of the calendar") }
        return date
    }
}
