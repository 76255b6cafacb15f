/// What the index keeps of one name, so that a likely name is found without looking at every one.
///
/// Every text here is in normal form: case folded, look-alike letters replaced, legal forms taken away.
package struct NameKeys: Hashable, Sendable {
    /// Whole normal forms: names that share one are the same name in writing.
    package var exact: [String]
    /// The words in Latin letters, joined by single spaces; romanised if the name is written in Han characters.
    package var latin: String
    /// The words that tell this name from others: brands, rather than places, industries and legal forms.
    package var brands: [String]
    /// The readings in Pinyin, folded so that readings often confused are alike; empty if the name has none.
    package var syllables: [String]
    /// The simplified Han characters; empty if the name has none.
    package var han: String
    /// Initial letters, if they can stand for the name.
    package var acronyms: [String]

    package init(
        exact: [String] = [],
        latin: String = "",
        brands: [String] = [],
        syllables: [String] = [],
        han: String = "",
        acronyms: [String] = []
    ) {
        self.exact = exact
        self.latin = latin
        self.brands = brands
        self.syllables = syllables
        self.han = han
        self.acronyms = acronyms
    }
}
