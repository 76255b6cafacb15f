import NameTables

/// The tables of names that the program carries: words and what they mean, letters, readings.
///
/// The packed bytes are looked up where they are: every section is sorted by its first field, so that opening the
/// tables costs a look at their index and no more.
package struct NameTable: Sendable {
    /// The tables packed with the program.
    package static let carried = NameTable(bytes: carriedBytes)

    let words: TableSection
    let labels: TableSection
    let surnames: TableSection
    let letters: TableSection
    let simple: TableSection
    let readings: TableSection
    let syllables: TableSection
    let spellings: TableSection
    let shapes: TableSection
    let texts: TableSection

    private static var carriedBytes: TableBytes {
        TableBytes(UnsafeRawBufferPointer(start: name_tables_bytes(), count: name_tables_length()))
    }

    /// Finds the sections; one that is missing is empty.
    init(bytes: TableBytes) {
        let index = bytes.sections()
        func section(_ name: String, width: Int) -> TableSection {
            TableSection(bytes: bytes, range: index[name] ?? 0..<0, width: width)
        }
        words = section("words", width: 16)
        labels = section("labels", width: 16)
        surnames = section("surnames", width: 16)
        letters = section("letters", width: 12)
        simple = section("simple", width: 8)
        readings = section("pinyin", width: 12)
        syllables = section("syllable", width: 8)
        spellings = section("spelling", width: 16)
        shapes = section("shapes", width: 8)
        texts = section("texts", width: 1)
    }

    /// The packed bytes, for a comparison with the folder that they were made from.
    package static var packed: [UInt8] {
        Array(UnsafeRawBufferPointer(start: name_tables_bytes(), count: name_tables_length()))
    }
}

/// Bytes that live as long as the program.
struct TableBytes: @unchecked Sendable {
    // Constant data of the program's image: nothing writes to it, so it may be read from everywhere.
    private let bytes: UnsafeRawBufferPointer

    static let header = "passgate.names/2\n"

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// An integer at an offset; zero outside the bytes.
    func integer<Value: FixedWidthInteger>(at offset: Int, as type: Value.Type = Value.self) -> Value {
        guard offset >= 0, offset + MemoryLayout<Value>.size <= bytes.count else { return 0 }
        return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    /// Bytes within the bounds, fewer at the end.
    func slice(_ range: Range<Int>) -> [UInt8] { Array(bytes[range.clamped(to: 0..<bytes.count)]) }

    /// Where each section stands.
    func sections() -> [String: Range<Int>] {
        let head = Self.header.utf8.count
        guard bytes.count > head, slice(0..<head).elementsEqual(Self.header.utf8) else { return [:] }
        var sections: [String: Range<Int>] = [:]
        for number in 0..<Int(integer(at: head, as: UInt32.self)) {
            let entry = head + 4 + 16 * number
            let name = String(decoding: slice(entry..<entry + 8).prefix { $0 != 0x20 }, as: UTF8.self)
            let start = Int(integer(at: entry + 8, as: UInt32.self))
            let length = Int(integer(at: entry + 12, as: UInt32.self))
            sections[name] = (start..<start + length).clamped(to: 0..<bytes.count)
        }
        return sections
    }
}

/// Rows of one width, sorted by the integer that each begins with.
struct TableSection: Sendable {
    let bytes: TableBytes
    let range: Range<Int>
    let width: Int

    var count: Int { range.count / width }

    /// Where the row with a key begins, or nil if there is none.
    func row<Key: FixedWidthInteger>(_ key: Key) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let found: Key = bytes.integer(at: range.lowerBound + middle * width)
            if found == key { return range.lowerBound + middle * width }
            if found < key { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}
