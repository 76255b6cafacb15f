/// The working memory of one search at a time.
///
/// INVARIANT: between searches the scores, marks and flags are all zero.
final class CandidateSearch: @unchecked Sendable {
    // Unchecked because of the pointers: a search is used by one thread at a time, which the index's lock sees to.

    enum Bound {
        /// How many names may be looked at in one channel; grows with the root of the number of names.
        static func postings(among names: Int) -> Int { 1_024 + 12 * Int(Double(names).squareRoot()) }
        /// How many different ranks of scores or estimates are told apart.
        static let counts = 1_024
        /// The most features of a query that are followed, so that no score overflows.
        static let features = 255
        /// The most names sharing a whole form that are taken from each form.
        static let whole = 64
        /// The least estimate of a name that shares a whole form.
        static let wholeEstimate = 980
        /// The most letters of a word that may be initial letters.
        static let initials = 8
        static let grams = 80
        static let words = 40
        static let syllables = 64
        static let han = 96
    }

    private let names: Int
    private let budget: Int
    private let scores: UnsafeMutablePointer<UInt16>
    private let touched: UnsafeMutablePointer<UInt32>
    private let flags: UnsafeMutablePointer<UInt8>
    private let gramMarks: UnsafeMutablePointer<UInt8>
    private let wordMarks: UnsafeMutablePointer<UInt8>
    private let syllableMarks: UnsafeMutablePointer<UInt8>
    private let hanMarks: UnsafeMutablePointer<UInt8>
    private let counts: UnsafeMutablePointer<UInt32>
    private var found: [UInt32] = []
    private var ranked: [UInt64] = []
    private var order: [UInt64] = []
    private var byInitials = 0
    /// Kept so that reads ahead are not taken for useless.
    private var nothing: UInt32 = 0

    init(_ index: CandidateIndex) {
        func zeros<Number: FixedWidthInteger>(_ count: Int) -> UnsafeMutablePointer<Number> {
            let memory = UnsafeMutablePointer<Number>.allocate(capacity: count + 1)
            memory.initialize(repeating: 0, count: count + 1)
            return memory
        }
        names = index.count
        budget = Bound.postings(among: index.count)
        scores = zeros(names)
        touched = zeros(names)
        flags = zeros(names)
        counts = zeros(Bound.counts)
        gramMarks = zeros(index.grams.count)
        wordMarks = zeros(index.wordNames.count)
        syllableMarks = zeros(index.syllables.count)
        hanMarks = zeros(index.han.count)
    }

    deinit {
        scores.deallocate()
        touched.deallocate()
        flags.deallocate()
        counts.deallocate()
        for marks in [gramMarks, wordMarks, syllableMarks, hanMarks] { marks.deallocate() }
    }

    func candidates(for query: NameFeatures, in index: CandidateIndex, limit: Int) -> [Candidate] {
        guard limit > 0, names > 0 else { return [] }
        found.removeAll(keepingCapacity: true)
        ranked.removeAll(keepingCapacity: true)
        rankWholeNames(for: query, in: index)

        let grams = gramQuery(query, in: index)
        let words = wordQuery(query, in: index, isWhole: ranked.count > byInitials)
        let syllables = Query(query.syllables, keys: index.syllableKeys, channel: index.syllables)
        let han = Query(query.han, keys: index.hanKeys, channel: index.han)
        gather(grams, from: index.grams, marks: gramMarks, limit: Bound.grams)
        gather(words, from: index.wordNames, marks: wordMarks, limit: Bound.words)
        gather(syllables, from: index.syllables, marks: syllableMarks, limit: Bound.syllables)
        gather(han, from: index.han, marks: hanMarks, limit: Bound.han)
        nothing = index.grams.touch(found) &+ index.wordNames.touch(found)
        for name in found {
            let place = Int(name)
            let byGrams = index.grams.resemblance(of: place, marks: gramMarks, scale: grams.scale)
            let byWords = index.wordNames.resemblance(of: place, marks: wordMarks, scale: words.scale)
            let bySyllables =
                syllables.wanted.isEmpty
                ? 0 : index.syllables.resemblance(of: place, marks: syllableMarks, scale: syllables.scale)
            let byHan =
                han.wanted.isEmpty ? 0 : index.han.resemblance(of: place, marks: hanMarks, scale: han.scale)
            let best = max(byGrams, byWords, bySyllables, byHan)
            let all = byGrams + byWords + bySyllables + byHan
            rank(name, estimate: Int(max(0, min(best * 800 + all * 50, 940))))
        }
        for entry in ranked { flags[Int(UInt32(truncatingIfNeeded: entry))] = 0 }
        for wanted in grams.wanted { gramMarks[wanted.feature] = 0 }
        for wanted in words.wanted { wordMarks[wanted.feature] = 0 }
        for wanted in syllables.wanted { syllableMarks[wanted.feature] = 0 }
        for wanted in han.wanted { hanMarks[wanted.feature] = 0 }
        return best(limit, in: index)
    }

