public import Quantities

/// A value of the expression language.
///
/// Two values are compared with ``equals(_:)``, which follows the language: numbers of different types are points
/// on one line, strings are equal when their code points are, NaN equals nothing.
public enum Value: Sendable {
    /// The null value.
    case null
    /// A truth value.
    case bool(Bool)
    /// A signed integer.
    case int(Int64)
    /// An unsigned integer.
    case uint(UInt64)
    /// A binary floating-point number.
    case double(Double)
    /// An exact number.
    case decimal(ExactDecimal)
    /// A calendar date.
    case date(CalendarDate)
    /// A string of code points.
    case string(String)
    /// A string of bytes.
    case bytes([UInt8])
    /// A list.
    case list(ListValue)
    /// A map.
    case map(MapValue)
    /// A point in time.
    case timestamp(Timestamp)
    /// A length of time.
    case duration(TimeSpan)
    /// A type as a value.
    case type(CELType)
    /// A value that is present, or absent when nil.
    indirect case optional(Value?)
    /// A network address.
    indirect case address(IPAddress)
    /// A block of network addresses.
    indirect case block(CIDRBlock)
}

extension Value {
    /// A list of these values.
    public static func list(_ elements: [Value]) -> Value {
        .list(ListValue(elements))
    }

    /// The type of the value; element types of lists and maps are not looked into.
    public var type: CELType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .decimal: .decimal
        case .date: .date
        case .string: .string
        case .bytes: .bytes
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type(.dyn)
        case .optional: .optional(.dyn)
        case .address: .ip
        case .block: .cidr
        }
    }

    /// How much there is to walk when the whole value is looked at; elements that occur twice count twice.
    var weight: Int {
        switch self {
        case .string(let text): 1 + text.utf8.count / 32
        case .bytes(let bytes): 1 + bytes.count / 32
        case .list(let list): list.weight
        case .map(let map): map.weight
        case .decimal(let number): 1 + number.bitWidth / 256
        case .optional(let value?): value.weight.addingSaturated(1)
        default: 1
        }
    }

    /// What comparing the value with another costs beside the operation itself.
    @inline(__always)
    var comparisonCost: Int {
        switch self {
        case .string(let text): text.utf8.count >> 6
        case .bytes(let bytes): bytes.count >> 6
        case .list, .map, .optional: weight
        default: 0
        }
    }

    /// Whether the value is its type's zero: empty, false, null or nought.
    var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .decimal(let value): value == .zero
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let list): list.elements.isEmpty
        case .map(let map): map.count == 0
        case .duration(let span): span == TimeSpan(nanoseconds: 0)
        case .timestamp(let time): time.seconds == -62_135_596_800 && time.nanoseconds == 0
        case .date, .type, .optional, .address, .block: false
        }
    }
}

extension Int {
    /// The sum, or the greatest integer where the sum would pass it; neither number may be negative.
    func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
