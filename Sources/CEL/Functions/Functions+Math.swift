import Quantities

extension Functions {
    /// The greatest or least of numbers of any types, or of one list of them; of equal ones the first.
    static func extremum(_ builtin: Builtin, _ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
        var numbers = values
        if values.count == 1, case .list(let list) = values[0] { numbers = list.elements }
        try meter.charge(numbers.count)
        guard var best = numbers.first else {
            throw EvaluationError(.badArgument, "an empty list has no greatest or least element")
        }
        guard best.isNumber else { throw .noOverload(builtin, best) }
        for number in numbers.dropFirst() {
            guard number.isNumber else { throw .noOverload(builtin, best, number) }
            let wanted: Order = builtin == .greatest ? .after : .before
            if number.numericOrder(best) == wanted { best = number }
        }
        return best
    }

    static func mathUnary(_ builtin: Builtin, _ value: Value) throws(EvaluationError) -> Value {
        switch (builtin, value) {
        case (.ceil, .double(let number)): return .double(number.rounded(.up))
        case (.floor, .double(let number)): return .double(number.rounded(.down))
        case (.round, .double(let number)): return .double(number.rounded(.toNearestOrAwayFromZero))
        case (.trunc, .double(let number)): return .double(number.rounded(.towardZero))
        case (.ceil, .decimal(let number)):
            let whole = number.truncated
            return .decimal(whole < number ? whole + ExactDecimal(1) : whole)
        case (.floor, .decimal(let number)):
            let whole = number.truncated
            return .decimal(whole > number ? whole - ExactDecimal(1) : whole)
        case (.round, .decimal(let number)): return .decimal(number.rounded(places: 0))
        case (.trunc, .decimal(let number)): return .decimal(number.truncated)
        case (.abs, .int(let number)):
            guard number != .min else { throw .overflow }
            return .int(Swift.abs(number))
        case (.abs, .uint): return value
        case (.abs, .double(let number)): return .double(number.magnitude)
        case (.abs, .decimal(let number)): return .decimal(number.signum < 0 ? -number : number)
        case (.sign, .int(let number)): return .int(number.signum())
        case (.sign, .uint(let number)): return .uint(number == 0 ? 0 : 1)
        case (.sign, .double(let number)):
            return .double(number.isNaN ? number : number > 0 ? 1 : number < 0 ? -1 : 0)
        case (.sign, .decimal(let number)): return .decimal(ExactDecimal(number.signum))
        case (.isNaN, .double(let number)): return .bool(number.isNaN)
        case (.isInf, .double(let number)): return .bool(number.isInfinite)
        case (.isFinite, .double(let number)): return .bool(number.isFinite)
        case (.sqrt, .double(let number)): return .double(number.squareRoot())
        case (.sqrt, .int(let number)): return .double(Double(number).squareRoot())
        case (.sqrt, .uint(let number)): return .double(Double(number).squareRoot())
        case (.bitNot, .int(let number)): return .int(~number)
        case (.bitNot, .uint(let number)): return .uint(~number)
        default: break
        }
        throw .noOverload(builtin, value)
    }

    static func bits(_ builtin: Builtin, _ left: Value, _ right: Value) throws(EvaluationError) -> Value {
        switch (builtin, left, right) {
        case (.bitAnd, .int(let left), .int(let right)): return .int(left & right)
        case (.bitAnd, .uint(let left), .uint(let right)): return .uint(left & right)
        case (.bitOr, .int(let left), .int(let right)): return .int(left | right)
        case (.bitOr, .uint(let left), .uint(let right)): return .uint(left | right)
        case (.bitXor, .int(let left), .int(let right)): return .int(left ^ right)
        case (.bitXor, .uint(let left), .uint(let right)): return .uint(left ^ right)
        case (.bitShiftLeft, .int(let number), .int(let count)): return .int(number << (try shift(count)))
        case (.bitShiftLeft, .uint(let number), .int(let count)): return .uint(number << (try shift(count)))
        // The bits are shifted as they are: the sign is not drawn in from the left.
        case (.bitShiftRight, .int(let number), .int(let count)):
            return .int(Int64(bitPattern: UInt64(bitPattern: number) >> (try shift(count))))
        case (.bitShiftRight, .uint(let number), .int(let count)): return .uint(number >> (try shift(count)))
        default: throw .noOverload(builtin, left, right)
        }
    }

    private static func shift(_ count: Int64) throws(EvaluationError) -> Int64 {
        guard count >= 0 else { throw EvaluationError(.badArgument, "negative offset: \(count)") }
        return min(count, 64)
    }
}
