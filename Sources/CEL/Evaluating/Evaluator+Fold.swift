extension Evaluator {
    /// The elements that a fold goes through; keys only where they are asked for.
    private struct Range {
        let keys: [Value]?
        let elements: [Value]
        let isMap: Bool

        func key(_ position: Int) -> Value {
            keys?[position] ?? .int(Int64(position))
        }
    }

    mutating func fold<Source: Activation>(_ fold: FoldNode, _ node: Node, _ source: borrowing Source) -> Evaluation {
        let evaluated = evaluate(fold.range, source)
        guard case .value(let value) = evaluated else { return evaluated }
        let range: Range
        switch value {
        case .list(let list): range = Range(keys: nil, elements: list.elements, isMap: false)
        case .map(let map):
            range =
                fold.secondLocal == nil
                ? Range(keys: nil, elements: map.keys, isMap: true)
                : Range(keys: map.keys, elements: map.values, isMap: true)
        default:
            return error(
                EvaluationError(
                    .noSuchOverload,
                    "a value of type `\(value.type.runtimeName)` has no elements to go through"
                ),
                node
            )
        }
        switch fold.kind {
        case .all: return quantify(fold, range, deciding: false, node, source)
        case .exists: return quantify(fold, range, deciding: true, node, source)
        case .existsOne, .filter, .map, .transformMap, .transformMapEntry, .sortBy:
            return gather(fold, range, node, source)
        }
    }

    private mutating func enter(_ fold: FoldNode, _ range: Range, _ position: Int) {
        if let second = fold.secondLocal {
            locals[fold.local] = .value(range.key(position))
            locals[second] = .value(range.elements[position])
        } else {
            locals[fold.local] = .value(range.elements[position])
        }
    }

    /// `all` and `exists`: the body's values joined with `&&` or `||`.
    private mutating func quantify<Source: Activation>(
        _ fold: FoldNode,
        _ range: Range,
        deciding: Bool,
        _ node: Node,
        _ source: borrowing Source
    ) -> Evaluation {
        guard let body = fold.body else { return .value(.bool(!deciding)) }
        var unknown: UnknownSet?
        var failure: Evaluation?
        for position in range.elements.indices {
            if meter.remaining < 0 { return error(.outOfCost, node) }
            enter(fold, range, position)
            let result = evaluate(body, source)
            switch result {
            case .value(.bool(let value)): if value == deciding { return result }
            case .unknown(let set): unknown = unknown?.union(set) ?? set
            case .error: failure = failure ?? result
            case .value(let value):
                failure = failure ?? error(.noOverload(deciding ? .or : .and, value), node)
            }
        }
        return unknown.map { .unknown($0) } ?? failure ?? .value(.bool(!deciding))
    }

    /// The macros that make something of every element: an error in one is the result, else what is not known.
    private mutating func gather<Source: Activation>(
        _ fold: FoldNode,
        _ range: Range,
        _ node: Node,
        _ source: borrowing Source
    ) -> Evaluation {
        var unknown: UnknownSet?
        var results: [Value] = []
        var keys: [Value] = []
        var count = 0
        for position in range.elements.indices {
            if meter.remaining < 0 { return error(.outOfCost, node) }
            enter(fold, range, position)
            if let predicate = fold.predicate ?? (fold.kind == .existsOne ? fold.body : nil) {
                let result = evaluate(predicate, source)
                switch result {
                case .value(.bool(true)): count += 1
                case .value(.bool(false)): continue
                case .value(let value): return error(.noOverload(.conditional, value), node)
                case .error: return result
                case .unknown(let set):
                    unknown = unknown?.union(set) ?? set
                    continue
                }
            }
            if fold.kind == .existsOne { continue }
            guard let body = fold.body else {
                results.append(range.elements[position])
                continue
            }
            let result = evaluate(body, source)
            switch result {
            case .value(let value): results.append(value)
            case .unknown(let set): unknown = unknown?.union(set) ?? set
            case .error: return result
            }
            if fold.kind == .transformMap { keys.append(range.key(position)) }
        }
        if let unknown { return .unknown(unknown) }
        do throws(EvaluationError) {
            try meter.charge(results.count)
            switch fold.kind {
            case .existsOne: return .value(.bool(count == 1))
            case .transformMap: return .value(try meter.checked(.map(try Functions.map(keys, results))))
            case .transformMapEntry: return .value(try meter.checked(.map(try Functions.merge(results, &meter))))
            case .sortBy: return .value(.list(try Functions.sort(range.elements, by: results, &meter)))
            default: return .value(try meter.checked(.list(results)))
            }
        } catch { return self.error(error, node) }
    }
}
