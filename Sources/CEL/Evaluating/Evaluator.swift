/// Walks the nodes of one piece of code.
///
/// Errors and unknown values are results like others, since logic may hide them; only functions throw.
struct Evaluator {
    let code: Code
    var meter: Meter
    /// What the variables of macros and bindings came to, which counts only where it is read.
    var locals: [Evaluation]

    init(_ code: Code) {
        self.code = code
        meter = Meter(limits: code.limits)
        locals = code.frameSize == 0 ? [] : Array(repeating: .value(.null), count: code.frameSize)
    }

    mutating func evaluate<Source: Activation>(_ index: Int, _ source: borrowing Source) -> Evaluation {
        let node = code.nodes[index]
        meter.remaining &-= 1
        switch node.operation {
        case .constant: return .value(code.constants[Int(node.a)])
        case .variable: return variable(node, source)
        case .local: return locals[Int(node.a)]
        case .compareConstant:
            let left = evaluate(Int(node.a), source)
            guard case .value(let value) = left else { return left }
            return compare(node, value, code.constants[Int(node.b)])
        case .membershipInSet:
            let left = evaluate(Int(node.a), source)
            guard case .value(let value) = left else { return left }
            return membership(of: value, in: code.sets[Int(node.b)], node)
        case .and: return logic(node, deciding: false, source)
        case .or: return logic(node, deciding: true, source)
        case .not:
            let operand = evaluate(Int(node.a), source)
            switch operand {
            case .value(.bool(let value)): return .value(.bool(!value))
            case .value(let value): return error(.noOverload(.not, value), node)
            default: return operand
            }
        case .conditional:
            let condition = evaluate(Int(node.a), source)
            switch condition {
            case .value(.bool(let value)): return evaluate(Int(value ? node.b : node.c), source)
            case .value(let value): return error(.noOverload(.conditional, value), node)
            default: return condition
            }
        case .path: return path(node, source)
        case .unary: return unary(node, source)
        case .binary: return binary(node, source)
        case .matchesConstant: return matches(node, source)
        case .call, .host: return call(node, source)
        case .list: return list(node, source)
        case .map: return map(node, source)
        case .fold: return fold(code.folds[Int(node.a)], node, source)
        case .bind: return bind(node, source)
        case .optionalMap, .optionalFlatMap: return optionalMap(node, source)
        case .unresolved:
            return error(EvaluationError(.unbound, "`\(code.names[Int(node.a)])` is not declared"), node)
        case .missing: return error(EvaluationError(.noSuchOverload, code.names[Int(node.a)]), node)
        }
    }

    func error(_ error: EvaluationError, _ node: Node) -> Evaluation {
        var error = error
        if error.offset == nil { error.offset = Int(node.offset) }
        return .error(error)
    }

