/// The end of checking.
extension Checker {
    /// The same expression with every type in it final.
    mutating func resolvingTypes(of expression: Expression) -> Expression {
        let kind: Expression.Kind
        switch expression.kind {
        // Constants are computed here at the end, once no literal can be read as an exact number any more.
        case .literal, .variable, .local, .unresolved: kind = expression.kind
        case .select(let operand, let field, let isOptional):
            kind = .select(resolvingTypes(of: operand), field: field, isOptional: isOptional)
        case .has(let operand, let field): kind = .has(resolvingTypes(of: operand), field: field)
        case .index(let operand, let index, let isOptional):
            kind = .index(resolvingTypes(of: operand), resolvingTypes(of: index), isOptional: isOptional)
        case .call(let call):
            var arguments: [Expression] = []
            for argument in call.arguments { arguments.append(resolvingTypes(of: argument)) }
            kind = .call(
                Expression.Call(
                    function: call.function,
                    target: resolvingTypes(of: call.target),
                    arguments: arguments,
                    implementation: call.implementation
                )
            )
        case .list(let elements):
            var parts: [(value: Expression, isOptional: Bool)] = []
            for element in elements { parts.append((resolvingTypes(of: element.value), element.isOptional)) }
            kind = .list(parts)
        case .map(let entries):
            var parts: [(key: Expression, value: Expression, isOptional: Bool)] = []
            for entry in entries {
                parts.append((resolvingTypes(of: entry.key), resolvingTypes(of: entry.value), entry.isOptional))
            }
            kind = .map(parts)
        case .fold(let fold):
            kind = .fold(
                Expression.Fold(
                    kind: fold.kind,
                    range: resolvingTypes(of: fold.range),
                    local: fold.local,
                    secondLocal: fold.secondLocal,
                    predicate: resolvingTypes(of: fold.predicate),
                    body: resolvingTypes(of: fold.body)
                )
            )
        case .bind(let bindings, let body):
            var parts: [(local: Int, value: Expression)] = []
            for binding in bindings { parts.append((binding.local, resolvingTypes(of: binding.value))) }
            kind = .bind(parts, resolvingTypes(of: body))
        case .optionalMap(let target, let local, let body, let isFlat):
            kind = .optionalMap(resolvingTypes(of: target), local: local, resolvingTypes(of: body), isFlat: isFlat)
        }
        return Folding.folded(Expression(kind, describe(expression.type), at: expression))
    }

    private mutating func resolvingTypes(of expression: Expression?) -> Expression? {
        guard let expression else { return nil }
        return .some(resolvingTypes(of: expression))
    }
}
