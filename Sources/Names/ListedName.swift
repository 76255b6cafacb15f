/// One name under which a list knows a party.
package struct ListedName: Hashable, Sendable {
    /// The number of the entry within the index: several names may share one.
    package let entry: Int32
    /// The name as the list writes it.
    package let text: String
    /// Two-letter codes of the countries in the entry's addresses, empty if none is known.
    package let countries: [String]
    /// Whether the list itself calls this alias weak, so that it alone is never a hit.
    package let isWeak: Bool

    package init(entry: Int32, text: String, countries: [String] = [], isWeak: Bool = false) {
        self.entry = entry
        self.text = text
        self.countries = countries
        self.isWeak = isWeak
    }
}
