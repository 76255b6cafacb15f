/// Compares two words that are not the same.
struct TokenSimilarity {
    let table: NameTable

    /// How alike two words are, in thousandths, and in which way; nil if they are not.
    func similarity(
        _ first: PreparedToken,
        of query: NameView,
        _ second: PreparedToken,
        of candidate: NameView
    ) -> (similarity: Int, way: MatchWay)? {
        let kinds = (first.tokenKind, second.tokenKind)
        if kinds.0 == .number || kinds.1 == .number { return nil }
        if kinds.0 == .legal, kinds.1 == .legal { return (900, .form) }
        if first.hanLength > 0, second.hanLength > 0 { return alike(query.han(of: first), candidate.han(of: second)) }
        if Self.isKnown(kinds.0), Self.isKnown(kinds.1) { return nil }
        let letters = (query.letters(of: first), candidate.letters(of: second))
        let arePersons = !query.isOrganisation && !candidate.isOrganisation
        if query.reads(first, as: letters.1) || candidate.reads(second, as: letters.0) { return (960, .reading) }
        if kinds.0 == .particle || kinds.1 == .particle { return nil }
        if kinds.0 == .brand, !first.isPinyin, kinds.1 != .alias, kinds.1 != .brand,
            Self.isAbbreviation(letters.0, of: letters.1)
        {
            return (800, .abbreviation)
        }
        if kinds.1 == .brand, !second.isPinyin, kinds.0 != .alias, kinds.0 != .brand,
            Self.isAbbreviation(letters.1, of: letters.0)
        {
            return (800, .abbreviation)
        }
        return near(letters.0, letters.1, areSyllables: isSyllabic(first) && isSyllabic(second), kinds, arePersons)
    }

    /// Whether a word is another with letters left out, as abbreviations of everyday words are made: "frght".
    ///
    /// Brands are not abbreviated, so that this holds of words that the tables know alone.
    private static func isAbbreviation(_ short: UnsafeBufferPointer<UInt8>, of long: UnsafeBufferPointer<UInt8>) -> Bool
    {
        guard short.count >= 3, long.count >= 6, 10 * short.count <= 7 * long.count, short[0] == long[0] else {
            return false
        }
        var found = 0
        for letter in long where found < short.count && letter == short[found] { found += 1 }
        return found == short.count
    }

    /// Whether a table knows the word, so that a word of another meaning is not a spelling of it.
    private static func isKnown(_ kind: TokenKind) -> Bool { kind != .brand }

    /// Whether the letters are Pinyin or an older spelling of it.
    private func isSyllabic(_ token: PreparedToken) -> Bool { token.isPinyin || token.variantCount > 0 }

    private func near(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>,
        areSyllables: Bool,
        _ kinds: (TokenKind, TokenKind),
        _ arePersons: Bool
    ) -> (similarity: Int, way: MatchWay)? {
        let longest = max(first.count, second.count)
        guard min(first.count, second.count) > 1 else { return arePersons ? initial(first, second) : nil }
        // Words of so many letters are never taken for one another at a greater distance.
        let distance = EditDistance.between(first, second, limit: longest >= 13 ? 3 : longest >= 7 ? 2 : 1)
        let isOneBrand = (kinds.0 == .brand || kinds.0 == .alias) && (kinds.1 == .brand || kinds.1 == .alias)
        if isOneBrand, spellsInitials(first, second) || spellsInitials(second, first) { return (720, .initials) }
        if areSyllables {
            if isConfusable(first, second) { return longest >= 9 ? (840, .confusable) : (780, .doubtful) }
            if distance == 2, longest >= 11, isOneBrand { return (600, .doubtful) }
            guard distance == 1, longest >= 4, longest >= 6 || isOneBrand else { return nil }
            return isOneBrand ? (600, .doubtful) : (850, .typo)
        }
        var found = Self.typo(distance, longest)
        if found > 0, first[0] != second[0], !(first[0] == second[1] && first[1] == second[0]) { found -= 80 }
        if !isOneBrand, longest < 5 { found = 0 }
        if found >= 900 { return (found, .typo) }
        if longest >= 3, isUnvocalised(first) || isUnvocalised(second), haveSameConsonants(first, second) {
            return (840, .transcription)
        }
        if longest >= 4 {
            let folded = transcription(first, second)
            if folded > found { return (folded, .transcription) }
        }
        return found > 0 ? (found, .typo) : nil
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }

