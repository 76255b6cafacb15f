extension Lexer {
    /// What stands before the opening quote of a string.
    struct StringPrefix {
        var isRaw = false
        var isBytes = false
        var length = 0
    }

    /// The prefix of the string literal that starts here, or nil when none does.
    func stringPrefix() -> StringPrefix? {
        var prefix = StringPrefix()
        while prefix.length <= 2 {
            switch byte(ahead: prefix.length) {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): return prefix
            case UInt8(ascii: "r") where !prefix.isRaw, UInt8(ascii: "R") where !prefix.isRaw: prefix.isRaw = true
            case UInt8(ascii: "b") where !prefix.isBytes, UInt8(ascii: "B") where !prefix.isBytes: prefix.isBytes = true
            default: return nil
            }
            prefix.length += 1
        }
        return nil
    }

    /// Reads a string literal whose prefix was looked at.
    mutating func stringLiteral(_ prefix: StringPrefix) -> Token.Kind {
        let start = position
        position += prefix.length
        let quote = byte()
        let isTriple = byte(ahead: 1) == quote && byte(ahead: 2) == quote
        position += isTriple ? 3 : 1
        var content: [UInt8] = []
        var isSound = true
        while true {
            guard position < bytes.count else {
                problems.add(.syntax, "this string has no closing quote", at: start)
                return .badLiteral
            }
            let current = byte()
            if current == quote, !isTriple || (byte(ahead: 1) == quote && byte(ahead: 2) == quote) {
                position += isTriple ? 3 : 1
                break
            }
            if !isTriple, current == 0x0A || current == 0x0D {
                problems.add(
                    .syntax,
                    "this string has no closing quote on its line",
                    at: start,
                    hint: "a string of several lines stands in triple quotes"
                )
                // Where the string should have ended is not known, so what follows can't be judged.
                position = bytes.count
                return .badLiteral
            }
            if current == UInt8(ascii: "\\"), !prefix.isRaw {
                isSound = escape(into: &content, isBytes: prefix.isBytes) && isSound
            } else {
                content.append(current)
                position += 1
            }
        }
        guard isSound else { return .badLiteral }
        return prefix.isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    }

    /// Reads one escape; false when there is none such, which is then reported.
    private mutating func escape(into content: inout [UInt8], isBytes: Bool) -> Bool {
        let start = position
        let letter = byte(ahead: 1)
        position += 2
        switch letter {
        case UInt8(ascii: "a"): content.append(0x07)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "v"): content.append(0x0B)
        case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            content.append(letter)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            return code(digits: 2, radix: 16, from: start, into: &content, isBytes: isBytes)
        case UInt8(ascii: "u") where !isBytes:
            return code(digits: 4, radix: 16, from: start, into: &content, isBytes: false)
        case UInt8(ascii: "U") where !isBytes:
            return code(digits: 8, radix: 16, from: start, into: &content, isBytes: false)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            position -= 1
            return code(digits: 3, radix: 8, from: start, into: &content, isBytes: isBytes)
        default:
            position = min(position, bytes.count)
            while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
            let written = text(from: start, to: position)
            let isWide = isBytes && (letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U"))
            problems.add(
                .literal,
                isWide ? "`\(written)` is an escape of strings, not of bytes" : "`\(written)` is no escape",
                at: start,
                hint: isWide ? nil : "a backslash itself is written `\\\\`"
            )
            return false
        }
        return true
    }

    private mutating func code(
        digits: Int,
        radix: UInt32,
        from start: Int,
        into content: inout [UInt8],
        isBytes: Bool
    ) -> Bool {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = hexValue(byte()), digit < radix else {
                problems.add(.literal, "`\(text(from: start, to: position))` needs \(digits) digits", at: start)
                return false
            }
            value = value &* radix &+ digit
            position += 1
        }
        if isBytes {
            content.append(UInt8(truncatingIfNeeded: value))
            return true
        }
        guard let scalar = Unicode.Scalar(value) else {
            problems.add(.literal, "`\(text(from: start, to: position))` is no Unicode code point", at: start)
            return false
        }
        content.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        return true
    }
}
