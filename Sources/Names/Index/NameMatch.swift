/// A party to be looked for among the names of an index.
package struct NameQuery: Hashable, Sendable {
    /// The name as the party or a document gives it.
    package var text: String
    /// The two-letter code of the country where the party is, nil if that is not known.
    package var country: String?
    /// The party's address, nil if it is not known.
    package var address: String?

    package init(_ text: String, country: String? = nil, address: String? = nil) {
        self.text = text
        self.country = country
        self.address = address
    }
}

/// What country and address say of a match.
package enum PlaceAgreement: UInt8, Hashable, Sendable {
    /// One of the sides says nothing.
    case unknown
    /// The party is where the list says that the listed one is.
    case same
    /// The party is elsewhere.
    case different
}

/// A listed name that a party's name was compared with.
package struct NameMatch: Hashable, Sendable {
    /// The place of the name among those from which the index was built.
    package let number: Int
    /// The place of the compared form among the forms of all names.
    let row: Int
    /// The name as its list writes it.
    package let name: ListedName
    /// What the comparison comes to, country and address weighed.
    package let outcome: NameOutcome
    /// How alike the names are by themselves.
    package let result: NameResult
    /// Whether the two are one name in writing, so that nothing else can clear it.
    package let isExact: Bool
    /// What country and address say.
    package let places: PlaceAgreement
    /// Which of the names in the query's text this is about: 0 is the first, further ones come after "a.k.a." and the like.
    package let form: Int

    /// How alike the names are, in thousandths.
    package var score: Int { result.score }
}

/// Two words, or runs of words, of a query and a listed name that answer each other.
package struct AlignedWords: Hashable, Sendable {
    /// As the query writes them, empty if the query has none.
    package let query: String
    /// As the list writes them, empty if the listed name has none.
    package let candidate: String
    /// How they answer each other, nil if one of them stands alone.
    package let way: MatchWay?
    /// In thousandths.
    package let similarity: Int
}

extension AlignedWords {
    /// Puts words side by side as pairs say, and after them those that stand alone.
    static func align(_ query: [String], _ candidate: [String], _ pairs: [TokenPair]) -> [AlignedWords] {
        var free = (query: Set(query.indices), candidate: Set(candidate.indices))
        var aligned: [AlignedWords] = []
        for pair in pairs where pair.query.upperBound <= query.count && pair.candidate.upperBound <= candidate.count {
            free.query.subtract(pair.query)
            free.candidate.subtract(pair.candidate)
            aligned.append(
                AlignedWords(
                    query: query[pair.query].joined(separator: " "),
                    candidate: candidate[pair.candidate].joined(separator: " "),
                    way: pair.way,
                    similarity: pair.similarity
                )
            )
        }
        for place in free.query.sorted() {
            aligned.append(AlignedWords(query: query[place], candidate: "", way: nil, similarity: 0))
        }
        for place in free.candidate.sorted() {
            aligned.append(AlignedWords(query: "", candidate: candidate[place], way: nil, similarity: 0))
        }
        return aligned
    }
}

extension NormalName {
    /// The name and the further names that its text gives for the same party.
    var allNames: [NormalName] {
        [self]
            + others.filter { !$0.isEmpty }
            .map { NormalName(tokens: $0, isOrganisation: isOrganisation, isCut: isCut) }
    }

    /// The words that a comparison looks at, as they are written.
    func comparedWords(_ isPlain: Bool) -> [String] {
        (isPlain && !plain.isEmpty ? plain : tokens)
            .filter { !$0.isRedundant && ($0.kind != .particle || $0.weight > 0) }
            .prefix(PreparedName.tokenLimit)
            .map(\.written)
    }
}
