internal import Diagnostics
internal import Facts

/// Reads XML (1.0, UTF-8) strictly into a tree of named values, without namespaces, entities of its own or documents.
///
/// An element that holds text alone becomes that text. Another becomes an object: its name as `#name`, attributes as
/// `@name`, child elements by their names (an array where there are several), text of its own as `#text`.
/// A document type declaration is refused, and with it every entity that a file could define.
struct XMLTree {
    static let depthLimit = 64

    private let bytes: [UInt8]
    private let file: String
    private var index = 0
    private var line = 1
    private var lineStart = 0

    /// The root element of a text.
    ///
    /// - Throws: `ScreeningError`, codes `xml.syntax`, `xml.truncated`, `xml.too-deep`, `xml.doctype`, `xml.encoding`.
    static func root(of bytes: [UInt8], file: String) throws(ScreeningError) -> JSONNode {
        var reader = XMLTree(bytes, file: file)
        if let offset = UTF8Check.firstInvalidOffset(in: bytes) {
            reader.move(to: offset)
            throw reader.failure(.xmlEncoding, "the text is not UTF-8 here", hint: "save the file as UTF-8")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
        try reader.misc()
        guard reader.peek() == UInt8(ascii: "<") else {
            throw reader.failure(.xmlSyntax, "an element is expected here")
        }
        let root = try reader.element(depth: 1)
        try reader.misc()
        if reader.index < bytes.count { throw reader.failure(.xmlSyntax, "there is more text after the root element") }
        return root
    }

    private init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    // MARK: Places

    private func peek(_ ahead: Int = 0) -> UInt8? { index + ahead < bytes.count ? bytes[index + ahead] : nil }

    private mutating func step() {
        if bytes[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        index += 1
    }

    private mutating func move(to offset: Int) {
        while index < offset { step() }
    }

    private var position: SourcePosition {
        let column = bytes[min(lineStart, index)..<index].count { $0 & 0xC0 != 0x80 }
        return SourcePosition(file: file, line: line, column: column + 1)
    }

    private func failure(_ code: Diagnostic.Code, _ message: String, hint: String? = nil) -> ScreeningError {
        ScreeningError(code, message, at: position, hint: hint)
    }

    private func truncated() -> ScreeningError {
        failure(.xmlTruncated, "the text ends in the middle of an element", hint: "the file may have been cut off")
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { part in
            index + part.count <= bytes.count && (0..<part.count).allSatisfy { bytes[index + $0] == part[$0] }
        }
    }

    // MARK: Parts

    private mutating func skipSpace() {
        while let byte = peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) { step() }
    }

    /// Goes over what may stand between elements: space, comments, processing instructions.
    private mutating func misc() throws(ScreeningError) {
        while true {
            skipSpace()
            if starts(with: "<!--") {
                try skip(past: "-->")
            } else if starts(with: "<?") {
                try skip(past: "?>")
            } else if starts(with: "<!") {
                throw failure(
                    .xmlDoctype,
                    "the file declares a document type, which could define entities",
                    hint: "remove the declaration"
                )
            } else {
                return
            }
        }
    }

    private mutating func skip(past end: StaticString) throws(ScreeningError) {
        while index < bytes.count {
            if starts(with: end) {
                move(to: index + end.utf8CodeUnitCount)
                return
            }
            step()
        }
        throw truncated()
    }

    private mutating func name() throws(ScreeningError) -> String {
        let start = index
        while let byte = peek(),
            byte >= 0x80 || (0x30...0x3A).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
        {
            step()
        }
        guard index > start else {
            if index >= bytes.count { throw truncated() }
            throw failure(.xmlSyntax, "a name is expected here")
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func element(depth: Int) throws(ScreeningError) -> JSONNode {
        guard depth <= Self.depthLimit else {
            throw failure(.xmlTooDeep, "elements are nested more than \(Self.depthLimit) deep")
        }
        let place = position
        step()
        let name = try name()
        var members = try attributes()
        if starts(with: "/>") {
            move(to: index + 2)
            return members.isEmpty ? JSONNode(.null, at: place) : object(name, members, text: [], at: place)
        }
        step()
        var text: [UInt8] = []
        var hasElements = false
        while true {
            guard let byte = peek() else { throw truncated() }
            if byte != UInt8(ascii: "<") {
                try characters(into: &text)
            } else if starts(with: "</") {
                move(to: index + 2)
                let end = try self.name()
                guard end == name else {
                    throw failure(.xmlSyntax, "`</\(end)>` closes `<\(name)>`")
                }
                skipSpace()
                guard peek() == UInt8(ascii: ">") else {
                    if peek() == nil { throw truncated() }
                    throw failure(.xmlSyntax, "`>` is expected here")
                }
                step()
                break
            } else if starts(with: "<![CDATA[") {
                move(to: index + 9)
                let start = index
                try skip(past: "]]>")
                text += bytes[start..<(index - 3)]
            } else if starts(with: "<!--") {
                try skip(past: "-->")
            } else if starts(with: "<?") {
                try skip(past: "?>")
            } else {
                hasElements = true
                let start = position
                let key = try childName()
                members.append(JSONMember(key: key, position: start, value: try element(depth: depth + 1)))
            }
        }
        if members.isEmpty, !hasElements {
            let text = Self.trimmed(text)
            return JSONNode(text.isEmpty ? .null : .string(text), at: place)
        }
        return object(name, members, text: text, at: place)
    }

    /// The name of the element that begins here.
    private func childName() throws(ScreeningError) -> String {
        var copy = self
        copy.step()
        return try copy.name()
    }

    /// The attributes, up to `>` or `/>`.
    private mutating func attributes() throws(ScreeningError) -> [JSONMember] {
        var members: [JSONMember] = []
        while true {
            skipSpace()
            guard let byte = peek() else { throw truncated() }
            if byte == UInt8(ascii: ">") || starts(with: "/>") { return members }
            let place = position
            let name = try name()
            skipSpace()
            guard peek() == UInt8(ascii: "=") else { throw failure(.xmlSyntax, "`=` is expected behind `\(name)`") }
            step()
            skipSpace()
            guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                throw failure(.xmlSyntax, "the value of `\(name)` needs quotes")
            }
            step()
            var value: [UInt8] = []
            while let byte = peek(), byte != quote {
                if byte == UInt8(ascii: "&") {
                    try reference(into: &value)
                } else if byte == UInt8(ascii: "<") {
                    throw failure(.xmlSyntax, "the value of `\(name)` does not end")
                } else {
                    value.append(byte)
                    step()
                }
            }
            guard peek() != nil else { throw truncated() }
            step()
            let node = JSONNode(.string(String(decoding: value, as: UTF8.self)), at: place)
            members.append(JSONMember(key: "@" + name, position: place, value: node))
        }
    }

    private mutating func characters(into text: inout [UInt8]) throws(ScreeningError) {
        while let byte = peek(), byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                try reference(into: &text)
            } else {
                text.append(byte)
                step()
            }
        }
    }

