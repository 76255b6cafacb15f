import Diagnostics
import Quantities

/// Reads JSON (RFC 8259) strictly: one value, no duplicate keys, numbers exact, valid UTF-8.
public struct JSONReader {
    /// How deep arrays and objects may be nested.
    public static let depthLimit = 128

    private let bytes: [UInt8]
    private let file: String
    private let firstLine: Int
    private var index = 0
    private var depth = 0
    private var duplicates: [Diagnostic] = []
    private var counted: Counted

    /// How far lines and columns have been counted.
    private struct Counted {
        var offset = 0
        var line: Int
        var column = 1
    }

    private init(_ bytes: [UInt8], file: String, firstLine: Int) {
        self.bytes = bytes
        self.file = file
        self.firstLine = firstLine
        counted = Counted(line: firstLine)
    }

    /// The value that a text holds.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8; a byte order mark is passed over.
    ///   - file: what positions name as the file.
    ///   - firstLine: the line number of the first line, for a text that is a part of a file.
    /// - Returns: the value with its places.
    /// - Throws: `FactsError`, codes `json.syntax`, `json.truncated`, `json.not-utf8`, `json.duplicate-key`,
    ///   `json.too-deep`, `json.number`.
    public static func node(in bytes: [UInt8], file: String, firstLine: Int = 1) throws(FactsError) -> JSONNode {
        var reader = JSONReader(bytes, file: file, firstLine: firstLine)
        do throws(Failure) {
            try reader.checkUTF8()
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
            reader.skipSpace()
            let node = try reader.value()
            reader.skipSpace()
            if reader.index < bytes.count { throw reader.failure("json.syntax", "there is more text after the value") }
            if !reader.duplicates.isEmpty { throw Failure(reader.duplicates[0]) }
            return node
        } catch {
            throw FactsError([error.diagnostic] + reader.duplicates.filter { $0 != error.diagnostic })
        }
    }

    private struct Failure: Error {
        let diagnostic: Diagnostic
        init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
    }

    // MARK: Places

