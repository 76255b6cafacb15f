internal import Crypto
internal import Facts

/// A file that is to be imported.
package struct ListFile: Hashable, Sendable {
    /// The name as the user gave it.
    package let name: String
    /// Its bytes as they are.
    package let bytes: [UInt8]
    /// Where lines begin; found once, since a broken file may have as many wrong rows as lines.
    private let lineStarts: [Int]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        var starts = [0]
        bytes.withUnsafeBufferPointer { bytes in
            for index in bytes.indices where bytes[index] == 0x0A { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    /// The number of lines, one without an end counted.
    var lineCount: Int { lineStarts.count }

    /// SHA-256 of its bytes, in hexadecimal.
    package var digest: String { Hexadecimal.text(SHA256.hash(data: bytes)) }

    /// The bytes without marks of the end of a file, which old systems write.
    var content: [UInt8] {
        var end = bytes.count
        while end > 0, bytes[end - 1] == 0x1A || bytes[end - 1] == 0 { end -= 1 }
        return end == bytes.count ? bytes : Array(bytes[..<end])
    }

    /// Whether it holds nothing but white space.
    var isEmpty: Bool {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        return content.allSatisfy { $0 <= 0x20 || $0 == 0x1A }
    }

    /// The first byte that is no white space.
    var firstByte: UInt8? {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        return content.first { $0 > 0x20 }
    }

    /// The text of a line, shortened.
    func line(_ number: Int) -> String {
        guard lineStarts.indices.contains(number - 1) else { return "" }
        let start = lineStarts[number - 1]
        guard start < bytes.count else { return "" }
        let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
        return String(decoding: bytes[start..<min(end, start + 2000)], as: UTF8.self)
    }
}

/// What a file of a list may hold, so that none can fill memory or the store.
package struct ImportLimits: Hashable, Sendable {
    /// Bytes of one file.
    package var fileBytes = 1 << 30
    /// Records of all files together.
    package var records = 5_000_000
    /// Names of all entries together.
    package var names = 20_000_000
    /// Names of one entry.
    package var namesPerEntry = 1_000
    /// Bytes of one name.
    package var nameBytes = 4_096
    /// Bytes of one entry, in the form in which it is stored.
    package var entryBytes = 1 << 20

    package init() {}
}

/// A row that was not taken in, and why.
package struct Rejection: Hashable, Sendable {
    /// The file.
    package let file: String
    /// The line on which it begins.
    package let line: Int
    /// Why, in words.
    package let reason: String
    /// The row, or its beginning.
    package let text: String

    package init(file: String, line: Int, reason: String, text: String) {
        self.file = file
        self.line = line
        self.reason = reason
        self.text = text
    }
}
