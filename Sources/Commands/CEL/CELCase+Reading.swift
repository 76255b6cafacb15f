import CEL
import Diagnostics
package import Facts

extension Diagnostic.Code {
    /// A case of the expression language is not of the form that the suites have.
    static let celCase: Self = "cel.case"
}

extension CELCase {
    private static let keys: Set<String> = [
        "id", "tier", "expr", "container", "disable_check", "disable_macros", "check_only", "env", "bindings", "expect",
        "type",
    ]

    /// Reads one line of a case file.
    ///
    /// - Throws: A `FactsError`: the line is no JSON, or no case (`cel.case`).
    package init(line: [UInt8], file: String = "case", number: Int = 1) throws(FactsError) {
        let node = try JSONReader.node(in: line, file: file, firstLine: number)
        guard let members = node.members else { throw node.problem("a case is an object") }
        for member in members where !CELCase.keys.contains(member.key) {
            throw FactsError([Diagnostic(.celCase, "a case has no key `\(member.key)`", at: member.position)])
        }
        id = try node.text("id")
        expression = try node.text("expr")
        container = try node["container"].map { node throws(FactsError) in try node.text() } ?? ""
        isChecked = try !node.flag("disable_check")
        hasMacros = try !node.flag("disable_macros")
        isCheckedOnly = try node.flag("check_only")
        var bindings: [String: CaseBinding] = [:]
        for member in node["bindings"]?.members ?? [] { bindings[member.key] = try member.value.caseBinding() }
        self.bindings = bindings
        environment = try CELCase.environment(node["env"]?.members ?? [], container: container, bindings)
        guard let wanted = node["expect"] else { throw node.problem("a case has a key `expect`") }
        expectation = try CELCase.expectation(wanted)
        type = try node["type"].map { node throws(FactsError) in try node.type() }
    }

    private static func environment(
        _ declarations: [JSONMember],
        container: String,
        _ bindings: [String: CaseBinding]
    ) throws(FactsError) -> Environment {
        var variables: [VariableDeclaration] = []
        var functions: [FunctionDeclaration] = []
        for declaration in declarations {
            let text = try declaration.value.text()
            if text.contains("->") {
                guard let function = FunctionDeclaration(declaration.key, signature: text) else {
                    throw declaration.value.problem("`\(text)` is no function type")
                }
                functions.append(function)
            } else {
                variables.append(VariableDeclaration(declaration.key, try declaration.value.type()))
            }
        }
        // Expressions that are not checked may read what is bound and not declared.
        for (name, binding) in bindings.sorted(by: { $0.key < $1.key }) {
            let known = Environment(variables: variables)
            switch binding {
            case .value where known.slot(of: name) == nil: variables.append(VariableDeclaration(name, .dyn))
            case .unknown where known.attribute(name) == nil:
                variables.append(VariableDeclaration(String(name.prefix { $0 != "." && $0 != "[" }), .dyn))
            default: break
            }
        }
        return Environment(container: container, variables: variables, functions: functions)
    }

    private static func expectation(_ node: JSONNode) throws(FactsError) -> Expectation {
        guard let members = node.members, members.count <= 1 else { throw node.problem("`expect` has one key or none") }
        guard let member = members.first else { return .checked }
        switch member.key {
        case "value": return .value(try member.value.caseValue())
        case "error": return .error(try member.value.texts())
        case "unknown": return .unknown(try member.value.texts())
        default: throw member.value.problem("`expect` has no key `\(member.key)`")
        }
    }
}

extension JSONNode {
    fileprivate func problem(_ message: String) -> FactsError {
        FactsError([Diagnostic(.celCase, message, at: position)])
    }

    fileprivate func text() throws(FactsError) -> String {
        guard let string else { throw problem("this must be a text") }
        return string
    }

    fileprivate func text(_ key: String) throws(FactsError) -> String {
        guard let node = self[key] else { throw problem("a case has a key `\(key)`") }
        return try node.text()
    }

    fileprivate func texts() throws(FactsError) -> [String] {
        guard let array else { throw problem("this must be an array of texts") }
        var texts: [String] = []
        for node in array { texts.append(try node.text()) }
        return texts
    }

    fileprivate func flag(_ key: String) throws(FactsError) -> Bool {
        guard let node = self[key] else { return false }
        guard case .bool(let value) = node.content else { throw node.problem("`\(key)` must be true or false") }
        return value
    }

    fileprivate func type() throws(FactsError) -> CELType {
        let text = try text()
        guard let type = CELType(text) else { throw problem("`\(text)` is no type") }
        return type
    }

    fileprivate func caseBinding() throws(FactsError) -> CELCase.CaseBinding {
        if let members, members.count == 1, members[0].key == "unknown" { return .unknown }
        return .value(try caseValue())
    }

    /// A value in the encoding of the case files: an object with one key, the kind.
    fileprivate func caseValue() throws(FactsError) -> Value {
        guard let members, members.count == 1, let member = members.first else {
            throw problem("a value is an object with one key")
        }
        let node = member.value
        switch (member.key, node.content) {
        case ("null", .null): return .null
        case ("bool", .bool(let value)): return .bool(value)
        case ("string", .string(let text)): return .string(text)
        case ("type", .string): return .type(try node.type())
        case ("optional", .null): return .optional(nil)
        case ("optional", _): return .optional(try node.caseValue())
        case ("list", .array(let elements)):
            var values: [Value] = []
            for element in elements { values.append(try element.caseValue()) }
            return .list(values)
        case ("map", .array(let pairs)):
            var entries: [(key: Value, value: Value)] = []
            for pair in pairs {
                guard let halves = pair.array, halves.count == 2 else {
                    throw pair.problem("an entry is a key and a value")
                }
                entries.append((try halves[0].caseValue(), try halves[1].caseValue()))
            }
            guard let map = MapValue(entries) else { throw node.problem("these keys make no map") }
            return .map(map)
        case ("int", .string(let text)), ("uint", .string(let text)), ("double", .string(let text)),
            ("bytes", .string(let text)), ("timestamp", .string(let text)), ("duration", .string(let text)),
            ("decimal", .string(let text)), ("date", .string(let text)):
            // The language's own conversions read what the encoding writes.
            let function = member.key == "bytes" ? "base64.decode" : member.key
            guard case .value(let value) = CELCase.conversion(function, text) else {
                throw node.problem("`\(text)` is no value of type `\(member.key)`")
            }
            return value
        default: throw problem("`\(member.key)` is no kind of value that can be read like this")
        }
    }
}

extension CELCase {
    /// What a conversion function makes of a text.
    fileprivate static func conversion(_ function: String, _ text: String) -> Evaluation? {
        let environment = Environment(variables: [VariableDeclaration("text", .string)])
        let program = try? Program("\(function)(text)", in: environment)
        return program?.evaluate(Bindings([.value(.string(text))]))
    }
}
