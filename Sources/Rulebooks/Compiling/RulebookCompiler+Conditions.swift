import CEL
import Diagnostics
import Facts
import Quantities

extension RulebookCompiler {
    /// The variables that conditions may read: facts first, then decisions, in their order; and the host functions.
    static func environment(for definition: RulebookDefinition) -> Environment {
        var variables = definition.facts.map { VariableDeclaration($0.name, type(of: $0.kind)) }
        variables += definition.decisions.map { decision in
            VariableDeclaration(decision.name, type(of: decision.kind))
        }
        // `group` and `settled` are never called: lowering turns them into tests of their own.
        let functions = [
            FunctionDeclaration("group", [.init([.string], .list(.string))]),
            FunctionDeclaration("settled", [.init([.dyn], .bool)]),
        ]
        return Environment(variables: variables, functions: functions, exactLiterals: true)
    }

    private static func type(of kind: FactDefinition.Kind) -> CELType {
        switch kind {
        case .bool: .bool
        case .int, .decimal: .decimal
        case .date: .date
        case .string, .country, .enum: .string
        }
    }

    private static func type(of kind: DecisionDefinition.Kind) -> CELType {
        switch kind {
        // An answer may be `null`; lowering checks the words it is compared with.
        case .text, .grade: .dyn
        case .integer: .decimal
        case .date: .date
        case .set, .list: .list(.string)
        }
    }

    /// The program of a condition, or nil with the problems noted.
    mutating func program(_ text: ConditionText) -> Program? {
        do throws(CELError) {
            return try Program(text.text, in: environment)
        } catch {
            for problem in error.problems {
                var position = text.position
                if problem.line == 1 {
                    position.column += problem.column - 1
                } else {
                    position.line += problem.line - 1
                    position.column = problem.column
                }
                problems.append(
                    Diagnostic(
                        Diagnostic.Code("rule.\(problem.code)"),
                        problem.message,
                        at: position,
                        hint: problem.hint
                    )
                )
            }
            return nil
        }
    }

    /// The boolean skeleton of a condition; false, with the problem noted, where it is not one.
    mutating func formula(_ text: ConditionText) -> Formula {
        guard let program = program(text) else { return .constant(false) }
        guard program.resultType == .bool || program.resultType == .dyn else {
            problems.append(
                Diagnostic(
                    "rule.not-a-condition",
                    "a condition must be true or false, this is \(program.resultType)",
                    at: text.position
                )
            )
            return .constant(false)
        }
        return lower(program.expression, of: program, at: text)
    }

    private mutating func lower(_ expression: Expression, of program: Program, at text: ConditionText) -> Formula {
        switch expression.kind {
        case .literal(.bool(let value)):
            return .constant(value)
        case .variable(let slot, _) where slot < definition.facts.count && definition.facts[slot].kind == .bool:
            return .fact(slot)
        case .call(let call) where call.target == nil:
            return lowerCall(call.function, call.arguments, expression, of: program, at: text)
        default:
            return atom(expression, of: program, at: text)
        }
    }

    private mutating func lowerCall(
        _ function: String,
        _ arguments: [Expression],
        _ expression: Expression,
        of program: Program,
        at text: ConditionText
    ) -> Formula {
        switch (function, arguments.count) {
        case ("_&&_", 2...):
            return Formula.conjunction(arguments.map { lower($0, of: program, at: text) })
        case ("_||_", 2...):
            return Formula.disjunction(arguments.map { lower($0, of: program, at: text) })
        case ("!_", 1):
            return Formula.negation(lower(arguments[0], of: program, at: text))
        case ("_?_:_", 3):
            let condition = lower(arguments[0], of: program, at: text)
            let first = lower(arguments[1], of: program, at: text)
            let second = lower(arguments[2], of: program, at: text)
            return .disjunction([
                .conjunction([condition, first]), .conjunction([.negation(condition), second]),
            ])
        case ("settled", 1):
            return settled(arguments[0], at: text)
        case ("_!=_", 2):
            return .negation(comparison("_==_", arguments, expression, of: program, at: text))
        case ("_==_", 2), ("_<_", 2), ("_<=_", 2), ("_>_", 2), ("_>=_", 2), ("@in", 2):
            return comparison(function, arguments, expression, of: program, at: text)
        default:
            return atom(expression, of: program, at: text)
        }
    }