    /// The place of an offset; asked for in ascending order mostly, so that counting goes on from the last answer.
    private mutating func position(at offset: Int) -> SourcePosition {
        let end = min(offset, bytes.count)
        if end < counted.offset { counted = Counted(line: firstLine) }
        for index in counted.offset..<end {
            if bytes[index] == 0x0A {
                counted.line += 1
                counted.column = 1
            } else if bytes[index] & 0xC0 != 0x80, !(index == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])) {
                counted.column += 1
            }
        }
        counted.offset = end
        return SourcePosition(file: file, line: counted.line, column: counted.column)
    }

    private mutating func failure(
        _ code: Diagnostic.Code,
        _ message: String,
        at offset: Int? = nil,
        hint: String? = nil
    ) -> Failure {
        Failure(Diagnostic(code, message, at: position(at: offset ?? index), hint: hint))
    }

    private mutating func truncated() -> Failure {
        failure("json.truncated", "the text ends in the middle of a value", hint: "the file may have been cut off")
    }

    private mutating func checkUTF8() throws(Failure) {
        if let offset = UTF8Check.firstInvalidOffset(in: bytes) {
            throw failure("json.not-utf8", "the text is not UTF-8 here", at: offset, hint: "save the file as UTF-8")
        }
    }

    // MARK: Values

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func value() throws(Failure) -> JSONNode {
        guard index < bytes.count else { throw truncated() }
        let start = position(at: index)
        switch bytes[index] {
        case UInt8(ascii: "{"): return try nested { reader throws(Failure) in .object(try reader.object()) }
        case UInt8(ascii: "["): return try nested { reader throws(Failure) in .array(try reader.array()) }
        case UInt8(ascii: "\""): return JSONNode(.string(try string()), at: start)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return JSONNode(.number(try number()), at: start)
        default:
            throw failure(
                "json.syntax",
                "a value is expected here",
                hint: "a value is a number, a text in double quotes, true, false, null, [ ] or { }"
            )
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(Failure) -> JSONNode.Content
    ) throws(Failure) -> JSONNode {
        let start = position(at: index)
        depth += 1
        guard depth <= Self.depthLimit else {
            throw failure("json.too-deep", "arrays and objects are nested more than \(Self.depthLimit) deep")
        }
        index += 1
        let content = try read(&self)
        depth -= 1
        return JSONNode(content, at: start)
    }

    private mutating func word(_ text: String, _ content: JSONNode.Content) throws(Failure) -> JSONNode {
        let start = index
        for byte in text.utf8 {
            guard index < bytes.count else { throw truncated() }
            guard bytes[index] == byte else {
                throw failure("json.syntax", "`\(text)` is expected here", at: start)
            }
            index += 1
        }
        return JSONNode(content, at: position(at: start))
    }

    private mutating func object() throws(Failure) -> [JSONMember] {
        var members: [JSONMember] = []
        var keys: Set<String> = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
            index += 1
            return members
        }
        while true {
            skipSpace()
            guard index < bytes.count else { throw truncated() }
            guard bytes[index] == UInt8(ascii: "\"") else {
                throw failure("json.syntax", "a key in double quotes is expected here")
            }
            let place = position(at: index)
            let key = try string()
            if !keys.insert(key).inserted {
                duplicates.append(
                    Diagnostic(
                        "json.duplicate-key",
                        "`\(key)` stands twice in one object",
                        at: place,
                        hint: "keep one of them"
                    )
                )
            }
            skipSpace()
            try expect(UInt8(ascii: ":"), "a colon is expected after a key")
            skipSpace()
            members.append(JSONMember(key: key, position: place, value: try value()))
            if try isEnd(UInt8(ascii: "}")) { return members }
        }
    }

    private mutating func array() throws(Failure) -> [JSONNode] {
        var elements: [JSONNode] = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
            index += 1
            return elements
        }
        while true {
            skipSpace()
            elements.append(try value())
            if try isEnd(UInt8(ascii: "]")) { return elements }
        }
    }

    private mutating func isEnd(_ end: UInt8) throws(Failure) -> Bool {
        skipSpace()
        guard index < bytes.count else { throw truncated() }
        let byte = bytes[index]
        guard byte == end || byte == UInt8(ascii: ",") else {
            throw failure("json.syntax", "a comma or `\(Character(Unicode.Scalar(end)))` is expected here")
        }
        index += 1
        return byte == end
    }

    private mutating func expect(_ byte: UInt8, _ message: String) throws(Failure) {
        guard index < bytes.count else { throw truncated() }
        guard bytes[index] == byte else { throw failure("json.syntax", message) }
        index += 1
    }

    // MARK: Texts

    private mutating func string() throws(Failure) -> String {
        index += 1
        var text: [UInt8] = []
        while true {
            guard index < bytes.count else { throw truncated() }
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text.append(contentsOf: try escape())
            case 0..<0x20:
                throw failure(
                    "json.syntax",
                    "a text can't hold a bare control character",
                    hint: "a line break is written \\n"
                )
            default:
                text.append(byte)
                index += 1
            }
        }
    }

    private mutating func escape() throws(Failure) -> [UInt8] {
        let start = index
        guard index + 1 < bytes.count else { throw truncated() }
        let kind = bytes[index + 1]
        index += 2
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [kind]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            let first = try unit()
            var scalar = UInt32(first)
            if (0xD800..<0xDC00).contains(first), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u")
            {
                index += 2
                let second = try unit()
                guard (0xDC00..<0xE000).contains(second) else {
                    throw failure("json.syntax", "half a surrogate pair", at: start)
                }
                scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
            }
            guard let character = Unicode.Scalar(scalar) else {
                throw failure("json.syntax", "half a surrogate pair", at: start)
            }
            return Array(String(Character(character)).utf8)
        default:
            throw failure("json.syntax", "unknown escape", at: start, hint: "a backslash is written twice")
        }
    }

    private mutating func unit() throws(Failure) -> UInt16 {
        guard index + 4 <= bytes.count else { throw truncated() }
        // A sign would be read as a part of the number.
        guard bytes[index] != UInt8(ascii: "+"), bytes[index] != UInt8(ascii: "-"),
            let value = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else {
            throw failure("json.syntax", "four hexadecimal digits are expected here")
        }
        index += 4
        return value
    }

    // MARK: Numbers

    private mutating func number() throws(Failure) -> ExactDecimal {
        let start = index
        while index < bytes.count,
            [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(bytes[index]) || (0x30...0x39).contains(bytes[index])
        {
            index += 1
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard Self.isNumber(Array(bytes[start..<index])), let number = ExactDecimal(text) else {
            throw failure(
                "json.number",
                "`\(text)` is not a number of JSON",
                at: start,
                hint: "write 0.5, not .5 or 05"
            )
        }
        return number
    }

    /// The grammar of RFC 8259, section 6.
    private static func isNumber(_ text: [UInt8]) -> Bool {
        var index = 0
        func digits() -> Int {
            let start = index
            while index < text.count, (0x30...0x39).contains(text[index]) { index += 1 }
            return index - start
        }
        if index < text.count, text[index] == 0x2D { index += 1 }
        let whole = index
        let count = digits()
        guard count > 0, count == 1 || text[whole] != 0x30 else { return false }
        if index < text.count, text[index] == 0x2E {
            index += 1
            guard digits() > 0 else { return false }
        }
        if index < text.count, text[index] | 0x20 == 0x65 {
            index += 1
            if index < text.count, text[index] == 0x2B || text[index] == 0x2D { index += 1 }
            guard digits() > 0 else { return false }
        }
        return index == text.count
    }
}
