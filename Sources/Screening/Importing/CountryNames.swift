internal import Facts
package import Rulebooks

/// Finds the two-letter code of a country that a list names by a code or in words.
package struct CountryNames: Hashable, Sendable {
    private var codes: [String: String] = [:]

    /// Takes names and other spellings of countries from the table of a rulebook.
    ///
    /// - Parameter definition: the rulebook; one without a table of countries knows none.
    package init(_ definition: RulebookDefinition) {
        guard let table = definition.tables.first(where: { $0.name == "countries" }), let key = table.key,
            let keyColumn = table.columns.firstIndex(of: key)
        else { return }
        let others = table.columns.indices.filter { table.columns[$0] != "source" }
        for row in table.rows {
            guard case .string(let code)? = row.cells[keyColumn] else { continue }
            for column in others {
                guard case .string(let text)? = row.cells[column] else { continue }
                for name in text.split(separator: ";") { add(String(name), code) }
            }
        }
    }

    /// Names by code, for tests.
    package init(names: [String: String]) {
        for (name, code) in names {
            add(name, code)
            add(code, code)
        }
    }

    private mutating func add(_ name: String, _ code: String) {
        codes[Self.key(name)] = code
    }

    /// The code of a country, or nil where the text names none that is known.
    package func code(_ text: String) -> String? { codes[Self.key(text)] }

    private static func key(_ text: String) -> String {
        let words = text.lowercased().split { $0 == " " || $0 == "." || $0 == "," }
        return (words.first == "the" ? words.dropFirst() : words[...]).joined(separator: " ")
    }
}
