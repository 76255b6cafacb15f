/// Finds the words that the tables know in a run of Han characters; what is left between them is a brand.
struct HanSegmenter {
    private static let longestWord = 24
    private static let variantLimit = 6
    /// Most numerals of institutes have two characters.
    private static let longestNumeral = 6

    let table: NameTable
    private let pinyin: Pinyin

    init(table: NameTable) {
        self.table = table
        pinyin = Pinyin(table: table)
    }

    /// The tokens of a run; with `isPlain` the brands that a table knows are left out.
    func tokens(of word: RawWord, isPlain: Bool = false) -> [NormalToken] {
        let characters = word.han
        var tokens: [NormalToken] = []
        var open = 0
        var index = 0
        func close(at end: Int) {
            if end > open { tokens.append(brand(Array(characters[open..<end]), isBracketed: word.depth > 0)) }
        }
        while index < characters.count {
            if let (token, length) = numeral(at: index, in: characters)
                ?? longest(at: index, in: characters, isPlain)
            {
                close(at: index)
                var token = token
                token.isBracketed = word.depth > 0
                tokens.append(token)
                index += length
                open = index
            } else {
                index += 1
            }
        }
        close(at: characters.count)
        return tokens
    }

    private func hashes(from start: Int, in characters: [UInt32]) -> [UInt64] {
        var hash = WordHash()
        return (start..<min(start + Self.longestWord, characters.count))
            .map { index in
                hash.add(scalar: characters[index])
                return hash.value
            }
    }

    private func longest(at start: Int, in characters: [UInt32], _ isPlain: Bool) -> (NormalToken, Int)? {
        let hashes = hashes(from: start, in: characters)
        for length in stride(from: hashes.count, through: 1, by: -1) {
            guard let meaning = table.meaning(hashes[length - 1]), !isPlain || meaning.kind != .alias else { continue }
            // A character alone is a word only where the name ends: within a brand it is a part of it.
            if length == 1, start == 0 || start + 1 < characters.count && !isEnd(start + 1, in: characters) { continue }
            return (token(Array(characters[start..<start + length]), meaning), length)
        }
        return nil
    }

    /// Whether a legal form begins here.
    private func isEnd(_ start: Int, in characters: [UInt32]) -> Bool {
        hashes(from: start, in: characters).contains { table.meaning($0)?.kind == .legal }
    }

    private func token(_ characters: [UInt32], _ meaning: NameTable.Meaning) -> NormalToken {
        var token = NormalToken(
            kind: meaning.kind,
            written: Self.text(characters),
            canonical: meaning.canonical,
            letters: meaning.canonical.filter { $0 != 0x20 },
            weight: meaning.weight
        )
        token.han = characters
        if meaning.kind == .word { token.variants = readings(of: characters) }
        return token
    }

    /// A number in Han numerals, as in "the fourteenth institute".
    private func numeral(at start: Int, in characters: [UInt32]) -> (NormalToken, Int)? {
        let isOrdinal = characters[start] == Self.ordinal
        var end = isOrdinal ? start + 1 : start
        let first = end
        while end < characters.count, end - first < Self.longestNumeral, Self.digits[characters[end]] != nil {
            end += 1
        }
        guard end > first, let value = Self.value(characters[first..<end]) else { return nil }
        if !isOrdinal {
            guard start > 0, end < characters.count else { return nil }
            let follows = hashes(from: end, in: characters)
                .contains { hash in
                    guard let meaning = table.meaning(hash), meaning.kind == .industry else { return false }
                    return Self.numbered.contains(String(decoding: meaning.canonical, as: UTF8.self))
                }
            guard follows else { return nil }
        } else if hashes(from: start, in: characters).contains(where: { table.meaning($0)?.kind == .alias }) {
            return nil
        }
        let number = Array(String(value).utf8)
        let written = Self.text(Array(characters[start..<end]))
        return (
            NormalToken(kind: .number, written: written, canonical: number, letters: number, weight: 400), end - start
        )
    }

    /// What kinds of bodies have numbers for names.
    private static let numbered: Set<String> = ["institute", "plant", "bureau", "hospital"]
    private static let ordinal: UInt32 = 0x7B2C
    private static let digits: [UInt32: Int] = [
        0x3007: 0, 0x96F6: 0, 0x4E00: 1, 0x4E8C: 2, 0x4E24: 2, 0x4E09: 3, 0x56DB: 4, 0x4E94: 5, 0x516D: 6, 0x4E03: 7,
        0x516B: 8, 0x4E5D: 9, 0x5341: 10, 0x767E: 100,
    ]

    /// The value of numerals, as units and tens or as single digits.
    private static func value(_ numerals: ArraySlice<UInt32>) -> Int? {
        let digits = numerals.compactMap { Self.digits[$0] }
        if !digits.contains(where: { $0 >= 10 }) { return digits.reduce(0) { $0 * 10 + $1 } }
        var total = 0
        var last = 0
        for digit in digits {
            if digit >= 10 {
                total += max(last, 1) * digit
                last = 0
            } else {
                last = digit
            }
        }
        return total + last
    }

    private static func text(_ characters: [UInt32]) -> String {
        String(String.UnicodeScalarView(characters.compactMap { Unicode.Scalar($0) }))
    }

    /// All readings of characters up to a few, the most usual first.
    private func readings(of characters: [UInt32]) -> [[UInt8]] {
        var readings: [[UInt8]] = [[]]
        for character in characters {
            let known = table.readings(of: character)
            guard let first = known.first else {
                let bytes = Unicode.Scalar(character).map { Array(String(Character($0)).utf8) } ?? []
                readings = readings.map { $0 + bytes }
                continue
            }
            var next = readings.map { $0 + first }
            for other in known.dropFirst() where next.count + readings.count <= Self.variantLimit {
                next += readings.map { $0 + other }
            }
            readings = next
        }
        return readings
    }

    /// A run of characters that no table knows, with all its readings up to a few.
    private func brand(_ characters: [UInt32], isBracketed: Bool) -> NormalToken {
        let readings = readings(of: characters)
        var token = NormalToken(
            kind: .brand,
            written: Self.text(characters),
            canonical: readings[0],
            letters: readings[0],
            weight: 1000
        )
        token.variants = Array(readings.dropFirst())
        token.han = characters
        token.isPinyin = pinyin.syllables(of: readings[0]) != nil
        token.isBracketed = isBracketed
        return token
    }
}
