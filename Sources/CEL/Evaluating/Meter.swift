/// Counts what an evaluation costs, and stops it at the limit.
struct Meter {
    /// What may still be spent; negative once the limit is passed.
    var remaining: Int
    let valueWeight: Int

    init(limits: Limits) {
        remaining = limits.cost
        valueWeight = limits.valueWeight
    }

    /// Pays for work, and says whether there was enough left.
    mutating func spend(_ cost: Int) -> Bool {
        guard cost >= 0, cost <= remaining else {
            remaining = -1
            return false
        }
        remaining -= cost
        return true
    }

    /// Pays for work on so many elements, so many times over.
    mutating func charge(_ elements: Int, times count: Int = 1) throws(EvaluationError) {
        let (cost, overflow) = elements.multipliedReportingOverflow(by: count)
        guard spend(cost), !overflow else {
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

extension LinearRegex {
    /// What matching a text costs.
    func cost(of text: String) -> Int {
        (text.utf8.count / 4).multipliedReportingOverflow(by: 1 + programSize / 16).partialValue
    }
}
