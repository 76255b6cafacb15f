/// Computes what does not depend on any variable when an expression is checked.
///
/// Only what is cheap and small is computed, so that checking stays linear in the length of the source.
enum Folding {
    /// The expression, or the literal that it comes to.
    static func folded(_ expression: Expression) -> Expression {
        let value: Value?
        switch expression.kind {
        case .list(let elements): value = list(elements)
        case .map(let entries): value = map(entries)
        case .call(let call):
            if case .standard(let builtin) = call.implementation {
                value = result(of: builtin, call.operands)
            } else {
                value = nil
            }
        default: value = nil
        }
        return value.map { Expression(.literal($0), expression.type, at: expression) } ?? expression
    }

    private static func list(_ elements: [(value: Expression, isOptional: Bool)]) -> Value? {
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            guard case .literal(let value) = element.value.kind, !element.isOptional else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    private static func map(_ entries: [(key: Expression, value: Expression, isOptional: Bool)]) -> Value? {
        var keys: [Value] = []
        var values: [Value] = []
        for entry in entries {
            guard case .literal(let key) = entry.key.kind, case .literal(let value) = entry.value.kind,
                !entry.isOptional
            else { return nil }
            keys.append(key)
            values.append(value)
        }
        // A map that can't be is an error in evaluation, where it may not matter.
        guard case .success(let map) = MapValue.building(keys: keys, values: values) else { return nil }
        return .map(map)
    }

    private static func result(of builtin: Builtin, _ operands: [Expression]) -> Value? {
        var values: [Value] = []
        for operand in operands {
            guard case .literal(let value) = operand.kind else { return nil }
            values.append(value)
        }
        var meter = Meter(limits: .default)
        switch builtin {
        case .add, .subtract, .multiply, .divide, .modulo:
            guard values.count == 2, values.allSatisfy(\.isScalarForFolding) else { return nil }
            return try? Functions.binary(builtin, values[0], values[1], &meter)
        case .negate, .toDecimal, .toDate, .toTimestamp, .toDuration:
            guard values.count == 1 else { return nil }
            return try? Functions.unary(builtin, values[0], &meter)
        default: return nil
        }
    }
}

extension Value {
    fileprivate var isScalarForFolding: Bool {
        switch self {
        case .int, .uint, .double, .decimal, .date, .timestamp, .duration: true
        default: false
        }
    }
}
