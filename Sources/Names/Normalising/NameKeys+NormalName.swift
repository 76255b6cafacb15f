extension NameKeys {
    /// The keys of a name in normal form.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - table: the tables that know the syllables.
    package init(_ name: NormalName, table: NameTable = .carried) {
        let words = name.tokens.filter { $0.kind != .particle && !$0.isRedundant }
        let telling = words.filter { $0.kind != .legal }
        let kept = telling.isEmpty ? words : telling
        let written = name.plain.isEmpty ? kept : name.plain.filter { $0.kind != .particle && $0.kind != .legal }
        self.init(
            exact: Self.exact(kept),
            latin: Self.text((name.tokens.contains { !$0.han.isEmpty } ? kept : written).map(Self.word)),
            brands: Self.brands(kept),
            syllables: Self.syllables(kept, table),
            han: String(String.UnicodeScalarView(kept.flatMap(\.han).compactMap { Unicode.Scalar($0) })),
            acronyms: Self.acronyms(name)
        )
    }

    private static func text(_ words: [[UInt8]]) -> String {
        String(decoding: Array(words.filter { !$0.isEmpty }.joined(separator: [0x20])), as: UTF8.self)
    }

    /// The word that trigrams are made of: what all spellings share for trades and places, else the letters.
    private static func word(_ token: NormalToken) -> [UInt8] {
        switch token.kind {
        case .industry, .city, .country, .region, .province, .number: token.canonical
        case .alias: token.han.isEmpty && !token.written.contains(" ") ? token.letters : token.canonical
        default: token.letters
        }
    }

    private static func exact(_ tokens: [NormalToken]) -> [String] {
        let forms = tokens.map { $0.canonical.filter { $0 != 0x20 } }
        let inOrder = text(forms)
        let sorted = text(forms.sorted { $0.lexicographicallyPrecedes($1) })
        let joined = String(decoding: tokens.flatMap(\.letters), as: UTF8.self)
        return Set([inOrder, sorted, joined].filter { !$0.isEmpty }).sorted()
    }

    private static func brands(_ tokens: [NormalToken]) -> [String] {
        var found: [[UInt8]] = []
        for (index, token) in tokens.enumerated() where token.kind.isIdentity {
            found.append(token.kind == .alias ? token.canonical.filter { $0 != 0x20 } : token.letters)
            if token.kind == .alias, token.han.isEmpty { found.append(token.letters) }
            found += token.variants
            if index + 1 < tokens.count, tokens[index + 1].kind.isIdentity {
                found.append(token.letters + tokens[index + 1].letters)
            }
        }
        // A name of common words alone is told by all of them.
        if found.isEmpty { found = tokens.map(word) }
        return Set(found.filter { $0.count > 1 }.map { String(decoding: $0, as: UTF8.self) }).sorted()
    }

    private static func syllables(_ tokens: [NormalToken], _ table: NameTable) -> [String] {
        let pinyin = Pinyin(table: table)
        return tokens.filter { $0.kind.isIdentity }
            .flatMap { token -> [String] in
                let letters = token.isPinyin ? token.letters : token.variants.first ?? []
                return pinyin.syllables(of: letters)?.map { String(decoding: Pinyin.folded($0), as: UTF8.self) } ?? []
            }
    }

    private static func acronyms(_ name: NormalName) -> [String] {
        var found = name.tokens.filter(\.isRedundant).map(\.letters)
        let words = name.tokens.filter {
            $0.kind != .particle && $0.kind != .legal && !$0.isRedundant && $0.han.isEmpty
        }
        let initials = words.flatMap { $0.written.split(separator: " ").compactMap { $0.lowercased().utf8.first } }
        if (3...8).contains(initials.count), initials.allSatisfy({ $0 < 0x80 }) { found.append(initials) }
        found += name.tokens.filter { $0.kind == .brand && (2...6).contains($0.letters.count) && !$0.isPinyin }
            .map(\.letters)
        return Set(found.map { String(decoding: $0, as: UTF8.self) }).sorted()
    }
}
