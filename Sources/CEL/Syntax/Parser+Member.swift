extension Parser {
    /// Words that can't be names of variables or functions, but may be field names.
    static let reservedWords: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]

    /// Words that can't be any name.
    private static let keywords: Set<String> = ["in", "true", "false", "null"]

    /// Reads a primary expression, unless one is given, and the selections, calls and indexes behind it.
    mutating func member(of given: Syntax?) throws(Abort) -> Syntax {
        var operand: Syntax
        if let given { operand = given } else { operand = try primary() }
        while true {
            if isAt(.dot) {
                advance()
                operand = try checked(try selection(of: operand))
            } else if isAt(.openBracket) {
                let focus = token.start
                advance()
                let isOptional = accept(.question)
                let index = try expression()
                let end = try expect(.closeBracket)
                let name = isOptional ? Operator.optionalIndex : Operator.index
                operand = try checked(
                    Syntax(.call(name, [operand, index], isRooted: false), from: operand.start, to: end, focus: focus)
                )
            } else if isAt(.openBrace), isName(operand) {
                lexer.problems.add(.syntax, "messages can't be built in this language", at: token.start)
                throw Abort()
            } else {
                return operand
            }
        }
    }

    private func isName(_ syntax: Syntax) -> Bool {
        var syntax = syntax
        while case .select(let operand, _, false) = syntax.kind { syntax = operand }
        if case .identifier = syntax.kind { return true }
        return false
    }

    private mutating func selection(of operand: Syntax) throws(Abort) -> Syntax {
        let isOptional = accept(.question)
        let focus = token.start
        let end = token.end
        let field: String
        let mayBeCall: Bool
        switch token.kind {
        case .identifier(let name) where !Parser.keywords.contains(name):
            field = name
            mayBeCall = !isOptional
        case .quotedIdentifier(let name):
            field = name
            mayBeCall = false
        default: throw unexpected(wanted: "a field name")
        }
        advance()
        guard mayBeCall, isAt(.openParenthesis) else {
            return Syntax(
                .select(operand, field: field, isOptional: isOptional),
                from: operand.start,
                to: end,
                focus: focus
            )
        }
        advance()
        let (arguments, callEnd) = try self.arguments()
        return try expandMember(operand, field, arguments, end: callEnd, focus: focus)
    }

    /// Reads arguments up to the closing parenthesis, and returns the byte after it too.
    private mutating func arguments() throws(Abort) -> ([Syntax], Int) {
        var arguments: [Syntax] = []
        if !isAt(.closeParenthesis) {
            repeat { arguments.append(try expression()) } while accept(.comma)
        }
        return (arguments, try expect(.closeParenthesis))
    }

    private mutating func primary() throws(Abort) -> Syntax {
        let start = token.start
        let end = token.end
        switch token.kind {
        case .int(let magnitude):
            guard let value = Int64(exactly: magnitude) else {
                lexer.problems.add(.literal, "`\(magnitude)` is above the greatest int", at: start)
                throw Abort()
            }
            return literal(.int(value))
        case .uint(let value): return literal(.uint(value))
        case .double(let value): return literal(.double(value))
        case .string(let text): return literal(.string(text))
        case .bytes(let bytes): return literal(.bytes(bytes))
        case .identifier("true"): return literal(.bool(true))
        case .identifier("false"): return literal(.bool(false))
        case .identifier("null"): return literal(.null)
        case .badLiteral:
            // Reported by the lexer; what follows may hold more that is wrong.
            advance()
            return Syntax(.invalid, from: start, to: end)
        case .identifier: return try name(isRooted: false, start: start)
        case .symbol(.dot):
            advance()
            return try name(isRooted: true, start: start)
        case .symbol(.openParenthesis):
            advance()
            let inner = try expression()
            let end = try expect(.closeParenthesis)
            // A literal keeps its own extent, from which its digits are read again where they must be exact.
            if case .literal = inner.kind { return inner }
            return Syntax(inner.kind, from: start, to: end, focus: inner.focus)
        case .symbol(.openBracket): return try list()
        case .symbol(.openBrace): return try map()
        default: throw unexpected(wanted: "an expression")
        }
    }

    private mutating func literal(_ value: Value) -> Syntax {
        let syntax = Syntax(.literal(value), from: token.start, to: token.end)
        advance()
        return syntax
    }

    private mutating func name(isRooted: Bool, start: Int) throws(Abort) -> Syntax {
        guard case .identifier(let name) = token.kind, !Parser.keywords.contains(name) else {
            throw unexpected(wanted: "a name")
        }
        guard !Parser.reservedWords.contains(name) else {
            lexer.problems.add(.syntax, "`\(name)` is a reserved word and can't be a name", at: token.start)
            throw Abort()
        }
        let end = token.end
        advance()
        guard accept(.openParenthesis) else {
            return Syntax(.identifier(name, isRooted: isRooted), from: start, to: end)
        }
        let (arguments, callEnd) = try self.arguments()
        return try checked(try expandCall(name, arguments, isRooted: isRooted, from: start, to: callEnd))
    }

    private mutating func list() throws(Abort) -> Syntax {
        let start = token.start
        advance()
        var elements: [Syntax.Element] = []
        // The grammar's last comma may stand alone.
        if isAt(.comma), lexer.isFollowed(by: UInt8(ascii: "]")) { advance() }
        while !isAt(.closeBracket) {
            let isOptional = accept(.question)
            elements.append(Syntax.Element(value: try expression(), isOptional: isOptional))
            guard accept(.comma) else { break }
        }
        let end = try expect(.closeBracket)
        return try checked(Syntax(.list(elements), from: start, to: end))
    }

    private mutating func map() throws(Abort) -> Syntax {
        let start = token.start
        advance()
        var entries: [Syntax.Entry] = []
        if isAt(.comma), lexer.isFollowed(by: UInt8(ascii: "}")) { advance() }
        while !isAt(.closeBrace) {
            let isOptional = accept(.question)
            let key = try expression()
            try expect(.colon)
            entries.append(Syntax.Entry(key: key, value: try expression(), isOptional: isOptional))
            guard accept(.comma) else { break }
        }
        let end = try expect(.closeBrace)
        return try checked(Syntax(.map(entries), from: start, to: end))
    }
}