    private func variable<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        switch source.binding(at: Int(node.a)) {
        case .value(let value): .value(value)
        // A variable of which a part is not known is not known as a whole.
        case .unknown, .partial: .unknown(code.unknowns[Int(node.b)])
        case .absent: unbound(node)
        }
    }

    func unbound(_ node: Node) -> Evaluation {
        let name = code.unknowns[Int(node.b)].attributes[0].variable
        return error(EvaluationError(.unbound, "`\(name)` has no value"), node)
    }

    /// `&&` and `||`: the deciding value wins over all, then what is not known, then errors.
    private mutating func logic<Source: Activation>(
        _ node: Node,
        deciding: Bool,
        _ source: borrowing Source
    ) -> Evaluation {
        let left = evaluate(Int(node.a), source)
        if case .value(.bool(let value)) = left, value == deciding { return left }
        let right = evaluate(Int(node.b), source)
        if case .value(.bool(let value)) = right, value == deciding { return right }
        switch (left, right) {
        case (.unknown(let left), .unknown(let right)): return .unknown(left.union(right))
        case (.unknown, _): return left
        case (_, .unknown): return right
        case (.error, _): return left
        case (.value(.bool), .value(.bool)): return right
        case (.value(.bool), .error): return right
        case (.value(.bool), .value(let value)): return error(.noOverload(node.builtin, value), node)
        case (.value(let value), _): return error(.noOverload(node.builtin, value), node)
        }
    }

    private mutating func compare(_ node: Node, _ left: Value, _ right: Value) -> Evaluation {
        guard meter.spend(left.comparisonCost) else { return error(.outOfCost, node) }
        switch node.builtin {
        case .equal, .notEqual:
            return .value(.bool(left.equals(right) == (node.builtin == .equal)))
        default:
            switch left.compare(right) {
            case .ordered(let order): return .value(.bool(order.satisfies(node.builtin)))
            case .unordered: return .value(.bool(false))
            case .incomparable: return error(.noOverload(node.builtin, left, right), node)
            }
        }
    }

    private mutating func membership(of value: Value, in set: ConstantSet, _ node: Node) -> Evaluation {
        guard meter.spend(value.comparisonCost), meter.spend(set.searchCost) else { return error(.outOfCost, node) }
        return .value(.bool(set.contains(value)))
    }

    // MARK: - Functions

    private mutating func unary<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        let operand = evaluate(Int(node.a), source)
        guard case .value(let value) = operand else { return operand }
        do throws(EvaluationError) {
            return .value(try Functions.unary(node.builtin, value, &meter))
        } catch { return self.error(error, node) }
    }

    private mutating func binary<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        let left = evaluate(Int(node.a), source)
        if case .error = left { return left }
        let right = evaluate(Int(node.b), source)
        switch (left, right) {
        case (.value(let left), .value(let right)):
            switch node.builtin {
            case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return compare(node, left, right)
            default: break
            }
            do throws(EvaluationError) {
                return .value(try Functions.binary(node.builtin, left, right, &meter))
            } catch { return self.error(error, node) }
        case (_, .error): return right
        case (.unknown(let left), .unknown(let right)): return .unknown(left.union(right))
        case (.unknown, _): return left
        default: return right
        }
    }

    private mutating func matches<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        let operand = evaluate(Int(node.a), source)
        guard case .value(let value) = operand else { return operand }
        guard case .string(let text) = value else { return error(.noOverload(.matches, value), node) }
        let regex = code.regexes[Int(node.b)]
        do throws(EvaluationError) {
            try meter.charge(regex.cost(of: text))
            return .value(.bool(regex.matches(text)))
        } catch { return self.error(error, node) }
    }

    private mutating func call<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        let collected = strict(node, source)
        guard case .values(let values) = collected else { return collected.evaluation }
        do throws(EvaluationError) {
            guard node.operation == .host else {
                return .value(try Functions.call(node.builtin, values, &meter))
            }
            let function = code.functions[Int(node.a)]
            guard let implementation = function.implementation else {
                throw EvaluationError(.noSuchOverload, "`\(function.name)` has no implementation")
            }
            return .value(try meter.checked(try implementation(values)))
        } catch { return self.error(error, node) }
    }

    /// The values of arguments or elements, or why there are none.
    enum Collected {
        case values([Value])
        case none(Evaluation)

        var evaluation: Evaluation {
            switch self {
            case .values(let values): .value(.list(values))
            case .none(let evaluation): evaluation
            }
        }
    }

    /// The values of a node's operands: an error in one is the result, else what is not known in any.
    mutating func strict<Source: Activation>(_ node: Node, count: Int? = nil, _ source: borrowing Source) -> Collected {
        var values: [Value] = []
        var unknown: UnknownSet?
        let count = count ?? Int(node.c)
        values.reserveCapacity(count)
        for position in 0..<count {
            let result = evaluate(Int(code.operands[Int(node.b) + position]), source)
            switch result {
            case .value(let value): values.append(value)
            case .unknown(let set): unknown = unknown?.union(set) ?? set
            case .error: return .none(result)
            }
        }
        return unknown.map { .none(.unknown($0)) } ?? .values(values)
    }

    // MARK: - Collections

    private mutating func list<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        let collected = strict(node, source)
        guard case .values(let values) = collected else { return collected.evaluation }
        do throws(EvaluationError) {
            try meter.charge(values.count)
            return .value(try meter.checked(.list(try present(values, node))))
        } catch { return self.error(error, node) }
    }

    /// The elements, without those marked as optional that are absent.
    private func present(_ values: [Value], _ node: Node) throws(EvaluationError) -> [Value] {
        guard node.hasOptionals else { return values }
        var present: [Value] = []
        for (position, value) in values.enumerated() {
            if code.operands[Int(node.b) + values.count + position] == 0 {
                present.append(value)
            } else if case .optional(let inner) = value {
                if let inner { present.append(inner) }
            } else {
                throw EvaluationError(.badArgument, "an element marked with `?` is no optional value")
            }
        }
        return present
    }

    private mutating func map<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        let count = Int(node.c)
        let collected = strict(node, count: 2 * count, source)
        guard case .values(let parts) = collected else { return collected.evaluation }
        var keys: [Value] = []
        var values: [Value] = []
        do throws(EvaluationError) {
            try meter.charge(2 * count)
            for position in 0..<count {
                let value = parts[2 * position + 1]
                if node.hasOptionals, code.operands[Int(node.b) + 2 * count + position] != 0 {
                    guard case .optional(let inner) = value else {
                        throw EvaluationError(.badArgument, "an entry marked with `?` has no optional value")
                    }
                    guard let inner else { continue }
                    values.append(inner)
                } else {
                    values.append(value)
                }
                keys.append(parts[2 * position])
            }
            let map = try Functions.map(keys, values)
            try meter.charge(map.weight)
            return .value(try meter.checked(.map(map)))
        } catch { return self.error(error, node) }
    }

    private mutating func bind<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        for position in 0..<Int(node.c) {
            let local = Int(code.operands[Int(node.b) + 2 * position])
            locals[local] = evaluate(Int(code.operands[Int(node.b) + 2 * position + 1]), source)
        }
        return evaluate(Int(node.a), source)
    }

    private mutating func optionalMap<Source: Activation>(_ node: Node, _ source: borrowing Source) -> Evaluation {
        let target = evaluate(Int(node.a), source)
        guard case .value(let value) = target else { return target }
        guard case .optional(let inner) = value else {
            return error(EvaluationError(.noSuchOverload, "this is applied to a value that is not optional"), node)
        }
        guard let inner else { return target }
        locals[Int(node.c)] = .value(inner)
        let body = evaluate(Int(node.b), source)
        guard case .value(let result) = body else { return body }
        if node.operation == .optionalMap { return .value(.optional(result)) }
        guard case .optional = result else {
            return error(EvaluationError(.noSuchOverload, "the body of `optFlatMap` gives no optional value"), node)
        }
        return body
    }
}

extension Order {
    /// Whether a comparison of values that stand like this is true.
    func satisfies(_ builtin: Builtin) -> Bool {
        switch builtin {
        case .less: self == .before
        case .lessOrEqual: self != .after
        case .greater: self == .after
        case .greaterOrEqual: self != .before
        default: false
        }
    }
}
