extension CELType {
    /// Reads a type such as `int`, `list(string)` or `optional_type(T)`; nil when the text is no type.
    ///
    /// A single capital letter is a type parameter, a name that is not known is an abstract type.
    public init?(_ text: String) {
        var reader = TypeReader(text)
        guard let type = reader.type(depth: 0), reader.isAtEnd else { return nil }
        self = type
    }

    /// Reads a function's type, `(string, int) -> string`; nil when the text is none.
    static func signature(_ text: String) -> (parameters: [CELType], result: CELType)? {
        var reader = TypeReader(text)
        guard let parameters = reader.parenthesised(depth: 0), reader.skip("->"), let result = reader.type(depth: 0),
            reader.isAtEnd
        else { return nil }
        return (parameters, result)
    }
}

/// A reader of types in text form.
private struct TypeReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return position == bytes.count
        }
    }

    mutating func skip(_ token: String) -> Bool {
        skipSpace()
        let wanted = Array(token.utf8)
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    mutating func parenthesised(depth: Int) -> [CELType]? {
        guard skip("(") else { return nil }
        var types: [CELType] = []
        while !skip(")") {
            if !types.isEmpty {
                guard skip(",") else { return nil }
            }
            guard let type = type(depth: depth + 1) else { return nil }
            types.append(type)
        }
        return types
    }

    mutating func type(depth: Int) -> CELType? {
        guard depth < 32, let name = name() else { return nil }
        skipSpace()
        let parameters =
            position < bytes.count && bytes[position] == UInt8(ascii: "(") ? parenthesised(depth: depth) : []
        guard let parameters else { return nil }
        switch (name, parameters.count) {
        case ("int", 0): return .int
        case ("uint", 0): return .uint
        case ("double", 0): return .double
        case ("bool", 0): return .bool
        case ("string", 0): return .string
        case ("bytes", 0): return .bytes
        case ("null_type", 0): return .null
        case ("dyn", 0): return .dyn
        case ("timestamp", 0), ("google.protobuf.Timestamp", 0): return .timestamp
        case ("duration", 0), ("google.protobuf.Duration", 0): return .duration
        case ("decimal", 0): return .decimal
        case ("date", 0): return .date
        case ("list", 0): return .list(.dyn)
        case ("list", 1): return .list(parameters[0])
        case ("map", 0): return .map(.dyn, .dyn)
        case ("map", 2): return .map(parameters[0], parameters[1])
        case ("type", 0): return .type(.dyn)
        case ("type", 1): return .type(parameters[0])
        case ("optional_type", 0): return .optional(.dyn)
        case ("optional_type", 1): return .optional(parameters[0])
        case ("list", _), ("map", _), ("type", _), ("optional_type", _): return nil
        default:
            let isParameter = name.utf8.count == 1 && parameters.isEmpty && name >= "A" && name <= "Z"
            return isParameter ? .parameter(name) : .abstract(name, parameters)
        }
    }

    private mutating func name() -> String? {
        skipSpace()
        let start = position
        while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    }
}
