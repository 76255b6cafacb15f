extension Checker {
    mutating func list(_ elements: [Syntax.Element], at syntax: Syntax) -> Expression {
        var parts: [(value: Expression, isOptional: Bool)] = []
        for element in elements { parts.append((check(element.value), element.isOptional)) }
        if isStrict, environment.exactLiterals { parts = alignedLiterals(parts) }
        var joined: CELType?
        for part in parts {
            joined = join(joined, part.isOptional ? unwrapped(part.value) : part.value.type)
        }
        let type = isStrict ? CELType.list(joined ?? substitution.fresh()) : .dyn
        return Expression(.list(parts), type, at: syntax)
    }

    mutating func map(_ entries: [Syntax.Entry], at syntax: Syntax) -> Expression {
        var parts: [(key: Expression, value: Expression, isOptional: Bool)] = []
        var key: CELType?
        var value: CELType?
        for entry in entries {
            let part = (key: check(entry.key), value: check(entry.value), isOptional: entry.isOptional)
            key = join(key, part.key.type)
            value = join(value, part.isOptional ? unwrapped(part.value) : part.value.type)
            parts.append(part)
        }
        let type = isStrict ? CELType.map(key ?? substitution.fresh(), value ?? substitution.fresh()) : .dyn
        return Expression(.map(parts), type, at: syntax)
    }

    /// The type of an optional element once it is present; reports an element that is no optional.
    private mutating func unwrapped(_ expression: Expression) -> CELType {
        guard isStrict else { return .dyn }
        switch resolved(expression.type) {
        case .optional(let inner): return inner
        case .dyn: return .dyn
        case .error: return .error
        default:
            problems.add(
                .type,
                "an element marked with `?` must be optional, and this is of type `\(describe(expression.type))`",
                at: expression.offset
            )
            return .error
        }
    }

    /// The type of a collection that holds values of both types.
    mutating func join(_ previous: CELType?, _ type: CELType) -> CELType {
        guard isStrict else { return .dyn }
        guard let previous else { return type }
        if substitution.assign([previous], to: [type]) || substitution.assign([type], to: [previous]) {
            if previous == .null { return type }
            if type == .null { return previous }
            return substitution.moreGeneral(previous, type)
        }
        return .dyn
    }

    mutating func fold(_ fold: Syntax.Fold, at syntax: Syntax) -> Expression {
        let range = check(fold.range)
        let (key, element) = parts(of: range)
        let local = newLocal()
        let secondLocal = fold.secondVariable == nil ? nil : newLocal()
        defer { release(locals: secondLocal == nil ? 1 : 2) }
        var names = [(fold.variable, local, secondLocal == nil ? element.single : key)]
        if let second = fold.secondVariable, let secondLocal { names.append((second, secondLocal, element.second)) }
        let predicate = fold.predicate.map { inScope(names, $0) }
        let body = fold.body.map { inScope(names, $0) }
        if let predicate { require(predicate, .bool, "the condition") }
        let type: CELType
        switch fold.kind {
        case .all, .exists, .existsOne:
            if let body { require(body, .bool, "the condition") }
            type = .bool
        case .map: type = .list(body?.type ?? .dyn)
        case .filter: type = .list(element.single)
        case .sortBy: type = .list(element.single)
        case .transformMap: type = .map(key, body?.type ?? .dyn)
        case .transformMapEntry:
            let entry = CELType.map(substitution.fresh(), substitution.fresh())
            if let body { require(body, entry, "the entry") }
            type = entry
        }
        return Expression(
            .fold(
                Expression.Fold(
                    kind: fold.kind,
                    range: range,
                    local: local,
                    secondLocal: secondLocal,
                    predicate: predicate,
                    body: body
                )
            ),
            isStrict ? type : .dyn,
            at: syntax
        )
    }

    /// The types of what a macro's variables stand for: a key or index, and an element alone or as the second of two.
    private mutating func parts(of range: Expression) -> (key: CELType, element: (single: CELType, second: CELType)) {
        guard isStrict else { return (.dyn, (.dyn, .dyn)) }
        switch resolved(range.type) {
        case .list(let element): return (.int, (element, element))
        case .map(let key, let value): return (key, (key, value))
        case .dyn: return (.dyn, (.dyn, .dyn))
        case .parameter:
            _ = substitution.assign([range.type], to: [.dyn])
            return (.dyn, (.dyn, .dyn))
        case .error: return (.error, (.error, .error))
        default:
            problems.add(
                .type,
                "a value of type `\(describe(range.type))` has no elements to go through",
                at: range.offset
            )
            return (.error, (.error, .error))
        }
    }

    mutating func optionalMap(
        _ target: Syntax,
        _ name: String,
        _ body: Syntax,
        isFlat: Bool,
        at syntax: Syntax
    ) -> Expression {
        let target = check(target)
        let inner = isStrict ? substitution.fresh() : .dyn
        require(target, .optional(inner), "the target")
        let local = newLocal()
        defer { release(locals: 1) }
        let body = inScope([(name, local, resolved(inner))], body)
        let type: CELType
        if isFlat {
            let result = isStrict ? CELType.optional(substitution.fresh()) : .dyn
            require(body, result, "the body")
            type = result
        } else {
            type = .optional(body.type)
        }
        return Expression(
            .optionalMap(target, local: local, body, isFlat: isFlat),
            isStrict ? type : .dyn,
            at: syntax
        )
    }
}
