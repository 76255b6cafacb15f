/// A piece of source text.
struct Token: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case identifier(String)
        /// A field name in backticks.
        case quotedIdentifier(String)
        /// An integer's magnitude; its text is read once the sign is known.
        case int(magnitude: UInt64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        /// A literal that was reported and can't be used.
        case badLiteral
        case symbol(Symbol)
        case end
    }

    enum Symbol: String, Sendable {
        case question = "?"
        case colon = ":"
        case or = "||"
        case and = "&&"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "=="
        case notEqual = "!="
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case modulo = "%"
        case not = "!"
        case dot = "."
        case comma = ","
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBracket = "["
        case closeBracket = "]"
        case openBrace = "{"
        case closeBrace = "}"
    }

    let kind: Kind
    /// The first byte of the token in the source.
    let start: Int
    /// The byte after the token.
    let end: Int
}