    /// The names ranked highest, each once.
    private func best(_ limit: Int, in index: CandidateIndex) -> [Candidate] {
        keepBest(limit)
        ranked.sort()
        var result: [Candidate] = []
        result.reserveCapacity(min(limit, ranked.count))
        found.removeAll(keepingCapacity: true)
        for entry in ranked where result.count < limit {
            let name = UInt32(truncatingIfNeeded: entry)
            guard flags[Int(name)] == 0 else { continue }
            flags[Int(name)] = 1
            found.append(name)
            result.append(Candidate(name: index.numbers[Int(name)], estimate: UInt16(1_000 - (entry >> 32))))
        }
        for name in found { flags[Int(name)] = 0 }
        return result
    }

    /// Takes away what is ranked too low to be among the best.
    private func keepBest(_ limit: Int) {
        // A name is ranked once, and once more for each time its initial letters agree.
        guard ranked.count > limit + byInitials + 16 else { return }
        for entry in ranked { counts[Int(entry >> 32)] += 1 }
        var kept = 0
        var bound = 0
        while kept < limit + byInitials, bound < Bound.counts {
            kept += Int(counts[bound])
            bound += 1
        }
        counts.update(repeating: 0, count: Bound.counts)
        ranked.removeAll { $0 >> 32 >= bound }
    }

    private func rank(_ name: UInt32, estimate: Int) {
        ranked.append(UInt64(1_000 - estimate) << 32 | UInt64(name))
    }

    /// Ranks the names that share a whole form with the query.
    private func rankWholeNames(for query: NameFeatures, in index: CandidateIndex) {
        func names(sharing hash: UInt64) -> UnsafeBufferPointer<UInt32>? {
            index.wholeKeys.number(of: hash).map { index.wholeNames[index.wholeStarts.row($0)] }
        }
        func rank(_ names: UnsafeBufferPointer<UInt32>?, estimate: Int) {
            guard let names else { return }
            for name in names.prefix(Bound.whole) where flags[Int(name)] == 0 {
                flags[Int(name)] = 1
                self.rank(name, estimate: estimate)
            }
        }
        for hash in query.exact { rank(names(sharing: hash), estimate: 1_000) }
        for hash in query.whole { rank(names(sharing: hash), estimate: Bound.wholeEstimate) }
        let sure = ranked.count
        // Initial letters say little when many names have them.
        func rankInitials(_ names: UnsafeBufferPointer<UInt32>?) {
            guard let names else { return }
            let estimate = 800 - 40 * min(names.count, 16)
            for name in names.prefix(Bound.whole) { self.rank(name, estimate: estimate) }
        }
        for letters in query.acronyms {
            rankInitials(names(sharing: NameFeatures.acronym(letters)))
            rankInitials(index.words.number(of: letters).map { index.wordNames.names(with: $0) })
        }
        for word in query.words where word.count <= Bound.initials {
            rankInitials(names(sharing: NameFeatures.acronym(word)))
        }
        byInitials = ranked.count - sure
    }

    /// The runs of letters of the query.
    private func gramQuery(_ query: NameFeatures, in index: CandidateIndex) -> Query {
        var result = Query()
        result.wanted.reserveCapacity(query.grams.count)
        for gram in query.grams {
            let number = Int(index.gramNumbers[Int(gram)])
            if number < index.grams.count {
                result.wanted.append(Wanted(feature: number, agreement: 16))
                result.weight += Int(index.grams.weights[number])
            } else {
                result.weight += Int(index.grams.weightOfUnknown)
            }
        }
        return result
    }

