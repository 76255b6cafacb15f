/// Weighs what two names have in common and what parts them.
struct NameVerdict {
    /// From this score on two names are the same party's, if nothing speaks against it.
    static let hit = 600
    /// The same for persons, who leave names out.
    static let personHit = 620
    /// From this score on a person has to look.
    static let review = 560

    private let query: NameView
    private let candidate: NameView
    private let table: NameTable
    private let pairs: [TokenPair]
    private let alone: (query: LoneTokens, candidate: LoneTokens, both: LoneTokens)
    private var reasons: [NameReason] = []
    private var cap = NameOutcome.hit

    init(_ alignment: NameAlignment, _ table: NameTable) {
        self.table = table
        query = alignment.query
        candidate = alignment.candidate
        pairs = alignment.pairs
        let lone = (
            query: LoneTokens(of: query, alignment.freeQuery),
            candidate: LoneTokens(of: candidate, alignment.freeCandidate)
        )
        alone = (lone.query, lone.candidate, lone.query.followed(by: lone.candidate))
    }

    /// What the alignment comes to.
    var result: NameResult {
        var verdict = self
        let score = verdict.score()
        let isPerson = !query.isOrganisation && !candidate.isOrganisation
        if isPerson, !alone.both.isEmpty {
            verdict.weighPersons()
        } else {
            verdict.weighBrands()
        }
        verdict.weighNumbers()
        verdict.weighPlaces()
        verdict.weighTrades()
        if !isPerson { verdict.weighSupport() }
        let least = isPerson ? Self.personHit : Self.hit
        let free: NameOutcome = score >= least ? .hit : score >= Self.review ? .review : .clear
        return NameResult(
            outcome: min(free, verdict.cap),
            score: score,
            pairs: pairs.sorted {
                ($0.query.lowerBound, $0.candidate.lowerBound) < ($1.query.lowerBound, $1.candidate.lowerBound)
            },
            reasons: verdict.reasons
        )
    }

    private mutating func limit(_ outcome: NameOutcome, _ reason: NameReason) {
        cap = min(cap, outcome)
        reasons.append(reason)
    }

    /// Persons leave names out at will: what counts is how many agree.
    private mutating func weighPersons() {
        let isDoubtful = pairs.contains { $0.way == .doubtful }
        if isDoubtful { limit(.review, .doubtfulSpelling) }
        let common = pairs.count { query.tokens[$0.query].contains { $0.tokenKind.isIdentity } }
        let left = alone.query.count { $0.tokenKind.isIdentity }
        let right = alone.candidate.count { $0.tokenKind.isIdentity }
        switch (left, right) {
        case _ where common == 0: limit(.clear, .noBrandInCommon)
        case (0, 0): reasons.append(.brandAgrees)
        case (1..., 1...): limit(common >= 2 && max(left, right) <= common / 2 ? .review : .clear, .brandsDiffer)
        case (1..., _):
            if common < 2 || left > common {
                limit(.review, .furtherBrandInQuery)
            } else {
                reasons.append(.furtherBrandInQuery)
            }
        default:
            if common < 2 || right > common {
                limit(.review, .furtherBrandInCandidate)
            } else {
                reasons.append(.furtherBrandInCandidate)
            }
        }
    }

    private static func sum(_ tokens: some Sequence<PreparedToken>, where holds: (PreparedToken) -> Bool) -> Int {
        tokens.reduce(0) { holds($1) ? $0 + Int($1.weight) : $0 }
    }

    private func weight(of pair: TokenPair) -> Int {
        let left = Self.sum(query.tokens[pair.query]) { _ in true }
        let right = Self.sum(candidate.tokens[pair.candidate]) { _ in true }
        return pair.way == .typo || pair.way == .doubtful || pair.way == .abbreviation
            ? min(left, right) : (left + right) / 2
    }

    private mutating func score() -> Int {
        guard !query.tokens.isEmpty, !candidate.tokens.isEmpty else {
            limit(.clear, .nothingCompared)
            return 0
        }
        var common = 0
        var lost = 0
        for pair in pairs {
            let weight = weight(of: pair)
            common += weight * pair.similarity / 1000
            lost += weight * (1000 - pair.similarity) / 1000
        }
        let surplus = Self.surplus(alone.query, 45, 50) + Self.surplus(alone.candidate, 40, 40)
        let whole = common + lost + surplus / 100
        return whole == 0 ? 0 : 1000 * common / whole
    }

