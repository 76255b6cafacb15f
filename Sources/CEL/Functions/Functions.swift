import Diagnostics
import Quantities

/// What the standard functions and operators do.
///
/// Each is chosen by the kinds of its arguments when it is called; arguments of other kinds are an error.
enum Functions {
    static func unary(_ builtin: Builtin, _ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        switch builtin {
        case .negate: try negate(value)
        case .toInt, .toUint, .toDouble, .toString, .toBytes, .toBool, .toTimestamp, .toDuration, .toDecimal, .toDate:
            try convert(builtin, value, &meter)
        case .toDyn: value
        case .typeOf: .type(value.type)
        case .size: try size(value, &meter)
        case .fullYear, .month, .dayOfYear, .dayOfMonth, .date, .dayOfWeek, .hours, .minutes, .seconds, .milliseconds:
            try timeField(builtin, value, zone: "")
        case .year, .dateMonth, .day, .endOfYear: try dateField(builtin, value)
        case .lowerAscii, .upperAscii, .trim, .reverse, .quote, .join: try textUnary(builtin, value, &meter)
        case .greatest, .least: try extremum(builtin, [value], &meter)
        case .ceil, .floor, .round, .trunc, .abs, .sign, .isNaN, .isInf, .isFinite, .sqrt, .bitNot:
            try mathUnary(builtin, value)
        case .flatten, .range, .sort, .distinct, .first, .last, .unwrap: try listUnary(builtin, value, &meter)
        case .optionalOf, .optionalOfNonZero, .hasValue, .value: try optionalUnary(builtin, value)
        case .base64Encode, .base64Decode: try base64(builtin, value, &meter)
        case .ip, .isIP, .ipIsCanonical, .family, .isUnspecified, .isLoopback, .isGlobalUnicast, .isLinkLocalMulticast,
            .isLinkLocalUnicast, .cidr, .isCIDR, .masked, .prefixLength:
            try networkUnary(builtin, value)
        default: throw .noOverload(builtin, value)
        }
    }

    static func binary(
        _ builtin: Builtin,
        _ left: Value,
        _ right: Value,
        _ meter: inout Meter
    ) throws(EvaluationError) -> Value {
        switch builtin {
        case .add, .subtract, .multiply, .divide, .modulo: try arithmetic(builtin, left, right, &meter)
        case .membership: try membership(left, right, &meter)
        case .contains, .startsWith, .endsWith, .matches: try textTest(builtin, left, right, &meter)
        case .fullYear, .month, .dayOfYear, .dayOfMonth, .date, .dayOfWeek, .hours, .minutes, .seconds, .milliseconds:
            try timeField(builtin, left, in: right, &meter)
        case .addDays, .addMonths: try dateShift(builtin, left, right)
        case .charAt, .indexOf, .lastIndexOf, .split, .substring, .join, .format:
            try text(builtin, [left, right], &meter)
        case .bitAnd, .bitOr, .bitXor, .bitShiftLeft, .bitShiftRight: try bits(builtin, left, right)
        case .greatest, .least: try extremum(builtin, [left, right], &meter)
        case .flatten: try flatten(left, depth: right, &meter)
        case .orOptional, .orValue: try optionalBinary(builtin, left, right)
        case .containsIP, .containsCIDR: try networkBinary(builtin, left, right)
        default: throw .noOverload(builtin, left, right)
        }
    }

    static func call(_ builtin: Builtin, _ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
        switch builtin {
        case .greatest, .least: try extremum(builtin, values, &meter)
        case .optionalNone where values.isEmpty: .optional(nil)
        case .indexOf, .lastIndexOf, .split, .substring, .replace: try text(builtin, values, &meter)
        case .slice: try slice(values, &meter)
        default: throw .noOverload(builtin, values)
        }
    }

    // MARK: - Collections

    private static func size(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        switch value {
        case .string(let text):
            try meter.charge(text: text.utf8.count)
            return .int(Int64(text.unicodeScalars.count))
        case .bytes(let bytes): return .int(Int64(bytes.count))
        case .list(let list): return .int(Int64(list.elements.count))
        case .map(let map): return .int(Int64(map.count))
        default: throw .noOverload(.size, value)
        }
    }

    private static func membership(
        _ value: Value,
        _ collection: Value,
        _ meter: inout Meter
    ) throws(EvaluationError) -> Value {
        switch collection {
        case .list(let list):
            try meter.charge(list.weight.addingSaturated(value.comparisonCost))
            for element in list.elements where element.equals(value) { return .bool(true) }
            return .bool(false)
        case .map(let map):
            try meter.charge(value.comparisonCost)
            return .bool(map[value] != nil)
        default: throw .noOverload(.membership, value, collection)
        }
    }

    /// A map of these entries.
    static func map(_ keys: [Value], _ values: [Value]) throws(EvaluationError) -> MapValue {
        switch MapValue.building(keys: keys, values: values) {
        case .success(let map): return map
        case .failure(.unsupportedKey(let key)):
            throw EvaluationError(.badArgument, "a value of type `\(key.type.runtimeName)` can't be a key")
        case .failure(.repeatedKey(let key)):
            throw EvaluationError(.badArgument, "the key \(key.weight < 8 ? key.description : "of a map") occurs twice")
        }
    }

    /// One map with the entries of all.
    static func merge(_ maps: [Value], _ meter: inout Meter) throws(EvaluationError) -> MapValue {
        var keys: [Value] = []
        var values: [Value] = []
        for value in maps {
            guard case .map(let map) = value else { throw .noOverload(.add, value) }
            try meter.charge(map.count)
            keys += map.keys
            values += map.values
        }
        return try map(keys, values)
    }
}
