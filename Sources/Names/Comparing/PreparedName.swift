/// One word of a name as the comparison reads it: numbers of fixed size, so that it can lie in a file.
package struct PreparedToken: Hashable, Sendable {
    /// What all spellings of the word share, as a hash.
    package var concept: UInt32
    /// Where the letters begin among those of the name, and how many they are.
    package var start: UInt16
    package var length: UInt8
    /// How many further readings follow the letters, each after a zero.
    package var variantCount: UInt8
    package var hanStart: UInt16
    package var hanLength: UInt8
    package var kind: UInt8
    package var weight: UInt16
    package var flags: UInt8
    /// Keeps the size even and every byte said.
    package var reserved: UInt8 = 0

    package static let pinyinFlag: UInt8 = 1
    package static let bracketFlag: UInt8 = 2

    var isPinyin: Bool { flags & Self.pinyinFlag != 0 }
    var tokenKind: TokenKind { TokenKind(rawValue: kind) ?? .brand }
}

/// A name ready for comparison: three flat arrays.
package struct PreparedName: Hashable, Sendable {
    /// The words that count, at most ``tokenLimit``.
    package var tokens: [PreparedToken]
    package var letters: [UInt8]
    package var han: [UInt32]
    package var isOrganisation: Bool
    /// How many of the words are the name itself; those after them are the same name once more, with the brands of
    /// several words that a table knows left apart.
    package var count: Int

    /// Words beyond these are not compared.
    package static let tokenLimit = 24

    package init(tokens: [PreparedToken], letters: [UInt8], han: [UInt32], isOrganisation: Bool, count: Int) {
        self.tokens = tokens
        self.letters = letters
        self.han = han
        self.isOrganisation = isOrganisation
        self.count = count
    }

    /// Prepares a name in normal form.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - weights: how much each word tells within a list.
    package init(_ name: NormalName, weights: WordWeights = .standard) {
        self.init(name.tokens, name.plain, isOrganisation: name.isOrganisation, weights)
    }

    /// Prepares the further names that a text gives for the same party.
    package static func others(of name: NormalName, weights: WordWeights = .standard) -> [PreparedName] {
        name.others.map { PreparedName($0, [], isOrganisation: name.isOrganisation, weights) }
    }

    private init(_ words: [NormalToken], _ plain: [NormalToken], isOrganisation: Bool, _ weights: WordWeights) {
        self.init(tokens: [], letters: [], han: [], isOrganisation: isOrganisation, count: 0)
        for token in words where counts(token) && tokens.count < Self.tokenLimit { append(token, weights) }
        count = tokens.count
        for token in plain where counts(token) && tokens.count - count < Self.tokenLimit { append(token, weights) }
    }

    private func counts(_ token: NormalToken) -> Bool {
        !token.isRedundant && (token.kind != .particle || token.weight > 0)
    }

    private mutating func append(_ token: NormalToken, _ weights: WordWeights) {
        let start = letters.count
        guard start < 8192, han.count < 8192 else { return }
        let written = token.letters.prefix(255)
        letters += written
        var variants: UInt8 = 0
        for variant in token.variants.prefix(6) where variant.count < 256 {
            letters.append(0)
            letters += variant
            variants += 1
        }
        letters.append(0)
        let concept = Self.concept(of: token.canonical)
        tokens.append(
            PreparedToken(
                concept: concept,
                start: UInt16(start),
                length: UInt8(written.count),
                variantCount: variants,
                hanStart: UInt16(han.count),
                hanLength: UInt8(min(255, token.han.count)),
                kind: token.kind.rawValue,
                weight: weights.weight(of: concept, kind: token.kind, standard: token.weight),
                flags: (token.isPinyin ? PreparedToken.pinyinFlag : 0)
                    | (token.isBracketed ? PreparedToken.bracketFlag : 0)
            )
        )
        han += token.han.prefix(255)
    }

    /// The number of the meaning that spellings share.
    package static func concept(of canonical: [UInt8]) -> UInt32 {
        let hash = WordHash.of(canonical)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