    private mutating func settled(_ argument: Expression, at text: ConditionText) -> Formula {
        guard case .variable(let slot, _) = argument.kind else {
            problems.append(
                Diagnostic("rule.settled-what", "`settled` takes the name of a fact or a decision", at: text.position)
            )
            return .constant(false)
        }
        let facts = definition.facts.count
        return slot < facts ? .settledFact(slot) : .settledDecision(slot - facts)
    }

    /// A comparison of a variable with literals, as the test that it is; anything else as a program.
    private mutating func comparison(
        _ function: String,
        _ arguments: [Expression],
        _ expression: Expression,
        of program: Program,
        at text: ConditionText
    ) -> Formula {
        if function == "@in", let inside = membership(arguments, of: program, at: text) { return inside }
        var function = function
        var (left, right) = (arguments[0], arguments[1])
        if case .literal = left.kind, case .variable = right.kind, function != "@in" {
            swap(&left, &right)
            function = ["_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_"][function] ?? function
        }
        guard case .variable(let slot, let name) = left.kind, case .literal(let literal) = right.kind else {
            return computedComparison(function, left, right, expression, of: program, at: text)
        }
        let facts = definition.facts.count
        if slot >= facts, function == "_==_" {
            switch literal {
            case .string(let label): return answer(slot - facts, [label], at: text)
            case .null: return answer(slot - facts, [nil], at: text)
            default: break
            }
        }
        let operation = Atom.Comparison(celName: function)
        switch (literal, operation) {
        case (.decimal(let number), let operation?):
            return .atom(
                add(.number(variable: slot, operation, number), [slot], "\(name) \(operation.rawValue) \(number)")
            )
        case (.date(let date), let operation?):
            return .atom(add(.date(variable: slot, operation, date), [slot], "\(name) \(operation.rawValue) \(date)"))
        case (.string(let word), .equal?):
            return .atom(add(.text(variable: slot, oneOf: [word]), [slot], "\(name) == '\(word)'"))
        case (.bool(let wanted), .equal?) where slot < facts && definition.facts[slot].kind == .bool:
            return wanted ? .fact(slot) : .not(.fact(slot))
        default:
            return atom(expression, of: program, at: text)
        }
    }

    /// A comparison of two numbers of which one at least is computed.
    private mutating func computedComparison(
        _ function: String,
        _ left: Expression,
        _ right: Expression,
        _ expression: Expression,
        of program: Program,
        at text: ConditionText
    ) -> Formula {
        let parts = (Program(expression: left, of: program), Program(expression: right, of: program))
        guard let operation = Atom.Comparison(celName: function), parts.0.resultType == .decimal,
            parts.1.resultType == .decimal
        else { return atom(expression, of: program, at: text) }
        let whole = Program(expression: expression, of: program)
        return .atom(add(.compare(parts.0, operation, parts.1), whole.slots, text.part(expression)))
    }

    /// `x in [...]`, `x in group('...')` and `'...' in set`.
    private mutating func membership(_ arguments: [Expression], of program: Program, at text: ConditionText) -> Formula?
    {
        let facts = definition.facts.count
        switch (arguments[0].kind, arguments[1].kind) {
        case (.variable(let slot, let name), .call(let call)) where call.function == "group":
            guard call.arguments.count == 1, case .literal(.string(let wanted)) = call.arguments[0].kind else {
                return nil
            }
            guard let index = groupIndex[wanted] else {
                problems.append(
                    Diagnostic(
                        "rule.unknown-group",
                        "`\(wanted)` is not a group of the group table",
                        at: text.position,
                        hint: NearMiss.suggestion(for: wanted, among: groupIndex.keys).map { "did you mean `\($0)`?" }
                    )
                )
                return .constant(false)
            }
            return .atom(add(.group(variable: slot, group: index), [slot], "\(name) in group('\(wanted)')"))
        case (.variable(let slot, let name), _):
            guard let words = arguments[1].literalStrings else { return nil }
            if slot >= facts { return answer(slot - facts, words, at: text) }
            let list = words.map { "'\($0)'" }.joined(separator: ", ")
            return .atom(add(.text(variable: slot, oneOf: words), [slot], "\(name) in [\(list)]"))
        case (.literal(.string(let member)), .variable(let slot, _)) where slot >= facts:
            let decision = slot - facts
            guard definition.decisions[decision].kind == .set, let index = labels[decision].firstIndex(of: member)
            else {
                return answer(decision, [member], at: text)
            }
            return .member(decision: decision, member: index)
        default:
            return nil
        }
    }

