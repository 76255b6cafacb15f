import Diagnostics

/// Gathers what is found wrong while a rulebook is read, so that reading can go on behind a problem.
final class Problems {
    private(set) var all: [Diagnostic] = []

    /// Whether anything was found that makes the rulebook unusable.
    var hasErrors: Bool { all.contains { $0.severity == .error } }

    /// Adds a problem.
    func report(_ diagnostic: Diagnostic) {
        all.append(diagnostic)
    }

    /// Adds a problem that consists of a code, a message and a place.
    func report(
        _ code: Diagnostic.Code,
        _ message: String,
        at position: SourcePosition?,
        hint: String? = nil,
        notes: [Diagnostic.Note] = []
    ) {
        report(Diagnostic(code, message, at: position, hint: hint, notes: notes))
    }

    /// Adds a warning.
    func warn(_ code: Diagnostic.Code, _ message: String, at position: SourcePosition?, hint: String? = nil) {
        report(Diagnostic(code, message, at: position, severity: .warning, hint: hint))
    }
}
