import Diagnostics
import Quantities

/// Literals that meet exact numbers and dates: they are read as what is written, never through a double.
extension Checker {
    /// The type of an operator over exact and whole numbers that have one meaning together, or nil.
    mutating func exactType(of name: String, _ operands: [Expression]) -> CELType? {
        guard operands.count == 2 else { return nil }
        let left = resolved(operands[0].type)
        let right = resolved(operands[1].type)
        switch name {
        case Operator.equal, Operator.notEqual: return areExactNumbers(left, right) ? .bool : nil
        case Operator.membership:
            guard case .list(let element) = right else { return nil }
            return areExactNumbers(left, resolved(element)) ? .bool : nil
        default: return nil
        }
    }

    private func areExactNumbers(_ left: CELType, _ right: CELType) -> Bool {
        let numbers: [CELType] = [.decimal, .int, .uint]
        return left != right && (left == .decimal || right == .decimal) && numbers.contains(left)
            && numbers.contains(right)
    }

    /// The operands, with literals read as what the others or the function's parameters ask for.
    mutating func alignedLiterals(
        _ operands: [Expression],
        of name: String,
        _ overloads: [FunctionDeclaration.Overload]
    ) -> [Expression] {
        var operands = operands
        if Checker.isOperator(name) {
            guard operands.count >= 2 else { return operands }
            let pair = operands.count - 2
            let left = exactTarget(of: operands[pair])
            let right = exactTarget(of: operands[pair + 1])
            if let target = left ?? right {
                // A date and a whole number are added as they are; only text is read as a date.
                operands[pair] = coerced(operands[pair], to: target) ?? operands[pair]
                operands[pair + 1] = coerced(operands[pair + 1], to: target) ?? operands[pair + 1]
            }
            return operands
        }
        for index in operands.indices {
            let wanted = Set(overloads.map { $0.parameters[index] })
            guard wanted.count == 1, let target = wanted.first else { continue }
            operands[index] = coerced(operands[index], to: target) ?? operands[index]
        }
        return operands
    }

    /// The operands of an operator as exact numbers, if all of them are literals; nil otherwise.
    mutating func exactLiterals(_ operands: [Expression], of name: String) -> [Expression]? {
        guard Checker.isOperator(name), operands.count >= 2 else { return nil }
        var operands = operands
        for index in operands.indices.suffix(2) where resolved(operands[index].type) != .decimal {
            guard let exact = coerced(operands[index], to: .decimal) else { return nil }
            operands[index] = exact
        }
        return operands
    }

    /// The elements, with literals read as exact numbers or dates if one of the elements is such.
    mutating func alignedLiterals(
        _ elements: [(value: Expression, isOptional: Bool)]
    ) -> [(value: Expression, isOptional: Bool)] {
        var wanted: CELType?
        for element in elements where wanted == nil { wanted = exactTarget(of: element.value) }
        guard let target = wanted else { return elements }
        var aligned = elements
        for index in aligned.indices {
            aligned[index].value = coerced(aligned[index].value, to: target) ?? aligned[index].value
        }
        return aligned
    }

    private mutating func exactTarget(of expression: Expression) -> CELType? {
        switch resolved(expression.type) {
        case .decimal: .decimal
        case .date: .date
        case .list(let element):
            switch resolved(element) {
            case .decimal: .decimal
            case .date: .date
            default: nil
            }
        default: nil
        }
    }

    /// An expression made of literals, read as exact numbers or dates; nil when it holds anything else.
    mutating func coerced(_ expression: Expression, to target: CELType) -> Expression? {
        switch target {
        case .decimal, .date: break
        case .list(let inner) where inner == .decimal || inner == .date: return coerced(expression, to: inner)
        default: return nil
        }
        switch expression.kind {
        case .literal(let value): return coercedLiteral(value, expression, to: target)
        case .list(let elements):
            var parts: [(value: Expression, isOptional: Bool)] = []
            var changed = false
            for element in elements {
                let part = element.isOptional ? nil : coerced(element.value, to: target)
                changed = changed || part != nil
                parts.append((part ?? element.value, element.isOptional))
            }
            guard changed else { return nil }
            var joined: CELType?
            for part in parts { joined = join(joined, part.value.type) }
            return Expression(.list(parts), .list(joined ?? .dyn), at: expression)
        case .call(let call): return coercedCall(call, expression, to: target)
        default: return nil
        }
    }

    private mutating func coercedCall(
        _ call: Expression.Call,
        _ expression: Expression,
        to target: CELType
    ) -> Expression? {
        let isArithmetic = [Operator.add, Operator.subtract, Operator.multiply, Operator.divide, Operator.negate]
            .contains(call.function)
        guard call.function == Operator.conditional || (isArithmetic && target == .decimal) else { return nil }
        var arguments = call.arguments
        for index in arguments.indices where call.function != Operator.conditional || index > 0 {
            if resolved(arguments[index].type) == target { continue }
            guard let argument = coerced(arguments[index], to: target) else { return nil }
            arguments[index] = argument
        }
        return Expression(
            .call(
                Expression.Call(
                    function: call.function,
                    target: nil,
                    arguments: arguments,
                    implementation: call.implementation
                )
            ),
            target,
            at: expression
        )
    }

    private mutating func coercedLiteral(_ value: Value, _ expression: Expression, to target: CELType) -> Expression? {
        func literal(_ value: Value) -> Expression { Expression(.literal(value), target, at: expression) }
        switch (value, target) {
        case (.int(let number), .decimal): return literal(.decimal(ExactDecimal(number)))
        case (.uint(let number), .decimal): return literal(.decimal(ExactDecimal(number)))
        case (.double, .decimal): return writtenDecimal(expression).map { literal(.decimal($0)) }
        case (.string(let text), .date):
            guard let date = CalendarDate(iso: text) else {
                problems.add(
                    .literal,
                    "`\(text)` is no date",
                    at: expression.offset,
                    hint: "a date is written `2024-02-29`"
                )
                return Expression(.unresolved("an error"), .error, at: expression)
            }
            return literal(.date(date))
        default: return nil
        }
    }

    /// The number that a literal of this extent writes.
    private func writtenDecimal(_ expression: Expression) -> ExactDecimal? {
        let extent = source[expression.offset..<(expression.offset + expression.length)]
        guard extent.first == UInt8(ascii: "-") else { return ExactDecimal(String(decoding: extent, as: UTF8.self)) }
        // Between a minus and its digits there may be space and comments; inside a number there is none.
        let digits = extent.dropFirst().split { $0 <= 0x20 }.last ?? []
        return ExactDecimal(String(decoding: digits, as: UTF8.self)).map { -$0 }
    }
}
