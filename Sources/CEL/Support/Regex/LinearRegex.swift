/// A regular expression in the syntax of RE2, matched in time linear in the text.
///
/// There are no backreferences and no lookaround, which no linear matcher can have.
/// Syntax: https://github.com/google/re2/wiki/Syntax, without `\C`.
struct LinearRegex: Sendable {
    /// The most instructions that a pattern may compile to.
    static let maximumProgramSize = 10_000

    /// The pattern as it was written.
    let pattern: String
    private let program: RegexProgram

    /// Compiles a pattern.
    init(_ pattern: String) throws(RegexError) {
        self.pattern = pattern
        var compiler = RegexCompiler(pattern)
        program = try compiler.compile()
    }

    /// The number of instructions: matching costs at most this for each code point of the text.
    var programSize: Int { program.instructions.count }

    /// Whether some part of the text matches.
    func matches(_ text: String) -> Bool {
        program.matches(text)
    }
}

/// Why a pattern is not a regular expression.
struct RegexError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in one sentence.
    let message: String
    /// Where, in code points from the pattern's start.
    let offset: Int

    var description: String { message }
}
