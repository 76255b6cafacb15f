/// What is looked up of a name's keys, as numbers.
struct NameFeatures {
    enum Bound {
        /// The most bytes of a text that are looked at: what follows in a longer name does not help to find it.
        static let text = 480
        /// The most words or syllables that are looked at.
        static let parts = 64
        /// The most bytes of one word.
        static let word = 63
    }

    private enum Kind {
        static let exact: UInt64 = 1
        static let joined: UInt64 = 2
        static let sorted: UInt64 = 3
        static let spoken: UInt64 = 4
        static let acronym: UInt64 = 5
        static let syllables: UInt64 = 6
        static let han: UInt64 = 7
        static let word: UInt64 = 8
    }

    /// The words in Latin letters, by which names are put in order.
    var spelling: [UInt8] = []
    /// Hashes of whole normal forms.
    var exact: [UInt64] = []
    /// Hashes of the whole name without regard to spaces, to the order of words, or to tone and spelling.
    var whole: [UInt64] = []
    /// Initial letters.
    var acronyms: [ArraySlice<UInt8>] = []
    /// Distinct runs of three letters, spaces left out, and the first two letters of each word.
    var grams: [UInt16] = []
    /// The words that tell a name from others.
    var words: [ArraySlice<UInt8>] = []
    /// Hashes of pairs of neighbouring syllables.
    var syllables: [UInt64] = []
    /// Hashes of pairs of neighbouring Han characters, or of each character of a very short name.
    var han: [UInt64] = []

    init(_ keys: NameKeys) {
        exact = Self.distinct(keys.exact.map { Hashing.key(Kind.exact, $0.utf8) })
        read(keys.latin.utf8.prefix(Bound.text).split(separator: UInt8(ascii: " ")).map { Array($0)[...] })
        words = Self.words(keys.brands)
        acronyms = Self.words(keys.acronyms)
        addSyllables(keys.syllables.prefix(Bound.parts))
        addHan(keys.han.unicodeScalars.prefix(Bound.text).map(\.value))
    }

    /// Reads the words of a name in Latin letters.
    mutating func read(_ words: [ArraySlice<UInt8>]) {
        var room = Bound.text
        let parts = words.prefix(Bound.parts)
            .prefix { word in
                room -= word.count
                return room >= 0
            }
        guard let first = parts.first else { return }
        spelling = Array(parts.joined(separator: [UInt8(ascii: " ")]))
        whole.append(Hashing.key(Kind.joined, parts.joined()))
        if parts.count > 1 {
            let sorted = parts.sorted { $0.lexicographicallyPrecedes($1) }
            whole.append(Hashing.key(Kind.sorted, sorted.joined(separator: [UInt8(ascii: " ")])))
        } else {
            whole.append(Hashing.key(Kind.sorted, first))
        }
        grams = Self.grams(of: parts)
    }

    /// The hash of a whole normal form.
    static func exact(_ words: ArraySlice<[UInt8]>) -> UInt64 {
        Hashing.key(Kind.exact, words.joined(separator: [UInt8(ascii: " ")]))
    }

    /// The hash of initial letters.
    static func acronym(_ letters: some Sequence<UInt8>) -> UInt64 { Hashing.key(Kind.acronym, letters) }

    /// The hash of a word.
    static func word(_ letters: some Sequence<UInt8>) -> UInt64 { Hashing.key(Kind.word, letters) }

    private static func words(_ texts: [String]) -> [ArraySlice<UInt8>] {
        var words: [ArraySlice<UInt8>] = []
        for text in texts.prefix(Bound.parts) {
            let word = Array(text.utf8.prefix(Bound.word))[...]
            if !word.isEmpty, !words.contains(word) { words.append(word) }
        }
        return words
    }

    private mutating func addSyllables(_ parts: ArraySlice<String>) {
        guard !parts.isEmpty else { return }
        let hashes = parts.map { Hashing.key(Kind.syllables, $0.utf8) }
        whole.append(hashes.reduce(Kind.spoken) { Hashing.pair($0, $1) })
        let pairs = zip(hashes, hashes.dropFirst()).map { Hashing.pair($0, $1) }
        syllables = Self.distinct(pairs.isEmpty ? hashes : pairs)
    }

    /// Reads the Han characters of a name.
    mutating func addHan(_ characters: [UInt32]) {
        let hashes = characters.prefix(Bound.text).map { Hashing.pair(Kind.han, UInt64($0)) }
        guard !hashes.isEmpty else { return }
        let pairs = zip(hashes, hashes.dropFirst()).map { Hashing.pair($0, $1) }
        han = Self.distinct(hashes.count <= 3 ? pairs + hashes : pairs)
    }

    private static func distinct<Number: FixedWidthInteger>(_ numbers: [Number]) -> [Number] {
        guard numbers.count > 1 else { return numbers }
        var result: [Number] = []
        result.reserveCapacity(numbers.count)
        for number in numbers.sorted() where number != result.last { result.append(number) }
        return result
    }
}

extension NameFeatures {
    /// How many different runs of letters there can be.
    static let gramCount = letterCount * letterCount * letterCount
    private static let letterCount = 40
    private static let edge: UInt16 = 39

    private static func grams(of parts: ArraySlice<ArraySlice<UInt8>>) -> [UInt16] {
        var result: [UInt16] = []
        result.reserveCapacity(parts.reduce(0) { $0 + $1.count + 1 })
        let size = UInt16(letterCount)
        var before = edge
        var last = edge
        for part in parts {
            for (place, byte) in part.enumerated() {
                let letter = letter(byte)
                if place == 1 { result.append((edge * size + last) * size + letter) }
                if before != edge { result.append((before * size + last) * size + letter) }
                before = last
                last = letter
            }
            if part.count == 1 { result.append((edge * size + last) * size + edge) }
        }
        return distinct(result)
    }

    /// One of 39 letters: a to z, the digits, and three kinds of anything else.
    private static func letter(_ byte: UInt8) -> UInt16 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt16(byte - UInt8(ascii: "a"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0")) + 26
        default: 36 + UInt16(byte % 3)
        }
    }
}
