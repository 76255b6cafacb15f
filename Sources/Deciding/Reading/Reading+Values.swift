import Diagnostics
import Facts
import Quantities
import Rulebooks

extension Reading {
    /// The value of a statement in the kind of its fact, or nil with the problem noted.
    mutating func value(of fact: Statement, _ definition: FactDefinition) -> FactValue? {
        guard let value = typed(fact.value, definition.kind) else {
            wrong(fact, definition, "is not \(words(for: definition.kind))", hint: example(of: definition))
            return nil
        }
        switch value {
        case .decimal(let number):
            if definition.kind == .int, !number.isInteger {
                wrong(fact, definition, "must be a whole number", hint: nil)
                return nil
            }
            if let minimum = definition.minimum, number < minimum {
                wrong(fact, definition, "is below \(minimum), the least it can be", hint: nil)
                return nil
            }
            if let maximum = definition.maximum, number > maximum {
                wrong(fact, definition, "is above \(maximum), the most it can be", hint: nil)
                return nil
            }
        case .string(let word):
            return checked(word, fact, definition)
        default: break
        }
        return value
    }

    private mutating func checked(_ word: String, _ fact: Statement, _ definition: FactDefinition) -> FactValue? {
        switch definition.kind {
        case .enum where !definition.values.contains(word):
            let near = NearMiss.suggestion(for: word, among: definition.values).map { "did you mean `\($0)`? " } ?? ""
            wrong(
                fact,
                definition,
                "is not one of its values",
                hint: "\(near)it is one of \(definition.values.joined(separator: ", "))"
            )
            return nil
        case .country:
            let code = word.uppercased()
            guard reader.isCountry(code) else {
                wrong(
                    fact,
                    definition,
                    "is not a country",
                    hint: "use the two letters of ISO 3166, or the country's name"
                )
                return nil
            }
            return .string(code)
        default:
            return .string(word)
        }
    }

    private func typed(_ raw: Statement.Raw, _ kind: FactDefinition.Kind) -> FactValue? {
        switch (raw, kind) {
        case (.null, _): nil
        case (.value(.bool(let value)), .bool): .bool(value)
        case (.value(.decimal(let number)), .int), (.value(.decimal(let number)), .decimal): .decimal(number)
        case (.value(.date(let date)), .date): .date(date)
        case (.value(.string(let text)), .bool): text == "true" || text == "false" ? .bool(text == "true") : nil
        case (.value(.string(let text)), _): typed(text, kind)
        case (.value, _): nil
        case (.text(let text), _): typed(text, kind)
        }
    }

    private func typed(_ text: String, _ kind: FactDefinition.Kind) -> FactValue? {
        switch kind {
        case .bool:
            switch text.lowercased() {
            case "true", "yes": .bool(true)
            case "false", "no": .bool(false)
            default: nil
            }
        case .int: ExactDecimal(text).map { .decimal($0) }
        case .decimal: ExactDecimal(decimalOrRatio: text).map { .decimal($0) }
        case .date: CalendarDate(iso: text).map { .date($0) }
        case .string, .country, .enum: .string(text)
        }
    }

    private mutating func wrong(_ fact: Statement, _ definition: FactDefinition, _ what: String, hint: String?) {
        let shown: String =
            switch fact.value {
            case .text(let text), .value(.string(let text)): text
            case .value(let value): "\(value)"
            case .null: "null"
            }
        problems.append(
            Diagnostic(
                "order.bad-value",
                "`\(definition.name)`: `\(shown)` \(what)",
                at: fact.position,
                hint: hint
            )
        )
    }

    private func words(for kind: FactDefinition.Kind) -> String {
        switch kind {
        case .bool: "true or false"
        case .int: "a whole number"
        case .decimal: "a number"
        case .date: "a date that exists"
        case .string, .enum: "a text"
        case .country: "a country"
        }
    }

    private func example(of definition: FactDefinition) -> String? {
        switch definition.kind {
        case .bool: "write true or false"
        case .int: "write digits without separators, for example 20919"
        case .decimal: "write digits without separators, for example 20919.2, or a ratio, for example 1/3"
        case .date: "write year, month and day, for example 2026-02-15"
        case .string, .enum, .country: nil
        }
    }
}
