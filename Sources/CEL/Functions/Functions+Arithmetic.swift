import Quantities

extension Functions {
    /// Decimals wider than this are refused, since exact arithmetic would let them grow without end.
    private static let decimalBits = 4096

    static func negate(_ value: Value) throws(EvaluationError) -> Value {
        switch value {
        case .int(let number):
            guard number != .min else { throw .overflow }
            return .int(-number)
        case .double(let number): return .double(-number)
        case .decimal(let number): return .decimal(-number)
        default: throw .noOverload(.negate, value)
        }
    }

    static func arithmetic(
        _ builtin: Builtin,
        _ left: Value,
        _ right: Value,
        _ meter: inout Meter
    ) throws(EvaluationError) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)): .int(try integer(builtin, left, right))
        case (.uint(let left), .uint(let right)): .uint(try integer(builtin, left, right))
        case (.double(let left), .double(let right)): .double(try double(builtin, left, right))
        case (.decimal(let left), .decimal(let right)): .decimal(try decimal(builtin, left, right))
        case (.decimal(let left), .int(let right)): .decimal(try decimal(builtin, left, ExactDecimal(right)))
        case (.int(let left), .decimal(let right)): .decimal(try decimal(builtin, ExactDecimal(left), right))
        case (.decimal(let left), .uint(let right)): .decimal(try decimal(builtin, left, ExactDecimal(right)))
        case (.uint(let left), .decimal(let right)): .decimal(try decimal(builtin, ExactDecimal(left), right))
        default:
            switch builtin {
            case .add: try add(left, right, &meter)
            case .subtract: try subtract(left, right)
            default: throw .noOverload(builtin, left, right)
            }
        }
    }

    private static func integer<T: FixedWidthInteger>(
        _ builtin: Builtin,
        _ left: T,
        _ right: T
    ) throws(EvaluationError) -> T {
        let result: (partialValue: T, overflow: Bool)
        switch builtin {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .divide:
            guard right != 0 else { throw .divisionByZero }
            result = left.dividedReportingOverflow(by: right)
        default:
            guard right != 0 else { throw EvaluationError(.divideByZero, "modulus by zero") }
            result = left.remainderReportingOverflow(dividingBy: right)
        }
        guard !result.overflow else { throw .overflow }
        return result.partialValue
    }

    private static func double(_ builtin: Builtin, _ left: Double, _ right: Double) throws(EvaluationError) -> Double {
        switch builtin {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        default: throw .noOverload(builtin, .double(left), .double(right))
        }
    }

    private static func decimal(
        _ builtin: Builtin,
        _ left: ExactDecimal,
        _ right: ExactDecimal
    ) throws(EvaluationError) -> ExactDecimal {
        let result: ExactDecimal
        switch builtin {
        case .add: result = left + right
        case .subtract: result = left - right
        case .multiply: result = left * right
        case .divide:
            guard let quotient = left.divided(by: right) else { throw .divisionByZero }
            result = quotient
        default: throw .noOverload(builtin, .decimal(left), .decimal(right))
        }
        guard result.bitWidth <= decimalBits else { throw .tooLarge }
        return result
    }

    private static func add(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        switch (left, right) {
        case (.string(let left), .string(let right)):
            try meter.charge(text: left.utf8.count + right.utf8.count)
            return try meter.checked(.string(left + right))
        case (.bytes(let left), .bytes(let right)):
            try meter.charge(text: left.count + right.count)
            return try meter.checked(.bytes(left + right))
        case (.list(let left), .list(let right)):
            try meter.charge(left.elements.count + right.elements.count)
            return try meter.checked(.list(left.elements + right.elements))
        case (.timestamp(let time), .duration(let span)), (.duration(let span), .timestamp(let time)):
            guard let sum = time.adding(span) else { throw .overflow }
            return .timestamp(sum)
        case (.duration(let left), .duration(let right)):
            guard let sum = left.adding(right) else { throw .overflow }
            return .duration(sum)
        case (.date(let date), .int(let days)), (.int(let days), .date(let date)):
            return try shifted(date, days: days)
        default: throw .noOverload(.add, left, right)
        }
    }

    private static func subtract(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
        switch (left, right) {
        case (.timestamp(let left), .timestamp(let right)):
            guard let span = left.since(right) else { throw .overflow }
            return .duration(span)
        case (.timestamp(let time), .duration(let span)):
            guard let difference = time.subtracting(span) else { throw .overflow }
            return .timestamp(difference)
        case (.duration(let left), .duration(let right)):
            guard let difference = left.subtracting(right) else { throw .overflow }
            return .duration(difference)
        case (.date(let left), .date(let right)): return .int(Int64(left - right))
        case (.date(let date), .int(let days)):
            guard days != .min else { throw .overflow }
            return try shifted(date, days: -days)
        default: throw .noOverload(.subtract, left, right)
        }
    }
}
