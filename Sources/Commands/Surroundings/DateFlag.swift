import Diagnostics
import Quantities

/// Dates in flags.
enum DateFlag {
    /// The date that a flag names; nil where it is not given.
    ///
    /// - Throws: `CommandFailure`, code `call.bad-date`.
    static func date(_ flag: String, _ text: String?) throws(CommandFailure) -> CalendarDate? {
        guard let text else { return nil }
        if let date = CalendarDate(iso: text) { return date }
        throw CommandFailure([problem(flag, text)], sources: [flag: text])
    }

    /// What is wrong with a date that does not exist.
    static func problem(_ flag: String, _ text: String) -> Diagnostic {
        Diagnostic(
            "call.bad-date",
            "`\(text)` is not a date that exists",
            at: SourcePosition(file: flag, line: 1, column: 1),
            hint: "write year, month and day, for example 2026-02-15"
        )
    }
}
