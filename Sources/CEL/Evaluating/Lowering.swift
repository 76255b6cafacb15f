/// Turns a checked expression into code.
struct Lowering {
    var nodes: [Node] = []
    var constants: [Value] = []
    var operands: [Int32] = []
    var steps: [Step] = []
    var unknowns: [UnknownSet] = []
    var names: [String] = []
    var folds: [FoldNode] = []
    var regexes: [LinearRegex] = []
    var sets: [ConstantSet] = []
    /// The slots of the variables that are read.
    var slots: Set<Int> = []

    mutating func lower(_ expression: Expression) -> Int {
        let offset = Int32(truncatingIfNeeded: expression.focus)
        func node(_ operation: Node.Operation, _ a: Int, _ b: Int = 0, _ c: Int = 0) -> Node {
            Node(operation: operation, a: Int32(a), b: Int32(b), c: Int32(c), offset: offset)
        }
        switch expression.kind {
        case .literal(let value): return add(node(.constant, constant(value)))
        case .variable(let slot, let name):
            slots.insert(slot)
            unknowns.append(UnknownSet(Attribute(slot: slot, variable: name, steps: [])))
            return add(node(.variable, slot, unknowns.count - 1))
        case .local(let local, _): return add(node(.local, local))
        case .select, .has, .index: return path(expression)
        case .call(let call): return self.call(call, expression)
        case .list(let elements):
            let values = elements.map { lower($0.value) }
            let first = run(values)
            let hasOptionals = elements.contains(where: \.isOptional)
            if hasOptionals { operands += elements.map { $0.isOptional ? 1 : 0 } }
            var node = node(.list, 0, first, elements.count)
            node.hasOptionals = hasOptionals
            return add(node)
        case .map(let entries):
            var values: [Int] = []
            for entry in entries {
                values.append(lower(entry.key))
                values.append(lower(entry.value))
            }
            let first = run(values)
            let hasOptionals = entries.contains(where: \.isOptional)
            if hasOptionals { operands += entries.map { $0.isOptional ? 1 : 0 } }
            var node = node(.map, 0, first, entries.count)
            node.hasOptionals = hasOptionals
            return add(node)
        case .fold(let fold):
            let folded = FoldNode(
                kind: fold.kind,
                range: lower(fold.range),
                local: fold.local,
                secondLocal: fold.secondLocal,
                predicate: fold.predicate.map { lower($0) },
                body: fold.body.map { lower($0) }
            )
            folds.append(folded)
            return add(node(.fold, folds.count - 1))
        case .bind(let bindings, let body):
            var values: [Int] = []
            for binding in bindings {
                values.append(binding.local)
                values.append(lower(binding.value))
            }
            let first = run(values)
            return add(node(.bind, lower(body), first, bindings.count))
        case .optionalMap(let target, let local, let body, let isFlat):
            return add(node(isFlat ? .optionalFlatMap : .optionalMap, lower(target), lower(body), local))
        case .unresolved(let name): return add(node(.unresolved, self.name(name)))
        }
    }

    private mutating func add(_ node: Node) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    private mutating func constant(_ value: Value) -> Int {
        constants.append(value)
        return constants.count - 1
    }

    private mutating func name(_ text: String) -> Int {
        names.append(text)
        return names.count - 1
    }

    private mutating func run(_ values: [Int]) -> Int {
        let first = operands.count
        operands += values.map(Int32.init)
        return first
    }

    /// A chain of selections and indexes as one path on what it starts from.
    private mutating func path(_ expression: Expression) -> Int {
        var chain: [Expression] = []
        var root = expression
        loop: while true {
            switch root.kind {
            case .select(let operand, _, _), .has(let operand, _), .index(let operand, _, _):
                // Presence is always the end of a path: its result is no value to go on from.
                if case .has = root.kind, !chain.isEmpty { break loop }
                chain.append(root)
                root = operand
            default: break loop
            }
        }
        let rootNode = lower(root)
        var steps: [Step] = []
        for link in chain.reversed() {
            let offset = Int32(truncatingIfNeeded: link.focus)
            switch link.kind {
            case .select(_, let field, let isOptional):
                steps.append(Step(kind: .field, isOptional: isOptional, index: Int32(name(field)), offset: offset))
            case .has(_, let field):
                steps.append(Step(kind: .presence, isOptional: false, index: Int32(name(field)), offset: offset))
            case .index(_, let index, let isOptional):
                steps.append(Step(kind: .index, isOptional: isOptional, index: Int32(lower(index)), offset: offset))
            default: break
            }
        }
        let first = self.steps.count
        self.steps += steps
        return add(
            Node(
                operation: .path,
                a: Int32(rootNode),
                b: Int32(first),
                c: Int32(steps.count),
                offset: Int32(truncatingIfNeeded: expression.focus)
            )
        )
    }

    private mutating func call(_ call: Expression.Call, _ expression: Expression) -> Int {
        var node = Node(operation: .call, offset: Int32(truncatingIfNeeded: expression.focus))
        switch call.implementation {
        case .missing(let message):
            node.operation = .missing
            node.a = Int32(name(message))
            return add(node)
        case .host(let index):
            let arguments = call.operands.map { lower($0) }
            node.operation = .host
            node.a = Int32(index)
            node.b = Int32(run(arguments))
            node.c = Int32(arguments.count)
            return add(node)
        case .standard(let builtin):
            node.builtin = builtin
            return standard(builtin, call.operands, node)
        }
    }

    private mutating func standard(_ builtin: Builtin, _ parts: [Expression], _ base: Node) -> Int {
        var node = base
        let first = parts.first.map { Int32(lower($0)) } ?? 0
        switch (builtin, parts.count) {
        case (.and, 2): node.operation = .and
        case (.or, 2): node.operation = .or
        case (.not, 1): node.operation = .not
        case (.conditional, 3): node.operation = .conditional
        case (.greatest, _), (.least, _): node.operation = .call
        case (_, 1): node.operation = .unary
        case (_, 2): node.operation = .binary
        default: node.operation = .call
        }
        node.a = first
        if node.operation == .call {
            let rest = parts.dropFirst().map { Int32(lower($0)) }
            node.b = Int32(operands.count)
            node.c = Int32(parts.count)
            operands += parts.isEmpty ? [] : [first] + rest
            return add(node)
        }
        if node.operation == .binary, case .literal(let value) = parts[1].kind {
            switch (builtin, value) {
            case (.equal, _), (.notEqual, _), (.less, _), (.lessOrEqual, _), (.greater, _), (.greaterOrEqual, _):
                node.operation = .compareConstant
                node.b = Int32(constant(value))
                return add(node)
            case (.membership, .list(let list)):
                node.operation = .membershipInSet
                sets.append(ConstantSet(list.elements))
                node.b = Int32(sets.count - 1)
                return add(node)
            case (.matches, .string(let pattern)):
                // A pattern that is wrong is an error in evaluation, where it may not matter.
                if let regex = try? LinearRegex(pattern) {
                    node.operation = .matchesConstant
                    regexes.append(regex)
                    node.b = Int32(regexes.count - 1)
                    return add(node)
                }
            default: break
            }
        }
        if parts.count > 1 { node.b = Int32(lower(parts[1])) }
        if parts.count > 2 { node.c = Int32(lower(parts[2])) }
        return add(node)
    }
}
