import Quantities

extension Functions {
    static func convert(_ builtin: Builtin, _ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        switch builtin {
        case .toInt: .int(try int(value))
        case .toUint: .uint(try uint(value))
        case .toDouble: .double(try double(value))
        case .toString: .string(try string(value, &meter))
        case .toBytes: .bytes(try bytes(value))
        case .toBool: .bool(try bool(value))
        case .toTimestamp: .timestamp(try timestamp(value))
        case .toDuration: .duration(try duration(value))
        case .toDecimal: .decimal(try decimal(value))
        case .toDate: .date(try date(value))
        default: throw .noOverload(builtin, value)
        }
    }

    private static func outOfRange(_ type: String) -> EvaluationError {
        EvaluationError(.overflow, "the value is out of the range of `\(type)`")
    }

    static func unreadable(_ text: String, as type: String) -> EvaluationError {
        let shown = text.unicodeScalars.prefix(60).reduce(into: "") { $0.unicodeScalars.append($1) }
        return EvaluationError(.badArgument, "`\(shown)` can't be read as `\(type)`")
    }

    private static func int(_ value: Value) throws(EvaluationError) -> Int64 {
        switch value {
        case .int(let number): return number
        case .uint(let number):
            guard let result = Int64(exactly: number) else { throw outOfRange("int") }
            return result
        case .double(let number):
            // The bounds themselves are refused: as doubles they may stand for numbers beyond the range.
            guard number > -0x1p63, number < 0x1p63 else { throw outOfRange("int") }
            return Int64(number.rounded(.towardZero))
        case .decimal(let number):
            guard let result = number.truncated.int64 else { throw outOfRange("int") }
            return result
        case .string(let text):
            guard let result = Int64(text) else { throw unreadable(text, as: "int") }
            return result
        case .timestamp(let time): return time.seconds
        case .duration(let span): return span.nanoseconds
        default: throw .noOverload(.toInt, value)
        }
    }

    private static func uint(_ value: Value) throws(EvaluationError) -> UInt64 {
        switch value {
        case .uint(let number): return number
        case .int(let number):
            guard let result = UInt64(exactly: number) else { throw outOfRange("uint") }
            return result
        case .double(let number):
            guard number >= 0, number < 0x1p64 else { throw outOfRange("uint") }
            return UInt64(number.rounded(.towardZero))
        case .decimal(let number):
            guard number.signum >= 0, let result = UInt64(number.truncated.description) else {
                throw outOfRange("uint")
            }
            return result
        case .string(let text):
            guard !text.utf8.starts(with: "+".utf8), let result = UInt64(text) else {
                throw unreadable(text, as: "uint")
            }
            return result
        default: throw .noOverload(.toUint, value)
        }
    }

    private static func double(_ value: Value) throws(EvaluationError) -> Double {
        switch value {
        case .double(let number): return number
        case .int(let number): return Double(number)
        case .uint(let number): return Double(number)
        case .decimal(let number): return number.doubleValue
        case .string(let text):
            guard let result = parsedDouble(text) else { throw unreadable(text, as: "double") }
            return result
        default: throw .noOverload(.toDouble, value)
        }
    }

    /// A double from decimal text or the names of the special values, where Swift would read much more.
    private static func parsedDouble(_ text: String) -> Double? {
        switch text.lowercased() {
        case "nan": return .nan
        case "inf", "+inf", "infinity", "+infinity": return .infinity
        case "-inf", "-infinity": return -.infinity
        default: break
        }
        let isDecimal = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
                UInt8(ascii: "+"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isDecimal, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    static func string(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> String {
        switch value {
        case .string(let text): return text
        case .bool(let value): return value ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number): return NumberText.general(number, threshold: 6)
        case .bytes(let bytes):
            try meter.charge(text: bytes.count)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw EvaluationError(.badArgument, "the bytes are no valid UTF-8")
            }
            return text
        case .timestamp(let time): return time.description
        case .duration(let span): return span.description
        case .decimal(let number):
            try meter.charge(number.bitWidth / 8)
            return number.description
        case .date(let date): return date.description
        case .type(let type): return type.runtimeName
        case .address, .block: return try networkText(value)
        default: throw .noOverload(.toString, value)
        }
    }

    private static func bytes(_ value: Value) throws(EvaluationError) -> [UInt8] {
        switch value {
        case .bytes(let bytes): bytes
        case .string(let text): Array(text.utf8)
        default: throw .noOverload(.toBytes, value)
        }
    }

    private static func bool(_ value: Value) throws(EvaluationError) -> Bool {
        switch value {
        case .bool(let value): return value
        case .string(let text):
            switch text {
            case "true", "True", "TRUE", "t", "T", "1": return true
            case "false", "False", "FALSE", "f", "F", "0": return false
            default: throw unreadable(text, as: "bool")
            }
        default: throw .noOverload(.toBool, value)
        }
    }

    private static func timestamp(_ value: Value) throws(EvaluationError) -> Timestamp {
        switch value {
        case .timestamp(let time): return time
        case .string(let text):
            guard let time = Timestamp(rfc3339: text) else { throw unreadable(text, as: "timestamp") }
            return time
        case .int(let seconds):
            guard let time = Timestamp(seconds: seconds) else { throw outOfRange("timestamp") }
            return time
        default: throw .noOverload(.toTimestamp, value)
        }
    }

    private static func duration(_ value: Value) throws(EvaluationError) -> TimeSpan {
        switch value {
        case .duration(let span): return span
        case .string(let text):
            guard let span = TimeSpan(text) else { throw unreadable(text, as: "duration") }
            return span
        case .int(let nanoseconds): return TimeSpan(nanoseconds: nanoseconds)
        default: throw .noOverload(.toDuration, value)
        }
    }

    private static func decimal(_ value: Value) throws(EvaluationError) -> ExactDecimal {
        switch value {
        case .decimal(let number): return number
        case .int(let number): return ExactDecimal(number)
        case .uint(let number): return ExactDecimal(number)
        case .double(let number):
            guard let result = ExactDecimal(exactly: number) else { throw outOfRange("decimal") }
            return result
        case .string(let text):
            guard let result = ExactDecimal(text) else { throw unreadable(text, as: "decimal") }
            return result
        default: throw .noOverload(.toDecimal, value)
        }
    }

    private static func date(_ value: Value) throws(EvaluationError) -> CalendarDate {
        switch value {
        case .date(let date): return date
        case .string(let text):
            guard let date = CalendarDate(iso: text) else { throw unreadable(text, as: "date") }
            return date
        default: throw .noOverload(.toDate, value)
        }
    }
}
