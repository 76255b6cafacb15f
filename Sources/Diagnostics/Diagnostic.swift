/// One thing that is wrong with what a user gave us, or that they should know about it.
public struct Diagnostic: Hashable, Sendable {
    /// How serious a diagnostic is.
    public enum Severity: String, Hashable, Sendable {
        /// The input can't be used.
        case error
        /// The input can be used, but probably does not say what was meant.
        case warning
        /// Something worth knowing.
        case note
    }

    /// A stable name for a kind of problem, dotted and in kebab-case: `rule.unknown-field`.
    ///
    /// The set is open: each module adds its codes as static members.
    public struct Code: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        /// The code as printed.
        public let text: String

        /// Creates a code from its text.
        public init(_ text: String) {
            self.text = text
        }

        /// Creates a code from its text.
        public init(stringLiteral value: String) {
            self.init(value)
        }

        /// The code as printed.
        public var description: String { text }
    }

    /// Another place that matters to a diagnostic.
    public struct Note: Hashable, Sendable {
        /// What is to be seen there, one sentence.
        public var message: String
        /// Where it is, when it has a place.
        public var position: SourcePosition?

        /// Creates a note.
        public init(_ message: String, at position: SourcePosition? = nil) {
            self.message = message
            self.position = position
        }
    }

    /// Which kind of problem it is.
    public var code: Code
    /// How serious it is.
    public var severity: Severity
    /// What is wrong: one sentence, lower case, no full stop, user input in backticks.
    public var message: String
    /// Where it is, in the user's own file.
    public var position: SourcePosition?
    /// How to mend it, when there is one good answer.
    public var hint: String?
    /// Other places that matter.
    public var notes: [Note]

    /// Creates a diagnostic.
    public init(
        _ code: Code,
        _ message: String,
        at position: SourcePosition? = nil,
        severity: Severity = .error,
        hint: String? = nil,
        notes: [Note] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.position = position
        self.hint = hint
        self.notes = notes
    }
}

extension Sequence<Diagnostic> {
    /// The diagnostics in the order of their positions; those without a place come first.
    public func sortedByPosition() -> [Diagnostic] {
        self.enumerated()
            .sorted { left, right in
                switch (left.element.position, right.element.position) {
                case (nil, nil): left.offset < right.offset
                case (nil, _): true
                case (_, nil): false
                case (let l?, let r?): l == r ? left.offset < right.offset : l < r
                }
            }
            .map(\.element)
    }
}
