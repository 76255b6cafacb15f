/// The text of a pattern while it is read, and the pieces of it that have no inner structure.
struct RegexScanner {
    private let scalars: [Unicode.Scalar]
    /// The code points read so far.
    private(set) var index = 0
    // Once a search for `:]` has failed, none is repeated: the pattern is read in linear time.
    private var hasNoClassEnd = false

    init(_ pattern: String) {
        scalars = Array(pattern.unicodeScalars)
    }

    /// The code point `ahead` places on, or nil at the end.
    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        index + ahead < scalars.count ? scalars[index + ahead] : nil
    }

    mutating func skip(_ count: Int = 1) {
        index += count
    }

    mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek() else { return nil }
        index += 1
        return scalar
    }

    func error(_ message: String, at offset: Int) -> RegexError {
        RegexError(message: message, offset: offset)
    }

    private func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
        return String(view)
    }

    // MARK: - Repetitions

    /// Takes `{n}`, `{n,}` or `{n,m}`; nil and nothing taken when the brace stands for itself.
    mutating func takeRepetition() -> (low: Int, high: Int?)? {
        var end = index + 1
        func number() -> Int? {
            let digits = scalars[end...].prefix { ("0"..."9").contains($0) }
            // A number with a needless zero in front is none.
            guard !digits.isEmpty, digits.count == 1 || digits.first != "0" else { return nil }
            end += digits.count
            return digits.count > 4 ? 10_000 : digits.reduce(0) { $0 * 10 + Int($1.value - 48) }
        }
        func has(_ scalar: Unicode.Scalar) -> Bool { end < scalars.count && scalars[end] == scalar }

        guard end <= scalars.count, let low = number() else { return nil }
        var high: Int? = low
        if has(",") {
            end += 1
            high = nil
            if !has("}") {
                guard let given = number() else { return nil }
                high = given
            }
        }
        guard has("}") else { return nil }
        index = end + 1
        return (low, high)
    }

    // MARK: - Groups

    /// Takes the rest of `(?P<name>` or `(?<name>`; nil when the group has no name.
    mutating func takeGroupName(from start: Int) throws(RegexError) -> String? {
        var begin = index
        if peek() == "P", peek(1) == "<" {
            begin += 2
        } else if peek() == "<" {
            if peek(1) == "=" || peek(1) == "!" { throw lookaround(at: start) }
            begin += 1
        } else {
            if peek() == "P", peek(1) == "=" { throw backreference(at: start) }
            return nil
        }
        guard let end = scalars[begin...].firstIndex(of: ">") else {
            throw error("the group name has no closing `>`", at: start)
        }
        let name = text(begin..<end)
        let isName =
            !name.isEmpty
            && name.unicodeScalars.allSatisfy { $0.isASCII && ($0 == "_" || $0.properties.isAlphabetic || $0.isDigit) }
        guard isName else { throw error("a group name has letters, digits and `_` only", at: start) }
        index = end + 1
        return name
    }

    /// Takes the letters of `(?flags)` or `(?flags:`, up to the last character.
    mutating func takeFlags(
        _ current: RegexCompiler.Flags,
        from start: Int
    ) throws(RegexError) -> RegexCompiler.Flags {
        if peek() == "=" || peek() == "!" { throw lookaround(at: start) }
        var flags = current
        var turnsOn = true
        var isFlagWanted = false
        while let scalar = peek() {
            switch scalar {
            case "i": flags.ignoresCase = turnsOn
            case "m": flags.isMultiline = turnsOn
            case "s": flags.dotTakesNewline = turnsOn
            case "U": break  // lazy and greedy change places, and the same texts match
            case "-" where turnsOn:
                turnsOn = false
                isFlagWanted = true
                skip()
                continue
            case ":" where !isFlagWanted, ")" where !isFlagWanted: return flags
            default: throw error("`\(text(start..<index + 1))` starts no group that is supported", at: start)
            }
            isFlagWanted = false
            skip()
        }
        throw error("missing `)`", at: start)
    }

    private func lookaround(at offset: Int) -> RegexError {
        error("lookahead and lookbehind are not supported", at: offset)
    }

    private func backreference(at offset: Int) -> RegexError {
        error("backreferences are not supported", at: offset)
    }

    // MARK: - Escapes

    /// Takes `\d`, `\pL`, `\p{Greek}` and their like; nil and nothing taken when no class is named.
    mutating func takeNamedClass() throws(RegexError) -> ScalarSet.Part? {
        guard peek() == "\\", let letter = peek(1) else { return nil }
        if let part = ScalarSet.Part(perl: letter) {
            skip(2)
            return part
        }
        guard letter == "p" || letter == "P" else { return nil }
        let start = index
        skip(2)
        var name = ""
        if peek() == "{" {
            guard let end = scalars[index...].firstIndex(of: "}") else { throw error("missing `}`", at: start) }
            name = text(index + 1..<end)
            index = end + 1
        } else if let single = next() {
            name = text(index - 1..<index)
            if single == "^" { throw error("a negated class name needs braces", at: start) }
        }
        guard var part = ScalarSet.Part(unicode: name) else {
            throw error("`\(text(start..<index))` names no class", at: start)
        }
        if letter == "P" { part.isNegated.toggle() }
        return part
    }

    /// Takes an escape that stands for one code point.
    mutating func takeEscape() throws(RegexError) -> Unicode.Scalar {
        let start = index
        skip()
        guard let letter = next() else { throw error("`\\` at the end of the pattern", at: start) }
        switch letter {
        case "a": return "\u{07}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{0B}"
        case "x": return try takeHexadecimal(from: start)
        case "1"..."7":
            // A single digit would refer back to a group.
            guard let second = peek(), ("0"..."7").contains(second) else { throw backreference(at: start) }
            return takeOctal(letter)
        case "0": return takeOctal(letter)
        case "8", "9": throw backreference(at: start)
        default:
            guard letter.isASCII, !letter.properties.isAlphabetic, !letter.isDigit else {
                throw error("`\(text(start..<index))` is no escape", at: start)
            }
            return letter
        }
    }

    private mutating func takeOctal(_ first: Unicode.Scalar) -> Unicode.Scalar {
        var value = first.value - 48
        for _ in 0..<2 {
            guard let digit = peek(), ("0"..."7").contains(digit) else { break }
            value = value * 8 + digit.value - 48
            skip()
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private mutating func takeHexadecimal(from start: Int) throws(RegexError) -> Unicode.Scalar {
        var digits = text(index..<index + 2)
        if peek() == "{", let end = scalars[index...].firstIndex(of: "}") {
            digits = text(index + 1..<end)
            index = end + 1
        } else {
            skip(2)
        }
        let isHexadecimal = digits.utf8.count >= 1 && digits.unicodeScalars.allSatisfy { $0.properties.isASCIIHexDigit }
        guard index <= scalars.count, isHexadecimal, digits.utf8.count <= 8,
            let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
        else {
            throw error("`\\x` needs two hexadecimal digits, or a code point in braces", at: start)
        }
        return scalar
    }

    // MARK: - Classes

    /// Takes a class in brackets.
    mutating func takeClass(ignoringCase: Bool) throws(RegexError) -> ScalarSet {
        let start = index
        skip()
        let isNegated = peek() == "^"
        if isNegated { skip() }
        var parts: [ScalarSet.Part] = []
        var isFirst = true
        while let scalar = peek(), scalar != "]" || isFirst {
            isFirst = false
            if scalar == "[", peek(1) == ":", let part = try takePOSIXClass() {
                parts.append(part)
            } else if let part = try takeNamedClass() {
                parts.append(part)
            } else {
                let low = try takeClassScalar(from: start)
                var high = low
                if peek() == "-", let after = peek(1), after != "]" {
                    let place = index
                    skip()
                    high = try takeClassScalar(from: start)
                    guard low <= high else { throw error("the range ends before it begins", at: place) }
                }
                parts.append(ScalarSet.Part(ranges: [low.value...high.value]))
            }
        }
        guard next() != nil else { throw error("missing `]`", at: start) }
        return ScalarSet(parts, isNegated: isNegated, ignoresCase: ignoringCase)
    }

    private mutating func takeClassScalar(from start: Int) throws(RegexError) -> Unicode.Scalar {
        if peek() == "\\" { return try takeEscape() }
        guard let scalar = next() else { throw error("missing `]`", at: start) }
        return scalar
    }

    /// Takes `[:name:]` inside brackets; nil when the bracket stands for itself.
    private mutating func takePOSIXClass() throws(RegexError) -> ScalarSet.Part? {
        if hasNoClassEnd { return nil }
        var end = index + 2
        while end + 1 < scalars.count, scalars[end] != ":" || scalars[end + 1] != "]" { end += 1 }
        guard end + 1 < scalars.count else {
            hasNoClassEnd = true
            return nil
        }
        guard let part = ScalarSet.Part(posix: text(index + 2..<end)) else {
            throw error("`\(text(index..<end + 2))` names no class", at: index)
        }
        index = end + 2
        return part
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