    /// Whether a word has as few vowels as one of a script that leaves them out.
    private func isUnvocalised(_ letters: UnsafeBufferPointer<UInt8>) -> Bool {
        letters.count >= 3 && 4 * letters.count(where: Self.isVowel) <= letters.count
    }

    /// Whether words are the same but for vowels and doubled letters.
    private func haveSameConsonants(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Bool {
        func consonants(_ letters: UnsafeBufferPointer<UInt8>) -> [UInt8] {
            var result: [UInt8] = []
            for letter in letters where !Self.isVowel(letter) && letter != result.last { result.append(letter) }
            return result
        }
        let left = consonants(first)
        return left.count >= 3 && left == consonants(second)
    }

    /// How likely so many edits in a word of this length are errors of typing.
    private static func typo(_ distance: Int, _ length: Int) -> Int {
        switch (distance, length) {
        case (1, 8...): 930
        case (1, 6...): 870
        case (1, 5): 780
        case (1, 4): 680
        case (2, 12...): 890
        case (2, 10...): 850
        case (2, 8...): 790
        case (2, 7): 680
        case (3, 13...): 790
        default: 0
        }
    }

    /// A letter that stands for a word which begins with it.
    private func initial(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> (similarity: Int, way: MatchWay)? {
        guard first.count + second.count > 2, first.count > 0, second.count > 0, first[0] == second[0] else {
            return nil
        }
        return (700, .initials)
    }

    /// Whether a short word is made of the first letters of the syllables of a longer one.
    private func spellsInitials(_ short: UnsafeBufferPointer<UInt8>, _ long: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (3...4).contains(short.count), long.count >= 2 * short.count, short[0] == long[0],
            let syllables = Pinyin(table: table).syllables(of: Array(long))
        else { return false }
        return syllables.compactMap(\.first).elementsEqual(short)
    }

    func isConfusable(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Bool {
        let pinyin = Pinyin(table: table)
        guard abs(first.count - second.count) <= 3, Pinyin.mayFoldAlike(first, second),
            let left = pinyin.syllables(of: Array(first)),
            let right = pinyin.syllables(of: Array(second)), left.count == right.count
        else { return false }
        return zip(left, right).allSatisfy { Pinyin.folded($0) == Pinyin.folded($1) }
    }

    /// How alike words are once letters that transcriptions choose freely are folded.
    private func transcription(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Int {
        // Folding neither makes nor takes away these letters; one edit parts two of them at most, and so does an ending.
        guard
            max(first.count, second.count) > EditDistance.longest
                || (Self.unfolded(first) ^ Self.unfolded(second)).nonzeroBitCount <= 2
        else { return 0 }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * EditDistance.longest) { cells in
            let left = UnsafeMutableBufferPointer(rebasing: cells[..<EditDistance.longest])
            let right = UnsafeMutableBufferPointer(rebasing: cells[EditDistance.longest...])
            let lengths = (Self.fold(first, into: left), Self.fold(second, into: right))
            guard min(lengths.0, lengths.1) >= 3 else { return 0 }
            if Self.isAdjective(left[..<lengths.0], of: right[..<lengths.1])
                || Self.isAdjective(right[..<lengths.1], of: left[..<lengths.0])
            {
                return 860
            }
            let distance = EditDistance.between(
                UnsafeBufferPointer(rebasing: left[..<lengths.0]),
                UnsafeBufferPointer(rebasing: right[..<lengths.1]),
                limit: 1
            )
            return distance == 0 ? 920 : distance == 1 && min(lengths.0, lengths.1) >= 7 ? 840 : 0
        }
    }

    /// Which of the letters a, b, e, g, l and u a word has, one bit each.
    private static func unfolded(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let letters: UInt64 = 1 << 33 | 1 << 34 | 1 << 37 | 1 << 39 | 1 << 44 | 1 << 53
        return word.reduce(0) { $0 | 1 << UInt64($1 & 63) } & letters
    }

    private static let endings = ["ski", "skii", "skaia", "skoe", "skogo", "skoie", "skom"].map { Array($0.utf8) }

    /// Whether a folded word is another with the ending of a Slavic adjective.
    private static func isAdjective(
        _ long: Slice<UnsafeMutableBufferPointer<UInt8>>,
        of short: Slice<UnsafeMutableBufferPointer<UInt8>>
    ) -> Bool {
        guard short.count >= 4, long.count > short.count + 2, long.starts(with: short) else { return false }
        let ending = long.dropFirst(short.count)
        return endings.contains { ending.elementsEqual($0) }
    }

    /// Writes letters so that usual transcriptions of one sound are the same, and returns how many there are.
    private static func fold(
        _ letters: UnsafeBufferPointer<UInt8>,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var count = 0
        var index = 0
        func letter(_ offset: Int) -> UInt8 { index + offset < letters.count ? letters[index + offset] : 0 }
        func put(_ byte: UInt8) {
            if count > 0, target[count - 1] == byte { return }
            if count < target.count {
                target[count] = byte
                count += 1
            }
        }
        while index < letters.count, count < target.count {
            let next = letter(1)
            switch letter(0) {
            case UInt8(ascii: "z") where next == UInt8(ascii: "h"), UInt8(ascii: "d") where next == UInt8(ascii: "j"):
                put(UInt8(ascii: "i"))
                index += 1
            case UInt8(ascii: "s") where next == UInt8(ascii: "h"):
                put(UInt8(ascii: "s"))
                index += 1
            case UInt8(ascii: "c") where next == UInt8(ascii: "h"), UInt8(ascii: "t") where next == UInt8(ascii: "s"):
                put(UInt8(ascii: "c"))
                index += 1
            case UInt8(ascii: "k") where next == UInt8(ascii: "h"):
                put(UInt8(ascii: "h"))
                index += 1
            case UInt8(ascii: "p") where next == UInt8(ascii: "h"):
                put(UInt8(ascii: "f"))
                index += 1
            case UInt8(ascii: "c") where next == UInt8(ascii: "k"), UInt8(ascii: "q"): put(UInt8(ascii: "k"))
            case UInt8(ascii: "r") where next == UInt8(ascii: "n"):
                put(UInt8(ascii: "m"))
                index += 1
            case UInt8(ascii: "x") where isVowel(next):
                put(UInt8(ascii: "k"))
                put(UInt8(ascii: "s"))
            case UInt8(ascii: "y") where index == 0 && next == UInt8(ascii: "e"): break
            case UInt8(ascii: "w"): put(UInt8(ascii: "v"))
            case UInt8(ascii: "y"), UInt8(ascii: "j"): put(UInt8(ascii: "i"))
            case UInt8(ascii: "o") where next == UInt8(ascii: "u"): break
            case let other: put(other)
            }
            index += 1
        }
        return count
    }

    /// How alike whole names in Han characters are that differ in a mistyped character, wherever it stands.
    func alikeAsWhole(_ query: NameView, _ candidate: NameView) -> Int? {
        guard !query.han.isEmpty, !candidate.han.isEmpty else { return nil }
        func characters(_ view: NameView) -> [UInt32] {
            view.tokens.flatMap { $0.tokenKind == .legal ? [] : Array(view.han(of: $0)) }
        }
        let first = characters(query)
        let second = characters(candidate)
        guard first.count == second.count, first.count >= 4 else { return nil }
        var different = 0
        for (left, right) in zip(first, second) where left != right {
            different += 1
            guard different <= 1 + first.count / 12, table.areAlike(left, right) else { return nil }
        }
        return 940
    }

    /// How alike two words in Han characters are: one that was mistyped sounds or looks like the right one.
    private func alike(
        _ first: UnsafeBufferPointer<UInt32>,
        _ second: UnsafeBufferPointer<UInt32>
    ) -> (similarity: Int, way: MatchWay)? {
        guard first.count == second.count, first.count > 1 else { return nil }
        var different = 0
        var least = 1000
        for (left, right) in zip(first, second) where left != right {
            different += 1
            guard different <= 1 + first.count / 5 else { return nil }
            let sounds = table.readings(of: left).contains(where: table.readings(of: right).contains)
            let looks = table.areAlike(left, right)
            let isShort = first.count == 2
            let found = sounds && looks ? 930 : sounds ? (isShort ? 720 : 900) : looks ? (isShort ? 760 : 880) : 0
            if found == 0, first.count < 4 { return nil }
            least = min(least, found == 0 ? 620 : found)
        }
        return (least, least < 800 ? .doubtful : .alike)
    }
}
