extension Evaluator {
    /// What the index of a step comes to before the path is walked.
    private enum Key {
        case field(String)
        case value(Value)
        case unknown(UnknownSet)
    }

    /// Selections and indexes on one root.
    mutating func path<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        var runs = [(first: Int(node.b), count: Int(node.c))][...]
        var root = code.nodes[Int(node.a)]
        var rootIndex = Int(node.a)
        // The steps apply to the branch of a conditional that is chosen, so that `(c ? a : b).f` is `a.f` or `b.f`.
        while true {
            if root.operation == .conditional {
                let condition = evaluate(Int(root.a), source)
                switch condition {
                case .value(.bool(let value)): rootIndex = Int(value ? root.b : root.c)
                case .value(let value): return error(.noOverload(.conditional, value), root)
                default: return condition
                }
            } else if root.operation == .path, !endsInPresence(root) {
                runs.insert((Int(root.b), Int(root.c)), at: runs.startIndex)
                rootIndex = Int(root.a)
            } else {
                break
            }
            root = code.nodes[rootIndex]
        }
        guard root.operation == .variable else {
            let value = evaluate(rootIndex, source)
            guard case .value(let value) = value else { return value }
            return walk(runs, from: value, source)
        }
        switch source.binding(at: Int(root.a)) {
        case .value(let value): return walk(runs, from: value, source)
        case .absent: return unbound(root)
        case .unknown: return walkUnknown(runs, from: nil, root, unknown: [[]], source)
        case .partial(let value, let paths): return walkUnknown(runs, from: value, root, unknown: paths, source)
        }
    }

    private func endsInPresence(_ node: Node) -> Bool {
        code.steps[Int(node.b) + Int(node.c) - 1].kind == .presence
    }

    private mutating func walk<Source: Activation>(
        _ runs: ArraySlice<(first: Int, count: Int)>,
        from start: Value,
        _ source: borrowing Source
    ) -> Evaluation {
        var current = start
        for run in runs {
            for position in run.first..<(run.first + run.count) {
                let step = code.steps[position]
                let result: Evaluation
                switch step.kind {
                case .field: result = select(.field(code.names[Int(step.index)]), of: current, step)
                case .presence: return presence(of: code.names[Int(step.index)], in: current, step)
                case .index:
                    let index = evaluate(Int(step.index), source)
                    guard case .value(let key) = index else { return index }
                    result = select(.value(key), of: current, step)
                }
                guard case .value(let next) = result else { return result }
                current = next
            }
        }
        return .value(current)
    }

    /// A path on a variable of which something is not known.
    private mutating func walkUnknown<Source: Activation>(
        _ runs: ArraySlice<(first: Int, count: Int)>,
        from start: Value?,
        _ root: Node,
        unknown paths: [[AttributeStep]],
        _ source: borrowing Source
    ) -> Evaluation {
        let steps = runs.flatMap { code.steps[$0.first..<($0.first + $0.count)] }
        var keys: [Key] = []
        for step in steps {
            guard step.kind == .index else {
                keys.append(.field(code.names[Int(step.index)]))
                continue
            }
            let index = evaluate(Int(step.index), source)
            switch index {
            case .value(let value): keys.append(.value(value))
            case .unknown(let set): keys.append(.unknown(set))
            case .error: return index
            }
        }
        let attribute = code.unknowns[Int(root.b)].attributes[0]
        var written: [AttributeStep?] = []
        for key in keys { written.append(Evaluator.attributeStep(key)) }
        for path in paths {
            let length = min(path.count, written.count)
            guard (0..<length).allSatisfy({ written[$0] == path[$0] }) else { continue }
            return .unknown(
                UnknownSet(
                    Attribute(
                        slot: attribute.slot,
                        variable: attribute.variable,
                        steps: Array(path.prefix(length))
                    )
                )
            )
        }
        guard var current = start else { return unbound(root) }
        for (step, key) in zip(steps, keys) {
            if case .unknown(let set) = key { return .unknown(set) }
            if step.kind == .presence { return presence(of: code.names[Int(step.index)], in: current, step) }
            let result = select(key, of: current, step)
            guard case .value(let next) = result else { return result }
            current = next
        }
        return .value(current)
    }

    private static func attributeStep(_ key: Key) -> AttributeStep? {
        switch key {
        case .field(let name): .field(name)
        case .value(let value): MapKey(lookingUp: value).map(AttributeStep.init(key:))
        case .unknown: nil
        }
    }

    private func failure(_ error: EvaluationError, _ step: Step) -> Evaluation {
        var error = error
        error.offset = Int(step.offset)
        return .error(error)
    }

    /// One step from a value; on an optional value it goes on inside, and what comes out is optional.
    private func select(_ key: Key, of value: Value, _ step: Step) -> Evaluation {
        var target = value
        var isWrapped = step.isOptional
        if case .optional(let inner) = value {
            guard let inner else { return .value(value) }
            target = inner
            isWrapped = true
        }
        let found: Value?
        switch (target, key) {
        case (.map(let map), .field(let name)): found = map[name]
        case (.map(let map), .value(let key)): found = map[key]
        case (.list(let list), .value(let key)):
            guard case .int(let index)? = MapKey(lookingUp: key), key.isNumber else {
                return failure(EvaluationError(.badArgument, "the index \(key.type) is no whole number"), step)
            }
            if index >= 0, index < list.elements.count {
                found = list.elements[Int(index)]
            } else if isWrapped {
                found = nil
            } else {
                return failure(
                    EvaluationError(
                        .badArgument,
                        "the index \(index) is out of range: there are \(list.elements.count) elements"
                    ),
                    step
                )
            }
        case (_, .field(let name)):
            return failure(
                EvaluationError(.noSuchOverload, "a value of type `\(target.type.runtimeName)` has no field `\(name)`"),
                step
            )
        default:
            return failure(
                EvaluationError(.noSuchOverload, "a value of type `\(target.type.runtimeName)` can't be indexed"),
                step
            )
        }
        if isWrapped { return .value(.optional(found)) }
        guard let found else { return failure(Evaluator.noSuchKey(key), step) }
        return .value(found)
    }

    private static func noSuchKey(_ key: Key) -> EvaluationError {
        let text: String =
            switch key {
            case .field(let name): StringQuote.quote(name)
            case .value(let value): value.weight < 8 ? value.description : value.type.runtimeName
            case .unknown: "?"
            }
        return EvaluationError(.noSuchKey, "no such key: \(text)")
    }

    private func presence(of field: String, in value: Value, _ step: Step) -> Evaluation {
        var target = value
        if case .optional(let inner) = value {
            guard let inner else { return .value(.bool(false)) }
            target = inner
        }
        guard case .map(let map) = target else {
            return failure(
                EvaluationError(.noSuchOverload, "a value of type `\(target.type.runtimeName)` has no fields"),
                step
            )
        }
        return .value(.bool(map[field] != nil))
    }
}
