public import Quantities

/// Writes JSON with a stable layout: keys in the order given, no needless escapes, numbers as given.
public struct JSONWriter {
    /// The text so far.
    public private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0
    private var needsComma = false

    /// Creates a writer.
    ///
    /// - Parameter isPretty: one member a line, two spaces a level; otherwise one line with a space after `:` and `,`.
    public init(isPretty: Bool = false) {
        self.isPretty = isPretty
        bytes.reserveCapacity(16_384)
    }

    /// Writes an object; the closure writes its members with `key(_:)` and a value each.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// Writes an array; the closure writes its elements.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        nest(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes an array of texts.
    public mutating func strings(_ texts: [String]) {
        array { writer in for text in texts { writer.string(text) } }
    }

    /// Writes the key of the next member.
    public mutating func key(_ key: String) {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(UInt8(ascii: " "))
        needsComma = false
    }

    /// Writes a text, or null for nil.
    public mutating func string(_ text: String?) {
        separate()
        if let text { quote(text) } else { raw("null") }
        needsComma = true
    }

    /// Writes a truth value.
    public mutating func bool(_ value: Bool) {
        separate()
        raw(value ? "true" : "false")
        needsComma = true
    }

    /// Writes null.
    public mutating func null() { string(nil) }

    /// Writes a whole number.
    public mutating func int(_ value: Int) {
        separate()
        raw(String(value))
        needsComma = true
    }

    /// Writes an exact number: as a number where it has a finite decimal text, else as a text `p/q`.
    public mutating func number(_ value: ExactDecimal) {
        let text = value.description
        separate()
        if text.utf8.contains(UInt8(ascii: "/")) { quote(text) } else { raw(text) }
        needsComma = true
    }

    /// Writes the value of a fact.
    public mutating func value(_ value: FactValue?) {
        switch value {
        case nil: null()
        case .bool(let value)?: bool(value)
        case .decimal(let number)?: self.number(number)
        case .string(let text)?: string(text)
        case .date(let date)?: string(date.description)
        case .list(let values)?: array { writer in for value in values { writer.value(value) } }
        }
    }

    private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(open)
        depth += 1
        needsComma = false
        let start = bytes.count
        body(&self)
        depth -= 1
        if isPretty, bytes.count > start { newLine() }
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma {
            bytes.append(UInt8(ascii: ","))
            if !isPretty { bytes.append(UInt8(ascii: " ")) }
        }
        if isPretty, depth > 0, bytes.last != UInt8(ascii: " ") || needsComma { newLine() }
    }

    private mutating func newLine() {
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { bytes.append(contentsOf: [0x20, 0x20]) }
    }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            // What needs no escape is copied in one piece.
            var start = 0
            for index in utf8.indices where utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
                bytes.append(contentsOf: utf8[start..<index])
                escape(utf8[index])
                start = index + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        default:
            raw("\\u00")
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
