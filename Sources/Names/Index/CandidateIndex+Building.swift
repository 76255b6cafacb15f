extension CandidateIndex {
    /// Builds an index in memory.
    package convenience init(_ names: [(number: Int32, keys: NameKeys)]) throws(NameIndexError) {
        var writer = IndexSnapshotWriter()
        Self.write(names, to: &writer)
        try self.init(try IndexSnapshot(writer.bytes()))
    }

    /// Writes the sections of an index.
    package static func write(_ names: [(number: Int32, keys: NameKeys)], to writer: inout IndexSnapshotWriter) {
        write(names.map { ($0.number, NameFeatures($0.keys)) }, to: &writer)
    }

    /// Writes the sections of an index of names with these features.
    static func write(_ names: [(number: Int32, features: NameFeatures)], to writer: inout IndexSnapshotWriter) {
        // Names lie in the order of their spelling, so that answers don't depend on the order in which they were given, and
        // names that are asked for together lie together.
        let order = names.indices.sorted { left, right in
            isOrdered(names[left].features, names[right].features) ?? (names[left].number < names[right].number)
        }
        var whole = Postings()
        var words = KeyNumbering()
        var wordList: [ArraySlice<UInt8>] = []
        var syllables = KeyNumbering()
        var han = KeyNumbering()
        var own = (grams: [[UInt16]](), words: [[UInt32]](), syllables: [[UInt32]](), han: [[UInt32]]())
        for (place, number) in order.enumerated() {
            let features = names[number].features
            let acronyms = features.acronyms.map { NameFeatures.acronym($0) }
            for hash in features.exact + features.whole + acronyms { whole.add(UInt32(place), to: hash) }
            own.grams.append(features.grams)
            var ownWords: [UInt32] = []
            for word in features.words {
                let number = words.number(of: NameFeatures.word(word))
                if Int(number) == wordList.count { wordList.append(word) }
                ownWords.append(number)
            }
            own.words.append(ownWords)
            own.syllables.append(features.syllables.map { syllables.number(of: $0) })
            own.han.append(features.han.map { han.number(of: $0) })
        }
        writer.add("names.numbers", order.map { names[$0].number })
        whole.write(name: "whole", to: &writer)
        writeGrams(own.grams, to: &writer)
        WordTable.write(wordList, name: "words", to: &writer)
        FeatureChannel.write(own.words, features: wordList.count, name: "words", to: &writer)
        KeyTable.write(syllables.hashes, name: "syllables", to: &writer)
        FeatureChannel.write(own.syllables, features: syllables.hashes.count, name: "syllables", to: &writer)
        KeyTable.write(han.hashes, name: "han", to: &writer)
        FeatureChannel.write(own.han, features: han.hashes.count, name: "han", to: &writer)
    }

    /// Writes runs of letters under numbers that put the commonest together, so that few places in memory are read often.
    private static func writeGrams(_ own: [[UInt16]], to writer: inout IndexSnapshotWriter) {
        var frequencies = [Int](repeating: 0, count: NameFeatures.gramCount)
        for gram in own.joined() { frequencies[Int(gram)] += 1 }
        let used = frequencies.indices.filter { frequencies[$0] > 0 }
            .sorted { (frequencies[$1], $0) < (frequencies[$0], $1) }
        var numbers = [UInt16](repeating: .max, count: NameFeatures.gramCount)
        for (number, gram) in used.enumerated() { numbers[gram] = UInt16(number) }
        writer.add("grams.numbers", numbers)
        let renumbered = own.map { list in list.map { numbers[Int($0)] } }
        FeatureChannel.write(renumbered, features: used.count, name: "grams", to: &writer)
    }

    /// Whether features come before others, nil if they are equal.
    private static func isOrdered(_ left: NameFeatures, _ right: NameFeatures) -> Bool? {
        if left.spelling != right.spelling { return left.spelling.lexicographicallyPrecedes(right.spelling) }
        let numbers = { (features: NameFeatures) in
            features.exact + features.whole + features.han + features.syllables
                + (features.words + features.acronyms).map { NameFeatures.word($0) }
        }
        let (first, second) = (numbers(left), numbers(right))
        return first == second ? nil : first.lexicographicallyPrecedes(second)
    }
}

/// The names that have each key, while an index is built.
private struct Postings {
    private var keys = KeyNumbering()
    private var entries: [(key: UInt32, name: UInt32)] = []

    mutating func add(_ name: UInt32, to hash: UInt64) { entries.append((keys.number(of: hash), name)) }

    func write(name: String, to writer: inout IndexSnapshotWriter) {
        var starts = [UInt32](repeating: 0, count: keys.hashes.count + 1)
        for entry in entries { starts[Int(entry.key) + 1] += 1 }
        for key in keys.hashes.indices { starts[key + 1] += starts[key] }
        var places = starts
        var names = [UInt32](repeating: 0, count: entries.count)
        for entry in entries {
            names[Int(places[Int(entry.key)])] = entry.name
            places[Int(entry.key)] += 1
        }
        KeyTable.write(keys.hashes, name: name, to: &writer)
        writer.add("\(name).starts", starts)
        writer.add("\(name).names", names)
    }
}
