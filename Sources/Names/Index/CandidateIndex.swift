import Synchronization

/// A name of an index that may be the one asked for.
package struct Candidate: Hashable, Sendable {
    /// The number under which the name was given to the index.
    package let name: Int32
    /// How likely it is by a rough estimate, at most 1000.
    package let estimate: UInt16

    package init(name: Int32, estimate: UInt16) {
        self.name = name
        self.estimate = estimate
    }
}

/// Finds the few names among many that are worth a detailed comparison with a name asked for.
///
/// Names are found by their whole normal forms, by runs of three letters, by words spelled nearly alike, by pairs of
/// syllables, by pairs of Han characters and by initial letters. The index reads its arrays in place from a snapshot.
/// Equal indexes give equal answers, and the order in which names were given to it does not matter.
package final class CandidateIndex: Sendable {
    let snapshot: IndexSnapshot
    let numbers: FlatArray<Int32>
    let wholeKeys: KeyTable
    let wholeStarts: FlatArray<UInt32>
    let wholeNames: FlatArray<UInt32>
    /// The number of each run of letters, the commonest first; too high a number where no name has it.
    let gramNumbers: FlatArray<UInt16>
    let grams: FeatureChannel<UInt16>
    let words: WordTable
    let wordNames: FeatureChannel<UInt32>
    let syllableKeys: KeyTable
    let syllables: FeatureChannel<UInt32>
    let hanKeys: KeyTable
    let han: FeatureChannel<UInt32>
    private let idle = Mutex<[CandidateSearch]>([])

    /// How many names there are.
    package var count: Int { numbers.count }

    /// Opens the index that a snapshot holds.
    ///
    /// - Throws: `NameIndexError` with `snapshot.corrupt` if a section is missing or points outside another.
    package init(_ snapshot: IndexSnapshot) throws(NameIndexError) {
        self.snapshot = snapshot
        numbers = try snapshot.section("names.numbers")
        wholeKeys = try KeyTable(snapshot, name: "whole")
        wholeStarts = try snapshot.section("whole.starts")
        wholeNames = try snapshot.section("whole.names")
        guard wholeStarts.areStarts(ofRows: wholeKeys.count, over: wholeNames.count),
            wholeNames.areAll(below: numbers.count)
        else { throw snapshot.damaged("whole.names") }
        let names = numbers.count
        gramNumbers = try snapshot.section("grams.numbers")
        guard gramNumbers.count == NameFeatures.gramCount else { throw snapshot.damaged("grams.numbers") }
        grams = try FeatureChannel(snapshot, name: "grams", names: names)
        words = try WordTable(snapshot, name: "words")
        wordNames = try FeatureChannel(snapshot, name: "words", features: words.count, names: names)
        syllableKeys = try KeyTable(snapshot, name: "syllables")
        syllables = try FeatureChannel(snapshot, name: "syllables", features: syllableKeys.count, names: names)
        hanKeys = try KeyTable(snapshot, name: "han")
        han = try FeatureChannel(snapshot, name: "han", features: hanKeys.count, names: names)
    }

    /// The names most likely to be the one asked for, best first.
    ///
    /// Names with equal estimates come in the order of their spelling.
    ///
    /// - Complexity: O(√n) in the number of names, and at most so many postings are looked at in any case.
    package func candidates(for keys: NameKeys, limit: Int = 50) -> [Candidate] {
        candidates(for: NameFeatures(keys), limit: limit)
    }

    /// The names most likely to have these features, best first.
    func candidates(for features: NameFeatures, limit: Int) -> [Candidate] {
        let search = idle.withLock { $0.popLast() } ?? CandidateSearch(self)
        let found = search.candidates(for: features, in: self, limit: limit)
        idle.withLock { $0.append(search) }
        return found
    }
}
