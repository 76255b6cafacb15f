/// A word of at most 64 bytes made ready to be compared with many others.
///
/// Optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours) in one machine word: H.
/// Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10
/// (2003).
struct WordPattern {
    private var masks: [UInt64]
    private let length: Int

    /// Prepares a word; bytes after the 64th are left out.
    init(_ word: ArraySlice<UInt8>) {
        masks = [UInt64](repeating: 0, count: 256)
        length = min(word.count, 64)
        for (place, byte) in word.prefix(64).enumerated() { masks[Int(byte)] |= 1 << UInt64(place) }
    }

    /// The distance to another word.
    func distance(to other: UnsafeBufferPointer<UInt8>) -> Int {
        guard length > 0 else { return other.count }
        return masks.withUnsafeBufferPointer { masks in
            let highest: UInt64 = 1 << UInt64(length - 1)
            var positive = ~UInt64(0)
            var negative: UInt64 = 0
            var diagonal: UInt64 = 0
            var previous: UInt64 = 0
            var score = length
            for byte in other {
                let mask = masks[Int(byte)]
                let swapped = (((~diagonal) & mask) << 1) & previous
                diagonal = (((mask & positive) &+ positive) ^ positive) | mask | negative | swapped
                var rise = negative | ~(diagonal | positive)
                var fall = diagonal & positive
                if rise & highest != 0 { score += 1 }
                if fall & highest != 0 { score -= 1 }
                rise = (rise << 1) | 1
                fall <<= 1
                positive = fall | ~(diagonal | rise)
                negative = rise & diagonal
                previous = mask
            }
            return score
        }
    }
}
