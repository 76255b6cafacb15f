extension Lexer {
    /// Reads a number; its sign, if it has one, was a token of its own.
    mutating func number() -> Token.Kind {
        let start = position
        if byte() == UInt8(ascii: "0"), byte(ahead: 1) == UInt8(ascii: "x"), hexValue(byte(ahead: 2)) != nil {
            position += 2
            let digits = position
            while hexValue(byte()) != nil { position += 1 }
            return integer(text(from: digits, to: position), radix: 16, start: start)
        }
        while isDigit(byte()) { position += 1 }
        var isDouble = false
        if byte() == UInt8(ascii: "."), isDigit(byte(ahead: 1)) {
            isDouble = true
            position += 1
            while isDigit(byte()) { position += 1 }
        }
        if hasExponent {
            isDouble = true
            position += isDigit(byte(ahead: 1)) ? 1 : 2
            while isDigit(byte()) { position += 1 }
        }
        let text = text(from: start, to: position)
        guard isDouble else { return integer(text, radix: 10, start: start) }
        guard let value = Double(text), value.isFinite else {
            problems.add(.literal, "`\(text)` is too great for a double", at: start)
            return .badLiteral
        }
        return .double(value)
    }

    private var hasExponent: Bool {
        guard byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") else { return false }
        if isDigit(byte(ahead: 1)) { return true }
        let sign = byte(ahead: 1)
        return (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")) && isDigit(byte(ahead: 2))
    }

    private mutating func integer(_ digits: String, radix: Int, start: Int) -> Token.Kind {
        let isUnsigned = byte() == UInt8(ascii: "u") || byte() == UInt8(ascii: "U")
        if isUnsigned { position += 1 }
        guard let value = UInt64(digits, radix: radix) else {
            problems.add(.literal, "`\(text(from: start, to: position))` does not fit in 64 bits", at: start)
            return .badLiteral
        }
        return isUnsigned ? .uint(value) : .int(magnitude: value)
    }
}
