/// Tells slips of the hand from spellings that are meant.
struct Slip {
    let table: NameTable

    /// Whether a hand that meant to write one of two words of Pinyin easily writes the other.
    ///
    /// A letter is left out, put in or swapped with its neighbour, or its neighbour on the keyboard is struck; or else
    /// what came out is no word, as no Chinese word is written so. Readings that are often confused count as well.
    func isLikely(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Bool {
        guard EditDistance.between(first, second, limit: 1) <= 1 else {
            return TokenSimilarity(table: table).isConfusable(first, second)
        }
        guard first.count == second.count else { return true }
        var places: [Int] = []
        for place in first.indices where first[place] != second[place] { places.append(place) }
        if places.count == 2 { return true }
        guard let place = places.first else { return false }
        return Self.areNeighbours(first[place], second[place]) || isMalformed(first) || isMalformed(second)
    }

    /// Whether letters only read as Pinyin with a syllable that is hardly found within a word: "Ren ei".
    private func isMalformed(_ letters: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let syllables = Pinyin(table: table).syllables(of: Array(letters)) else { return true }
        return syllables.dropFirst().contains { $0.elementsEqual("ei".utf8) || $0.count == 1 }
    }

    private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }

    /// Whether two letters lie beside each other on the usual keyboard, in a row or across two.
    private static func areNeighbours(_ first: UInt8, _ second: UInt8) -> Bool {
        guard let left = place(of: first), let right = place(of: second) else { return false }
        let across = right.column - left.column
        switch right.row - left.row {
        case 0: return abs(across) == 1
        // Each row stands half a key to the right of the one above.
        case 1: return across == 0 || across == -1
        case -1: return across == 0 || across == 1
        default: return false
        }
    }

    private static func place(of letter: UInt8) -> (row: Int, column: Int)? {
        for (row, letters) in rows.enumerated() {
            if let column = letters.firstIndex(of: letter) { return (row, column) }
        }
        return nil
    }
}
