import TestSupport
import Testing

@testable import Names

@Suite("Words spelled nearly alike")
struct IndexWordTests {
    /// The distance by the textbook's table.
    private static func plainDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var rows = [Array(0...right.count)]
        for i in 1..<(left.count + 1) {
            var row = [i]
            for j in 1..<(right.count + 1) {
                let same = left[i - 1] == right[j - 1]
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1))
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, rows[i - 2][j - 2] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }

    private static func word(_ length: ClosedRange<Int>, using random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: length, using: &random)).map { _ in UInt8.random(in: 97...100, using: &random) }
    }

    @Test("the bit-parallel distance is the textbook's", arguments: [1, 2, 3])
    func distance(seed: Int) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let left = Self.word(1...(seed == 3 ? 64 : 9), using: &random)
            let right = Self.word(1...12, using: &random)
            let found = right.withUnsafeBufferPointer { WordPattern(left[...]).distance(to: $0) }
            #expect(found == Self.plainDistance(left, right), "\(left) \(right)")
        }
    }

    @Test("every word within the distance for its length is found", arguments: [4, 5])
    func findsAllNear(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let words = Array(Set((0..<150).map { _ in Self.word(3...11, using: &random) }))
            .sorted {
                $0.lexicographicallyPrecedes($1)
            }
        var writer = IndexSnapshotWriter()
        WordTable.write(words.map { $0[...] }, name: "words", to: &writer)
        let snapshot = try IndexSnapshot(writer.bytes())
        // A table reads from the snapshot in place.
        defer { withExtendedLifetime(snapshot) {} }
        let table = try WordTable(snapshot, name: "words")
        for _ in 0..<200 {
            let query = Self.word(3...11, using: &random)
            let expected = words.indices.filter { number in
                let shorter = min(words[number].count, query.count)
                let distance = Self.plainDistance(query, words[number])
                return distance > 0 && distance <= (shorter < 4 ? 0 : shorter < 8 ? 1 : 2)
            }
            let found = table.matches(near: query[...])
            if expected.count <= WordTable.Bound.near {
                #expect(found.map(\.word).sorted() == expected)
            } else {
                #expect(Set(found.map(\.word)).isSubset(of: expected))
            }
            #expect(table.number(of: query[...]) == words.firstIndex(of: query))
        }
    }

    @Test("a distance within a limit is the textbook's, and any other is one more than the limit", arguments: 1...3)
    func limitedDistance(limit: Int) {
        var random = SeededGenerator(seed: limit)
        for _ in 0..<2_000 {
            let left = Self.word(1...12, using: &random)
            let right = Self.word(1...12, using: &random)
            let found = left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { EditDistance.between(left, $0, limit: limit) }
            }
            #expect(found == min(Self.plainDistance(left, right), limit + 1), "\(left) \(right)")
        }
    }

    @Test("the quick look at letters lets every pair of syllables pass that fold alike")
    func quickLook() {
        let syllables = ["zhang", "zan", "zhan", "zang", "lin", "ning", "ling", "nin", "shi", "si", "lü", "hua", "gao"]
            .map { Array($0.utf8) }
        for left in syllables {
            for right in syllables where Pinyin.folded(left[...]) == Pinyin.folded(right[...]) {
                for ending in syllables {
                    let mayBe = (left + ending)
                        .withUnsafeBufferPointer { left in
                            (right + ending).withUnsafeBufferPointer { Pinyin.mayFoldAlike(left, $0) }
                        }
                    #expect(mayBe)
                }
            }
        }
        let differ = Array("bohai".utf8)
            .withUnsafeBufferPointer { left in
                Array("bihai".utf8).withUnsafeBufferPointer { Pinyin.mayFoldAlike(left, $0) }
            }
        #expect(!differ)
    }
}
