import Diagnostics

/// A rulebook's files in one block of bytes, parsed already, so that a program can start without parsing YAML.
///
/// ```
/// "PGRB" version:u8 checksum:u64 files
/// files: count, then per file: path, digest (32 bytes), kind:u8 and
///        kind 0: length, bytes      a table or cases
///        kind 1: node               a YAML file
/// node:  kind:u8 line column, and
///        kind 0, 1: text            a plain and a quoted scalar
///        kind 2: count, nodes       a sequence
///        kind 3: count, per entry: line, column, text, node    a mapping
/// ```
/// Numbers are of seven bits a byte, low ones first, the high bit set on all but the last; texts are length and
/// UTF-8. The checksum guards against damage, not against malice.
public enum RulebookSnapshot {
    static let magic: [UInt8] = Array("PGRB".utf8)
    static let version: UInt8 = 1
    static let headerLength = 13

    /// Packs the files that a rulebook consists of; overlays applied are left out.
    ///
    /// - Throws: ``RulebookError`` where the rulebook is not sound, so that none is ever shipped that is not.
    public static func encode(_ source: RulebookSource) throws(RulebookError) -> [UInt8] {
        var source = source
        source.prefix = ""
        source.overlays = []
        let reading = try RulebookReader.reading(of: source)
        var writer = SnapshotWriter()
        writer.number(reading.paths.count)
        for path in reading.paths.sorted() {
            writer.text(path)
            writer.raw(source.digest(of: path))
            if let node = reading.roots[path] {
                writer.byte(1)
                writer.node(node)
            } else if case .bytes(let bytes)? = source.files[path] {
                writer.byte(0)
                writer.number(bytes.count)
                writer.raw(bytes)
            }
        }
        return magic + [version] + littleEndian(checksum(writer.bytes[...])) + writer.bytes
    }

    /// Unpacks a snapshot.
    ///
    /// - Parameters:
    ///   - bytes: The snapshot.
    ///   - prefix: What stands before the paths of files in messages.
    /// - Returns: A source that gives the same definition as the one that was packed.
    /// - Throws: ``RulebookError`` with the code `snapshot.damaged` or `snapshot.version`.
    public static func decode(_ bytes: [UInt8], prefix: String = "") throws(RulebookError) -> RulebookSource {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(RulebookError) in try decode(bytes, prefix: prefix) }
        }
        return try result.get()
    }

    static func decode(_ bytes: UnsafeRawBufferPointer, prefix: String) throws(RulebookError) -> RulebookSource {
        guard bytes.count >= headerLength, bytes.starts(with: magic) else {
            throw damaged("it is no snapshot of a rulebook")
        }
        guard bytes[4] == version else {
            throw RulebookError([
                .init(.snapshotVersion, "the snapshot has the version \(bytes[4]), and this program reads \(version)")
            ])
        }
        let payload = UnsafeRawBufferPointer(rebasing: bytes[headerLength...])
        guard littleEndian(checksum(payload)).elementsEqual(bytes[5..<headerLength]) else {
            throw damaged("its checksum is wrong")
        }
        var reader = SnapshotReader(payload, prefix: prefix)
        guard let source = reader.source() else { throw damaged("it ends too early or holds a value that can't be") }
        return source
    }

    private static func damaged(_ why: String) -> RulebookError {
        RulebookError([.init(.snapshotDamaged, "the snapshot of the rulebook is damaged: \(why)")])
    }

    /// FNV-1a over words of eight bytes, the last one padded.
    private static func checksum(_ bytes: some RandomAccessCollection<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var word: UInt64 = 0
        var count = 0
        for byte in bytes {
            word |= UInt64(byte) << UInt64(8 * (count & 7))
            count += 1
            if count & 7 == 0 {
                hash = (hash ^ word) &* 0x0000_0100_0000_01B3
                hash ^= hash >> 29
                word = 0
            }
        }
        hash = (hash ^ word) &* 0x0000_0100_0000_01B3
        return hash ^ UInt64(count)
    }

    private static func littleEndian(_ word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
    }
}
