/// How two words of two names answer each other.
package enum MatchWay: UInt8, Hashable, Sendable, CaseIterable {
    /// The same word, or two spellings of it that a table knows.
    case same
    /// One reads as the other sounds.
    case reading
    /// Readings that are often confused.
    case confusable
    /// A typing error.
    case typo
    /// Another transcription of the same word.
    case transcription
    /// Han characters that sound or look alike.
    case alike
    /// One name writes in two words what the other writes in one.
    case joined
    /// The initials of several words.
    case initials
    /// Another legal form.
    case form
    /// Two readings that differ by a letter, and either of them may well be meant.
    case doubtful
    /// A word with letters left out.
    case abbreviation
}

/// Two words, or a word and several, that answer each other.
package struct TokenPair: Hashable, Sendable {
    /// The words of the query, as places in its prepared name.
    package let query: Range<Int>
    /// The words of the candidate.
    package let candidate: Range<Int>
    package let way: MatchWay
    /// In thousandths.
    package let similarity: Int
}

/// A prepared name laid open for reading.
struct NameView {
    let tokens: UnsafeBufferPointer<PreparedToken>
    let letters: UnsafeBufferPointer<UInt8>
    let han: UnsafeBufferPointer<UInt32>
    let isOrganisation: Bool

    func letters(of token: PreparedToken) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: letters[Int(token.start)..<Int(token.start) + Int(token.length)])
    }

    func han(of token: PreparedToken) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: han[Int(token.hanStart)..<Int(token.hanStart) + Int(token.hanLength)])
    }

    /// Whether the letters of a token or one of its further readings are these.
    func reads(_ token: PreparedToken, as other: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = Int(token.start)
        for _ in 0...Int(token.variantCount) {
            var index = 0
            while index < other.count, letters[start + index] == other[index] { index += 1 }
            if index == other.count, letters[start + index] == 0 { return true }
            while letters[start] != 0 { start += 1 }
            start += 1
            if start >= letters.count { return false }
        }
        return false
    }
}

/// A prepared name laid open for reading, and the same name with known brands left apart if it has such.
struct NameViews {
    let words: NameView
    let plain: NameView?

    init(
        tokens: UnsafeBufferPointer<PreparedToken>,
        letters: UnsafeBufferPointer<UInt8>,
        han: UnsafeBufferPointer<UInt32>,
        isOrganisation: Bool,
        count: Int
    ) {
        func view(_ tokens: Slice<UnsafeBufferPointer<PreparedToken>>) -> NameView {
            NameView(
                tokens: UnsafeBufferPointer(rebasing: tokens),
                letters: letters,
                han: han,
                isOrganisation: isOrganisation
            )
        }
        words = view(tokens[..<count])
        plain = count == tokens.count ? nil : view(tokens[count...])
    }
}

extension PreparedName {
    /// Lays open the name.
    func withViews<Result>(_ body: (NameViews) -> Result) -> Result {
        tokens.withUnsafeBufferPointer { tokens in
            letters.withUnsafeBufferPointer { letters in
                han.withUnsafeBufferPointer { han in
                    body(
                        NameViews(
                            tokens: tokens,
                            letters: letters,
                            han: han,
                            isOrganisation: isOrganisation,
                            count: count
                        )
                    )
                }
            }
        }
    }
}
