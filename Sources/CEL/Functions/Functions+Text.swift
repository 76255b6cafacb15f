extension Functions {
    private static let failedPatternCost = 2000

    /// Questions about a string and another.
    static func textTest(
        _ builtin: Builtin,
        _ left: Value,
        _ right: Value,
        _ meter: inout Meter
    ) throws(EvaluationError) -> Value {
        guard case .string(let text) = left, case .string(let part) = right else {
            throw .noOverload(builtin, left, right)
        }
        try meter.charge(text: text.utf8.count + part.utf8.count)
        switch builtin {
        case .startsWith: return .bool(text.utf8.starts(with: part.utf8))
        case .endsWith: return .bool(text.utf8.reversed().starts(with: part.utf8.reversed()))
        case .contains:
            return .bool(
                try run { () throws(CodePoints.Failure) in try CodePoints.firstIndex(of: part, in: text) } >= 0
            )
        default:
            let regex: LinearRegex
            do {
                regex = try LinearRegex(part)
            } catch {
                // A pattern may have been worked on for long before it turned out to be too large.
                try meter.charge(part.utf8.count + failedPatternCost)
                throw EvaluationError(.badArgument, "the pattern can't be read: \(error)")
            }
            try meter.charge(part.utf8.count + regex.programSize)
            try meter.charge(regex.cost(of: text))
            return .bool(regex.matches(text))
        }
    }

    static func textUnary(_ builtin: Builtin, _ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        switch (builtin, value) {
        case (.join, _): return try join(value, separator: "", &meter)
        case (.reverse, .list(let list)):
            try meter.charge(list.elements.count)
            return .list(list.elements.reversed())
        case (_, .string(let text)):
            try meter.charge(text: text.utf8.count)
            switch builtin {
            case .lowerAscii: return .string(CodePoints.lowercasedASCII(text))
            case .upperAscii: return .string(CodePoints.uppercasedASCII(text))
            case .trim: return .string(CodePoints.trimmed(text))
            case .reverse: return .string(CodePoints.reversed(text))
            case .quote: return try meter.checked(.string(StringQuote.quote(text)))
            default: throw .noOverload(builtin, value)
            }
        default: throw .noOverload(builtin, value)
        }
    }

    static func text(_ builtin: Builtin, _ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
        if builtin == .join, case .string(let separator) = values[1] {
            return try join(values[0], separator: separator, &meter)
        }
        guard case .string(let text) = values[0] else { throw .noOverload(builtin, values) }
        try meter.charge(text: text.utf8.count)
        if builtin == .format { return try format(text, values[1], &meter) }
        let size = meter.valueWeight.multipliedReportingOverflow(by: 16).partialValue
        let result: Value? = try run { () throws(CodePoints.Failure) -> Value? in
            switch (builtin, values[1], values.count > 2 ? values[2] : nil, values.count > 3 ? values[3] : nil) {
            case (.charAt, .int(let index), nil, nil): .string(try CodePoints.character(of: text, at: index))
            case (.substring, .int(let start), nil, nil): .string(try CodePoints.substring(text, from: start))
            case (.substring, .int(let start), .int(let end)?, nil):
                .string(try CodePoints.substring(text, from: start, to: end))
            case (.indexOf, .string(let part), nil, nil): .int(try CodePoints.firstIndex(of: part, in: text))
            case (.indexOf, .string(let part), .int(let offset)?, nil):
                .int(try CodePoints.firstIndex(of: part, in: text, from: offset))
            case (.lastIndexOf, .string(let part), nil, nil): .int(try CodePoints.lastIndex(of: part, in: text))
            case (.lastIndexOf, .string(let part), .int(let offset)?, nil):
                .int(try CodePoints.lastIndex(of: part, in: text, from: offset))
            case (.split, .string(let separator), nil, nil):
                .list(CodePoints.split(text, by: separator).map { Value.string($0) })
            case (.split, .string(let separator), .int(let limit)?, nil):
                .list(CodePoints.split(text, by: separator, limit: limit).map { Value.string($0) })
            case (.replace, .string(let old), .string(let new)?, nil):
                .string(try CodePoints.replacing(old, with: new, in: text, size: size))
            case (.replace, .string(let old), .string(let new)?, .int(let limit)?):
                .string(try CodePoints.replacing(old, with: new, in: text, limit: limit, size: size))
            default: nil
            }
        }
        guard let result else { throw .noOverload(builtin, values) }
        try meter.charge(result.weight)
        return try meter.checked(result)
    }

    /// Runs a string function, with what went wrong as an evaluation error.
    private static func run<Result>(
        _ body: () throws(CodePoints.Failure) -> Result
    ) throws(EvaluationError) -> Result {
        do {
            return try body()
        } catch CodePoints.Failure.size {
            throw .tooLarge
        } catch {
            throw EvaluationError(.badArgument, "\(error)")
        }
    }

    private static func join(_ value: Value, separator: String, _ meter: inout Meter) throws(EvaluationError) -> Value {
        guard case .list(let list) = value else { throw .noOverload(.join, value) }
        let (length, overflow) = separator.utf8.count.multipliedReportingOverflow(by: list.elements.count)
        guard !overflow else { throw .tooLarge }
        try meter.charge(list.weight)
        try meter.charge(text: length)
        guard length / 32 <= meter.valueWeight else { throw .tooLarge }
        var joined = ""
        for (position, element) in list.elements.enumerated() {
            guard case .string(let part) = element else { throw .noOverload(.join, element) }
            if position > 0 { joined += separator }
            joined += part
        }
        return try meter.checked(.string(joined))
    }

    static func base64(_ builtin: Builtin, _ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        switch (builtin, value) {
        case (.base64Encode, .bytes(let bytes)):
            try meter.charge(text: bytes.count)
            return try meter.checked(.string(Base64.encode(bytes)))
        case (.base64Decode, .string(let text)):
            try meter.charge(text: text.utf8.count)
            guard let bytes = Base64.decode(text) else {
                throw EvaluationError(.badArgument, "the text is no Base64")
            }
            return .bytes(bytes)
        default: throw .noOverload(builtin, value)
        }
    }
}
