import Diagnostics

extension Checker {
    /// One way of calling a function, with what it then does.
    private struct Candidate {
        let overload: FunctionDeclaration.Overload
        let implementation: Expression.Implementation
    }

    mutating func call(_ name: String, _ arguments: [Syntax], isRooted: Bool, at syntax: Syntax) -> Expression {
        let checked = checkAll(arguments)
        switch name {
        case Operator.index, Operator.optionalIndex:
            return index(checked[0], checked[1], isOptional: name == Operator.optionalIndex, at: syntax)
        default: break
        }
        let names = Checker.isOperator(name) ? [name] : environment.candidates(for: name, isRooted: isRooted)
        for candidate in names where isFunction(candidate) {
            return call(candidate, target: nil, checked, at: syntax)
        }
        return unknownFunction(name, target: nil, checked, at: syntax)
    }

    mutating func member(_ target: Syntax, _ name: String, _ arguments: [Syntax], at syntax: Syntax) -> Expression {
        if let parts = Checker.parts(of: target) {
            let qualified = (parts.names + [name]).joined(separator: ".")
            for candidate in environment.candidates(for: qualified, isRooted: parts.isRooted)
            where isFunction(candidate) {
                return call(candidate, target: nil, checkAll(arguments), at: syntax)
            }
        }
        let target = check(target)
        let arguments = checkAll(arguments)
        guard isFunction(name) else { return unknownFunction(name, target: target, arguments, at: syntax) }
        return call(name, target: target, arguments, at: syntax)
    }

    private mutating func checkAll(_ arguments: [Syntax]) -> [Expression] {
        var checked: [Expression] = []
        checked.reserveCapacity(arguments.count)
        for argument in arguments { checked.append(check(argument)) }
        return checked
    }

    static func isOperator(_ name: String) -> Bool {
        name.hasPrefix("_") && name.hasSuffix("_") && StandardLibrary.functions[name] != nil
            || name == Operator.not || name == Operator.negate || name == Operator.membership
    }

    private func isFunction(_ name: String) -> Bool {
        StandardLibrary.functions[name] != nil || environment.functionIndex(of: name) != nil
            || StandardLibrary.variadic[name] != nil
    }

    private mutating func unknownFunction(
        _ name: String,
        target: Expression?,
        _ arguments: [Expression],
        at syntax: Syntax
    ) -> Expression {
        if isStrict {
            let known =
                StandardLibrary.functions.keys.filter { !Checker.isOperator($0) } + environment.functions.map(\.name)
            let hint = name.utf8.count > 64 || problems.isFull ? nil : NearMiss.suggestion(for: name, among: known)
            problems.add(
                .unknownFunction,
                "there is no function `\(name)`",
                at: syntax.focus,
                hint: hint.map { "did you mean `\($0)`?" }
            )
            return invalid(at: syntax)
        }
        return missing(name, target, arguments, "there is no function `\(name)`", at: syntax)
    }

    private func missing(
        _ name: String,
        _ target: Expression?,
        _ arguments: [Expression],
        _ message: String,
        at syntax: Syntax
    ) -> Expression {
        Expression(
            .call(
                Expression.Call(
                    function: name,
                    target: target,
                    arguments: arguments,
                    implementation: .missing(message)
                )
            ),
            isStrict ? .error : .dyn,
            at: syntax
        )
    }

    private func candidates(_ name: String, isMember: Bool, count: Int) -> [Candidate] {
        var candidates: [Candidate] = []
        if let index = environment.functionIndex(of: name) {
            candidates += environment.functions[index].overloads
                .map { Candidate(overload: $0, implementation: .host(index)) }
        }
        if let function = StandardLibrary.functions[name] {
            candidates += function.overloads.map {
                Candidate(overload: $0, implementation: .standard(function.builtin))
            }
        }
        return candidates.filter { $0.overload.isMember == isMember && $0.overload.parameters.count == count }
    }

    private mutating func call(
        _ name: String,
        target: Expression?,
        _ arguments: [Expression],
        at syntax: Syntax
    ) -> Expression {
        if target == nil, let builtin = StandardLibrary.variadic[name] {
            return extremum(name, builtin, arguments, at: syntax)
        }
        var operands = target.map { [$0] + arguments } ?? arguments
        let candidates = candidates(name, isMember: target != nil, count: operands.count)
        guard isStrict else {
            guard let first = candidates.first else {
                return missing(name, target, arguments, "`\(name)` can't be called like this", at: syntax)
            }
            return result(name, target != nil, operands, first.implementation, .dyn, at: syntax)
        }
        if operands.contains(where: { $0.type == .error }) { return invalid(at: syntax) }
        if environment.exactLiterals { operands = alignedLiterals(operands, of: name, candidates.map(\.overload)) }
        if let type = exactType(of: name, operands), let first = candidates.first {
            return result(name, target != nil, operands, first.implementation, type, at: syntax)
        }
        var match = match(operands, candidates)
        // Literals of different types have a meaning together as exact numbers.
        if match == nil, environment.exactLiterals, let exact = exactLiterals(operands, of: name) {
            match = self.match(exact, candidates)
            if match != nil { operands = exact }
        }
        guard let match else {
            reportNoOverload(name, operands, isMember: target != nil, at: syntax)
            return invalid(at: syntax)
        }
        return result(name, target != nil, operands, match.implementation, match.type, at: syntax)
    }

