import Quantities

extension Functions {
    private static let defaultPrecision = 6
    /// More digits than any double has.
    private static let greatestPrecision = 1100

    private static func badFormat(_ message: String) -> EvaluationError {
        EvaluationError(.badArgument, message)
    }

    /// The text with each clause (`%s`, `%.3f`, …) replaced by the next argument.
    static func format(_ text: String, _ arguments: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        guard case .list(let list) = arguments else { throw .noOverload(.format, .string(text), arguments) }
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        var used = 0
        var length = 0
        while let scalar = scalars.next() {
            guard scalar == "%" else {
                result.append(scalar)
                continue
            }
            guard var clause = scalars.next() else { throw badFormat("the format ends in the middle of a clause") }
            if clause == "%" {
                result.append("%")
                continue
            }
            var precision = defaultPrecision
            if clause == "." {
                var digits = ""
                while let next = scalars.next() {
                    clause = next
                    guard ("0"..."9").contains(next) else { break }
                    digits.unicodeScalars.append(next)
                }
                guard !("0"..."9").contains(clause), clause != "." || digits.isEmpty else {
                    throw badFormat("the format ends in the middle of a clause")
                }
                guard let number = Int(digits), number <= greatestPrecision else {
                    throw badFormat("the precision of a clause is missing or too great")
                }
                precision = number
            }
            guard used < list.elements.count else { throw badFormat("index \(used) out of range") }
            let piece = try piece(clause, precision: precision, list.elements[used], &meter)
            used += 1
            length += piece.utf8.count
            try meter.charge(text: piece.utf8.count)
            guard length / 32 <= meter.valueWeight else { throw .tooLarge }
            // One by one: appending a collection makes room for exactly that, and so copies all that was there.
            for scalar in piece.unicodeScalars { result.append(scalar) }
        }
        return try meter.checked(.string(String(result)))
    }

    private static func piece(
        _ clause: Unicode.Scalar,
        precision: Int,
        _ value: Value,
        _ meter: inout Meter
    ) throws(EvaluationError) -> String {
        switch clause {
        case "s":
            try meter.charge(value.weight)
            return try plainText(value, &meter)
        case "d":
            switch value {
            case .int, .uint, .double, .decimal: return try plainText(value, &meter)
            default: throw mismatch("decimal clause can only be used on numbers", value)
            }
        case "f", "e":
            let number: Double
            switch value {
            case .int(let integer): number = Double(integer)
            case .uint(let integer): number = Double(integer)
            case .double(let double): number = double
            case .decimal(let decimal) where clause == "f": return decimal.fixed(places: precision)
            case .decimal(let decimal): number = decimal.doubleValue
            default: throw mismatch("fixed-point and scientific clauses can only be used on numbers", value)
            }
            return clause == "f"
                ? NumberText.fixed(number, places: precision) : NumberText.scientific(number, places: precision)
        case "b":
            switch value {
            case .bool(let truth): return truth ? "1" : "0"
            case .int(let number): return NumberText.integer(number, radix: 2)
            case .uint(let number): return NumberText.integer(number, radix: 2)
            default: throw mismatch("only integers and bools can be formatted as binary", value)
            }
        case "o":
            switch value {
            case .int(let number): return NumberText.integer(number, radix: 8)
            case .uint(let number): return NumberText.integer(number, radix: 8)
            default: throw mismatch("octal clause can only be used on integers", value)
            }
        case "x", "X":
            let isUpper = clause == "X"
            switch value {
            case .int(let number): return NumberText.integer(number, radix: 16, uppercase: isUpper)
            case .uint(let number): return NumberText.integer(number, radix: 16, uppercase: isUpper)
            case .string(let text): return NumberText.hexadecimal(text.utf8, uppercase: isUpper)
            case .bytes(let bytes): return NumberText.hexadecimal(bytes, uppercase: isUpper)
            default: throw mismatch("only integers, bytes and strings can be formatted as hex", value)
            }
        default: throw badFormat("unrecognized formatting clause `\(String(clause))`")
        }
    }

    private static func mismatch(_ rule: String, _ value: Value) -> EvaluationError {
        badFormat("error during formatting: \(rule), was given `\(value.type.runtimeName)`")
    }

    /// A value as `%s` shows it: strings as they are, maps in the order of their keys' text.
    private static func plainText(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> String {
        switch value {
        case .null: return "null"
        case .double(let number): return NumberText.plain(number)
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .list(let list):
            var pieces: [String] = []
            for element in list.elements { pieces.append(try plainText(element, &meter)) }
            return "[" + pieces.joined(separator: ", ") + "]"
        case .map(let map):
            var entries: [(key: String, value: String)] = []
            for (key, value) in zip(map.keys, map.values) {
                entries.append((try plainText(key, &meter), try plainText(value, &meter)))
            }
            entries.sort { $0.key.precedesByCodePoints($1.key) }
            return "{" + entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        case .bool, .int, .uint, .string, .duration, .timestamp, .decimal, .date, .type:
            return try string(value, &meter)
        case .optional, .address, .block:
            throw mismatch("string clause can't be used on this type", value)
        }
    }
}
