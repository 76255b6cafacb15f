/// Gathers the sections of a snapshot and lays them out.
package struct IndexSnapshotWriter {
    private struct Section {
        let name: String
        let content: [UInt8]
        let elementSize: Int
    }

    private var sections: [Section] = []

    /// Starts a snapshot.
    ///
    /// - Parameter stamp: What it is made from, so that one that is out of date can be told.
    package init(stamp: [UInt8] = []) {
        add("stamp", stamp)
    }

    /// Adds a section.
    ///
    /// - Precondition: The name has at most 24 bytes of ASCII and is new.
    mutating func add<Element: BitwiseCopyable>(_ name: String, _ elements: [Element]) {
        precondition(name.utf8.count <= IndexSnapshot.Layout.nameLength, "a section's name is too long")
        precondition(!sections.contains { $0.name == name }, "a section's name is used twice")
        let content = elements.withUnsafeBytes { Array($0) }
        sections.append(Section(name: name, content: content, elementSize: MemoryLayout<Element>.stride))
    }

    /// The whole snapshot.
    package func bytes() -> [UInt8] {
        var starts: [Int] = []
        var length = IndexSnapshot.Layout.header + sections.count * IndexSnapshot.Layout.entry
        for section in sections {
            length = (length + 63) / 64 * 64
            starts.append(length)
            length += section.content.count
        }
        var bytes = [UInt8](repeating: 0, count: length)
        bytes.replaceSubrange(0..<8, with: IndexSnapshot.Layout.magic)
        bytes.put(IndexSnapshot.Layout.version, at: 8)
        bytes.put(IndexSnapshot.Layout.order, at: 12)
        bytes.put(UInt64(length), at: 16)
        bytes.put(UInt32(sections.count), at: 32)
        for (number, section) in sections.enumerated() {
            let entry = IndexSnapshot.Layout.header + number * IndexSnapshot.Layout.entry
            bytes.replaceSubrange(entry..<(entry + section.name.utf8.count), with: section.name.utf8)
            bytes.put(UInt64(starts[number]), at: entry + 24)
            bytes.put(UInt64(section.content.count), at: entry + 32)
            bytes.put(UInt32(section.elementSize), at: entry + 40)
            bytes.replaceSubrange(starts[number]..<(starts[number] + section.content.count), with: section.content)
        }
        let checksum = bytes.withUnsafeBytes {
            Hashing.checksum(UnsafeRawBufferPointer(rebasing: $0[IndexSnapshot.Layout.covered...]))
        }
        bytes.put(checksum, at: 24)
        return bytes
    }

    /// Writes the snapshot to a file, which appears whole or not at all.
    package func write(to path: String) throws(NameIndexError) { try SnapshotBytes.write(bytes(), to: path) }
}

extension [UInt8] {
    fileprivate mutating func put(_ number: some FixedWidthInteger & BitwiseCopyable, at place: Int) {
        withUnsafeMutableBytes { $0.storeBytes(of: number, toByteOffset: place, as: type(of: number)) }
    }
}
