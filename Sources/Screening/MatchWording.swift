package import Names
package import Rulebooks

/// Says in words what was found and why.
package enum MatchWording {
    // MARK: Names

    /// Why an entry is, or may be, the party.
    package static func reasons(_ found: FoundEntry) -> [LocalisedText] {
        reasons(found.reasons, isExact: found.isExact, found.places, isWeak: found.isWeak, found.outcome)
    }

    static func reasons(_ match: NameMatch) -> [LocalisedText] {
        let outcome = PartyMatch.Outcome(match.outcome)
        return reasons(
            match.result.reasons,
            isExact: match.isExact,
            match.places,
            isWeak: match.name.isWeak,
            outcome
        )
    }

    private static func reasons(
        _ reasons: [NameReason],
        isExact: Bool,
        _ places: PlaceAgreement,
        isWeak: Bool,
        _ outcome: PartyMatch.Outcome?
    ) -> [LocalisedText] {
        var texts: [LocalisedText] = []
        if isExact {
            texts.append(
                LocalisedText(english: "the same name, legal form and spacing aside", chinese: "名称相同（组织形式与空格不计）")
            )
        } else {
            texts = reasons.map(reason)
            switch places {
            case .unknown: break
            case .same:
                texts.append(LocalisedText(english: "the place agrees", chinese: "所在地一致"))
            case .different:
                texts.append(LocalisedText(english: "the list has it in another country", chinese: "清单所载国家不同"))
            }
        }
        if isWeak, outcome == .review {
            texts.append(LocalisedText(english: "the list itself calls this name weak", chinese: "清单注明此名为弱别名"))
        }
        return texts
    }

    /// A reason of the comparison of names.
    package static func reason(_ reason: NameReason) -> LocalisedText {
        let (english, chinese) =
            switch reason {
            case .nothingCompared: ("there was nothing to compare", "无可比较的内容")
            case .sameWords: ("the words are the same", "用词相同")
            case .brandAgrees: ("the distinctive words agree", "字号一致")
            case .noBrandInCommon: ("no distinctive word in common", "字号无一相同")
            case .brandMissingInQuery: ("the listed name has a distinctive word that is missing here", "缺少列名中的字号")
            case .brandMissingInCandidate: ("a distinctive word is not in the listed name", "列名中无此字号")
            case .brandsDiffer: ("each has distinctive words that the other lacks", "双方各有对方所无的字号")
            case .furtherBrandInQuery: ("it has a further distinctive word", "另有其他字号")
            case .furtherBrandInCandidate: ("the listed name has a further distinctive word", "列名另有其他字号")
            case .numbersDiffer: ("the numbers differ", "序号不同")
            case .numberOnOneSide: ("only one of them has a number", "仅一方有序号")
            case .placesDiffer: ("the places in the names differ", "名称中的地名不同")
            case .countryOnOneSide: ("only one of them names a country", "仅一方含国名")
            case .tradesDiffer: ("the lines of business differ", "行业不同")
            case .tradeOnOneSide: ("only one of them names a line of business", "仅一方含行业")
            case .doubtfulSpelling: ("a spelling may mean another word", "拼写可能另有所指")
            case .commonWordsOnly: ("only common words agree", "仅常用词一致")
            case .brandAlone: ("one distinctive word agrees and nothing beside it", "仅一个字号一致，别无佐证")
            case .mistypedCharacter: ("the same but for a mistyped character", "仅一字之误")
            }
        return LocalisedText(english: english, chinese: chinese)
    }

    /// How two words answer each other; nil where one stands alone.
    package static func way(_ way: MatchWay?) -> LocalisedText? {
        guard let way else { return nil }
        let (english, chinese) =
            switch way {
            case .same: ("same", "相同")
            case .reading: ("reading", "读音")
            case .confusable: ("reading often confused", "易混读音")
            case .typo: ("typing error", "拼写误差")
            case .transcription: ("other transcription", "其他转写")
            case .alike: ("characters alike", "形近或音近字")
            case .joined: ("joined", "连写")
            case .initials: ("initials", "首字母")
            case .form: ("other legal form", "其他组织形式")
            case .doubtful: ("doubtful spelling", "存疑拼写")
            case .abbreviation: ("abbreviation", "缩写")
            }
        return LocalisedText(english: english, chinese: chinese)
    }

    // MARK: Lists

    /// Says of which day a list is.
    private static func day(_ version: StoredVersion) -> (String, String) {
        version.asOf.map { ("of \($0)", "\($0) 版") } ?? ("of an unknown day", "日期不明")
    }

    private static func name(_ found: FoundEntry, _ list: ListDefinition) -> (String, String) {
        let (english, chinese) = day(found.version)
        // Entries name up to a dozen notices; the first one is enough to find it.
        let notice = found.entry.citation?.split { $0 == ";" || $0 == "," }.first
        let citation = notice.map { ", \($0)" } ?? ""
        return (
            "`\(found.entry.name)` on \(list.title.english) \(english) (\(list.code):\(found.entry.key)\(citation))",
            "\(list.title.text(in: .chinese))（\(chinese)，\(list.code):\(found.entry.key)\(citation)）所列“\(found.entry.name)”"
        )
    }

    static func listed(_ found: FoundEntry, _ list: ListDefinition) -> LocalisedText {
        let (english, chinese) = name(found, list)
        let confirmed = found.standing == .confirmed ? found.disposition : nil
        let by = confirmed.map { ", confirmed by \($0.reviewer) until \($0.expires)" } ?? ", score \(found.score)"
        let byChinese = confirmed.map { "，由 \($0.reviewer) 确认，有效至 \($0.expires)" } ?? "，相似度 \(found.score)"
        return LocalisedText(english: "it is \(english)\(by)", chinese: "即\(chinese)\(byChinese)")
    }

    static func toBeSettled(_ found: FoundEntry, _ list: ListDefinition) -> LocalisedText {
        let (english, chinese) = name(found, list)
        return LocalisedText(
            english: "to be settled whether it is \(english), score \(found.score)",
            chinese: "是否为\(chinese)有待核定，相似度 \(found.score)"
        )
    }

    static func silent(_ found: FoundEntry, _ list: ListDefinition) -> LocalisedText {
        let (english, chinese) = name(found, list)
        return LocalisedText(
            english: "it is \(english), but the entry does not say enough to tell",
            chinese: "即\(chinese)，但条目内容不足以判断"
        )
    }

    static func notListed(
        _ list: ListDefinition,
        _ version: StoredVersion,
        isOnIt: Bool,
        isSilent: Bool
    ) -> LocalisedText {
        let (english, chinese) = day(version)
        let (title, titleChinese) = (list.title.english, list.title.text(in: .chinese))
        return LocalisedText(
            english: (isOnIt ? "its entry on \(title) \(english) is of another kind" : "not on \(title) \(english)")
                + (isSilent ? ", which does not settle it" : ""),
            chinese: (isOnIt ? "\(titleChinese)（\(chinese)）所列条目属另一类" : "未列入\(titleChinese)（\(chinese)）")
                + (isSilent ? "，但不足以定论" : "")
        )
    }

    static func missing(_ list: ListDefinition) -> LocalisedText {
        LocalisedText(
            english: "list \(list.code) is not in the store",
            chinese: "清单 \(list.code) 未导入"
        )
    }

    static let cut = LocalisedText(
        english: "the name has so many words that only the first ones were compared",
        chinese: "名称词数过多，仅比较了前面部分"
    )
}
