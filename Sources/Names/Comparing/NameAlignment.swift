/// Finds for each word of one name the word of another that answers it.
struct NameAlignment {
    let query: NameView
    let candidate: NameView
    private let similarity: TokenSimilarity
    /// Words that nothing answers yet, one bit each.
    private(set) var freeQuery: UInt32
    private(set) var freeCandidate: UInt32
    private(set) var pairs: [TokenPair] = []

    init(_ query: NameView, _ candidate: NameView, _ similarity: TokenSimilarity) {
        self.query = query
        self.candidate = candidate
        self.similarity = similarity
        pairs.reserveCapacity(min(query.tokens.count, candidate.tokens.count))
        freeQuery = UInt32((UInt64(1) << UInt64(min(32, query.tokens.count))) - 1)
        freeCandidate = UInt32((UInt64(1) << UInt64(min(32, candidate.tokens.count))) - 1)
    }

    mutating func align() {
        matchSame()
        guard freeQuery != 0 || freeCandidate != 0 else { return }
        guard freeQuery != 0, freeCandidate != 0 else { return }
        matchJoined()
        matchNearlyJoined()
        matchNear()
        matchWhole()
        matchInitials()
    }

    private func isFree(_ index: Int, _ mask: UInt32) -> Bool { mask & (1 << UInt32(index)) != 0 }

    private mutating func take(_ query: Range<Int>, _ candidate: Range<Int>, _ similarity: Int, _ way: MatchWay) {
        for index in query { freeQuery &= ~(1 << UInt32(index)) }
        for index in candidate { freeCandidate &= ~(1 << UInt32(index)) }
        pairs.append(TokenPair(query: query, candidate: candidate, way: way, similarity: similarity))
    }

    /// Pairs the same words: those written alike first, so that a synonym does not take their place.
    private mutating func matchSame() {
        var hasSynonyms = true
        for isWrittenAlike in [true, false] where hasSynonyms {
            hasSynonyms = false
            for (left, first) in query.tokens.enumerated() where isFree(left, freeQuery) {
                for (right, second) in candidate.tokens.enumerated()
                where first.concept == second.concept && isFree(right, freeCandidate) {
                    guard !isWrittenAlike || first.length == second.length, isSame(first, second, isWrittenAlike) else {
                        hasSynonyms = true
                        continue
                    }
                    take(left..<left + 1, right..<right + 1, 1000, .same)
                    break
                }
            }
        }
    }

    /// Whether words of one meaning are the same: brands in Han characters must be written so.
    private func isSame(_ first: PreparedToken, _ second: PreparedToken, _ isWrittenAlike: Bool) -> Bool {
        if first.hanLength > 0, second.hanLength > 0, first.tokenKind == .brand || second.tokenKind == .brand {
            return query.han(of: first).elementsEqual(candidate.han(of: second))
        }
        return !isWrittenAlike || query.letters(of: first).elementsEqual(candidate.letters(of: second))
    }

    private mutating func matchJoined() {
        for width in [3, 2] {
            for index in query.tokens.indices where index + width <= query.tokens.count {
                let run = index..<index + width
                guard run.allSatisfy({ isFree($0, freeQuery) && canJoin(query.tokens[$0]) }) else { continue }
                for other in candidate.tokens.indices where isFree(other, freeCandidate) {
                    if Self.isJoined(query, run, candidate, candidate.tokens[other]) {
                        take(run, other..<other + 1, 970, .joined)
                        break
                    }
                }
            }
            for index in candidate.tokens.indices where index + width <= candidate.tokens.count {
                let run = index..<index + width
                guard run.allSatisfy({ isFree($0, freeCandidate) && canJoin(candidate.tokens[$0]) }) else { continue }
                for other in query.tokens.indices where isFree(other, freeQuery) {
                    if Self.isJoined(candidate, run, query, query.tokens[other]) {
                        take(other..<other + 1, run, 970, .joined)
                        break
                    }
                }
            }
        }
    }

    /// Pairs a term of two words that a table knows with the same two words, one of them mistyped.
    private mutating func matchNearlyJoined() {
        for index in query.tokens.indices.dropLast() where isFree(index, freeQuery) && isFree(index + 1, freeQuery) {
            for other in candidate.tokens.indices where isFree(other, freeCandidate) {
                if Self.isNearlyJoined(query, index..<index + 2, candidate, candidate.tokens[other]) {
                    take(index..<index + 2, other..<other + 1, 900, .typo)
                    break
                }
            }
        }
        for index in candidate.tokens.indices.dropLast()
        where isFree(index, freeCandidate) && isFree(index + 1, freeCandidate) {
            for other in query.tokens.indices where isFree(other, freeQuery) {
                if Self.isNearlyJoined(candidate, index..<index + 2, query, query.tokens[other]) {
                    take(other..<other + 1, index..<index + 2, 900, .typo)
                    break
                }
            }
        }
    }

    private static func isNearlyJoined(
        _ view: NameView,
        _ run: Range<Int>,
        _ other: NameView,
        _ token: PreparedToken
    ) -> Bool {
        let length = run.reduce(0) { $0 + Int(view.tokens[$1].length) }
        guard token.tokenKind == .industry, length >= 10, abs(length - Int(token.length)) <= 1,
            run.contains(where: { view.tokens[$0].tokenKind == .brand }),
            run.allSatisfy({ view.tokens[$0].tokenKind == .brand || view.tokens[$0].tokenKind == .industry })
        else { return false }
        let joined = run.flatMap { view.letters(of: view.tokens[$0]) }
        return joined.withUnsafeBufferPointer { EditDistance.between($0, other.letters(of: token), limit: 1) } <= 1
    }

