/// Names ready for comparison, read in place from a snapshot.
struct PreparedNameTable: Sendable {
    private let tokenStarts: FlatArray<UInt32>
    private let tokens: FlatArray<PreparedToken>
    private let letterStarts: FlatArray<UInt32>
    private let letters: FlatArray<UInt8>
    private let hanStarts: FlatArray<UInt32>
    private let han: FlatArray<UInt32>
    private let counts: FlatArray<UInt8>
    private let flags: FlatArray<UInt8>

    /// How many names there are.
    var count: Int { counts.count }

    init(_ snapshot: IndexSnapshot) throws(NameIndexError) {
        tokenStarts = try snapshot.section("prepared.token-starts")
        tokens = try snapshot.section("prepared.tokens")
        letterStarts = try snapshot.section("prepared.letter-starts")
        letters = try snapshot.section("prepared.letters")
        hanStarts = try snapshot.section("prepared.han-starts")
        han = try snapshot.section("prepared.han")
        counts = try snapshot.section("prepared.counts")
        flags = try snapshot.section("prepared.flags")
        guard flags.count == count, tokenStarts.areStarts(ofRows: count, over: tokens.count),
            letterStarts.areStarts(ofRows: count, over: letters.count),
            hanStarts.areStarts(ofRows: count, over: han.count), areTokensInside
        else { throw snapshot.damaged("prepared.tokens") }
    }

    /// Whether every token lies within the letters and characters of its name.
    private var areTokensInside: Bool {
        for name in 0..<count {
            let own = tokens[tokenStarts.row(name)]
            let letters = letters[letterStarts.row(name)]
            let han = hanStarts.row(name).count
            guard Int(counts[name]) <= own.count else { return false }
            for token in own {
                guard token.lies(in: letters), Int(token.hanStart) + Int(token.hanLength) <= han else { return false }
            }
        }
        return true
    }

    /// The name of a number below the count, read where it lies.
    subscript(_ number: Int) -> NameViews {
        NameViews(
            tokens: tokens[tokenStarts.row(number)],
            letters: letters[letterStarts.row(number)],
            han: han[hanStarts.row(number)],
            isOrganisation: flags[number] & 1 != 0,
            count: Int(counts[number])
        )
    }

    /// Reads a little of each name, one after another without waiting, so that memory has them ready when they are
    /// compared; what is returned means nothing.
    func touch(_ names: some Sequence<Int>) -> UInt32 {
        var sum: UInt32 = 0
        for name in names {
            sum &+= tokenStarts[name] &+ letterStarts[name] &+ hanStarts[name] &+ UInt32(counts[name] &+ flags[name])
        }
        for name in names {
            for place in stride(from: tokenStarts.row(name).lowerBound, to: tokenStarts.row(name).upperBound, by: 3) {
                sum &+= tokens[place].concept
            }
            if let place = letterStarts.row(name).first { sum &+= UInt32(letters[place]) }
        }
        return sum
    }

    /// Writes the names, each numbered by its place.
    static func write(_ names: [PreparedName], to writer: inout IndexSnapshotWriter) {
        var starts = (tokens: [UInt32(0)], letters: [UInt32(0)], han: [UInt32(0)])
        for name in names {
            starts.tokens.append((starts.tokens.last ?? 0) + UInt32(name.tokens.count))
            starts.letters.append((starts.letters.last ?? 0) + UInt32(name.letters.count))
            starts.han.append((starts.han.last ?? 0) + UInt32(name.han.count))
        }
        writer.add("prepared.token-starts", starts.tokens)
        writer.add("prepared.tokens", names.flatMap(\.tokens))
        writer.add("prepared.letter-starts", starts.letters)
        writer.add("prepared.letters", names.flatMap(\.letters))
        writer.add("prepared.han-starts", starts.han)
        writer.add("prepared.han", names.flatMap(\.han))
        writer.add("prepared.counts", names.map { UInt8($0.count) })
        writer.add("prepared.flags", names.map { $0.isOrganisation ? UInt8(1) : 0 })
    }
}

extension PreparedToken {
    /// Whether the letters of the token and its further readings lie in those of its name, each closed by a zero.
    fileprivate func lies(in letters: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = Int(start) + Int(length)
        for _ in 0..<variantCount {
            place += 1
            while place < letters.count, letters[place] != 0 { place += 1 }
        }
        return place < letters.count && letters[place] == 0
    }
}

/// A prepared token is numbers and nothing else, so it may lie in a file.
extension PreparedToken: BitwiseCopyable {}
