/// Takes Latin letters apart into syllables of Pinyin.
struct Pinyin {
    let table: NameTable

    /// The syllables that letters consist of from end to end, longest first; nil if they are no Pinyin.
    ///
    /// - Complexity: linear in the number of letters.
    func syllables(of letters: [UInt8]) -> [ArraySlice<UInt8>]? {
        syllables(of: letters) { table.isSyllable($0) }
    }

    private func syllables(of letters: [UInt8], _ isSyllable: (ArraySlice<UInt8>) -> Bool) -> [ArraySlice<UInt8>]? {
        guard !letters.isEmpty, letters.count <= 32 else { return nil }
        // The length of the syllable that ends at each place on the way with the fewest syllables, from the end.
        var fewest = [Int](repeating: .max, count: letters.count + 1)
        var length = [Int](repeating: 0, count: letters.count + 1)
        fewest[letters.count] = 0
        for start in stride(from: letters.count - 1, through: 0, by: -1) {
            for size in stride(from: min(6, letters.count - start), through: 1, by: -1)
            where fewest[start + size] != .max && fewest[start + size] + 1 < fewest[start] {
                if size == 1, letters[start] != UInt8(ascii: "a"), letters[start] != UInt8(ascii: "e"),
                    letters[start] != UInt8(ascii: "o")
                {
                    continue
                }
                if isSyllable(letters[start..<start + size]) {
                    fewest[start] = fewest[start + size] + 1
                    length[start] = size
                }
            }
        }
        guard fewest[0] != .max else { return nil }
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        while start < letters.count {
            parts.append(letters[start..<start + length[start]])
            start += length[start]
        }
        return parts
    }

    /// The letters in Pinyin if they are syllables of an older or a southern spelling; nil if they are not.
    func respelt(_ letters: [UInt8]) -> [UInt8]? {
        guard letters.count >= 3 else { return nil }
        guard let parts = syllables(of: letters, { table.spelling($0) != nil || table.isSyllable($0) }) else {
            return nil
        }
        let pinyin = parts.flatMap { table.spelling($0) ?? Array($0) }
        return pinyin == letters ? nil : pinyin
    }

    /// Syllables folded so that those that are often confused are alike: n for ng, l for n, z for zh.
    static func folded(_ syllable: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = Array(syllable)
        if bytes.count > 2, bytes[1] == UInt8(ascii: "h") { bytes.remove(at: 1) }
        if bytes.count > 2, bytes.last == UInt8(ascii: "g") { bytes.removeLast() }
        if bytes.first == UInt8(ascii: "l") { bytes[0] = UInt8(ascii: "n") }
        return bytes
    }

    /// Whether words can consist of syllables that are alike when folded: a look at the letters that folding keeps.
    static func mayFoldAlike(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Bool {
        // INVARIANT: what `folded` takes away is an h or a g, and what it changes is an l to an n.
        func kept(_ letter: UInt8) -> UInt8? {
            switch letter {
            case UInt8(ascii: "h"), UInt8(ascii: "g"): nil
            case UInt8(ascii: "l"): UInt8(ascii: "n")
            default: letter
            }
        }
        var index = 0
        for letter in first {
            guard let letter = kept(letter) else { continue }
            while index < second.count, kept(second[index]) == nil { index += 1 }
            guard index < second.count, kept(second[index]) == letter else { return false }
            index += 1
        }
        return second[index...].allSatisfy { kept($0) == nil }
    }
}
