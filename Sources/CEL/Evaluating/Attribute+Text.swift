extension Environment {
    /// Reads an attribute such as `chip.tpp`, `items[1]` or `limits["3A090.a"]`; nil when the text is none, or starts
    /// from no declared variable.
    ///
    /// The longest beginning that is a declared variable is one.
    public func attribute(_ text: String) -> Attribute? {
        guard var syntax = try? Parser.parse(text, limits: .default) else { return nil }
        var steps: [AttributeStep] = []
        while true {
            if let parts = Checker.parts(of: syntax) {
                let names = parts.names
                for count in stride(from: names.count, through: 1, by: -1) {
                    let name = names[..<count].joined(separator: ".")
                    guard let slot = slot(of: name) else { continue }
                    let fields = names[count...].map(AttributeStep.field)
                    return Attribute(slot: slot, variable: name, steps: fields + steps.reversed())
                }
                return nil
            }
            switch syntax.kind {
            case .select(let operand, let field, false):
                steps.append(.field(field))
                syntax = operand
            case .call(Operator.index, let operands, _):
                guard case .literal(let value) = operands[1].kind, let key = MapKey(storing: value) else { return nil }
                steps.append(AttributeStep(key: key))
                syntax = operands[0]
            default: return nil
            }
        }
    }
}
