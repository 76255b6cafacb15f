public import Diagnostics

/// What is wrong with an expression: every problem that was found, in the order of their places.
public struct CELError: Error, Hashable, Sendable {
    /// One problem.
    public struct Problem: Hashable, Sendable {
        /// Which kind of problem it is.
        public var code: Diagnostic.Code
        /// What is wrong, one sentence, user input in backticks.
        public var message: String
        /// Where it is: bytes of UTF-8 from the start of the source.
        public var offset: Int
        /// The line in the source, from 1.
        public var line: Int
        /// The column in the line in code points, from 1.
        public var column: Int
        /// How to mend it, when there is one good answer.
        public var hint: String?

        /// The problem as a diagnostic about a file that holds the expression and nothing else.
        public func diagnostic(in file: String) -> Diagnostic {
            Diagnostic(code, message, at: SourcePosition(file: file, line: line, column: column), hint: hint)
        }
    }

    /// The problems; never empty.
    public let problems: [Problem]
}

extension CELError: CustomStringConvertible {
    /// The problems, one a line.
    public var description: String {
        problems.map { "\($0.line):\($0.column): \($0.message)" }.joined(separator: "\n")
    }
}

extension Diagnostic.Code {
    /// The text is not an expression.
    static let syntax: Self = "cel.syntax"
    /// A literal can't be read: a number out of range, an escape that does not exist.
    static let literal: Self = "cel.literal"
    /// The expression is longer or nested deeper than the limits allow.
    static let limit: Self = "cel.limit"
    /// A name is not declared.
    static let unknownName: Self = "cel.unknown-name"
    /// A function is not declared.
    static let unknownFunction: Self = "cel.unknown-function"
    /// No overload of a function takes arguments of these types.
    static let noOverload: Self = "cel.no-overload"
    /// An expression has another type than its place asks for.
    static let type: Self = "cel.type"
    /// A macro is not used as it must be.
    static let macro: Self = "cel.macro"
}

/// A collector of problems in one source.
struct ProblemList {
    private let source: [UInt8]
    private(set) var problems: [CELError.Problem] = []

    // Problems beyond this many help nobody, and would let a short text make a long report.
    private static let capacity = 50

    init(source: [UInt8]) {
        self.source = source
    }

    var isEmpty: Bool { problems.isEmpty }

    /// Whether a further problem would be left out.
    var isFull: Bool { problems.count >= ProblemList.capacity }

    mutating func add(_ code: Diagnostic.Code, _ message: String, at offset: Int, hint: String? = nil) {
        guard !isFull else { return }
        let (line, column) = position(at: offset)
        let problem = CELError.Problem(
            code: code,
            message: message,
            offset: offset,
            line: line,
            column: column,
            hint: hint
        )
        if !problems.contains(problem) { problems.append(problem) }
    }

    func error() -> CELError {
        CELError(problems: problems.sorted { $0.offset < $1.offset })
    }

    private func position(at offset: Int) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in source.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
