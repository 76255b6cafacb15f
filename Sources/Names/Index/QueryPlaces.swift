/// What is known of where a party is, and what that says of a match.
struct QueryPlaces {
    /// From this score on an agreeing place makes a hit of a name that is to be reviewed.
    private static let nearHit = 680

    private let country: String?
    /// The places of the address, by their meaning.
    private let places: Set<UInt32>

    init(_ query: NameQuery, _ normaliser: NameNormaliser) {
        country = query.country.map { $0.uppercased() }
        let address = query.address.map { normaliser.name($0).tokens } ?? []
        places = Set(address.filter(\.kind.isPlace).map { PreparedName.concept(of: $0.canonical) })
    }

    /// Whether the party is where a listed name is: in one of its countries, or at a place that it has in its name.
    func agreement(with name: NameViews, countries: @autoclosure () -> [String]) -> PlaceAgreement {
        if !places.isEmpty,
            [name.words, name.plain ?? name.words]
                .contains(where: { view in
                    view.tokens.contains { $0.tokenKind.isPlace && places.contains($0.concept) }
                })
        {
            return .same
        }
        guard let country else { return .unknown }
        let countries = countries()
        return countries.isEmpty ? .unknown : countries.contains(country) ? .same : .different
    }

    /// What a comparison comes to once places and the list's own doubts are weighed.
    ///
    /// Places move a result between review and its neighbours. An exact name stays what it is.
    func outcome(
        of result: NameResult,
        _ agreement: PlaceAgreement,
        isExact: Bool,
        isWeak: Bool
    ) -> NameOutcome {
        var outcome = result.outcome
        if !isExact {
            switch (outcome, agreement) {
            case (.review, .same) where result.score >= Self.nearHit && !Self.speaksAgainst(result): outcome = .hit
            case (.review, .different) where result.score < Self.nearHit: outcome = .clear
            case (.hit, .different): outcome = .review
            default: break
            }
        }
        return isWeak ? min(outcome, .review) : outcome
    }

    /// Whether a reason other than a missing or doubtful word kept a name from being a hit.
    private static func speaksAgainst(_ result: NameResult) -> Bool {
        result.reasons.contains { reason in
            switch reason {
            case .sameWords, .brandAgrees, .countryOnOneSide, .doubtfulSpelling: false
            default: true
            }
        }
    }
}

/// A name that was compared, while a search goes on.
struct FoundName {
    let row: Int
    let owner: Int
    let outcome: NameOutcome
    let result: NameResult
    let isExact: Bool
    let places: PlaceAgreement
    let form: Int

    /// The places of names in the order best first; equal names in the order of their numbers, then of their places.
    static func order(_ found: [FoundName]) -> [Int] {
        // One number says it all: 2 bits of outcome, 1 of exactness, 10 of score, 32 of the number, the rest the place.
        var keys: [UInt64] = []
        keys.reserveCapacity(found.count)
        for (place, name) in found.enumerated() {
            let outcome = UInt64(NameOutcome.hit.rawValue - name.outcome.rawValue) << 62
            let exact: UInt64 = name.isExact ? 0 : 1 << 61
            let score = UInt64(1_023 - min(max(name.result.score, 0), 1_023)) << 51
            keys.append(outcome | exact | score | UInt64(UInt32(name.owner)) << 19 | UInt64(place & 0x7FFFF))
        }
        keys.sort()
        return keys.map { Int($0 & 0x7FFFF) }
    }
}
