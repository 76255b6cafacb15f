import Diagnostics

/// Resolves the names of an expression and deduces its types.
///
/// An expression that is not to be checked goes through the same resolution with every type as `dyn`; names that are
/// not declared are then errors when they are evaluated, as the specification has it for parsed expressions.
struct Checker {
    let environment: Environment
    let source: [UInt8]
    /// Whether types are checked.
    let isStrict: Bool
    var problems: ProblemList
    var substitution = Substitution()
    /// The variables of the macros around the place that is being checked, innermost last.
    var scopes: [Scope] = []
    /// The slots of the `cel.block` around the place, and their first local.
    var block: (base: Int, types: [CELType])?
    private var nextLocal = 0
    private(set) var frameSize = 0

    struct Scope {
        let name: String
        let local: Int
        let type: CELType
    }

    init(_ environment: Environment, source: [UInt8], isStrict: Bool) {
        self.environment = environment
        self.source = source
        self.isStrict = isStrict
        problems = ProblemList(source: source)
    }

    /// Checks a whole expression, which must be of the given type if there is one.
    mutating func checkWhole(_ syntax: Syntax, expecting wanted: CELType?) throws(CELError) -> Expression {
        var expression = check(syntax)
        if let wanted, isStrict, expression.type != .error {
            expression = coerced(expression, to: wanted) ?? expression
            if !substitution.assign([expression.type], to: [wanted]) {
                problems.add(
                    .type,
                    "this is of type `\(describe(expression.type))`, and `\(wanted)` is wanted here",
                    at: syntax.start
                )
            }
        }
        if substitution.isExhausted {
            problems.add(.limit, "the types in this expression are too large to check", at: syntax.start)
        }
        guard problems.isEmpty else { throw problems.error() }
        return resolvingTypes(of: expression)
    }

    mutating func check(_ syntax: Syntax) -> Expression {
        let expression = checkParts(syntax)
        switch expression.type {
        case .list, .map, .optional, .abstract, .type, .parameter:
            // INVARIANT: the type of an expression is never larger than one operation on types may look at.
            return Expression(expression.kind, resolved(expression.type), at: expression)
        default: return expression
        }
    }

    private mutating func checkParts(_ syntax: Syntax) -> Expression {
        switch syntax.kind {
        case .literal(let value): Expression(.literal(value), isStrict ? value.type : .dyn, at: syntax)
        case .identifier, .select: name(syntax)
        case .has(let operand, let field): has(operand, field, at: syntax)
        case .call(let name, let arguments, let isRooted): call(name, arguments, isRooted: isRooted, at: syntax)
        case .member(let target, let name, let arguments): member(target, name, arguments, at: syntax)
        case .list(let elements): list(elements, at: syntax)
        case .map(let entries): map(entries, at: syntax)
        case .fold(let fold): self.fold(fold, at: syntax)
        case .bind(let name, let value, let body): bind(name, value, body, at: syntax)
        case .optionalMap(let target, let name, let body, let isFlat):
            optionalMap(target, name, body, isFlat: isFlat, at: syntax)
        case .block(let slots, let body): self.block(slots, body, at: syntax)
        case .blockSlot(let index): blockSlot(index, at: syntax)
        case .invalid: invalid(at: syntax)
        }
    }

    func invalid(at syntax: Syntax) -> Expression {
        Expression(.unresolved("an error"), .error, at: syntax)
    }

    /// The type as a user should see it.
    mutating func describe(_ type: CELType) -> CELType {
        substitution.resolve(type, unboundAsDyn: true)
    }

    mutating func resolved(_ type: CELType) -> CELType {
        substitution.resolve(type)
    }

    /// Reports an expression that is not of the type its place asks for.
    mutating func require(_ expression: Expression, _ wanted: CELType, _ role: String) {
        guard isStrict, expression.type != .error else { return }
        guard !substitution.assign([expression.type], to: [wanted]) else { return }
        problems.add(
            .type,
            "\(role) must be of type `\(describe(wanted))`, and this is of type `\(describe(expression.type))`",
            at: expression.offset
        )
    }

    // MARK: - Locals

    mutating func newLocal() -> Int {
        let local = nextLocal
        nextLocal += 1
        frameSize = max(frameSize, nextLocal)
        return local
    }

    /// Checks a part in which further variables are visible.
    mutating func inScope(_ names: [(name: String, local: Int, type: CELType)], _ syntax: Syntax) -> Expression {
        for (name, local, type) in names { scopes.append(Scope(name: name, local: local, type: type)) }
        defer { scopes.removeLast(names.count) }
        return check(syntax)
    }

    mutating func release(locals: Int) {
        nextLocal -= locals
    }

    private mutating func bind(_ name: String, _ value: Syntax, _ body: Syntax, at syntax: Syntax) -> Expression {
        let value = check(value)
        let local = newLocal()
        defer { release(locals: 1) }
        let body = inScope([(name, local, value.type)], body)
        return Expression(.bind([(local, value)], body), body.type, at: syntax)
    }

    private mutating func block(_ slots: [Syntax], _ body: Syntax, at syntax: Syntax) -> Expression {
        let outer = block
        // INVARIANT: the slots' locals follow one another; they are taken before any slot is checked.
        let base = nextLocal
        for _ in slots { _ = newLocal() }
        defer {
            release(locals: slots.count)
            block = outer
        }
        block = (base, [])
        var bindings: [(local: Int, value: Expression)] = []
        for (index, slot) in slots.enumerated() {
            let value = check(slot)
            bindings.append((base + index, value))
            block?.types.append(value.type)
        }
        let body = check(body)
        return Expression(.bind(bindings, body), body.type, at: syntax)
    }

    private mutating func blockSlot(_ index: Int, at syntax: Syntax) -> Expression {
        guard let block, index < block.types.count else {
            problems.add(.macro, "there is no slot \(index) in a `cel.block` before this place", at: syntax.start)
            return invalid(at: syntax)
        }
        return Expression(.local(block.base + index, name: "@index\(index)"), block.types[index], at: syntax)
    }
}
