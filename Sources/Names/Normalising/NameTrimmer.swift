/// Takes away from a text what is not the party's name: labels, addresses, notes; and finds further names in it.
struct NameTrimmer {
    private let table: NameTable
    private(set) var words: [RawWord]
    /// Names that the text gives beside the first, as after "also known as".
    private(set) var others: [[RawWord]] = []

    init(_ words: [RawWord], table: NameTable) {
        self.table = table
        self.words = words
        dropLabels()
        findOthersAndRest()
        dropTrailingLabels()
        dropAddress()
    }

    /// The longest label at a place, and how many words it takes.
    private func label(at start: Int, in words: [RawWord]) -> (label: NameTable.Label, length: Int)? {
        for length in stride(from: min(4, words.count - start), through: 1, by: -1) {
            var hash = WordHash()
            for (offset, word) in words[start..<start + length].enumerated() {
                if word.isHan {
                    for character in word.han { hash.add(scalar: character) }
                } else {
                    if offset > 0 { hash.add(0x20) }
                    hash.add(word.letters)
                }
            }
            if let label = table.label(hash.value) { return (label, length) }
        }
        return nil
    }

    private mutating func dropLabels() {
        for _ in 0..<3 {
            guard let (label, length) = label(at: 0, in: words), length < words.count else { return }
            let hasColon = words[length - 1].gap.contains(.colon)
            guard label == .before || (hasColon && (label == .colon || label == .after || label == .rest)) else {
                return
            }
            words.removeFirst(length)
        }
    }

    private mutating func findOthersAndRest() {
        var index = 1
        while index < words.count {
            if let (label, length) = label(at: index, in: words) {
                if label == .other, index + length < words.count {
                    let rest = Array(words[(index + length)...])
                    words.removeLast(words.count - index)
                    let further = NameTrimmer(rest, table: table)
                    others = [further.words] + further.others
                    return
                }
                if label == .rest,
                    length > 1 || words[index - 1].gap.intersection([.comma, .colon]) != []
                        || words[index].gap.contains(.colon) || words[index].depth > 0
                {
                    words.removeLast(words.count - index)
                    if let last = words.last, String(decoding: last.letters, as: UTF8.self) == "and" {
                        words.removeLast()
                    }
                    return
                }
            }
            index += 1
        }
    }

    private mutating func dropTrailingLabels() {
        guard let last = words.indices.last else { return }
        for start in stride(from: last, through: max(1, last - 2), by: -1) where start > 0 {
            if let (label, length) = label(at: start, in: words),
                label == .after || label == .before || label == .colon,
                start + length == words.count,
                words[start].depth > words[start - 1].depth || words[start - 1].gap.contains(.comma)
            {
                words.removeLast(length)
                return
            }
        }
    }

    /// Cuts the text at the first part after a comma that is an address: it has a word of one, and a number.
    private mutating func dropAddress() {
        var start = 0
        var index = 0
        while index < words.count {
            let isEnd = words[index].gap.contains(.comma) || index == words.count - 1
            if isEnd {
                if start > 0, isAddress(words[start...index]) {
                    words.removeLast(words.count - start)
                    return
                }
                start = index + 1
            }
            index += 1
        }
    }

    private func isAddress(_ part: ArraySlice<RawWord>) -> Bool {
        let hasDigit = part.contains { word in word.letters.contains { (0x30...0x39).contains($0) } }
        let count =
            part.filter { word in
                if word.isHan {
                    guard let last = word.han.last else { return false }
                    var hash = WordHash()
                    hash.add(scalar: last)
                    return table.label(hash.value) == .address
                }
                return table.label(WordHash.of(word.letters)) == .address
            }
            .count
        return count > 1 || (count == 1 && hasDigit)
    }
}