    /// The result of the overloads that take these operands; where they differ in type it is `dyn`.
    private mutating func match(
        _ operands: [Expression],
        _ candidates: [Candidate]
    ) -> (type: CELType, implementation: Expression.Implementation)? {
        let types = operands.map { resolved($0.type) }
        let isMixed = candidates.contains { !$0.overload.isExact }
        var match: (type: CELType, implementation: Expression.Implementation)?
        for candidate in candidates {
            if isMixed, candidate.overload.isExact, !types.contains(.decimal), !types.contains(.date) { continue }
            let overload = substitution.instantiate(candidate.overload)
            guard substitution.assign(types, to: overload.parameters) else { continue }
            let type = resolved(overload.result)
            if let found = match {
                if found.type != type { match?.type = .dyn }
            } else {
                match = (type, candidate.implementation)
            }
        }
        return match
    }

    private func result(
        _ name: String,
        _ isMember: Bool,
        _ operands: [Expression],
        _ implementation: Expression.Implementation,
        _ type: CELType,
        at syntax: Syntax
    ) -> Expression {
        let call = Expression.Call(
            function: name,
            target: isMember ? operands[0] : nil,
            arguments: isMember ? Array(operands.dropFirst()) : operands,
            implementation: implementation
        )
        return Expression(.call(call), type, at: syntax)
    }

    /// `math.greatest` and `math.least`, which take numbers of any types, or a list of them.
    private mutating func extremum(
        _ name: String,
        _ builtin: Builtin,
        _ arguments: [Expression],
        at syntax: Syntax
    ) -> Expression {
        guard !arguments.isEmpty else {
            if isStrict { problems.add(.noOverload, "`\(name)` takes one argument at least", at: syntax.focus) }
            return missing(name, nil, arguments, "`\(name)` takes one argument at least", at: syntax)
        }
        var operands = arguments
        if isStrict, environment.exactLiterals {
            operands = alignedLiterals(operands.map { ($0, false) }).map(\.value)
        }
        var type: CELType?
        for operand in operands {
            var operandType = resolved(operand.type)
            if operands.count == 1, case .list(let element) = operandType { operandType = resolved(element) }
            type = type == nil || type == operandType ? operandType : .dyn
            switch operandType {
            case .int, .uint, .double, .decimal, .dyn, .error: break
            case .parameter where isStrict: break
            default:
                problems.add(
                    .noOverload,
                    "`\(name)` takes numbers, and this is of type `\(describe(operandType))`",
                    at: operand.offset
                )
                return invalid(at: syntax)
            }
        }
        return result(name, false, operands, .standard(builtin), isStrict ? type ?? .dyn : .dyn, at: syntax)
    }

    private mutating func index(
        _ operand: Expression,
        _ index: Expression,
        isOptional: Bool,
        at syntax: Syntax
    ) -> Expression {
        let kind = Expression.Kind.index(operand, index, isOptional: isOptional)
        guard isStrict else { return Expression(kind, .dyn, at: syntax) }
        if operand.type == .error || index.type == .error { return invalid(at: syntax) }
        var container = resolved(operand.type)
        var isWrapped = isOptional
        if case .optional(let inner) = container {
            container = resolved(inner)
            isWrapped = true
        }
        let type: CELType
        let wanted: CELType
        switch container {
        case .list(let element): (wanted, type) = (.int, element)
        case .map(let key, let value): (wanted, type) = (key, value)
        case .dyn: (wanted, type) = (.dyn, .dyn)
        case .parameter:
            _ = substitution.assign([container], to: [.dyn])
            (wanted, type) = (.dyn, .dyn)
        default:
            problems.add(.type, "a value of type `\(describe(container))` can't be indexed", at: syntax.focus)
            return invalid(at: syntax)
        }
        guard substitution.assign([index.type], to: [wanted]) else {
            problems.add(
                .type,
                "the index must be of type `\(describe(wanted))`, and this is of type `\(describe(index.type))`",
                at: index.offset
            )
            return invalid(at: syntax)
        }
        return Expression(kind, isWrapped ? .optional(type) : type, at: syntax)
    }

    private mutating func reportNoOverload(
        _ name: String,
        _ operands: [Expression],
        isMember: Bool,
        at syntax: Syntax
    ) {
        let types = operands.map { "`\(describe($0.type))`" }
        let list =
            types.count <= 1
            ? types.joined() : types.dropLast().joined(separator: ", ") + " and \(types[types.count - 1])"
        let shown = Checker.isOperator(name) ? name.filter { $0 != "_" && $0 != "@" } : name
        let isExact =
            operands.contains { resolved($0.type) == .decimal } && operands.contains { resolved($0.type) == .double }
        problems.add(
            .noOverload,
            operands.isEmpty ? "`\(shown)` takes arguments" : "`\(shown)` can't be applied to \(list)",
            at: syntax.focus,
            hint: isExact ? "a double is not exact: write the number as a literal, or `decimal(…)`" : nil
        )
    }
}

extension FunctionDeclaration.Overload {
    /// Whether it is about exact numbers or dates, which the specification does not have.
    var isExact: Bool {
        parameters.contains(.decimal) || parameters.contains(.date)
    }
}

extension StandardLibrary {
    /// Functions of any number of arguments.
    static let variadic: [String: Builtin] = ["math.greatest": .greatest, "math.least": .least]
}
