import Diagnostics

extension Checker {
    /// What a name stands for.
    private enum Meaning {
        case local(Scope)
        case variable(Int)
        case type(CELType)
    }

    /// Resolves a name or a chain of selections: the longest beginning that is a variable is one, and the rest are
    /// fields of it.
    mutating func name(_ syntax: Syntax) -> Expression {
        guard let parts = Checker.parts(of: syntax) else { return select(syntax, isKnownChain: false) }
        if !parts.isRooted, let scope = scopes.last(where: { $0.name == parts.names[0] }) {
            if parts.names.count == 1 {
                return Expression(.local(scope.local, name: scope.name), scope.type, at: syntax)
            }
            return select(syntax, isKnownChain: true)
        }
        for count in stride(from: parts.names.count, through: 1, by: -1)
        where meaning(of: parts.names[..<count].joined(separator: "."), isRooted: parts.isRooted) != nil {
            return select(syntax, isKnownChain: true)
        }
        let name = parts.names.joined(separator: ".")
        guard isStrict else {
            let root = Expression(.unresolved(parts.names[0]), .dyn, at: syntax)
            return parts.names.count == 1 ? root : select(syntax, isKnownChain: true)
        }
        problems.add(.unknownName, "`\(name)` is not declared", at: syntax.start, hint: nearVariable(name))
        return invalid(at: syntax)
    }

    /// The names of a chain of plain selections on an identifier.
    static func parts(of syntax: Syntax) -> (names: [String], isRooted: Bool)? {
        var names: [String] = []
        var syntax = syntax
        while case .select(let operand, let field, false) = syntax.kind {
            names.append(field)
            syntax = operand
        }
        guard case .identifier(let name, let isRooted) = syntax.kind else { return nil }
        names.append(name)
        return (names.reversed(), isRooted)
    }

    /// Resolves a chain of which some beginning is known to have a meaning, or a selection on another expression.
    private mutating func select(_ syntax: Syntax, isKnownChain: Bool) -> Expression {
        if isKnownChain, let parts = Checker.parts(of: syntax) {
            let name = parts.names.joined(separator: ".")
            let scope = parts.isRooted ? nil : scopes.last { $0.name == parts.names[0] }
            if let scope {
                if parts.names.count == 1 {
                    return Expression(.local(scope.local, name: scope.name), scope.type, at: syntax)
                }
            } else if let meaning = meaning(of: name, isRooted: parts.isRooted) {
                return expression(meaning, at: syntax)
            }
        }
        guard case .select(let operand, let field, let isOptional) = syntax.kind else {
            if case .identifier(let name, _) = syntax.kind {
                return Expression(.unresolved(name), isStrict ? .error : .dyn, at: syntax)
            }
            return check(syntax)
        }
        let target = isKnownChain ? select(operand, isKnownChain: true) : check(operand)
        return Expression(
            .select(target, field: field, isOptional: isOptional),
            fieldType(of: target, field, isOptional: isOptional, at: syntax),
            at: syntax
        )
    }

    private func meaning(of name: String, isRooted: Bool) -> Meaning? {
        let candidates = environment.candidates(for: name, isRooted: isRooted)
        for candidate in candidates {
            if let slot = environment.slot(of: candidate) { return .variable(slot) }
            if let type = CELType.denotations[candidate] { return .type(type) }
        }
        return nil
    }

    private func expression(_ meaning: Meaning, at syntax: Syntax) -> Expression {
        switch meaning {
        case .local(let scope): Expression(.local(scope.local, name: scope.name), scope.type, at: syntax)
        case .variable(let slot):
            Expression(
                .variable(slot: slot, name: environment.variables[slot].name),
                isStrict ? environment.variables[slot].type : .dyn,
                at: syntax
            )
        case .type(let type): Expression(.literal(.type(type)), isStrict ? .type(type) : .dyn, at: syntax)
        }
    }

    private func nearVariable(_ name: String) -> String? {
        guard name.utf8.count <= 64, !problems.isFull else { return nil }
        return NearMiss.suggestion(for: name, among: environment.variables.lazy.map(\.name))
            .map { "did you mean `\($0)`?" }
    }

    mutating func has(_ operand: Syntax, _ field: String, at syntax: Syntax) -> Expression {
        let target = check(operand)
        _ = fieldType(of: target, field, isOptional: false, at: syntax)
        return Expression(.has(target, field: field), isStrict ? .bool : .dyn, at: syntax)
    }

    /// The type of a field of an expression; reports an expression that has no fields.
    private mutating func fieldType(
        of target: Expression,
        _ field: String,
        isOptional: Bool,
        at syntax: Syntax
    ) -> CELType {
        guard isStrict else { return .dyn }
        let type = resolved(target.type)
        let found: CELType
        switch type {
        case .optional(let inner):
            guard let fieldType = plainFieldType(of: resolved(inner), field, at: syntax) else { return .error }
            if case .optional = fieldType { return fieldType }
            return .optional(fieldType)
        default:
            guard let fieldType = plainFieldType(of: type, field, at: syntax) else { return .error }
            found = fieldType
        }
        return isOptional ? .optional(found) : found
    }

    private mutating func plainFieldType(of type: CELType, _ field: String, at syntax: Syntax) -> CELType? {
        switch type {
        case .map(let key, let value):
            guard substitution.assign([.string], to: [key]) else {
                problems.add(.type, "the keys of this map are of type `\(key)`, so it has no fields", at: syntax.focus)
                return nil
            }
            return value
        case .dyn: return .dyn
        case .parameter:
            // What it stands for must not be guessed from a later use.
            _ = substitution.assign([.dyn], to: [type])
            return .dyn
        case .error: return nil
        default:
            problems.add(
                .type,
                "a value of type `\(describe(type))` has no field `\(field)`",
                at: syntax.focus
            )
            return nil
        }
    }
}
