extension Parser {
    /// A call of a function by its name; `has` is a macro.
    mutating func expandCall(
        _ name: String,
        _ arguments: [Syntax],
        isRooted: Bool,
        from start: Int,
        to end: Int
    ) throws(Abort) -> Syntax {
        guard name == "has", arguments.count == 1, !isRooted else {
            return Syntax(.call(name, arguments, isRooted: isRooted), from: start, to: end)
        }
        guard case .select(let operand, let field, let isOptional) = arguments[0].kind, !isOptional else {
            lexer.problems.add(
                .macro,
                "`has` takes a field selection",
                at: arguments[0].start,
                hint: "write `has(value.field)`"
            )
            throw Abort()
        }
        return Syntax(.has(operand, field: field), from: start, to: end)
    }

    /// A call of a function on a target; many are macros, recognised by name and number of arguments.
    mutating func expandMember(
        _ target: Syntax,
        _ name: String,
        _ arguments: [Syntax],
        end: Int,
        focus: Int
    ) throws(Abort) -> Syntax {
        func syntax(_ kind: Syntax.Kind) -> Syntax {
            Syntax(kind, from: target.start, to: end, focus: focus)
        }
        if case .identifier("cel", _) = target.kind {
            if let kind = try expandNamespaced(name, arguments) { return syntax(kind) }
        } else if let fold = try fold(over: target, name, arguments) {
            return syntax(.fold(fold))
        } else if arguments.count == 2, name == "optMap" || name == "optFlatMap" {
            let variable = try variable(arguments[0])
            return syntax(.optionalMap(target, variable, arguments[1], isFlat: name == "optFlatMap"))
        }
        return syntax(.member(target, name, arguments))
    }

    private mutating func fold(
        over range: Syntax,
        _ name: String,
        _ arguments: [Syntax]
    ) throws(Abort) -> Syntax.Fold? {
        let kind: FoldKind
        let variables: Int
        var hasPredicate = false
        switch (name, arguments.count) {
        case ("all", 2): (kind, variables) = (.all, 1)
        case ("exists", 2): (kind, variables) = (.exists, 1)
        case ("exists_one", 2), ("existsOne", 2): (kind, variables) = (.existsOne, 1)
        case ("map", 2): (kind, variables) = (.map, 1)
        case ("map", 3): (kind, variables, hasPredicate) = (.map, 1, true)
        case ("filter", 2): (kind, variables) = (.filter, 1)
        case ("sortBy", 2): (kind, variables) = (.sortBy, 1)
        case ("all", 3): (kind, variables) = (.all, 2)
        case ("exists", 3): (kind, variables) = (.exists, 2)
        case ("exists_one", 3), ("existsOne", 3): (kind, variables) = (.existsOne, 2)
        case ("transformList", 3): (kind, variables) = (.map, 2)
        case ("transformList", 4): (kind, variables, hasPredicate) = (.map, 2, true)
        case ("transformMap", 3): (kind, variables) = (.transformMap, 2)
        case ("transformMap", 4): (kind, variables, hasPredicate) = (.transformMap, 2, true)
        case ("transformMapEntry", 3): (kind, variables) = (.transformMapEntry, 2)
        case ("transformMapEntry", 4): (kind, variables, hasPredicate) = (.transformMapEntry, 2, true)
        default: return nil
        }
        let first = try variable(arguments[0])
        let second = variables == 2 ? try variable(arguments[1]) : nil
        if let second, second == first {
            lexer.problems.add(.macro, "the two variables have the same name `\(second)`", at: arguments[1].start)
            throw Abort()
        }
        return Syntax.Fold(
            kind: kind,
            range: range,
            variable: first,
            secondVariable: second,
            predicate: kind == .filter ? arguments[1] : hasPredicate ? arguments[variables] : nil,
            body: kind == .filter ? nil : arguments[arguments.count - 1]
        )
    }

    /// The macros in the namespace `cel`; nil when the name is none of them.
    private mutating func expandNamespaced(_ name: String, _ arguments: [Syntax]) throws(Abort) -> Syntax.Kind? {
        switch (name, arguments.count) {
        case ("bind", 3): return .bind(try variable(arguments[0]), arguments[1], arguments[2])
        case ("block", 2):
            guard case .list(let elements) = arguments[0].kind, !elements.contains(where: \.isOptional) else {
                lexer.problems.add(.macro, "`cel.block` takes a list literal and an expression", at: arguments[0].start)
                throw Abort()
            }
            return .block(elements.map(\.value), arguments[1])
        case ("index", 1): return .blockSlot(try number(arguments[0]))
        case ("iterVar", 2):
            return .identifier("@it:\(try number(arguments[0])):\(try number(arguments[1]))", isRooted: false)
        case ("accuVar", 2):
            return .identifier("@ac:\(try number(arguments[0])):\(try number(arguments[1]))", isRooted: false)
        default: return nil
        }
    }

    private mutating func variable(_ syntax: Syntax) throws(Abort) -> String {
        guard case .identifier(let name, false) = syntax.kind else {
            lexer.problems.add(.macro, "a macro's variable must be a simple name", at: syntax.start)
            throw Abort()
        }
        return name
    }

    private mutating func number(_ syntax: Syntax) throws(Abort) -> Int {
        guard case .literal(.int(let value)) = syntax.kind, let number = Int(exactly: value), number >= 0 else {
            lexer.problems.add(.macro, "this must be a whole number, written as a literal", at: syntax.start)
            throw Abort()
        }
        return number
    }
}
