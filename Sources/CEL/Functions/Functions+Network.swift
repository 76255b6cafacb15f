extension Functions {
    static func networkUnary(_ b: Builtin, _ v: Value) throws(EvaluationError) -> Value { throw .noOverload(b, v) }
    static func networkBinary(_ b: Builtin, _ v: Value, _ w: Value) throws(EvaluationError) -> Value {
        throw .noOverload(b, v)
    }
    static func networkText(_ v: Value) throws(EvaluationError) -> String { "?" }
}