    private mutating func answer(_ decision: Int, _ wanted: [String?], at text: ConditionText) -> Formula {
        var found: [Int] = []
        for word in wanted {
            if let index = labels[decision].firstIndex(of: word) {
                found.append(index)
            } else if word != nil {
                problems.append(
                    Diagnostic(
                        "rule.unknown-answer",
                        "`\(definition.decisions[decision].name)` never answers `\(word ?? "null")`",
                        at: text.position,
                        hint: "its values are \(labels[decision].compactMap { $0 }.joined(separator: ", "))"
                    )
                )
            }
        }
        return found.isEmpty ? .constant(false) : .answer(decision: decision, labels: found.sorted())
    }

    private mutating func atom(_ expression: Expression, of program: Program, at text: ConditionText) -> Formula {
        let part = Program(expression: expression, of: program)
        return .atom(add(.program(part), part.slots, text.part(expression)))
    }

    private mutating func add(_ test: Atom.Test, _ reads: [Int], _ text: String) -> Int {
        if let index = atomIndex[text] { return index }
        atoms.append(Atom(test: test, reads: reads, text: text))
        atomIndex[text] = atoms.count - 1
        return atoms.count - 1
    }
}

extension Atom.Comparison {
    /// The comparison that a CEL operator makes, or nil.
    init?(celName: String) {
        switch celName {
        case "_<_": self = .less
        case "_<=_": self = .lessOrEqual
        case "_>_": self = .greater
        case "_>=_": self = .greaterOrEqual
        case "_==_": self = .equal
        default: return nil
        }
    }
}

extension ConditionText {
    /// The text of a part of the condition.
    func part(_ expression: Expression) -> String {
        let bytes = Array(text.utf8)
        let end = min(bytes.count, expression.offset + expression.length)
        return String(decoding: bytes[min(expression.offset, end)..<end], as: UTF8.self)
    }
}

extension Program {
    /// Every text literal of the program.
    package var literalTexts: [String] { expression.allTexts }
}

extension Expression {
    /// Every text literal in the expression.
    fileprivate var allTexts: [String] {
        switch kind {
        case .literal(.string(let text)): [text]
        case .literal, .variable, .local, .unresolved: literalStrings ?? []
        case .select(let part, _, _), .has(let part, _): part.allTexts
        case .index(let left, let right, _), .optionalMap(let left, _, let right, _): left.allTexts + right.allTexts
        case .call(let call): (call.target?.allTexts ?? []) + call.arguments.flatMap(\.allTexts)
        case .list(let elements): elements.flatMap(\.value.allTexts)
        case .map(let entries): entries.flatMap { $0.key.allTexts + $0.value.allTexts }
        case .fold(let fold): fold.range.allTexts + (fold.predicate?.allTexts ?? []) + (fold.body?.allTexts ?? [])
        case .bind(let values, let body): values.flatMap(\.value.allTexts) + body.allTexts
        }
    }

    /// The texts of a list literal that holds nothing else, or nil.
    var literalStrings: [String]? {
        switch kind {
        case .list(let elements):
            var words: [String] = []
            for element in elements {
                guard !element.isOptional, case .literal(.string(let word)) = element.value.kind else { return nil }
                words.append(word)
            }
            return words
        case .literal(.list(let list)):
            var words: [String] = []
            for value in list.elements {
                guard case .string(let word) = value else { return nil }
                words.append(word)
            }
            return words
        default:
            return nil
        }
    }
}

extension Formula {
    /// A conjunction without needless nesting or constants.
    static func conjunction(_ parts: [Formula]) -> Formula { joined(parts, neutral: true) }

    /// A disjunction without needless nesting or constants.
    static func disjunction(_ parts: [Formula]) -> Formula { joined(parts, neutral: false) }

    /// Parts joined by the connective of which `neutral` is the constant that changes nothing; the other one decides.
    private static func joined(_ parts: [Formula], neutral: Bool) -> Formula {
        var flat: [Formula] = []
        for part in parts {
            switch (part, neutral) {
            case (.constant(neutral), _): continue
            case (.constant, _): return part
            case (.all(let inner), true), (.any(let inner), false): flat += inner
            default: flat.append(part)
            }
        }
        if flat.count == 1 { return flat[0] }
        return flat.isEmpty ? .constant(neutral) : neutral ? .all(flat) : .any(flat)
    }

    /// A negation without doubling.
    static func negation(_ part: Formula) -> Formula {
        switch part {
        case .constant(let value): .constant(!value)
        case .not(let inner): inner
        default: .not(part)
        }
    }
}
