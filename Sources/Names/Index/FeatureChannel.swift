/// One way in which names resemble each other: the features of each name, and the names of each feature.
///
/// A feature weighs the more the fewer names have it. The resemblance of two names is the weight of what they share over
/// the geometric mean of what each has.
struct FeatureChannel<Feature: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable>: Sendable {
    private let starts: FlatArray<UInt32>
    private let postings: FlatArray<UInt32>
    private let ownStarts: FlatArray<UInt32>
    private let own: FlatArray<Feature>
    /// What each feature weighs, by its number.
    let weights: FlatArray<UInt8>
    /// One over the root of what each name weighs, 0 for a name without features.
    private let scales: FlatArray<Float>
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
        ownStarts = try snapshot.section("\(name).own-starts")
        own = try snapshot.section("\(name).own")
        weights = try snapshot.section("\(name).weights")
        scales = try snapshot.section("\(name).scales")
        let features = features ?? weights.count
        guard starts.areStarts(ofRows: features, over: postings.count), postings.areAll(below: names) else {
            throw snapshot.damaged("\(name).postings")
        }
        var highest: Feature = 0
        for feature in own.all { highest = max(highest, feature) }
        guard ownStarts.areStarts(ofRows: names, over: own.count), own.count == 0 || Int(highest) < features else {
            throw snapshot.damaged("\(name).own")
        }
        guard weights.count == features else { throw snapshot.damaged("\(name).weights") }
        guard scales.count == names else { throw snapshot.damaged("\(name).scales") }
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
        for feature in own[ownStarts.row(name)] { shared &+= UInt32(marks[Int(feature)]) }
        return Float(shared) * scale * scales[name]
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
        var ownStarts: [UInt32] = [0]
        var ownFlat: [Feature] = []
        ownStarts.reserveCapacity(own.count + 1)
        for list in own {
            for feature in list { frequencies[Int(feature)] += 1 }
            ownFlat.append(contentsOf: list)
            ownStarts.append(UInt32(ownFlat.count))
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
        let scales = own.map { list in
            list.isEmpty ? 0 : 1 / Float(list.reduce(0) { $0 + Int(weights[Int($1)]) }).squareRoot()
        }
        writer.add("\(name).starts", starts)
        writer.add("\(name).postings", postings)
        writer.add("\(name).own-starts", ownStarts)
        writer.add("\(name).own", ownFlat)
        writer.add("\(name).weights", weights)
        writer.add("\(name).scales", scales)
    }
}
