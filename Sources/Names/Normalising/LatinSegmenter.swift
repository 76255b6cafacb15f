/// Finds the words and phrases that the tables know in a run of Latin words.
struct LatinSegmenter {
    private static let longestPhrase = 8

    let table: NameTable
    private let pinyin: Pinyin

    init(table: NameTable) {
        self.table = table
        pinyin = Pinyin(table: table)
    }

    /// The tokens of words, none of them in Han characters.
    ///
    /// With `isPlain` brands of several words are left apart, as if no table knew them.
    func tokens(of words: ArraySlice<RawWord>, isPlain: Bool = false) -> [NormalToken] {
        let isSyllable = words.map { $0.letters.count > 1 && table.isSyllable($0.letters[...]) }
        var tokens: [NormalToken] = []
        var index = words.startIndex
        while index < words.endIndex {
            let (token, length) = longest(at: index, in: words, isSyllable, isPlain)
            tokens.append(token)
            index += length
        }
        return tokens
    }

    private func longest(
        at start: Int,
        in words: ArraySlice<RawWord>,
        _ isSyllable: [Bool],
        _ isPlain: Bool
    ) -> (NormalToken, Int) {
        let most = min(Self.longestPhrase, words.endIndex - start)
        var spaced: [UInt64] = []
        var close: [UInt64?] = []
        var spacedHash = WordHash()
        var closeHash = WordHash()
        var areSyllables = true
        for length in 1...most {
            let word = words[start + length - 1]
            if length > 1 { spacedHash.add(0x20) }
            spacedHash.add(word.letters)
            closeHash.add(word.letters)
            areSyllables = areSyllables && isSyllable[start + length - 1 - words.startIndex]
            spaced.append(spacedHash.value)
            close.append(areSyllables && length > 1 ? closeHash.value : nil)
        }
        for length in stride(from: most, through: 1, by: -1) {
            let meaning = table.meaning(spaced[length - 1]) ?? close[length - 1].flatMap { table.meaning($0) }
            if let meaning, !isPlain || meaning.kind != .alias || length == 1 {
                return (token(words[start..<start + length], meaning), length)
            }
        }
        return (unknown(words[start]), 1)
    }

    /// The singular of a word, if the tables know it as a trade: abbreviations have plurals at will.
    private func singular(_ letters: [UInt8]) -> NameTable.Meaning? {
        guard letters.count > 3, letters.last == UInt8(ascii: "s"),
            let meaning = table.meaning(WordHash.of(letters.dropLast())), meaning.kind == .industry
        else { return nil }
        return meaning
    }

    private func token(_ words: ArraySlice<RawWord>, _ meaning: NameTable.Meaning) -> NormalToken {
        let letters = words.flatMap(\.letters)
        var token = NormalToken(
            kind: meaning.kind,
            written: words.map(\.written).joined(separator: " "),
            canonical: meaning.canonical,
            letters: letters,
            weight: meaning.weight
        )
        token.isEdge = meaning.isEdge
        token.isBracketed = (words.first?.depth ?? 0) > 0
        if meaning.kind == .alias || meaning.kind.isPlace { token.isPinyin = pinyin.syllables(of: letters) != nil }
        return token
    }

    private func unknown(_ word: RawWord) -> NormalToken {
        if let number = Self.number(word.letters) {
            return NormalToken(kind: .number, written: word.written, canonical: number, letters: number, weight: 400)
        }
        if let meaning = singular(word.letters) { return token([word], meaning) }
        return Self.brand(word.letters, written: word.written, isBracketed: word.depth > 0, pinyin)
    }

    /// A word that no table knows.
    static func brand(_ letters: [UInt8], written: String, isBracketed: Bool, _ pinyin: Pinyin) -> NormalToken {
        var token = NormalToken(kind: .brand, written: written, canonical: letters, letters: letters, weight: 1000)
        token.isBracketed = isBracketed
        if letters.count == 1 { token.weight = 200 }
        token.isPinyin = letters.count > 1 && pinyin.syllables(of: letters) != nil
        if !token.isPinyin, let respelt = pinyin.respelt(letters) { token.variants = [respelt] }
        return token
    }

    /// The digits of a number or an ordinal without leading zeros; nil if the word is neither.
    static func number(_ letters: [UInt8]) -> [UInt8]? {
        let digits = letters.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        let ending = String(decoding: letters[digits.count...], as: UTF8.self)
        guard ["", "st", "nd", "rd", "th"].contains(ending) else { return nil }
        let significant = digits.drop { $0 == 0x30 }
        return significant.isEmpty ? [0x30] : Array(significant)
    }
}
