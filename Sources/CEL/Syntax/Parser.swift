/// Reads an expression from its text.
///
/// Operators are read by precedence, the rest by recursive descent whose depth is bounded.
struct Parser {
    /// Ends the reading; what is wrong has been reported.
    struct Abort: Error {}

    var lexer: Lexer
    var token: Token
    let limits: Limits
    private var depth = 0

    /// Reads the whole source as one expression.
    static func parse(_ source: String, limits: Limits) throws(CELError) -> Syntax {
        let bytes = Array(source.utf8)
        guard bytes.count <= limits.sourceBytes else {
            var problems = ProblemList(source: [])
            problems.add(
                .limit,
                "the expression is \(bytes.count) bytes long, and \(limits.sourceBytes) is the most",
                at: 0
            )
            throw problems.error()
        }
        var parser = Parser(bytes: bytes, limits: limits)
        do throws(Abort) {
            let syntax = try parser.wholeExpression()
            guard parser.lexer.problems.isEmpty else { throw Abort() }
            return syntax
        } catch {
            throw parser.lexer.problems.error()
        }
    }

    private init(bytes: [UInt8], limits: Limits) {
        lexer = Lexer(bytes: bytes)
        token = lexer.next()
        self.limits = limits
    }

    private mutating func wholeExpression() throws(Abort) -> Syntax {
        let syntax = try expression()
        guard case .end = token.kind else { throw unexpected(wanted: "an operator or the end") }
        return syntax
    }

    // MARK: - Tokens

    mutating func advance() {
        token = lexer.next()
    }

    func isAt(_ symbol: Token.Symbol) -> Bool {
        token.kind == .symbol(symbol)
    }

    mutating func accept(_ symbol: Token.Symbol) -> Bool {
        guard isAt(symbol) else { return false }
        advance()
        return true
    }

    /// Steps over a symbol that must be here, and returns the byte after it.
    @discardableResult
    mutating func expect(_ symbol: Token.Symbol) throws(Abort) -> Int {
        guard isAt(symbol) else { throw unexpected(wanted: "`\(symbol.rawValue)`") }
        let end = token.end
        advance()
        return end
    }

    mutating func unexpected(wanted: String) -> Abort {
        // A literal or character that the lexer could not read has been reported already.
        if token.kind == .badLiteral { return Abort() }
        let found =
            token.kind == .end ? "the end" : "`\(lexer.text(from: token.start, to: min(token.end, token.start + 40)))`"
        lexer.problems.add(.syntax, "found \(found) where \(wanted) should be", at: token.start)
        return Abort()
    }

    mutating func checked(_ syntax: Syntax) throws(Abort) -> Syntax {
        guard syntax.depth <= limits.depth else { throw tooDeep(at: syntax.focus) }
        return syntax
    }

    private mutating func tooDeep(at offset: Int) -> Abort {
        lexer.problems.add(
            .limit,
            "the expression is nested too deeply here: \(limits.depth) levels are the most",
            at: offset
        )
        return Abort()
    }

    // MARK: - Operators

    mutating func expression() throws(Abort) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw tooDeep(at: token.start) }
        let condition = try binary(from: 1)
        guard isAt(.question) else { return condition }
        let focus = token.start
        advance()
        let first = try binary(from: 1)
        try expect(.colon)
        let second = try expression()
        return try checked(
            Syntax(
                .call(Operator.conditional, [condition, first, second], isRooted: false),
                from: condition.start,
                to: second.end,
                focus: focus
            )
        )
    }

    private func binaryOperator() -> (name: String, precedence: Int)? {
        switch token.kind {
        case .symbol(.or): (Operator.or, 1)
        case .symbol(.and): (Operator.and, 2)
        case .symbol(.less): (Operator.less, 3)
        case .symbol(.lessOrEqual): (Operator.lessOrEqual, 3)
        case .symbol(.greater): (Operator.greater, 3)
        case .symbol(.greaterOrEqual): (Operator.greaterOrEqual, 3)
        case .symbol(.equal): (Operator.equal, 3)
        case .symbol(.notEqual): (Operator.notEqual, 3)
        case .identifier("in"): (Operator.membership, 3)
        case .symbol(.plus): (Operator.add, 4)
        case .symbol(.minus): (Operator.subtract, 4)
        case .symbol(.times): (Operator.multiply, 5)
        case .symbol(.divide): (Operator.divide, 5)
        case .symbol(.modulo): (Operator.modulo, 5)
        default: nil
        }
    }

    private mutating func binary(from minimum: Int) throws(Abort) -> Syntax {
        var left = try unary()
        var chain = LogicChain()
        while let (name, precedence) = binaryOperator(), precedence >= minimum {
            let focus = token.start
            advance()
            let right = try binary(from: precedence + 1)
            if precedence <= 2 {
                if chain.name != name {
                    if chain.name != nil { left = chain.balanced() }
                    chain = LogicChain(name: name, terms: [left])
                }
                chain.append(right, focus: focus)
            } else {
                left = try checked(
                    Syntax(.call(name, [left, right], isRooted: false), from: left.start, to: right.end, focus: focus)
                )
            }
        }
        return chain.name == nil ? left : try checked(chain.balanced())
    }

    private mutating func unary() throws(Abort) -> Syntax {
        guard isAt(.not) || isAt(.minus) else { return try member(of: nil) }
        let symbol = token.kind
        var starts: [Int] = []
        while token.kind == symbol {
            starts.append(token.start)
            advance()
        }
        var operand: Syntax
        if symbol == .symbol(.minus), let literal = try negativeLiteral(from: starts[starts.count - 1]) {
            starts.removeLast()
            operand = try member(of: literal)
        } else {
            operand = try member(of: nil)
        }
        let name = symbol == .symbol(.not) ? Operator.not : Operator.negate
        for start in starts.reversed() {
            operand = try checked(Syntax(.call(name, [operand], isRooted: false), from: start, to: operand.end))
        }
        return operand
    }

    /// The number behind a minus as one literal, so that the least integer can be written.
    private mutating func negativeLiteral(from start: Int) throws(Abort) -> Syntax? {
        let value: Value
        switch token.kind {
        case .int(let magnitude):
            guard magnitude <= 1 << 63 else {
                lexer.problems.add(
                    .literal,
                    "`\(lexer.text(from: start, to: token.end))` is below the least int",
                    at: start
                )
                throw Abort()
            }
            value = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
        case .double(let magnitude): value = .double(-magnitude)
        default: return nil
        }
        let end = token.end
        advance()
        return Syntax(.literal(value), from: start, to: end)
    }
}

/// Terms joined by one of `&&` and `||`, made into a tree of logarithmic depth.
private struct LogicChain {
    var name: String?
    var terms: [Syntax] = []
    var focuses: [Int] = []

    mutating func append(_ term: Syntax, focus: Int) {
        terms.append(term)
        focuses.append(focus)
    }

    func balanced() -> Syntax {
        tree(0, terms.count - 1)
    }

    private func tree(_ first: Int, _ last: Int) -> Syntax {
        guard first < last, let name else { return terms[first] }
        let middle = (first + last) / 2
        let left = tree(first, middle)
        let right = tree(middle + 1, last)
        return Syntax(
            .call(name, [left, right], isRooted: false),
            from: left.start,
            to: right.end,
            focus: focuses[middle]
        )
    }
}
