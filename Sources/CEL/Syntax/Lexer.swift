/// Splits source text into tokens.
struct Lexer {
    let bytes: [UInt8]
    var position = 0
    var problems: ProblemList

    init(bytes: [UInt8]) {
        self.bytes = bytes
        problems = ProblemList(source: bytes)
    }

    /// The byte some way ahead, or nought behind the end.
    func byte(ahead distance: Int = 0) -> UInt8 {
        let index = position + distance
        return index < bytes.count ? bytes[index] : 0
    }

    mutating func next() -> Token {
        skipSpaceAndComments()
        let start = position
        guard position < bytes.count else { return Token(kind: .end, start: start, end: start) }
        let first = byte()
        let kind: Token.Kind
        if let prefix = stringPrefix() {
            kind = stringLiteral(prefix)
        } else if isIdentifierStart(first) {
            kind = identifier()
        } else if isDigit(first) || (first == UInt8(ascii: ".") && isDigit(byte(ahead: 1))) {
            kind = number()
        } else if first == UInt8(ascii: "`") {
            kind = quotedIdentifier()
        } else {
            kind = symbol()
        }
        return Token(kind: kind, start: start, end: position)
    }

    /// Whether this byte comes next, space and comments aside.
    func isFollowed(by byte: UInt8) -> Bool {
        var ahead = self
        ahead.skipSpaceAndComments()
        return ahead.position < bytes.count && bytes[ahead.position] == byte
    }

    private mutating func skipSpaceAndComments() {
        while position < bytes.count {
            switch byte() {
            case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
            case UInt8(ascii: "/") where byte(ahead: 1) == UInt8(ascii: "/"):
                while position < bytes.count, byte() != 0x0A { position += 1 }
            default: return
            }
        }
    }

    private mutating func identifier() -> Token.Kind {
        let start = position
        while isIdentifierPart(byte()) { position += 1 }
        return .identifier(text(from: start, to: position))
    }

    private mutating func quotedIdentifier() -> Token.Kind {
        let start = position
        position += 1
        while isIdentifierPart(byte())
            || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), 0x20].contains(byte())
        {
            position += 1
        }
        guard byte() == UInt8(ascii: "`"), position > start + 1 else {
            problems.add(.syntax, "a name in backticks holds letters, digits and `_ . - /` and a space", at: start)
            while position < bytes.count, byte() != UInt8(ascii: "`"), byte() != 0x0A { position += 1 }
            position = min(position + 1, bytes.count)
            return .badLiteral
        }
        position += 1
        return .quotedIdentifier(text(from: start + 1, to: position - 1))
    }

    private mutating func symbol() -> Token.Kind {
        let one = text(from: position, to: min(position + 1, bytes.count))
        let two = position + 2 <= bytes.count && bytes[position] < 0x80 ? text(from: position, to: position + 2) : one
        if let symbol = Token.Symbol(rawValue: two) {
            position += two.utf8.count
            return .symbol(symbol)
        }
        if bytes[position] < 0x80, let symbol = Token.Symbol(rawValue: one) {
            position += 1
            return .symbol(symbol)
        }
        let start = position
        position += 1
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        let hint: String? =
            switch bytes[start] {
            case UInt8(ascii: "="): "`==` compares"
            case UInt8(ascii: "&"): "`&&` is and"
            case UInt8(ascii: "|"): "`||` is or"
            default: nil
            }
        problems.add(.syntax, "`\(text(from: start, to: position))` has no meaning here", at: start, hint: hint)
        return .badLiteral
    }

    func text(from start: Int, to end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }

    func isIdentifierStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }

    func isIdentifierPart(_ byte: UInt8) -> Bool {
        isIdentifierStart(byte) || isDigit(byte)
    }

    func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    func hexValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
