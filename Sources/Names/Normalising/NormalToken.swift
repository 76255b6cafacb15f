/// What a word of a name is.
package enum TokenKind: UInt8, Hashable, Sendable {
    /// A word that names one party rather than another.
    case brand = 0
    /// A brand that a table knows under several spellings.
    case alias = 1
    case city = 2
    case country = 3
    case region = 4
    /// A line of business.
    case industry = 5
    case legal = 6
    case number = 7
    /// An everyday word, which tells less than a brand.
    case word = 8
    case province = 9
    /// A small word that tells nothing.
    case particle = 10

    /// Whether a token of this kind says who the party is.
    package var isIdentity: Bool { self == .brand || self == .alias || self == .word }
    /// Whether a token of this kind is a place.
    package var isPlace: Bool { self == .city || self == .country || self == .region || self == .province }
}

/// One word of a name in normal form.
package struct NormalToken: Hashable, Sendable {
    package var kind: TokenKind
    /// The word as the name writes it.
    package var written: String
    /// The text that all spellings of the word share; the letters themselves for a word that no table knows.
    package var canonical: [UInt8]
    /// The word in small Latin letters.
    package var letters: [UInt8]
    /// Further readings of a word in Han characters, or of one in an older spelling.
    package var variants: [[UInt8]] = []
    /// The word in simplified Han characters, empty if it is not written so.
    package var han: [UInt32] = []
    /// How much the word tells, in thousandths of a rare brand.
    package var weight: UInt16
    /// Whether the letters are syllables of Pinyin from end to end.
    package var isPinyin = false
    /// Whether the word repeats the initials of the others, or says again what they say.
    package var isRedundant = false
    /// Whether the word is a legal form or numeral only if it stands at the edge.
    var isEdge = false
    /// Whether the word stands in brackets.
    var isBracketed = false
}

/// A name taken apart into words.
package struct NormalName: Hashable, Sendable {
    package var tokens: [NormalToken]
    /// Whether a word shows that the name is an organisation's.
    package var isOrganisation: Bool
    /// Whether the name was so long that its end was left out.
    package var isCut: Bool
    /// The words as they are if no table knew the brands of several words among them; empty if there are none.
    package var plain: [NormalToken] = []
    /// Further names that the text gives for the same party, as after "a.k.a.".
    package var others: [[NormalToken]] = []

    /// Whether the name says nothing, as an empty text.
    package var isEmpty: Bool { tokens.isEmpty }
}