    private func canJoin(_ token: PreparedToken) -> Bool { token.tokenKind != .number && token.tokenKind != .legal }

    /// Whether words written together are the letters, or a reading, of a word of the other name.
    private static func isJoined(_ view: NameView, _ run: Range<Int>, _ other: NameView, _ token: PreparedToken) -> Bool
    {
        let length = run.reduce(0) { $0 + Int(view.tokens[$1].length) }
        guard token.variantCount > 0 || length == Int(token.length), length <= 64, length > 0 else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { cells in
            var count = 0
            for index in run {
                for byte in view.letters(of: view.tokens[index]) {
                    cells[count] = byte
                    count += 1
                }
            }
            return other.reads(token, as: UnsafeBufferPointer(cells))
        }
    }

    private mutating func matchNear() {
        var near: [TokenPair] = []
        for (left, first) in query.tokens.enumerated() where isFree(left, freeQuery) {
            for (right, second) in candidate.tokens.enumerated() where isFree(right, freeCandidate) {
                guard let found = similarity.similarity(first, of: query, second, of: candidate) else { continue }
                near.append(
                    TokenPair(
                        query: left..<left + 1,
                        candidate: right..<right + 1,
                        way: found.way,
                        similarity: found.similarity
                    )
                )
            }
        }
        if near.count == 1, let pair = near.first { take(pair.query, pair.candidate, pair.similarity, pair.way) }
        guard near.count > 1 else { return }
        // The best pair first; of pairs that are alike as much, the first in the order of the names.
        near.sort { left, right in
            (right.similarity, left.query.lowerBound, left.candidate.lowerBound)
                < (left.similarity, right.query.lowerBound, right.candidate.lowerBound)
        }
        for pair in near where isFree(pair.query.lowerBound, freeQuery) {
            guard isFree(pair.candidate.lowerBound, freeCandidate) else { continue }
            take(pair.query, pair.candidate, pair.similarity, pair.way)
        }
    }

    /// All that is left of both names, written together: words parted or joined in unforeseen places.
    private mutating func matchWhole() {
        // Nothing near is so few letters or so unlike in length.
        let lengths = (Self.letters(of: query, freeQuery), Self.letters(of: candidate, freeCandidate))
        guard freeQuery.nonzeroBitCount > 1 || freeCandidate.nonzeroBitCount > 1, max(lengths.0, lengths.1) >= 8 else {
            return
        }
        let left = query.tokens.indices.filter { isFree($0, freeQuery) && canJoin(query.tokens[$0]) }
        let right = candidate.tokens.indices.filter { isFree($0, freeCandidate) && canJoin(candidate.tokens[$0]) }
        guard !left.isEmpty, !right.isEmpty, left.count != right.count else { return }
        let first = left.flatMap { query.letters(of: query.tokens[$0]) }
        let second = right.flatMap { candidate.letters(of: candidate.tokens[$0]) }
        guard max(first.count, second.count) >= 8, abs(first.count - second.count) <= 2, first.count <= 64,
            second.count <= 64
        else { return }
        let distance = first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { EditDistance.between(first, $0, limit: 2) }
        }
        guard distance <= (first.count >= 12 ? 2 : 1) else { return }
        for index in left { freeQuery &= ~(1 << UInt32(index)) }
        for index in right { freeCandidate &= ~(1 << UInt32(index)) }
        pairs.append(
            TokenPair(
                query: (left.first ?? 0)..<(left.last ?? 0) + 1,
                candidate: (right.first ?? 0)..<(right.last ?? 0) + 1,
                way: .joined,
                similarity: 960 - 60 * distance
            )
        )
    }

    /// How many letters the free words of a name have.
    private static func letters(of view: NameView, _ free: UInt32) -> Int {
        LoneTokens(of: view, free).reduce(0) { $0 + Int($1.length) }
    }

    private mutating func matchInitials() {
        for index in query.tokens.indices where isFree(index, freeQuery) {
            if let run = Self.run(spelling: query.tokens[index], of: query, in: candidate, freeCandidate) {
                take(index..<index + 1, run, 760, .initials)
            }
        }
        for index in candidate.tokens.indices where isFree(index, freeCandidate) {
            if let run = Self.run(spelling: candidate.tokens[index], of: candidate, in: query, freeQuery) {
                take(run, index..<index + 1, 760, .initials)
            }
        }
    }

    /// Neighbouring free words of a name whose initials are the letters of a word.
    private static func run(
        spelling token: PreparedToken,
        of owner: NameView,
        in view: NameView,
        _ free: UInt32
    ) -> Range<Int>? {
        guard token.tokenKind == .brand, (2...8).contains(Int(token.length)), free.nonzeroBitCount >= Int(token.length)
        else { return nil }
        let letters = owner.letters(of: token)
        for start in 0...(view.tokens.count - letters.count) {
            let run = start..<start + letters.count
            let isSpelt = run.allSatisfy { index in
                free & (1 << UInt32(index)) != 0 && view.tokens[index].length > 1
                    && view.letters(of: view.tokens[index])[0] == letters[index - start]
            }
            if isSpelt, letters.count > 2 || run.allSatisfy({ view.tokens[$0].tokenKind.isIdentity }) { return run }
        }
        return nil
    }
}
