import Synchronization

/// The names of all lists, ready to be searched.
///
/// ```swift
/// let index = try NameIndex(names)
/// for match in index.matches(for: NameQuery("Example Tech Co")) { print(match.name.text, match.outcome) }
/// ```
///
/// An index is built from names or opened from a snapshot file, in which all of it lies; both give the same answers.
package final class NameIndex: Sendable {
    private enum Bound {
        /// How many candidates are compared in detail at most.
        static let candidates = 30
        /// How many are compared however unlikely they are, so that there is something to show.
        static let least = 10
        /// Those with less than so many hundredths of the best estimate are not: next to it they are nothing.
        static let farShare = 50
        /// The same where the best is the very name asked for.
        static let wholeShare = 70
        /// Candidates with a lower estimate are not compared after those.
        static let estimate: UInt16 = 200
        /// Nor are those with less than so many hundredths of the best estimate.
        static let share = 60
    }

    private let bytes: IndexSnapshot
    private let candidates: CandidateIndex
    /// The listed name of each candidate: one that gives several names is several candidates.
    private let owners: FlatArray<UInt32>
    private let prepared: PreparedNameTable
    private let listed: ListedNameTable
    private let weights: WordWeights
    private let normaliser: NameNormaliser
    private let comparison: NameComparison
    /// Kept so that reads ahead are not taken for useless.
    private let nothing = Atomic<UInt32>(0)

    /// How many names there are.
    package var count: Int { listed.count }

    /// Builds an index in memory.
    package convenience init(_ names: [ListedName], table: NameTable = .carried) throws(NameIndexError) {
        try self.init(try IndexSnapshot(Self.snapshot(of: names, table: table).bytes()), table: table)
    }

    /// Opens an index from a file.
    ///
    /// - Parameters:
    ///   - path: The snapshot.
    ///   - stamp: What the snapshot must have been made from, as it was said when it was made.
    ///   - table: The tables of names, which must be those in use when it was made.
    /// - Throws: `NameIndexError` if the file is missing, damaged or out of date.
    package convenience init(
        path: String,
        stamp: [UInt8],
        table: NameTable = .carried
    ) throws(NameIndexError) {
        try self.init(try IndexSnapshot(path: path, stamp: Self.stamp(stamp)), table: table)
    }

    private init(_ snapshot: IndexSnapshot, table: NameTable) throws(NameIndexError) {
        bytes = snapshot
        candidates = try CandidateIndex(snapshot)
        owners = try snapshot.section("names.owners")
        prepared = try PreparedNameTable(snapshot)
        listed = try ListedNameTable(snapshot)
        let concepts: FlatArray<UInt32> = try snapshot.section("weights.concepts")
        let values: FlatArray<UInt16> = try snapshot.section("weights.values")
        guard concepts.count == values.count else { throw snapshot.damaged("weights.values") }
        weights = WordWeights(concepts: Array(concepts.all), weights: Array(values.all))
        let rows = owners.count
        guard owners.areAll(below: listed.count), prepared.count == rows, candidates.count == rows,
            candidates.numbers.all.allSatisfy({ $0 >= 0 && Int($0) < rows })
        else { throw snapshot.damaged("names.owners") }
        normaliser = NameNormaliser(table: table)
        comparison = NameComparison(table: table)
    }

    /// Lays out an index of names.
    ///
    /// - Parameters:
    ///   - names: The names, each numbered by its place.
    ///   - stamp: What the names are made from, so that a snapshot that is out of date can be told.
    ///   - table: The tables of names.
    /// - Returns: The snapshot, to be written to a file.
    package static func snapshot(
        of names: [ListedName],
        stamp: [UInt8] = [],
        table: NameTable = .carried
    ) -> IndexSnapshotWriter {
        let normaliser = NameNormaliser(table: table)
        let forms = names.map { normaliser.name($0.text) }
        let weights = WordWeights(names: forms)
        var rows: [(number: Int32, features: NameFeatures)] = []
        var prepared: [PreparedName] = []
        var owners: [UInt32] = []
        for (number, form) in forms.enumerated() {
            for form in form.allNames {
                rows.append((Int32(rows.count), NameFeatures(form)))
                prepared.append(PreparedName(form, weights: weights))
                owners.append(UInt32(number))
            }
        }
        var writer = IndexSnapshotWriter(stamp: Self.stamp(stamp))
        CandidateIndex.write(rows, to: &writer)
        writer.add("names.owners", owners)
        PreparedNameTable.write(prepared, to: &writer)
        ListedNameTable.write(names, to: &writer)
        writer.add("weights.concepts", weights.concepts)
        writer.add("weights.values", weights.weights)
        return writer
    }

    /// The stamp of an index also says with which tables it was made.
    private static func stamp(_ stamp: [UInt8]) -> [UInt8] {
        let tables = NameTable.packed.withUnsafeBytes { Hashing.checksum($0) }
        return stamp + withUnsafeBytes(of: tables.littleEndian) { Array($0) }
    }

    /// The name of a number below the count.
    package func name(_ number: Int) -> ListedName { listed[number] }

    /// The listed names most like a party's, best first, at most one of each entry.
    ///
    /// Names that compare as clear are among them, down to the limit, so that one can see what was looked at.
    package func matches(for query: NameQuery, limit: Int = 10) -> [NameMatch] {
        let name = normaliser.name(query.text)
        let places = QueryPlaces(query, normaliser)
        var found: [FoundName] = []
        for (form, name) in name.allNames.enumerated() where !name.isEmpty {
            search(name, form: form, places, &found)
        }
        var entries: [Int32] = []
        var matches: [NameMatch] = []
        for place in FoundName.order(found) where matches.count < limit {
            let one = found[place]
            let entry = listed.entry(of: one.owner)
            guard !entries.contains(entry) else { continue }
            entries.append(entry)
            matches.append(
                NameMatch(
                    number: one.owner,
                    row: one.row,
                    name: listed[one.owner],
                    outcome: one.outcome,
                    result: one.result,
                    isExact: one.isExact,
                    places: one.places,
                    form: one.form
                )
            )
        }
        return matches
    }

    private func search(_ name: NormalName, form: Int, _ places: QueryPlaces, _ found: inout [FoundName]) {
        let query = PreparedName(name, weights: weights)
        query.withViews { search(name, $0, form: form, places, &found) }
    }

    private func search(
        _ name: NormalName,
        _ query: NameViews,
        form: Int,
        _ places: QueryPlaces,
        _ found: inout [FoundName]
    ) {
        let likely = candidates.candidates(for: NameFeatures(name), limit: Bound.candidates)
        let best = Int(likely.first?.estimate ?? 0)
        let isWhole = best >= CandidateSearch.Bound.wholeEstimate
        let bound = max(Bound.estimate, UInt16(best * (isWhole ? Bound.wholeShare : Bound.share) / 100))
        let floor = UInt16(best * (isWhole ? Bound.wholeShare : Bound.farShare) / 100)
        let near = likely.firstIndex { $0.estimate < floor } ?? likely.count
        let count = likely.firstIndex { $0.estimate < bound } ?? likely.count
        let wanted = likely.prefix(max(count, min(near, Bound.least)))
        nothing.store(prepared.touch(wanted.lazy.map { Int($0.name) }), ordering: .relaxed)
        for candidate in wanted {
            let row = Int(candidate.name)
            let owner = Int(owners[row])
            let other = prepared[row]
            let result = comparison.result(query: query, candidate: other)
            let isExact = candidate.estimate == 1_000 && result.outcome == .hit
            let agreement = places.agreement(with: other, countries: listed.countries(of: owner))
            found.append(
                FoundName(
                    row: row,
                    owner: owner,
                    outcome: places.outcome(of: result, agreement, isExact: isExact, isWeak: listed.isWeak(owner)),
                    result: result,
                    isExact: isExact,
                    places: agreement,
                    form: form
                )
            )
        }
    }

    /// The words of a query and of a match side by side, in the order of the query, those that stand alone last.
    package func alignedWords(of match: NameMatch, for query: NameQuery) -> [AlignedWords] {
        let left = normaliser.name(query.text).allNames[match.form]
        let names = normaliser.name(match.name.text).allNames
        let first = owners.all.firstIndex(of: UInt32(match.number)) ?? 0
        let right = names[min(match.row - first, names.count - 1)]
        let isPlain = match.result.isOfPlainWords
        return AlignedWords.align(left.comparedWords(isPlain), right.comparedWords(isPlain), match.result.pairs)
    }
}
