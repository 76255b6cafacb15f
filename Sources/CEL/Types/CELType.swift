/// The type of an expression, as the checker deduces it.
///
/// ```swift
/// CELType("map(string, list(int))")  // .map(.string, .list(.int))
/// ```
public indirect enum CELType: Hashable, Sendable {
    /// Signed 64-bit integers.
    case int
    /// Unsigned 64-bit integers.
    case uint
    /// IEEE 754 binary floating point.
    case double
    /// Truth values.
    case bool
    /// Sequences of Unicode code points.
    case string
    /// Sequences of bytes.
    case bytes
    /// The type of `null`.
    case null
    /// A value whose type is known only when it is evaluated.
    case dyn
    /// Points in time, in nanoseconds.
    case timestamp
    /// Lengths of time, in nanoseconds.
    case duration
    /// Exact rational numbers, an extension of this implementation.
    case decimal
    /// Calendar dates without a time, an extension of this implementation.
    case date
    /// Lists of one element type.
    case list(CELType)
    /// Maps from one key type to one value type.
    case map(CELType, CELType)
    /// The type of a type.
    case type(CELType)
    /// A value that may be absent.
    case optional(CELType)
    /// Any other type, known by its name and parameters.
    case abstract(String, [CELType])
    /// A type parameter of a function, `T`.
    case parameter(String)
    /// The type of an expression in which an error was already reported.
    case error
}

extension CELType {
    /// The name of the type as a value: without parameters, and with the full names of the well-known types.
    var runtimeName: String {
        switch self {
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .list: "list"
        case .map: "map"
        case .type: "type"
        case .optional: "optional_type"
        case .abstract(let name, _): name
        default: description
        }
    }

    /// Whether two types are the same as values, where parameters do not count.
    func isSameValue(as other: CELType) -> Bool {
        switch (self, other) {
        case (.list, .list), (.map, .map), (.type, .type), (.optional, .optional): true
        case (.abstract(let left, _), .abstract(let right, _)): left == right
        default: self == other
        }
    }

    /// The types that are values under a name of their own, by that name.
    static let denotations: [String: CELType] = [
        "int": .int, "uint": .uint, "double": .double, "bool": .bool, "string": .string, "bytes": .bytes,
        "null_type": .null, "list": .list(.dyn), "map": .map(.dyn, .dyn), "type": .type(.dyn),
        "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
        "optional_type": .optional(.dyn), "net.IP": .ip, "net.CIDR": .cidr, "decimal": .decimal, "date": .date,
    ]

    /// Network addresses.
    static let ip = CELType.abstract("net.IP", [])

    /// Blocks of network addresses.
    static let cidr = CELType.abstract("net.CIDR", [])
}

extension CELType: CustomStringConvertible {
    /// The type as written in declarations, such as `map(string, int)`.
    public var description: String {
        switch self {
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .bool: "bool"
        case .string: "string"
        case .bytes: "bytes"
        case .null: "null_type"
        case .dyn: "dyn"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .decimal: "decimal"
        case .date: "date"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .type(let type): type == .dyn ? "type" : "type(\(type))"
        case .optional(let type): "optional_type(\(type))"
        case .abstract(let name, let parameters):
            parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
        case .parameter(let name): name
        case .error: "!error!"
        }
    }
}
