import Diagnostics

/// The call or its input is wrong: nothing was decided, and this is why.
struct CommandFailure: Error {
    /// Every problem.
    let diagnostics: [Diagnostic]
    /// The texts that positions speak of, by file name.
    let sources: [String: String]

    init(_ diagnostics: [Diagnostic], sources: [String: String] = [:]) {
        self.diagnostics = diagnostics
        self.sources = sources
    }

    /// A failure with one problem that has no place in a text.
    init(_ code: Diagnostic.Code, _ message: String, hint: String? = nil) {
        self.init([Diagnostic(code, message, hint: hint)])
    }

    /// The problems as people read them.
    var text: String { DiagnosticRenderer(sources: sources).text(of: diagnostics) }
}

/// How a command ends; the numbers are part of its interface.
enum ExitStatus {
    /// Done, and passable.
    static let passable: Int32 = 0
    /// Done, and not passable: a closed order, a failed case, a finding.
    static let notPassable: Int32 = 1
    /// The call or its input is wrong.
    static let wrongInput: Int32 = 2
    /// Undetermined, or to be reviewed.
    static let undetermined: Int32 = 3
    /// A fault of the program itself.
    static let fault: Int32 = 4
}
