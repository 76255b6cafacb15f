import Quantities

extension Value: CustomStringConvertible {
    /// The value as an expression of the language that gives it, such as `[1, 2u, "a"]`.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .uint(let value): "\(value)u"
        case .double(let value): Value.sourceText(of: value)
        case .decimal(let value): "decimal(\"\(value)\")"
        case .date(let value): "date(\"\(value)\")"
        case .string(let text): StringQuote.quote(text)
        case .bytes(let bytes): Value.sourceText(of: bytes)
        case .list(let list): "[" + list.elements.map(\.description).joined(separator: ", ") + "]"
        case .map(let map):
            "{" + zip(map.keys, map.values).map { "\($0): \($1)" }.joined(separator: ", ") + "}"
        case .timestamp(let time): "timestamp(\"\(time)\")"
        case .duration(let span): "duration(\"\(span)\")"
        case .type(let type): type.runtimeName
        case .optional(nil): "optional.none()"
        case .optional(let value?): "optional.of(\(value))"
        case .address(let address): "ip(\"\(address)\")"
        case .block(let block): "cidr(\"\(block)\")"
        }
    }

    private static func sourceText(of value: Double) -> String {
        if value.isNaN { return "double(\"NaN\")" }
        if value.isInfinite { return value < 0 ? "double(\"-Infinity\")" : "double(\"Infinity\")" }
        return "\(value)"
    }

    private static func sourceText(of bytes: [UInt8]) -> String {
        var text = "b\""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): text += "\\\""
            case UInt8(ascii: "\\"): text += "\\\\"
            case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16)
                text += digits.utf8.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
            }
        }
        return text + "\""
    }
}
