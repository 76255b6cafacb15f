/// What a comparison of two names comes to.
package enum NameOutcome: UInt8, Hashable, Sendable, Comparable {
    /// Two names of different parties.
    case clear
    /// A person has to look.
    case review
    /// The name of the same party.
    case hit

    package static func < (left: NameOutcome, right: NameOutcome) -> Bool { left.rawValue < right.rawValue }
}

/// Why two names are what the comparison says.
package enum NameReason: UInt8, Hashable, Sendable, CaseIterable {
    case nothingCompared, sameWords, brandAgrees, noBrandInCommon, brandMissingInQuery, brandMissingInCandidate
    case brandsDiffer, furtherBrandInQuery, furtherBrandInCandidate, numbersDiffer, numberOnOneSide, placesDiffer
    case countryOnOneSide, tradesDiffer, tradeOnOneSide, doubtfulSpelling, commonWordsOnly, brandAlone,
        mistypedCharacter
}

/// Two names compared.
package struct NameResult: Hashable, Sendable {
    package let outcome: NameOutcome
    /// How alike the names are, in thousandths.
    package let score: Int
    /// The words that answer each other, in the order of the query.
    package let pairs: [TokenPair]
    package let reasons: [NameReason]
    /// Whether the words are those of the names with known brands of several words left apart.
    package var isOfPlainWords = false

    /// The same result, said of the names with known brands left apart.
    fileprivate var ofPlainWords: NameResult {
        var result = self
        result.isOfPlainWords = true
        return result
    }
}

/// Compares names in detail, word by word.
package struct NameComparison: Sendable {
    private let table: NameTable

    /// Creates a comparison that uses the tables.
    package init(table: NameTable = .carried) { self.table = table }

    /// Compares the name that is asked about with a name of a list.
    package func result(query: PreparedName, candidate: PreparedName) -> NameResult {
        query.withViews { query in candidate.withViews { result(query: query, candidate: $0) } }
    }

    /// Compares names that are laid open.
    func result(query: NameViews, candidate: NameViews) -> NameResult {
        let found = result(query.words, candidate.words)
        guard found.outcome != .hit else { return found }
        if !found.reasons.contains(.numbersDiffer), !found.reasons.contains(.numberOnOneSide),
            let score = TokenSimilarity(table: table).alikeAsWhole(query.words, candidate.words)
        {
            return NameResult(outcome: .hit, score: score, pairs: found.pairs, reasons: [.mistypedCharacter])
        }
        // Two brands that the tables know are two, whatever words they share.
        guard query.plain != nil || candidate.plain != nil, !haveDifferentBrands(query.words, candidate.words) else {
            return found
        }
        let plain = result(query.plain ?? query.words, candidate.plain ?? candidate.words)
        return (plain.outcome, plain.score) > (found.outcome, found.score) ? plain.ofPlainWords : found
    }

    private func haveDifferentBrands(_ query: NameView, _ candidate: NameView) -> Bool {
        let brands = query.tokens.filter { $0.tokenKind == .alias }
        let others = candidate.tokens.filter { $0.tokenKind == .alias }
        return !brands.isEmpty && !others.isEmpty
            && !brands.contains { brand in others.contains { $0.concept == brand.concept } }
    }

    private func result(_ query: NameView, _ candidate: NameView) -> NameResult {
        var alignment = NameAlignment(query, candidate, TokenSimilarity(table: table))
        alignment.align()
        return NameVerdict(alignment, table).result
    }
}
