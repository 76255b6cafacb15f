/// Brings names into normal form: words with their kinds, in whatever script and spelling they are written.
///
/// ```swift
/// let name = NameNormaliser().name("CONSIGNEE: Bei Jing Example Keji Youxian Gongsi")
/// print(name.tokens.map(\.kind))  // city, brand, industry, legal
/// ```
package struct NameNormaliser: Sendable {
    private let table: NameTable
    private let latin: LatinSegmenter
    private let han: HanSegmenter
    private let pinyin: Pinyin

    /// Creates a normaliser that uses the tables.
    package init(table: NameTable = .carried) {
        self.table = table
        latin = LatinSegmenter(table: table)
        han = HanSegmenter(table: table)
        pinyin = Pinyin(table: table)
    }

    /// The normal form of a name.
    ///
    /// - Complexity: linear in the length of the text, of which the first 2,000 characters are read.
    package func name(_ text: String) -> NormalName {
        let scanner = WordScanner(text, table: table)
        let trimmer = NameTrimmer(scanner.words, table: table)
        let (tokens, isOrganisation) = tokens(of: trimmer.words)
        return NormalName(
            tokens: tokens,
            isOrganisation: isOrganisation,
            isCut: scanner.isCut,
            plain: isParted(tokens) ? self.tokens(of: trimmer.words, isPlain: true).tokens : [],
            others: trimmer.others.map { self.tokens(of: $0).tokens }
        )
    }

    /// Whether a brand that a table knows has several words or characters, so that an error may hide it.
    private func isParted(_ tokens: [NormalToken]) -> Bool {
        tokens.contains { $0.kind == .alias && ($0.han.count > 1 || $0.written.contains(" ")) }
    }

    private func tokens(of words: [RawWord], isPlain: Bool = false) -> (tokens: [NormalToken], isOrganisation: Bool) {
        let words = WordJoiner(table: table).joined(words)
        var tokens: [NormalToken] = []
        var index = 0
        while index < words.count {
            if words[index].isHan {
                tokens += han.tokens(of: words[index], isPlain: isPlain)
                index += 1
            } else {
                let end = words[index...].firstIndex { $0.isHan } ?? words.count
                tokens += latin.tokens(of: words[index..<end], isPlain: isPlain)
                index = end
            }
        }
        if tokens.first?.kind == .particle, tokens[0].weight == 0, tokens.count > 1 {
            let first = tokens[0]
            if !first.canonical.elementsEqual("the".utf8) {
                tokens[0] = LatinSegmenter.brand(first.letters, written: first.written, isBracketed: false, pinyin)
            }
        }
        settleEdges(&tokens)
        let isOrganisation = tokens.contains { $0.kind == .legal || $0.kind == .industry || $0.kind == .alias }
        if isOrganisation {
            readParticles(&tokens)
            joinSyllables(&tokens)
        } else {
            readAsPerson(&tokens)
        }
        markBranches(&tokens)
        mendLegalForm(&tokens)
        markTrailingPlaces(&tokens)
        markAcronyms(&tokens)
        settleEmpty(&tokens)
        return (tokens, isOrganisation)
    }

    /// Short legal forms and Roman numerals count as such at the edge of a name only.
    private func settleEdges(_ tokens: inout [NormalToken]) {
        var isAtEnd = true
        for index in tokens.indices.reversed() {
            let token = tokens[index]
            if token.isEdge {
                let followsName = index > 0 && (isAtEnd || tokens[index + 1].kind.isPlace)
                let followsForm = index > 0 && tokens[index - 1].kind == .legal
                let isEdge = token.kind == .legal ? followsName || followsForm || index == 0 : followsName
                if !isEdge {
                    tokens[index] = LatinSegmenter.brand(
                        token.letters,
                        written: token.written,
                        isBracketed: token.isBracketed,
                        pinyin
                    )
                }
            }
            if tokens[index].kind != .legal, tokens[index].kind != .number { isAtEnd = false }
        }
    }

    /// Small words of other languages that stand beside a syllable are one: "Da Xin", "Guang Di".
    private func readParticles(_ tokens: inout [NormalToken]) {
        func isSyllable(_ index: Int) -> Bool {
            tokens.indices.contains(index) && tokens[index].kind == .brand && tokens[index].han.isEmpty
                && table.isSyllable(tokens[index].letters[...])
        }
        for index in tokens.indices.reversed() where tokens[index].kind == .particle {
            guard table.isSyllable(tokens[index].letters[...]), isSyllable(index + 1) || isSyllable(index - 1) else {
                continue
            }
            let token = tokens[index]
            tokens[index] = LatinSegmenter.brand(
                token.letters,
                written: token.written,
                isBracketed: token.isBracketed,
                pinyin
            )
        }
    }

    /// Joins neighbouring brands that are single syllables: "Bi Ren" is "Biren".
    private func joinSyllables(_ tokens: inout [NormalToken]) {
        var result: [NormalToken] = []
        var isOpen = false
        for token in tokens {
            let isSyllable =
                token.kind == .brand && token.han.isEmpty
                && (table.isSyllable(token.letters[...]) || table.spelling(token.letters[...]) != nil)
            if isSyllable, isOpen, let last = result.last, last.letters.count < 16 {
                result[result.count - 1] = LatinSegmenter.brand(
                    last.letters + token.letters,
                    written: last.written + " " + token.written,
                    isBracketed: last.isBracketed,
                    pinyin
                )
            } else {
                result.append(token)
            }
            isOpen = isSyllable
        }
        tokens = result
    }

    /// Reads a name without any word of an organisation as a person's: surnames in their other spellings.
    private func readAsPerson(_ tokens: inout [NormalToken]) {
        dropRepeated(&tokens)
        for index in tokens.indices where tokens[index].kind == .brand {
            let token = tokens[index]
            if !token.han.isEmpty, token.han.count <= 4 {
                tokens.replaceSubrange(index...index, with: person(token))
                return
            }
            if let parts = korean(token) {
                tokens.replaceSubrange(index...index, with: parts)
                return
            }
            if tokens.count <= 4, let reading = table.surname(WordHash.of(token.letters)), reading != token.letters {
                tokens[index].variants.append(reading)
            }
        }
    }

    /// A word said twice in a row is said once.
    private func dropRepeated(_ tokens: inout [NormalToken]) {
        guard tokens.count > 2 else { return }
        for index in tokens.indices.dropFirst() where tokens[index].canonical == tokens[index - 1].canonical {
            tokens[index].isRedundant = true
        }
    }

    /// A name of two to four Hangul syllables as surname and given name, in the official and in the usual spelling.
    private func korean(_ token: NormalToken) -> [NormalToken]? {
        let scalars = Array(token.written.unicodeScalars)
        guard (2...4).contains(scalars.count), scalars.allSatisfy({ (0xAC00...0xD7A3).contains($0.value) }) else {
            return nil
        }
        let surname = Hangul.letters(scalars[0].value)
        let given = scalars.dropFirst().flatMap { Hangul.letters($0.value) }
        var first = LatinSegmenter.brand(surname, written: String(scalars[0]), isBracketed: false, pinyin)
        var second = LatinSegmenter.brand(
            given,
            written: String(String.UnicodeScalarView(scalars.dropFirst())),
            isBracketed: false,
            pinyin
        )
        if let usual = table.surname(WordHash.of(surname)) { first.variants.append(usual) }
        second.variants.append(Hangul.usual(given))
        return [first, second]
    }

    /// A name of two to four Han characters as surname and given name.
    private func person(_ token: NormalToken) -> [NormalToken] {
        guard token.han.count >= 2, token.han.allSatisfy({ !table.readings(of: $0).isEmpty }) else { return [token] }
        for length in [2, 1] where length < token.han.count {
            var hash = WordHash()
            for character in token.han[..<length] { hash.add(scalar: character) }
            guard let surname = table.surname(hash.value) else { continue }
            let parts = [Array(token.han[..<length]), Array(token.han[length...])]
            return parts.enumerated()
                .map { number, characters in
                    let letters = number == 0 ? surname : characters.flatMap { table.readings(of: $0).first ?? [] }
                    let text = String(String.UnicodeScalarView(characters.compactMap { Unicode.Scalar($0) }))
                    var part = LatinSegmenter.brand(letters, written: text, isBracketed: false, pinyin)
                    part.han = characters
                    return part
                }
        }
        return [token]
    }

    /// The word before "branch" is where the branch is.
    private func markBranches(_ tokens: inout [NormalToken]) {
        for index in tokens.indices.dropFirst()
        where tokens[index].kind == .legal && tokens[index].canonical.elementsEqual("branch".utf8) {
            if index > 1, tokens[index - 1].kind == .brand,
                tokens[..<(index - 1)].contains(where: { $0.kind.isIdentity })
            {
                tokens[index - 1].kind = .city
                tokens[index - 1].weight = 150
            }
        }
    }

    /// Places after the legal form are where the party has its seat, no part of its name.
    private func markTrailingPlaces(_ tokens: inout [NormalToken]) {
        guard let end = tokens.lastIndex(where: { !$0.kind.isPlace }), end > 0, tokens[end].kind == .legal else {
            return
        }
        for index in tokens.indices where index > end {
            tokens[index].kind = .region
            tokens[index].weight = 60
        }
    }

    /// A last word that is a legal form but for a letter is one.
    private func mendLegalForm(_ tokens: inout [NormalToken]) {
        guard tokens.count > 1, let last = tokens.last, last.kind == .brand, last.letters.count >= 6 else { return }
        for form in ["limited", "company", "corporation", "incorporated"] {
            let distance = last.letters.withUnsafeBufferPointer { letters in
                Array(form.utf8).withUnsafeBufferPointer { EditDistance.between(letters, $0, limit: 1) }
            }
            if distance <= 1 {
                tokens[tokens.count - 1].kind = .legal
                tokens[tokens.count - 1].weight = 20
                return
            }
        }
    }

    /// A word in brackets, or the last one, that repeats the initials of the words before it adds nothing.
    private func markAcronyms(_ tokens: inout [NormalToken]) {
        guard tokens.count > 1 else { return }
        for index in tokens.indices.dropFirst() where tokens[index].isBracketed || index == tokens.count - 1 {
            let canonical = tokens[index].canonical
            if tokens[index].isBracketed, tokens[..<index].contains(where: { $0.canonical == canonical }) {
                tokens[index].isRedundant = true
            }
            guard tokens[index].kind == .brand || tokens[index].kind == .alias else { continue }
            let letters = tokens[index].letters
            guard (2...8).contains(letters.count) else { continue }
            if tokens[..<index].contains(where: { $0.kind == .alias && $0.canonical == canonical })
                || Self.isAcronym(letters, of: tokens[..<index])
            {
                tokens[index].isRedundant = true
            }
        }
    }

    /// Whether letters are initials of the words, in their order or, from three letters, in any.
    private static func isAcronym(_ letters: [UInt8], of tokens: ArraySlice<NormalToken>) -> Bool {
        var initials = tokens.filter { $0.kind != .particle }
            .flatMap { $0.written.split(separator: " ").compactMap { $0.lowercased().utf8.first } }
        guard initials.count <= letters.count + 3 else { return false }
        var found = 0
        for initial in initials where found < letters.count && initial == letters[found] { found += 1 }
        if found == letters.count { return true }
        guard letters.count >= 3 else { return false }
        for letter in letters {
            guard let index = initials.firstIndex(of: letter) else { return false }
            initials.remove(at: index)
        }
        return true
    }

    /// A name in which nothing says who the party is, is told by all its words.
    private func settleEmpty(_ tokens: inout [NormalToken]) {
        let significant = tokens.filter { $0.kind != .legal && $0.kind != .particle }
        guard significant.isEmpty, !tokens.isEmpty else { return }
        for index in tokens.indices {
            tokens[index].kind = .word
            tokens[index].weight = 400
        }
    }
}
