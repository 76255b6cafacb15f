package import CEL
import FoundationEssentials

/// One case of a suite of the expression language, a line of a JSON Lines file.
package struct CELCase: Decodable, Sendable {
    /// What a case expects.
    package enum Expectation: Sendable {
        /// A value of the same type, element by element.
        case value(Value)
        /// An error in any phase; the messages are informative.
        case error([String])
        /// No value, for want of these attributes.
        case unknown([String])
        /// Nothing but that the expression passes the checker.
        case checked
    }

    /// What a name is bound to.
    package enum CaseBinding: Sendable {
        /// A value.
        case value(Value)
        /// Nothing is known of it.
        case unknown
    }

    package let id: String
    package let expression: String
    package let container: String
    package let isChecked: Bool
    package let hasMacros: Bool
    package let isCheckedOnly: Bool
    package let declarations: [String: String]
    package let bindings: [String: CaseBinding]
    package let expectation: Expectation
    package let type: CELType?

    private enum Key: String, CodingKey, CaseIterable {
        case id, tier, expr, container, env, bindings, expect, type
        case disableCheck = "disable_check"
        case disableMacros = "disable_macros"
        case checkOnly = "check_only"
    }

    package init(from decoder: any Decoder) throws {
        let all = try decoder.container(keyedBy: AnyKey.self)
        if let stranger = all.allKeys.first(where: { Key(rawValue: $0.stringValue) == nil }) {
            throw DecodingError.dataCorruptedError(forKey: stranger, in: all, debugDescription: "unknown key")
        }
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        expression = try fields.decode(String.self, forKey: .expr)
        container = try fields.decodeIfPresent(String.self, forKey: .container) ?? ""
        isChecked = try fields.decodeIfPresent(Bool.self, forKey: .disableCheck) != true
        hasMacros = try fields.decodeIfPresent(Bool.self, forKey: .disableMacros) != true
        isCheckedOnly = try fields.decodeIfPresent(Bool.self, forKey: .checkOnly) == true
        declarations = try fields.decodeIfPresent([String: String].self, forKey: .env) ?? [:]
        bindings = try fields.decodeIfPresent([String: CaseValue].self, forKey: .bindings)?.mapValues(\.binding) ?? [:]
        expectation = try fields.decode(CaseExpectation.self, forKey: .expect).expectation
        type = try fields.decodeIfPresent(String.self, forKey: .type)
            .map { text in
                guard let type = CELType(text) else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .type,
                        in: fields,
                        debugDescription: "no type: \(text)"
                    )
                }
                return type
            }
    }

    /// Reads one line of a case file.
    package init(line: [UInt8]) throws {
        self = try JSONDecoder().decode(CELCase.self, from: Data(line))
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

private struct CaseExpectation: Decodable {
    let expectation: CELCase.Expectation

    private enum Key: String, CodingKey {
        case value, error, unknown
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        if let value = try fields.decodeIfPresent(CaseValue.self, forKey: .value) {
            expectation = .value(try value.value(in: decoder))
        } else if let messages = try fields.decodeIfPresent([String].self, forKey: .error) {
            expectation = .error(messages)
        } else if let names = try fields.decodeIfPresent([String].self, forKey: .unknown) {
            expectation = .unknown(names)
        } else {
            expectation = .checked
        }
    }
}

/// A value in the encoding of the case files: an object with one key, the kind.
private struct CaseValue: Decodable {
    let binding: CELCase.CaseBinding

    func value(in decoder: any Decoder) throws -> Value {
        guard case .value(let value) = binding else {
            throw CaseValue.corrupt(decoder, "a value can't be unknown here")
        }
        return value
    }

    private static func corrupt(_ decoder: any Decoder, _ text: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: decoder.codingPath, debugDescription: text))
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: AnyKey.self)
        guard fields.allKeys.count == 1, let key = fields.allKeys.first else {
            throw CaseValue.corrupt(decoder, "a value is an object with one key")
        }
        if key.stringValue == "unknown" {
            binding = .unknown
            return
        }
        func read<T>(_ convert: (String) -> T?) throws -> T {
            let text = try fields.decode(String.self, forKey: key)
            guard let value = convert(text) else {
                throw CaseValue.corrupt(decoder, "not a \(key.stringValue): \(text)")
            }
            return value
        }
        let value: Value
        switch key.stringValue {
        case "null": value = .null
        case "bool": value = .bool(try fields.decode(Bool.self, forKey: key))
        case "int": value = .int(try read { Int64($0) })
        case "uint": value = .uint(try read { UInt64($0) })
        case "double":
            value = .double(try read { $0 == "Infinity" ? .infinity : $0 == "-Infinity" ? -.infinity : Double($0) })
        case "string": value = .string(try fields.decode(String.self, forKey: key))
        case "bytes": value = .bytes(Array(try read { Data(base64Encoded: $0) }))
        case "type": value = .type(try read { CELType($0) })
        case "timestamp": value = try read { Value.evaluating("timestamp('\($0)')") }
        case "duration": value = try read { Value.evaluating("duration('\($0)')") }
        case "decimal": value = try read { Value.evaluating("decimal('\($0)')") }
        case "date": value = try read { Value.evaluating("date('\($0)')") }
        case "list":
            value = .list(try fields.decode([CaseValue].self, forKey: key).map { try $0.value(in: decoder) })
        case "map":
            let entries = try fields.decode([[CaseValue]].self, forKey: key)
                .map { pair in
                    guard pair.count == 2 else { throw CaseValue.corrupt(decoder, "an entry has a key and a value") }
                    return (key: try pair[0].value(in: decoder), value: try pair[1].value(in: decoder))
                }
            guard let map = MapValue(entries) else { throw CaseValue.corrupt(decoder, "these keys make no map") }
            value = .map(map)
        case "optional":
            value = .optional(
                try fields.decodeNil(forKey: key) ? nil : fields.decode(CaseValue.self, forKey: key).value(in: decoder)
            )
        default: throw CaseValue.corrupt(decoder, "unknown kind of value: \(key.stringValue)")
        }
        binding = .value(value)
    }
}

extension Value {
    /// What an expression without variables comes to, or nil when it has no value.
    fileprivate static func evaluating(_ source: String) -> Value? {
        guard let program = try? Program(source, in: Environment()),
            case .value(let value) = program.evaluate(Bindings())
        else { return nil }
        return value
    }
}