    /// How much the words that stand alone tell of who the party is.
    ///
    /// A first word before the brand is that of a group that a table knows, or in Pinyin a place that none knows.
    private static func identity(_ tokens: LoneTokens, of view: NameView) -> Int {
        let first = view.tokens.first { $0.tokenKind != .legal }
        return sum(tokens) { token in
            guard token.tokenKind.isIdentity else { return false }
            let isPrefix = token.tokenKind == .alias || (token.tokenKind == .brand && token.isPinyin)
            return !(isPrefix && token.start == first?.start)
        }
    }

    /// What words that stand alone cost, in hundredths of their weight: brands more than others.
    private static func surplus(_ tokens: LoneTokens, _ brand: Int, _ other: Int) -> Int {
        tokens.reduce(0) { $0 + Int($1.weight) * ($1.tokenKind.isIdentity ? brand : other) }
    }

    private mutating func weighBrands() {
        let matched = pairs.filter { pair in
            let isSlip =
                pair.way == .typo || pair.way == .abbreviation || pair.way == .transcription || pair.way == .doubtful
            let sides = (
                query.tokens[pair.query].contains { $0.tokenKind.isIdentity },
                candidate.tokens[pair.candidate].contains { $0.tokenKind.isIdentity }
            )
            // A slip in the word for a place or a trade is none in a brand.
            return isSlip ? sides.0 && sides.1 : sides.0 || sides.1
        }
        var left = Self.sum(alone.query) { $0.tokenKind.isIdentity }
        var right = Self.sum(alone.candidate) { $0.tokenKind.isIdentity }
        if !matched.isEmpty, left == 0 || right == 0 {
            left = Self.identity(alone.query, of: query)
            right = Self.identity(alone.candidate, of: candidate)
        }
        let common = matched.reduce(0) { $0 + weight(of: $1) }
        let doubtful = matched.filter { $0.way == .doubtful }
        if !doubtful.isEmpty, !doesRestAgree || !doubtful.allSatisfy(isSlip) {
            let others = alone.both.contains { $0.tokenKind.isPlace || $0.tokenKind == .industry }
            limit(others ? .clear : .review, .doubtfulSpelling)
        }
        switch (common, left, right) {
        case (0, 0, 0):
            let trades = (
                Self.sum(alone.query) { $0.tokenKind == .industry },
                Self.sum(alone.candidate) { $0.tokenKind == .industry }
            )
            if min(trades.0, trades.1) == 0, max(trades.0, trades.1) <= 300, pairs.count >= 3 || trades == (0, 0) {
                reasons.append(.commonWordsOnly)
            } else {
                limit(.review, .commonWordsOnly)
            }
        case (0, 1..., 1...): limit(.clear, .noBrandInCommon)
        case (0, 0, _): limit(.clear, .brandMissingInQuery)
        case (0, _, 0): limit(pairs.count > 2 ? .review : .clear, .brandMissingInCandidate)
        case (_, 0, 0):
            reasons.append(alone.both.isEmpty ? .sameWords : .brandAgrees)
        case (_, 1..., 1...): limit(2 * max(left, right) > common ? .clear : .review, .brandsDiffer)
        case (_, 1..., _):
            if 100 * left > 105 * common {
                limit(.review, .furtherBrandInQuery)
            } else {
                reasons.append(.furtherBrandInQuery)
            }
        default:
            if 100 * right > 105 * common {
                limit(.review, .furtherBrandInCandidate)
            } else {
                reasons.append(.furtherBrandInCandidate)
            }
        }
    }

    /// A brand that a table knows tells enough by itself; of another one, other words have to say the same.
    private mutating func weighSupport() {
        let brands = pairs.filter(isBrand)
        guard !brands.isEmpty, !brands.contains(where: { query.tokens[$0.query].contains { $0.tokenKind == .alias } })
        else {
            return
        }
        if brands.allSatisfy({ $0.way == .initials }) {
            // Three letters are the initials of anything.
            let isShort = brands.allSatisfy { pair in
                min(query.tokens[pair.query].count, candidate.tokens[pair.candidate].count) == 1
                    && max(query.tokens[pair.query].count, candidate.tokens[pair.candidate].count) < 4
            }
            limit(isShort && !isSupported(brands) ? .clear : .review, .brandAlone)
        }
        let differences = [NameReason.placesDiffer, .tradesDiffer].count(where: reasons.contains)
        let isExact = brands.allSatisfy { $0.way == .same || $0.way == .joined || $0.way == .reading }
        if differences == 2 || (differences == 1 && !isExact) { limit(.clear, .brandAlone) }
        let trades = Self.sum(alone.both) { $0.tokenKind == .industry }
        let hasFurther = alone.both.contains { $0.tokenKind.isIdentity }
        guard !isSupported(brands) else { return }
        if hasFurther { limit(.review, .brandAlone) }
        let isLong = brands.allSatisfy { $0.similarity >= 850 && query.tokens[$0.query].allSatisfy { $0.length >= 8 } }
        if !isExact, !isLong || trades >= 200, !alone.both.isEmpty {
            limit(trades >= 200 ? .clear : .review, .brandAlone)
        }
    }

