/// The distinct words of an index, found by spelling or by a spelling near to it.
///
/// Near spellings are found by symmetric deletion: two words within a distance have a common form after so many letters
/// are taken from each. Only the first letters are treated so, as after W. Garbe's SymSpell, since words within a
/// distance also have beginnings within it.
struct WordTable: Sendable {
    enum Bound {
        /// How many letters of a word are treated.
        static let beginning = 8
        /// Words with fewer letters are found in one spelling only.
        static let shortest = 4
        /// Words with at least as many letters are found at distance 2.
        static let long = 8
        /// The most words that are compared for one word of a query.
        static let tries = 512
        /// The most near words taken for one word of a query.
        static let near = 24
    }

    /// A word of the table that is near to one asked for.
    struct Match {
        let word: Int
        let distance: Int
    }

    private let keys: KeyTable
    private let starts: FlatArray<UInt32>
    private let letters: FlatArray<UInt8>
    private let bucketStarts: FlatArray<UInt32>
    private let bucketWords: FlatArray<UInt32>
    private let bucketMarks: FlatArray<UInt16>

    /// How many words there are.
    var count: Int { keys.count }

    init(_ snapshot: IndexSnapshot, name: String) throws(NameIndexError) {
        keys = try KeyTable(snapshot, name: name)
        starts = try snapshot.section("\(name).letter-starts")
        letters = try snapshot.section("\(name).letters")
        bucketStarts = try snapshot.section("\(name).near-starts")
        bucketWords = try snapshot.section("\(name).near-words")
        bucketMarks = try snapshot.section("\(name).near-marks")
        let buckets = bucketStarts.count - 1
        guard starts.areStarts(ofRows: keys.count, over: letters.count) else {
            throw snapshot.damaged("\(name).letters")
        }
        guard buckets > 0, buckets & (buckets - 1) == 0, bucketMarks.count == bucketWords.count,
            bucketStarts.areStarts(ofRows: buckets, over: bucketWords.count), bucketWords.areAll(below: keys.count)
        else { throw snapshot.damaged("\(name).near-words") }
    }

    /// The number of a word, nil if it is not in the table.
    func number(of word: ArraySlice<UInt8>) -> Int? { keys.number(of: NameFeatures.word(word)) }

    /// The words near to one asked for, itself apart: nearest first, then by their numbers.
    func matches(near word: ArraySlice<UInt8>) -> [Match] {
        guard word.count >= Bound.shortest else { return [] }
        let pattern = WordPattern(word)
        var seen = SeenWords()
        var matches: [Match] = []
        let mask = UInt64(bucketStarts.count - 2)
        let forms = Self.forms(of: word)
        // First all buckets, then all marks in them: reads that don't wait for one another are many times as fast.
        let buckets = forms.map { bucketStarts.row(Int($0 & mask)) }
        var near: [UInt32] = []
        for (form, bucket) in zip(forms, buckets) {
            let mark = UInt16(truncatingIfNeeded: form >> 48)
            for place in bucket where bucketMarks[place] == mark { near.append(bucketWords[place]) }
        }
        // In the same way first where all words lie, then a letter of each, then all letters.
        var rows: [(word: Int, letters: Range<Int>, limit: Int)] = []
        for other in near where seen.count < Bound.tries {
            guard seen.insert(other) else { continue }
            let row = starts.row(Int(other))
            let limit = Self.distance(word.count, row.count)
            if abs(row.count - word.count) <= limit { rows.append((Int(other), row, limit)) }
        }
        var last: UInt8 = 0
        for row in rows { last = max(last, letters[row.letters.upperBound - 1]) }
        guard last > 0 else { return [] }
        for row in rows {
            let distance = pattern.distance(to: letters[row.letters])
            if distance > 0, distance <= row.limit { matches.append(Match(word: row.word, distance: distance)) }
        }
        matches.sort { ($0.distance, $0.word) < ($1.distance, $1.word) }
        return matches.count > Bound.near ? Array(matches[..<Bound.near]) : matches
    }

    /// How far two words of these lengths may be from each other.
    private static func distance(_ left: Int, _ right: Int) -> Int {
        let shorter = min(left, right)
        return shorter < Bound.shortest ? 0 : shorter < Bound.long ? 1 : 2
    }

    /// Hashes of the beginning of a word with up to one or two letters taken away.
    private static func forms(of word: ArraySlice<UInt8>) -> [UInt64] {
        let beginning = Array(word.prefix(Bound.beginning))
        var forms = [NameFeatures.word(beginning)]
        guard word.count >= Bound.shortest else { return forms }
        let isLong = word.count >= Bound.long
        for first in beginning.indices {
            var once = beginning
            once.remove(at: first)
            forms.append(NameFeatures.word(once))
            guard isLong else { continue }
            for second in first..<once.count {
                var twice = once
                twice.remove(at: second)
                forms.append(NameFeatures.word(twice))
            }
        }
        forms.sort()
        var distinct: [UInt64] = []
        distinct.reserveCapacity(forms.count)
        for form in forms where form != distinct.last { distinct.append(form) }
        return distinct
    }

    /// Writes the table of distinct words, each numbered by its place.
    static func write(_ words: [ArraySlice<UInt8>], name: String, to writer: inout IndexSnapshotWriter) {
        KeyTable.write(words.map { NameFeatures.word($0) }, name: name, to: &writer)
        var starts: [UInt32] = [0]
        var letters: [UInt8] = []
        var near: [(form: UInt64, word: UInt32)] = []
        for (number, word) in words.enumerated() {
            letters.append(contentsOf: word)
            starts.append(UInt32(letters.count))
            if word.count >= Bound.shortest {
                for form in forms(of: word) { near.append((form, UInt32(number))) }
            }
        }
        var size = 1
        while size * 4 < near.count { size *= 2 }
        let mask = UInt64(size - 1)
        var bucketStarts = [UInt32](repeating: 0, count: size + 1)
        for entry in near { bucketStarts[Int(entry.form & mask) + 1] += 1 }
        for bucket in 0..<size { bucketStarts[bucket + 1] += bucketStarts[bucket] }
        var places = bucketStarts
        var bucketWords = [UInt32](repeating: 0, count: near.count)
        var bucketMarks = [UInt16](repeating: 0, count: near.count)
        for entry in near {
            let bucket = Int(entry.form & mask)
            let place = Int(places[bucket])
            places[bucket] += 1
            bucketWords[place] = entry.word
            bucketMarks[place] = UInt16(truncatingIfNeeded: entry.form >> 48)
        }
        writer.add("\(name).letter-starts", starts)
        writer.add("\(name).letters", letters)
        writer.add("\(name).near-starts", bucketStarts)
        writer.add("\(name).near-words", bucketWords)
        writer.add("\(name).near-marks", bucketMarks)
    }
}

/// The words that a search has already looked at, by open addressing.
private struct SeenWords {
    /// Twice as many places as words are ever looked at, so that there is always a free one.
    private var places = [UInt32](repeating: .max, count: 2 * WordTable.Bound.tries)
    private(set) var count = 0

    /// Adds a word; false if it was there.
    mutating func insert(_ word: UInt32) -> Bool {
        var place = Int((word &* 0x9E37_79B1) >> 16) % places.count
        while places[place] != .max {
            if places[place] == word { return false }
            place = (place + 1) % places.count
        }
        places[place] = word
        count += 1
        return true
    }
}
