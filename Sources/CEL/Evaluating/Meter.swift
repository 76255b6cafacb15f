/// Counts what an evaluation costs, and stops it at the limit.
struct Meter {
    /// What may still be spent; negative once the limit is passed.
    var remaining: Int
    let valueWeight: Int

    init(limits: Limits) {
        remaining = limits.cost
        valueWeight = limits.valueWeight
    }

    /// Pays for work on so many elements.
    mutating func charge(_ elements: Int) throws(EvaluationError) {
        remaining -= min(elements, Int.max / 2)
        if remaining < 0 {
            remaining = -1
            throw .outOfCost
        }
    }

    /// Pays for work on so many bytes or code points of text.
    mutating func charge(text length: Int) throws(EvaluationError) {
        try charge(length / 16)
    }

    /// The value, unless it is too large to go on with.
    func checked(_ value: Value) throws(EvaluationError) -> Value {
        guard value.weight <= valueWeight else { throw .tooLarge }
        return value
    }
}
