extension Functions {
    /// Questions about a string and another.
    static func textTest(
        _ builtin: Builtin,
        _ left: Value,
        _ right: Value,
        _ meter: inout Meter
    ) throws(EvaluationError) -> Value {
        guard case .string(let text) = left, case .string(let part) = right else {
            throw .noOverload(builtin, left, right)
        }
        try meter.charge(text: text.utf8.count + part.utf8.count)
        switch builtin {
        case .startsWith: return .bool(text.utf8.starts(with: part.utf8))
        case .endsWith:
            return .bool(
                text.utf8.count >= part.utf8.count && text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8)
            )
        case .contains: return .bool(ByteSearch.firstIndex(of: Array(part.utf8), in: Array(text.utf8)) != nil)
        default:
            do {
                let regex = try LinearRegex(part)
                try meter.charge(text: text.utf8.count &* (1 + regex.programSize / 16))
                return .bool(regex.matches(text))
            } catch let error as EvaluationError {
                throw error
            } catch {
                throw EvaluationError(.badArgument, "the pattern can't be read: \(error)")
            }
        }
    }
}

/// Searches bytes in bytes in time that is linear in both lengths.
enum ByteSearch {
    /// The first place from `start` on at which the part stands, or nil.
    ///
    /// Knuth, Morris and Pratt: after a mismatch the part is moved on by what it is known to repeat of itself.
    static func firstIndex(of part: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
        guard !part.isEmpty else { return start <= text.count ? start : nil }
        guard text.count - start >= part.count else { return nil }
        var borders = [Int](repeating: 0, count: part.count)
        var border = 0
        for index in 1..<part.count {
            while border > 0, part[index] != part[border] { border = borders[border - 1] }
            if part[index] == part[border] { border += 1 }
            borders[index] = border
        }
        var matched = 0
        for index in start..<text.count {
            while matched > 0, text[index] != part[matched] { matched = borders[matched - 1] }
            if text[index] == part[matched] { matched += 1 }
            if matched == part.count { return index - part.count + 1 }
        }
        return nil
    }
}
