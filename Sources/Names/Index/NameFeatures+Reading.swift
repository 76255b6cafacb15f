extension NameFeatures {
    /// What is looked up of a name in normal form.
    ///
    /// Words in Latin letters are taken as they are written, since a misspelled word is known to no table; words in Han
    /// characters as they are translated or read.
    init(_ name: NormalName) {
        let words = Self.telling(name.tokens)
        let plain = name.plain.isEmpty ? words : Self.telling(name.plain)
        exact = [
            Self.exact(words.map(\.canonical)[...]),
            Self.exact([name.tokens.flatMap { $0.letters[...] }]),
        ]
        if !name.plain.isEmpty { exact.append(Self.exact(plain.map(\.canonical)[...])) }
        read(Self.parts(plain))
        for token in words { addWord(token) }
        if !name.plain.isEmpty { for token in plain { addWord(token) } }
        if self.words.isEmpty { for token in words { add(token.letters) } }
        if plain.count > 2 {
            let initials = plain.compactMap(\.canonical.first)
            acronyms = [initials.prefix(Bound.word)]
        }
        addHan(plain.flatMap(\.han))
    }

    /// The words that tell one name from another; all words where there are no such.
    private static func telling(_ tokens: [NormalToken]) -> [NormalToken] {
        let telling = tokens.filter { $0.kind != .legal && $0.kind != .particle && !$0.isRedundant }
        return telling.isEmpty ? tokens : telling
    }

    /// Words in Latin letters, without the spaces within them.
    private static func parts(_ tokens: [NormalToken]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        for token in tokens.prefix(Bound.parts) {
            // A word in Han characters that a table knows has a translation of one or several words.
            let isHan = token.written.utf8.first.map { $0 >= 0xE0 } ?? false
            if isHan, token.kind != .brand {
                parts += token.canonical.split(separator: UInt8(ascii: " "))
            } else if !token.letters.isEmpty {
                parts.append(token.letters[...])
            }
        }
        return parts
    }

    private mutating func addWord(_ token: NormalToken) {
        guard token.kind.isIdentity else { return }
        add(token.letters)
        if token.kind == .alias { add(token.canonical) }
        for variant in token.variants { add(variant) }
    }

    private mutating func add(_ letters: [UInt8]) {
        let word = letters.prefix(Bound.word)
        if words.count < Bound.parts, !word.isEmpty, !words.contains(word) { words.append(word) }
    }
}