    private static let entities: [String: UInt8] = ["amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27]

    /// A character written as a reference.
    private mutating func reference(into text: inout [UInt8]) throws(ScreeningError) {
        let start = index + 1
        var end = start
        while end < bytes.count, end - start < 12, bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < bytes.count else { throw truncated() }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        if let byte = Self.entities[name] {
            text.append(byte)
        } else if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let scalar = number.flatMap({ Unicode.Scalar($0) }), scalar.value > 0 else {
                throw failure(.xmlSyntax, "`&\(name);` is no character")
            }
            text.append(contentsOf: String(scalar).utf8)
        } else {
            throw failure(.xmlSyntax, "`&\(name.prefix(8));` is not defined", hint: "a bare `&` is written `&amp;`")
        }
        move(to: end + 1)
    }

    // MARK: Results

    /// The object of an element, members of one name gathered.
    private func object(_ name: String, _ members: [JSONMember], text: [UInt8], at place: SourcePosition) -> JSONNode {
        var order: [String] = []
        var byName: [String: [JSONMember]] = [:]
        for member in members {
            if byName[member.key] == nil { order.append(member.key) }
            byName[member.key, default: []].append(member)
        }
        var result = [JSONMember(key: "#name", position: place, value: JSONNode(.string(name), at: place))]
        for key in order {
            guard let group = byName[key], let first = group.first else { continue }
            let value = group.count == 1 ? first.value : JSONNode(.array(group.map(\.value)), at: first.position)
            result.append(JSONMember(key: key, position: first.position, value: value))
        }
        let text = Self.trimmed(text)
        if !text.isEmpty {
            result.append(JSONMember(key: "#text", position: place, value: JSONNode(.string(text), at: place)))
        }
        return JSONNode(.object(result), at: place)
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        let start = bytes.firstIndex { !space.contains($0) } ?? bytes.count
        let end = (bytes.lastIndex { !space.contains($0) } ?? start - 1) + 1
        return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
    }
}