    /// Whether both the place and the line of business agree and nothing but legal forms stands alone.
    ///
    /// Beside so much agreement a brand that a slip of the hand parts from another is more likely that one misspelt.
    private var doesRestAgree: Bool {
        func agrees(_ holds: (TokenKind) -> Bool) -> Bool {
            pairs.contains { pair in
                // A word for a place or a trade that is itself mistyped is no such word to the tables.
                pair.similarity >= 780
                    && (query.tokens[pair.query].contains { holds($0.tokenKind) }
                        || candidate.tokens[pair.candidate].contains { holds($0.tokenKind) })
            }
        }
        return alone.both.allSatisfy { $0.tokenKind == .legal }
            && agrees { $0.isPlace } && agrees { $0 == .industry }
    }

    /// Whether a slip of the hand parts two doubtful readings.
    private func isSlip(_ pair: TokenPair) -> Bool {
        let tokens = (query.tokens[pair.query.lowerBound], candidate.tokens[pair.candidate.lowerBound])
        guard tokens.0.hanLength == 0 || tokens.1.hanLength == 0 else { return false }
        return Slip(table: table).isLikely(query.letters(of: tokens.0), candidate.letters(of: tokens.1))
    }

    private func isBrand(_ pair: TokenPair) -> Bool {
        pair.way != .abbreviation && query.tokens[pair.query].contains { $0.tokenKind.isIdentity }
    }

    /// Whether words beside a single brand agree too.
    private func isSupported(_ brands: [TokenPair]) -> Bool {
        brands.count > 1
            || pairs.contains { pair in
                !isBrand(pair)
                    && query.tokens[pair.query].contains { $0.tokenKind == .industry || $0.tokenKind.isPlace }
            }
    }

    private mutating func weighNumbers() {
        let left = alone.query.contains { $0.tokenKind == .number }
        let right = alone.candidate.contains { $0.tokenKind == .number }
        if left, right { limit(.clear, .numbersDiffer) } else if left || right { limit(.review, .numberOnOneSide) }
    }

    private mutating func weighPlaces() {
        // A brand near the word for a place is no slip for it if its name has another place.
        let isMistaken = pairs.contains { pair in
            let kinds = (
                query.tokens[pair.query.lowerBound].tokenKind, candidate.tokens[pair.candidate.lowerBound].tokenKind
            )
            guard pair.way == .typo || pair.way == .transcription else { return false }
            return (kinds.0.isIdentity && kinds.1.isPlace && query.tokens.contains { $0.tokenKind.isPlace })
                || (kinds.1.isIdentity && kinds.0.isPlace && candidate.tokens.contains { $0.tokenKind.isPlace })
        }
        if isMistaken { limit(.review, .placesDiffer) }
        let left = alone.query.filter { $0.tokenKind.isPlace }
        let right = alone.candidate.filter { $0.tokenKind.isPlace }
        let differ = left.contains { first in right.contains { Self.exclude(first.tokenKind, $0.tokenKind) } }
        if differ {
            limit(.review, .placesDiffer)
        } else if (left + right).contains(where: { $0.tokenKind == .country }) {
            limit(.review, .countryOnOneSide)
        }
    }

    /// Whether places of these kinds, named on different sides, are two places and not one within the other.
    private static func exclude(_ first: TokenKind, _ second: TokenKind) -> Bool {
        guard first != .region, second != .region else { return false }
        return first == second || first == .country || second == .country
    }

    /// Words as vague as "technology" or "international", which names leave out or put in at will.
    private static let vague = 125

    private mutating func weighTrades() {
        let left = Self.sum(alone.query) { $0.tokenKind == .industry }
        let right = Self.sum(alone.candidate) { $0.tokenKind == .industry }
        let brands = (alone.query, alone.candidate)
        let isCrossed =
            (right >= 200 && brands.0.contains { $0.tokenKind.isIdentity })
            || (left >= 200 && brands.1.contains { $0.tokenKind.isIdentity })
        if isCrossed { limit(.review, .tradesDiffer) }
        if min(left, right) >= 100, max(left, right) >= (min(left, right) > Self.vague ? 150 : 200) {
            limit(.review, .tradesDiffer)
        } else if alone.both.contains(where: { $0.tokenKind == .industry && $0.weight >= 400 }) {
            limit(.review, .tradeOnOneSide)
        }
    }
}
