/// The names of an index as their lists write them, read in place from a snapshot.
struct ListedNameTable: Sendable {
    private let entries: FlatArray<Int32>
    private let flags: FlatArray<UInt8>
    private let textStarts: FlatArray<UInt32>
    private let texts: FlatArray<UInt8>
    private let countryStarts: FlatArray<UInt32>
    private let countries: FlatArray<UInt8>

    /// How many names there are.
    var count: Int { entries.count }

    init(_ snapshot: IndexSnapshot) throws(NameIndexError) {
        entries = try snapshot.section("listed.entries")
        flags = try snapshot.section("listed.flags")
        textStarts = try snapshot.section("listed.text-starts")
        texts = try snapshot.section("listed.texts")
        countryStarts = try snapshot.section("listed.country-starts")
        countries = try snapshot.section("listed.countries")
        guard flags.count == entries.count, textStarts.areStarts(ofRows: entries.count, over: texts.count) else {
            throw snapshot.damaged("listed.texts")
        }
        guard countryStarts.areStarts(ofRows: entries.count, over: countries.count) else {
            throw snapshot.damaged("listed.countries")
        }
    }

    /// The name of a number below the count.
    subscript(_ number: Int) -> ListedName {
        ListedName(
            entry: entries[number],
            text: String(decoding: texts[textStarts.row(number)], as: UTF8.self),
            countries: countries(of: number),
            isWeak: flags[number] & 1 != 0
        )
    }

    /// The number of the entry to which a name belongs.
    func entry(of number: Int) -> Int32 { entries[number] }

    /// The codes of the countries of a name.
    func countries(of number: Int) -> [String] {
        countries[countryStarts.row(number)].split(separator: UInt8(ascii: " "))
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a list calls a name weak.
    func isWeak(_ number: Int) -> Bool { flags[number] & 1 != 0 }

    /// Writes the names, each numbered by its place.
    static func write(_ names: [ListedName], to writer: inout IndexSnapshotWriter) {
        var textStarts: [UInt32] = [0]
        var texts: [UInt8] = []
        var countryStarts: [UInt32] = [0]
        var countries: [UInt8] = []
        for name in names {
            texts.append(contentsOf: name.text.utf8)
            textStarts.append(UInt32(texts.count))
            countries.append(contentsOf: name.countries.joined(separator: " ").utf8)
            countryStarts.append(UInt32(countries.count))
        }
        writer.add("listed.entries", names.map(\.entry))
        writer.add("listed.flags", names.map { $0.isWeak ? UInt8(1) : 0 })
        writer.add("listed.text-starts", textStarts)
        writer.add("listed.texts", texts)
        writer.add("listed.country-starts", countryStarts)
        writer.add("listed.countries", countries)
    }
}
