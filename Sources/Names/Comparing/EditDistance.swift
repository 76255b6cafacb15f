/// The number of edits that part two short words: letters put in, left out, replaced, or swapped with a neighbour.
enum EditDistance {
    /// Longer words are compared by their beginnings.
    static let longest = 40

    /// The distance of two words, or `limit + 1` if it is greater than a limit.
    static func between(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
        let rows = min(first.count, longest)
        let columns = min(second.count, longest)
        guard abs(rows - columns) <= limit else { return limit + 1 }
        if rows == 0 || columns == 0 { return max(rows, columns) }
        // An edit takes at most one letter out of a word and puts at most one in.
        if (letters(of: first.prefix(rows)) ^ letters(of: second.prefix(columns))).nonzeroBitCount > 2 * limit {
            return limit + 1
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * (longest + 1)) { cells in
            let width = longest + 1
            for column in 0...columns { cells[column] = UInt8(column) }
            for row in 1...rows {
                let current = row % 3 * width
                let above = (row + 2) % 3 * width
                let twoAbove = (row + 1) % 3 * width
                cells[current] = UInt8(row)
                var least = row
                for column in 1...columns {
                    let isEqual = first[row - 1] == second[column - 1]
                    var cost = min(
                        Int(cells[above + column - 1]) + (isEqual ? 0 : 1),
                        min(Int(cells[above + column]), Int(cells[current + column - 1])) + 1
                    )
                    if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                        cost = min(cost, Int(cells[twoAbove + column - 2]) + 1)
                    }
                    cells[current + column] = UInt8(cost)
                    least = min(least, cost)
                }
                if least > limit { return limit + 1 }
            }
            return min(Int(cells[rows % 3 * width + columns]), limit + 1)
        }
    }

    /// Which letters a word has, one bit each.
    private static func letters(of word: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
        word.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }
}
