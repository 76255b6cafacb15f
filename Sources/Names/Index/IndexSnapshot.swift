/// Named runs of numbers in one flat file, checked as a whole when it is opened and then read in place.
///
/// The file starts with a header of 64 bytes: magic, version, a mark of the byte order, the length, and a checksum over
/// everything after it, then the number of sections. The table of sections follows, 48 bytes each: a name of up to 24
/// bytes, where the section starts, its length in bytes, and the size of its elements. Sections start at multiples of 64.
package final class IndexSnapshot: Sendable {
    enum Layout {
        static let magic: [UInt8] = Array("PASSNAME".utf8)
        static let version: UInt32 = 1
        static let order: UInt32 = 0x0102_0304
        static let header = 64
        /// The checksum covers the bytes from here on; what lies before is compared one by one.
        static let covered = 32
        static let entry = 48
        static let nameLength = 24
        static let mostSections = 4_096
    }

    private struct Section {
        let name: [UInt8]
        let range: Range<Int>
        let elementSize: Int
    }

    let storage: SnapshotBytes
    private let sections: [Section]
    private let path: String

    /// Opens a snapshot in memory.
    package convenience init(_ bytes: [UInt8]) throws(NameIndexError) {
        try self.init(storage: SnapshotBytes(copying: bytes), path: "snapshot")
    }

    /// Opens a snapshot file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - stamp: What the snapshot must have been made from, nil if that does not matter.
    /// - Throws: `NameIndexError` if the file can't be read, was cut, changed, or made from something else.
    package convenience init(path: String, stamp: [UInt8]? = nil) throws(NameIndexError) {
        try self.init(storage: try SnapshotBytes(mapping: path), path: path)
        if let stamp, try !section("stamp", of: UInt8.self).all.elementsEqual(stamp) {
            throw NameIndexError(
                .snapshotStale,
                "`\(path)` was made from other lists or tables than those in use",
                hint: "it has to be built anew"
            )
        }
    }

    private init(storage: SnapshotBytes, path: String) throws(NameIndexError) {
        self.storage = storage
        self.path = path
        let bytes = storage.bytes
        guard bytes.count >= Layout.header else {
            throw NameIndexError(.snapshotTruncated, "`\(path)` is shorter than the head of a snapshot")
        }
        guard bytes[..<Layout.magic.count].elementsEqual(Layout.magic) else {
            throw NameIndexError(.snapshotForeign, "`\(path)` is not a snapshot of names")
        }
        let version = bytes.load(fromByteOffset: 8, as: UInt32.self)
        guard version == Layout.version, bytes.load(fromByteOffset: 12, as: UInt32.self) == Layout.order else {
            throw NameIndexError(
                .snapshotVersion,
                "`\(path)` was written by another version of the program or on another kind of machine",
                hint: "it has to be built anew"
            )
        }
        let length = bytes.load(fromByteOffset: 16, as: UInt64.self)
        guard length == UInt64(bytes.count) else {
            throw NameIndexError(.snapshotTruncated, "`\(path)` has \(bytes.count) bytes where \(length) were written")
        }
        let checksum = Hashing.checksum(UnsafeRawBufferPointer(rebasing: bytes[Layout.covered...]))
        guard bytes.load(fromByteOffset: 24, as: UInt64.self) == checksum else {
            throw NameIndexError(.snapshotCorrupt, "`\(path)` is damaged: its checksum does not agree")
        }
        guard let sections = Self.sections(in: bytes) else {
            throw NameIndexError(.snapshotCorrupt, "`\(path)` is damaged: its table of sections makes no sense")
        }
        self.sections = sections
    }

    private static func sections(in bytes: UnsafeRawBufferPointer) -> [Section]? {
        let count = Int(bytes.load(fromByteOffset: 32, as: UInt32.self))
        guard count <= Layout.mostSections, Layout.header + count * Layout.entry <= bytes.count else { return nil }
        var sections: [Section] = []
        sections.reserveCapacity(count)
        for number in 0..<count {
            let entry = Layout.header + number * Layout.entry
            let name = bytes[entry..<(entry + Layout.nameLength)].prefix { $0 != 0 }
            let start = bytes.load(fromByteOffset: entry + 24, as: UInt64.self)
            let length = bytes.load(fromByteOffset: entry + 32, as: UInt64.self)
            let size = Int(bytes.load(fromByteOffset: entry + 40, as: UInt32.self))
            guard start % 64 == 0, start <= bytes.count, length <= UInt64(bytes.count) - start, size > 0,
                length % UInt64(size) == 0
            else { return nil }
            sections.append(
                Section(name: Array(name), range: Int(start)..<Int(start + length), elementSize: size)
            )
        }
        return sections
    }

    /// A section as numbers of the kind in which it was written.
    ///
    /// - Throws: `NameIndexError` with `snapshot.corrupt` if there is none of that name and kind.
    func section<Element: BitwiseCopyable>(
        _ name: String,
        of _: Element.Type = Element.self
    ) throws(NameIndexError) -> FlatArray<Element> {
        guard let section = sections.first(where: { $0.name.elementsEqual(name.utf8) }),
            section.elementSize == MemoryLayout<Element>.stride
        else { throw damaged(name) }
        let bytes = UnsafeRawBufferPointer(rebasing: storage.bytes[section.range])
        return FlatArray(bytes.assumingMemoryBound(to: Element.self))
    }

    /// The error for a section whose numbers can't be right.
    func damaged(_ name: String) -> NameIndexError {
        NameIndexError(.snapshotCorrupt, "`\(path)` is damaged: its section `\(name)` is missing or makes no sense")
    }
}
