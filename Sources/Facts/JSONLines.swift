/// One line of a JSON Lines text with its number.
public struct JSONLine: Hashable, Sendable {
    /// The number of the line in its file, from 1.
    public let number: Int
    /// The line in bytes, without its line break.
    public let bytes: ArraySlice<UInt8>
}

/// The lines of a JSON Lines text that hold something, each with its number.
///
/// Lines end in LF or CRLF; a byte order mark and lines of nothing but white space are passed over. A line is read with
/// ``JSONReader/node(in:file:firstLine:)`` and its number as the first line, so that positions are those of the file.
public struct JSONLines: Sequence, IteratorProtocol, Sendable {
    private var rest: ArraySlice<UInt8>
    private var number = 0

    /// Creates the lines of a text.
    public init(_ bytes: [UInt8]) {
        rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    }

    /// The next line that holds something, or nil at the end.
    public mutating func next() -> JSONLine? {
        while !rest.isEmpty {
            number += 1
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            var line = rest[..<(end ?? rest.endIndex)]
            rest = end.map { rest[($0 + 1)...] } ?? []
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) {
                return JSONLine(number: number, bytes: line)
            }
        }
        return nil
    }
}
