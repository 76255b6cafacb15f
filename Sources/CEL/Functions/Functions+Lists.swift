extension Functions {
    static func listUnary(_ builtin: Builtin, _ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        if builtin == .range { return try range(value, &meter) }
        guard case .list(let list) = value else { throw .noOverload(builtin, value) }
        try meter.charge(list.weight)
        switch builtin {
        case .first: return .optional(list.elements.first)
        case .last: return .optional(list.elements.last)
        case .sort: return .list(try sort(list.elements, by: list.elements, &meter))
        case .distinct: return .list(try distinct(list.elements, &meter))
        case .unwrap:
            var present: [Value] = []
            for element in list.elements {
                guard case .optional(let inner) = element else { throw .noOverload(builtin, element) }
                if let inner { present.append(inner) }
            }
            return .list(present)
        default: return try flatten(value, depth: .int(1), &meter)
        }
    }

    private static func range(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        guard case .int(let count) = value else { throw .noOverload(.range, value) }
        guard count <= Int64(meter.valueWeight) else { throw .tooLarge }
        guard count > 0 else { return .list([]) }
        try meter.charge(Int(count))
        return try meter.checked(.list((0..<count).map { Value.int($0) }))
    }

    static func flatten(_ value: Value, depth: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        guard case .list(let list) = value, case .int(let depth) = depth else {
            throw .noOverload(.flatten, value, depth)
        }
        guard depth >= 0 else { throw EvaluationError(.badArgument, "level must be non-negative") }
        try meter.charge(list.weight)
        var flat: [Value] = []
        append(list.elements, to: &flat, depth: depth)
        return try meter.checked(.list(flat))
    }

    private static func append(_ elements: [Value], to flat: inout [Value], depth: Int64) {
        for element in elements {
            if depth > 0, case .list(let inner) = element {
                append(inner.elements, to: &flat, depth: depth - 1)
            } else {
                flat.append(element)
            }
        }
    }

    static func slice(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
        guard values.count == 3, case .list(let list) = values[0], case .int(let start) = values[1],
            case .int(let end) = values[2]
        else { throw .noOverload(.slice, values) }
        guard start >= 0, start <= end, end <= Int64(list.elements.count) else {
            throw EvaluationError(
                .badArgument,
                "the slice from \(start) to \(end) is out of range: there are \(list.elements.count) elements"
            )
        }
        try meter.charge(Int(end - start))
        return .list(Array(list.elements[Int(start)..<Int(end)]))
    }

    /// The elements in the order of their keys, which must have an order among them; equal ones stay as they stand.
    static func sort(_ elements: [Value], by keys: [Value], _ meter: inout Meter) throws(EvaluationError) -> [Value] {
        guard let first = keys.first else { return [] }
        for key in keys {
            guard key.type == first.type || (key.isNumber && first.isNumber), isOrdered(key) else {
                throw EvaluationError(.noSuchOverload, "list elements must have the same, comparable type")
            }
        }
        let weight = keys.reduce(0) { $0.addingSaturated($1.weight) }
        try meter.charge(weight, times: Int.bitWidth - keys.count.leadingZeroBitCount)
        let order = keys.indices.sorted { left, right in
            if case .ordered(let order) = keys[left].compare(keys[right]), order != .same { return order == .before }
            return left < right
        }
        return order.map { elements[$0] }
    }

    private static func isOrdered(_ value: Value) -> Bool {
        if case .incomparable = value.compare(value) { return false }
        return true
    }

    /// The elements, each only the first time that it occurs.
    private static func distinct(_ elements: [Value], _ meter: inout Meter) throws(EvaluationError) -> [Value] {
        var keys: Set<MapKey> = []
        var others: [Value] = []
        var distinct: [Value] = []
        for element in elements {
            if let key = MapKey(lookingUp: element) {
                if keys.insert(key).inserted { distinct.append(element) }
            } else {
                try meter.charge(element.weight, times: others.count + 1)
                if !others.contains(where: { $0.equals(element) }) {
                    others.append(element)
                    distinct.append(element)
                }
            }
        }
        return distinct
    }
}
