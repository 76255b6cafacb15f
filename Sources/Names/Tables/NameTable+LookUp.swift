extension NameTable {
    /// What a word or phrase means.
    struct Meaning {
        let kind: TokenKind
        /// The text that all spellings of the word share.
        let canonical: [UInt8]
        let weight: UInt16
        /// Whether the spelling is so short that it means this only at the edge of a name.
        let isEdge: Bool
    }

    /// What a text around a name tells of it.
    enum Label: UInt8 {
        /// A label that stands before the name, as "consignee".
        case before = 1
        /// A label that stands after the name in brackets.
        case after
        /// What begins a rest that is no longer the name.
        case rest
        /// What begins another name of the same party.
        case other
        /// A word of an address.
        case address
        /// A label that stands before the name and ends in a colon.
        case colon
    }

    /// The meaning of a word or phrase, by the hash of its normal form.
    func meaning(_ hash: UInt64) -> Meaning? {
        guard let row = words.row(hash), let kind = TokenKind(rawValue: words.bytes.integer(at: row + 12)) else {
            return nil
        }
        let flags: UInt8 = words.bytes.integer(at: row + 13)
        return Meaning(
            kind: kind,
            canonical: text(at: words.bytes.integer(at: row + 8)),
            weight: words.bytes.integer(at: row + 14),
            isEdge: flags & 1 != 0
        )
    }

    func label(_ hash: UInt64) -> Label? {
        labels.row(hash).flatMap { Label(rawValue: labels.bytes.integer(at: $0 + 12)) }
    }

    /// The reading of a surname, by the hash of its spelling.
    func surname(_ hash: UInt64) -> [UInt8]? {
        surnames.row(hash).map { text(at: surnames.bytes.integer(at: $0 + 8)) }
    }

    /// The letters that stand for a letter of another script: by sound, and by shape if it looks like a Latin one.
    func letters(of scalar: UInt32) -> (sound: [UInt8], shape: [UInt8])? {
        guard let row = letters.row(scalar) else { return nil }
        return (text(at: letters.bytes.integer(at: row + 4)), text(at: letters.bytes.integer(at: row + 8)))
    }

    /// The simplified form of a Han character.
    func simplified(_ scalar: UInt32) -> UInt32 {
        simple.row(scalar).map { simple.bytes.integer(at: $0 + 4) } ?? scalar
    }

    /// The readings of a Han character, most usual first.
    func readings(of scalar: UInt32) -> [[UInt8]] {
        guard let row = readings.row(scalar) else { return [] }
        var found: [[UInt8]] = []
        for index in 0..<4 {
            let number: UInt16 = readings.bytes.integer(at: row + 4 + 2 * index)
            if number > 0 { found.append(syllable(Int(number) - 1)) }
        }
        return found
    }

    /// Whether two Han characters are of like shape.
    func areAlike(_ first: UInt32, _ second: UInt32) -> Bool {
        var low = 0
        var high = shapes.count
        while low < high {
            let middle = (low + high) / 2
            let offset = shapes.range.lowerBound + middle * 8
            let pair = (
                shapes.bytes.integer(at: offset, as: UInt32.self), shapes.bytes.integer(at: offset + 4, as: UInt32.self)
            )
            if pair == (first, second) { return true }
            if pair < (first, second) { low = middle + 1 } else { high = middle }
        }
        return false
    }

    /// Whether bytes are one syllable of Pinyin.
    func isSyllable(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (1...6).contains(bytes.count) else { return false }
        var low = 0
        var high = syllables.count
        while low < high {
            let middle = (low + high) / 2
            let order = compare(bytes, at: syllables.range.lowerBound + middle * 8)
            if order == 0 { return true }
            if order > 0 { low = middle + 1 } else { high = middle }
        }
        return false
    }

    /// The Pinyin of a syllable in an older or a southern spelling.
    func spelling(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard (2...8).contains(bytes.count) else { return nil }
        var low = 0
        var high = spellings.count
        while low < high {
            let middle = (low + high) / 2
            let offset = spellings.range.lowerBound + middle * 16
            let order = compare(bytes, at: offset)
            if order == 0 { return spellings.bytes.slice(offset + 8..<offset + 16).filter { $0 != 0 } }
            if order > 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The order of bytes and of eight bytes of a table, padded with zeros.
    private func compare(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Int {
        var key: UInt64 = 0
        for byte in bytes.prefix(8) { key = key << 8 | UInt64(byte) }
        key <<= UInt64(8 * max(0, 8 - bytes.count))
        let found = syllables.bytes.integer(at: offset, as: UInt64.self).byteSwapped
        return key == found ? 0 : key < found ? -1 : 1
    }

    private func syllable(_ number: Int) -> [UInt8] {
        let offset = syllables.range.lowerBound + number * 8
        return syllables.bytes.slice(offset..<offset + 8).filter { $0 != 0 }
    }

    private func text(at offset: UInt32) -> [UInt8] {
        let start = texts.range.lowerBound + Int(offset)
        let length = Int(texts.bytes.integer(at: start, as: UInt8.self))
        return texts.bytes.slice(start + 1..<start + 1 + length)
    }
}

/// The hash by which words are found in the tables: FNV-1a of 64 bits.
struct WordHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
    }

    /// Adds a character in UTF-8.
    mutating func add(scalar: UInt32) {
        guard let scalar = Unicode.Scalar(scalar) else { return }
        add(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = WordHash()
        hash.add(bytes)
        return hash.value
    }
}
