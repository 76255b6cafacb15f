extension Functions {
    static func optionalUnary(_ builtin: Builtin, _ value: Value) throws(EvaluationError) -> Value {
        switch builtin {
        case .optionalOf: return .optional(value)
        case .optionalOfNonZero: return .optional(value.isZero ? nil : value)
        default:
            guard case .optional(let inner) = value else { throw .noOverload(builtin, value) }
            if builtin == .hasValue { return .bool(inner != nil) }
            guard let inner else { throw EvaluationError(.badArgument, "optional.none() has no value") }
            return inner
        }
    }

    static func optionalBinary(_ builtin: Builtin, _ left: Value, _ right: Value) throws(EvaluationError) -> Value {
        guard case .optional(let inner) = left else { throw .noOverload(builtin, left, right) }
        if builtin == .orValue { return inner ?? right }
        guard case .optional = right else { throw .noOverload(builtin, left, right) }
        return inner == nil ? right : left
    }
}