    /// The words of the query with those spelled nearly alike.
    private func wordQuery(_ query: NameFeatures, in index: CandidateIndex, isWhole: Bool) -> Query {
        var result = Query()
        for word in query.words {
            if let number = index.words.number(of: word) {
                result.wanted.append(Wanted(feature: number, agreement: 16))
                result.weight += Int(index.wordNames.weights[number])
            } else {
                result.weight += Int(index.wordNames.weightOfUnknown)
            }
            // The very name asked for needs no other spelling of its words.
            if isWhole { continue }
            for match in index.words.matches(near: word) {
                result.wanted.append(Wanted(feature: match.word, agreement: match.distance == 1 ? 13 : 10))
            }
        }
        return result
    }

    /// Adds the names that share most with a query in one channel to those found, and marks the query's features.
    private func gather<Feature>(
        _ query: Query,
        from channel: FeatureChannel<Feature>,
        marks: UnsafeMutablePointer<UInt8>,
        limit: Int
    ) {
        guard !query.wanted.isEmpty else { return }
        order.removeAll(keepingCapacity: true)
        for wanted in query.wanted {
            let mark = UInt8(truncatingIfNeeded: (UInt16(channel.weights[wanted.feature]) * wanted.agreement) >> 4)
            if marks[wanted.feature] == 0 {
                let frequency = channel.frequency(of: wanted.feature)
                if frequency > 0 { order.append(UInt64(frequency) << 32 | UInt64(wanted.feature)) }
            }
            marks[wanted.feature] = max(marks[wanted.feature], mark)
        }
        order.sort()
        var looked = 0
        var count = 0
        var highest: UInt16 = 0
        for entry in order.prefix(Bound.features) {
            let feature = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
            let mark = UInt16(marks[feature])
            var names = channel.names(with: feature)
            if looked + names.count > budget {
                // What is left is too common to be followed, unless there is nothing else to go by.
                if looked * 4 > budget { break }
                names = UnsafeBufferPointer(rebasing: names.prefix(budget))
            }
            looked += names.count
            // Local, so that nothing is read again for each name.
            let (scores, touched) = (scores, touched)
            for name in names {
                let score = scores[Int(name)]
                touched[count] = name
                count &+= score == 0 ? 1 : 0
                scores[Int(name)] = score &+ mark
                highest = max(highest, score &+ mark)
            }
        }
        select(count, highest: highest, limit: limit)
    }

    /// Adds the highest scores among the names touched to those found, and clears all scores.
    private func select(_ count: Int, highest: UInt16, limit: Int) {
        let (scores, touched, counts) = (scores, touched, counts)
        var least: UInt16 = 1
        var next: UInt32 = 0
        var room = 0
        if count > limit {
            var shift: UInt16 = 0
            while highest >> shift >= Bound.counts { shift += 1 }
            for place in 0..<count { counts[Int(scores[Int(touched[place])] &>> shift)] &+= 1 }
            var rank = Bound.counts - 1
            var above = 0
            while above + Int(counts[rank]) < limit {
                above += Int(counts[rank])
                rank -= 1
            }
            counts.update(repeating: 0, count: Bound.counts)
            least = UInt16(rank) << shift
            next = UInt32(rank + 1) << UInt32(shift)
            room = limit - above
        }
        for place in 0..<count {
            let name = touched[place]
            let score = scores[Int(name)]
            scores[Int(name)] = 0
            guard score >= least, flags[Int(name)] == 0 else { continue }
            if score < next {
                // Of those with the lowest score that still counts, only so many.
                guard room > 0 else { continue }
                room -= 1
            }
            flags[Int(name)] = 1
            found.append(name)
        }
    }
}

extension CandidateSearch {
    /// A feature of a query and how well it agrees, in sixteenths.
    struct Wanted {
        let feature: Int
        let agreement: UInt16
    }

    /// What a query asks of one channel.
    struct Query {
        var wanted: [Wanted] = []
        /// What all its features weigh, those too that no name has.
        var weight = 0

        /// What a sum of marks is multiplied with before a name's own weight comes in.
        var scale: Float { weight == 0 ? 0 : 1 / Float(weight).squareRoot() }

        init() {}

        init(_ hashes: [UInt64], keys: KeyTable, channel: FeatureChannel<UInt32>) {
            for hash in hashes {
                if let number = keys.number(of: hash) {
                    wanted.append(Wanted(feature: number, agreement: 16))
                    weight += Int(channel.weights[number])
                } else {
                    weight += Int(channel.weightOfUnknown)
                }
            }
        }
    }
}
