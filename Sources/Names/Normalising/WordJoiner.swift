/// Prepares the words of a name for the tables: joins letters that stand alone, parts words written together.
struct WordJoiner {
    let table: NameTable

    func joined(_ words: [RawWord]) -> [RawWord] {
        var result: [RawWord] = []
        var index = 0
        while index < words.count {
            let end = endOfLetters(from: index, in: words)
            if end > index + 1 {
                result.append(merged(words[index..<end]))
                index = end
            } else {
                result += parts(of: words[index])
                index += 1
            }
        }
        return result
    }

    /// Where a run of single letters ends, as in "S.C." or "C K".
    private func endOfLetters(from start: Int, in words: [RawWord]) -> Int {
        var end = start
        while end < words.count, words[end].letters.count == 1,
            words[end].latinCount == 1 || words[end].foreignCount == 1,
            words[end].depth == words[start].depth
        {
            end += 1
            if words[end - 1].gap.contains(.comma) { break }
        }
        return end
    }

    private func merged(_ words: ArraySlice<RawWord>) -> RawWord {
        var result = RawWord()
        for word in words {
            result.letters += word.letters
            result.written += word.written
            result.latinCount += word.latinCount
        }
        result.depth = words.first?.depth ?? 0
        result.gap = words.last?.gap ?? []
        return result
    }

    /// The word, its digits read as letters where they stand among them, and parted at a seam before a known word.
    private func parts(of word: RawWord) -> [RawWord] {
        guard !word.isHan else { return [word] }
        var word = word
        word.letters = Self.withoutStrayDigits(word.letters)
        guard !word.seams.isEmpty, word.letters.count >= 6, meaning(word.letters[...]) == nil else { return [word] }
        for seam in word.seams where seam >= 2 && word.letters.count - seam >= 2 {
            let head = meaning(word.letters[..<seam])
            let tail = meaning(word.letters[seam...])
            if isPlain(head, seam) || isPlain(tail, word.letters.count - seam) {
                var first = word
                var second = word
                first.letters = Array(word.letters[..<seam])
                second.letters = Array(word.letters[seam...])
                first.seams = []
                second.seams = word.seams.filter { $0 > seam }.map { $0 - seam }
                if word.written.unicodeScalars.count == word.letters.count {
                    first.written = String(String.UnicodeScalarView(word.written.unicodeScalars.prefix(seam)))
                    second.written = String(String.UnicodeScalarView(word.written.unicodeScalars.dropFirst(seam)))
                }
                first.gap = []
                return [first] + parts(of: second)
            }
        }
        return [word]
    }

    private func meaning(_ letters: ArraySlice<UInt8>) -> NameTable.Meaning? { table.meaning(WordHash.of(letters)) }

    /// Whether a part is a word of its own: a place, a line of business or a legal form, and not too short.
    private func isPlain(_ meaning: NameTable.Meaning?, _ length: Int) -> Bool {
        guard let meaning, length >= 3 else { return false }
        return meaning.kind.isPlace || meaning.kind == .industry || meaning.kind == .legal
    }

    /// Digits between letters are those of a bad scan: 0 for O, 1 for L, 5 for S, 8 for B.
    static func withoutStrayDigits(_ letters: [UInt8]) -> [UInt8] {
        guard letters.count >= 5, letters.count(where: { $0 > 0x39 }) >= letters.count - 2 else { return letters }
        let alike: [UInt8: UInt8] = [0x30: 0x6F, 0x31: 0x6C, 0x35: 0x73, 0x38: 0x62]
        var result = letters
        for index in 1..<letters.count - 1 where letters[index] <= 0x39 {
            if letters[index - 1] > 0x39, letters[index + 1] > 0x39, let letter = alike[letters[index]] {
                result[index] = letter
            }
        }
        return result
    }
}
