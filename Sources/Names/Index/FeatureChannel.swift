/// One way in which names resemble each other: the features of each name, and the names of each feature.
///
/// A feature weighs the more the fewer names have it. The resemblance of two names is the weight of what they share over
/// the geometric mean of what each has.
struct FeatureChannel<Feature: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable>: Sendable {
    private let starts: FlatArray<UInt32>
    private let postings: FlatArray<UInt32>
    /// Where each name's own features begin and what its weight divides by; one more row than there are names.
    private let rows: FlatArray<FeatureRow>
    private let own: FlatArray<Feature>
    /// What each feature weighs, by its number.
    let weights: FlatArray<UInt8>
    /// What a feature weighs that no name has.
    let weightOfUnknown: UInt8

    /// How many features there are.
    var count: Int { weights.count }

    /// Opens a channel.
    ///
    /// - Parameters:
    ///   - snapshot: Where it lies.
    ///   - name: What its sections begin with.
    ///   - features: How many features there must be, nil if the channel itself says.
    ///   - names: How many names there are.
    /// - Throws: `NameIndexError` with `snapshot.corrupt` if the channel points outside itself.
    init(
        _ snapshot: IndexSnapshot,
        name: String,
        features: Int? = nil,
        names: Int
    ) throws(NameIndexError) {
        starts = try snapshot.section("\(name).starts")
        postings = try snapshot.section("\(name).postings")
        rows = try snapshot.section("\(name).rows")
        own = try snapshot.section("\(name).own")
        weights = try snapshot.section("\(name).weights")
        let features = features ?? weights.count
        guard starts.areStarts(ofRows: features, over: postings.count), postings.areAll(below: names) else {
            throw snapshot.damaged("\(name).postings")
        }
        var highest: Feature = 0
        for feature in own.all { highest = max(highest, feature) }
        guard FeatureRow.areRows(rows, ofNames: names, over: own.count), own.count == 0 || Int(highest) < features
        else {
            throw snapshot.damaged("\(name).own")
        }
        guard weights.count == features else { throw snapshot.damaged("\(name).weights") }
        weightOfUnknown = Self.weight(ofNames: 1, among: names)
    }

    /// How many names have a feature.
    @inline(__always)
    func frequency(of feature: Int) -> Int { starts.row(feature).count }

    /// The names that have a feature.
    @inline(__always)
    func names(with feature: Int) -> UnsafeBufferPointer<UInt32> { postings[starts.row(feature)] }

    /// How much of a query is in a name, from 0 to 1, where marks hold what each feature of the query weighs.
    @inline(__always)
    func resemblance(of name: Int, marks: UnsafeMutablePointer<UInt8>, scale: Float) -> Float {
        var shared: UInt32 = 0
        let row = rows[name]
        for feature in own[Range(uncheckedBounds: (Int(row.start), Int(rows[name + 1].start)))] {
            shared &+= UInt32(marks[Int(feature)])
        }
        return Float(shared) * scale * row.scale
    }

    /// Reads a little of what each name has, one name after another without waiting, so that memory has it ready when the
    /// names are compared; what is returned means nothing.
    func touch(_ names: [UInt32]) -> UInt32 {
        guard own.count > 0 else { return 0 }
        var sum: UInt32 = 0
        for name in names { sum &+= rows[Int(name)].start }
        let last = own.count - 1
        for name in names {
            let start = Int(rows[Int(name)].start)
            sum &+= UInt32(truncatingIfNeeded: own[min(start, last)])
            sum &+= UInt32(truncatingIfNeeded: own[min(start + 64 / MemoryLayout<Feature>.stride, last)])
        }
        return sum
    }

    private static func weight(ofNames count: Int, among names: Int) -> UInt8 {
        // Eight steps to a halving, in whole numbers so that every machine writes the same snapshot.
        let count = max(count, 1)
        var steps = 0
        var limit = UInt64(names) << 16
        // 65,536 over the eighth root of 2 is 60,097; a number of names below 2^31 can't overflow here.
        while limit > UInt64(count) << 16, steps < 255 {
            limit = (limit * 60_097) >> 16
            steps += 1
        }
        return UInt8(max(1, steps))
    }

    /// Writes the channel from the distinct features of each name.
    static func write(_ own: [[Feature]], features: Int, name: String, to writer: inout IndexSnapshotWriter) {
        var frequencies = [Int](repeating: 0, count: features)
        for list in own {
            for feature in list { frequencies[Int(feature)] += 1 }
        }
        var starts: [UInt32] = [0]
        starts.reserveCapacity(features + 1)
        var total: UInt32 = 0
        for frequency in frequencies {
            total += UInt32(frequency)
            starts.append(total)
        }
        var places = starts
        var postings = [UInt32](repeating: 0, count: Int(total))
        for (number, list) in own.enumerated() {
            for feature in list {
                postings[Int(places[Int(feature)])] = UInt32(number)
                places[Int(feature)] += 1
            }
        }
        let weights = frequencies.map { weight(ofNames: $0, among: own.count) }
        var rows: [FeatureRow] = []
        var ownFlat: [Feature] = []
        rows.reserveCapacity(own.count + 1)
        for list in own {
            let weight = list.reduce(0) { $0 + Int(weights[Int($1)]) }
            rows.append(
                FeatureRow(start: UInt32(ownFlat.count), scale: weight == 0 ? 0 : 1 / Float(weight).squareRoot())
            )
            ownFlat.append(contentsOf: list)
        }
        rows.append(FeatureRow(start: UInt32(ownFlat.count), scale: 0))
        writer.add("\(name).starts", starts)
        writer.add("\(name).postings", postings)
        writer.add("\(name).rows", rows)
        writer.add("\(name).own", ownFlat)
        writer.add("\(name).weights", weights)
    }
}

/// Where the features of a name begin in a channel, with the one number of it that is always read with them.
struct FeatureRow: BitwiseCopyable {
    let start: UInt32
    /// One over the root of what the name weighs, 0 for a name without features.
    let scale: Float

    /// Whether these are the rows of so many names over so many features.
    static func areRows(_ rows: FlatArray<FeatureRow>, ofNames names: Int, over total: Int) -> Bool {
        guard rows.count == names + 1, rows[0].start == 0, Int(rows[names].start) == total else { return false }
        var previous: UInt32 = 0
        for row in rows.all {
            guard row.start >= previous, row.scale >= 0, row.scale <= 1 else { return false }
            previous = row.start
        }
        return true
    }
}
