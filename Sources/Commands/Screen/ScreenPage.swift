import Facts
import Names
import Presenting
import Quantities
import Rulebooks
import Screening

/// What was found about one party, for people.
struct ScreenPage {
    private let desk: ScreeningDesk
    private let finding: PartyFinding
    private let width: Int
    private let words: ScreenWords
    private var lines: [StyledText] = []

    init(_ finding: PartyFinding, _ desk: ScreeningDesk, width: Int) {
        self.finding = finding
        self.desk = desk
        self.width = width
        words = desk.words
    }

    /// The lines of the page.
    static func lines(_ finding: PartyFinding, _ desk: ScreeningDesk, width: Int) -> [StyledText] {
        var page = ScreenPage(finding, desk, width: width)
        page.addHead()
        for match in finding.matches { page.add(match) }
        if finding.omittedCount > 0 {
            let text = page.words(
                "and \(finding.omittedCount) more that count no less; --limit shows them",
                "另有 \(finding.omittedCount) 项同样计入，可用 --limit 查看"
            )
            page.lines += ["", StyledText(text, .caution)]
        }
        page.addFacts()
        page.addOthers()
        page.addLists()
        return page.lines
    }

    private mutating func paragraph(_ text: StyledText, indent: Int = 0, hanging: Int? = nil) {
        lines += Paragraph(text, width: width, indent: indent, hanging: hanging).lines()
    }

    private mutating func heading(_ text: String) { lines += ["", StyledText(text, .strong)] }

    // MARK: The party

    private mutating func addHead() {
        let party = finding.party
        let about = [party.country, party.address].compactMap(\.self).joined(separator: ", ")
        paragraph(
            StyledText(words.outcome(finding.outcome), words.tone(finding.outcome)) + StyledText("  ")
                + StyledText(party.name, .strong) + StyledText(about.isEmpty ? "" : "  \(about)", .faint)
                + StyledText(words("  on \(finding.day)", "  \(finding.day)"), .faint),
            hanging: 2
        )
        switch finding.outcome {
        case .notScreened:
            let text = words(
                "there is no list in the store, so that nothing is known; `passgate lists import FILE` brings one in",
                "尚未导入任何清单，无从判断；请先执行 `passgate lists import FILE`"
            )
            paragraph(StyledText(text, .caution), indent: 2)
        case .clear where !finding.matches.isEmpty:
            paragraph(StyledText(words("no match counts", "无计入的匹配")), indent: 2)
        case .clear:
            paragraph(StyledText(words("no listed name is like it", "清单中无相似名称")), indent: 2)
        case .hit, .review:
            let (hits, reviews) = (finding.hitCount, finding.reviewCount)
            paragraph(
                StyledText(
                    words("\(hits) to be taken as the party, \(reviews) to be reviewed", "命中 \(hits) 项，待核 \(reviews) 项")
                ),
                indent: 2
            )
        }
        if finding.isCut {
            let text = words(
                "the name has so many words that only the first ones were compared: give the name alone",
                "名称词数过多，仅比较了前面部分：请只填名称"
            )
            paragraph(StyledText(text, .caution), indent: 2)
        }
    }

    // MARK: Matches

    private mutating func add(_ match: FoundEntry) {
        let entry = match.entry
        lines.append("")
        paragraph(
            StyledText(words.effect(match.effect), words.tone(match.effect)) + StyledText("  ")
                + StyledText(entry.name, .strong) + StyledText("  \(entry.list):\(entry.key)", .faint)
                + StyledText(words("  score \(match.score)", "  相似度 \(match.score)"), .faint),
            hanging: 2
        )
        var table = TextTable([.init(), .init(isFlexible: true)], width: width, indent: 2)
        func add(_ label: String, _ text: StyledText) { table.add(StyledText(label, .faint), text) }
        func add(_ label: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            add(label, StyledText(text))
        }
        let list = desk.lists.list(entry.list)
        add(
            words("list", "清单"),
            StyledText(list?.title.text(in: desk.language) ?? entry.list)
                + StyledText(", " + words.version(match.version), .faint)
        )
        if match.name != entry.name {
            add(words("listed as", "列名"), match.name + (match.isWeak ? words(" (weak)", "（弱别名）") : ""))
        }
        add(words("under", "隶属"), entry.affiliatedWith)
        add(words("countries", "国家"), entry.countries.joined(separator: ", "))
        add(words("programme", "项目"), entry.programmes.joined(separator: "; "))
        add(words("requirement", "许可要求"), entry.requirement)
        add(words("policy", "审查政策"), entry.policy)
        add(words("notice", "公告"), entry.citation)
        add(words("dates", "日期"), dates(of: entry))
        if entry.coversSuccessors {
            add(words("covers", "涵盖"), words("its successors and subsidiaries, not named", "其继承者及子公司（未列名）"))
        }
        add(words("words", "对应"), aligned(match))
        add(
            words("because", "理由"),
            MatchWording.reasons(match).map { $0.text(in: desk.language) }
                .joined(separator: words("; ", "；"))
        )
        if !match.countsOnDay {
            add(
                words("not counted", "不计"),
                StyledText(words("the listing does not count on \(finding.day)", "该列名于 \(finding.day) 不生效"), .caution)
            )
        }
        let isDecided = match.disposition != nil
        if isDecided { add(words("state", "状态"), StyledText(words.standing(match.standing), .caution)) }
        add(words("reviewer", "处置"), match.disposition.map { words.disposition($0) })
        for consequence in match.effect == nil ? [] : list?.consequences(of: entry, on: finding.day) ?? [] {
            let makes = match.effect == .hit ? words("makes", "使") : words("would make", "将使")
            add(
                makes,
                StyledText("\(consequence.fact.name) = \(consequence.value)", .strong)
                    + StyledText("  " + consequence.cites.joined(separator: "; "), .faint)
            )
        }
        for mark in list?.marks(of: entry, on: finding.day) ?? [] {
            add(words("mark", "标记"), mark.says.text(in: desk.language))
        }
        add(
            words("means", "含义"),
            list?.says.text(in: desk.language)
                ?? words("the rulebook does not know this list: no fact follows", "规则库不识此清单：不产生事实")
        )
        lines += table.lines()
    }

    private func dates(of entry: ListEntry) -> String? {
        let parts = [
            entry.listed.map { words("listed \($0)", "列名 \($0)") }, entry.starts.map { words("from \($0)", "自 \($0)") },
            entry.ends.map { words("to \($0)", "至 \($0)") },
            entry.isEnded ? words("no longer in force", "已失效") : nil,
        ]
        let text = parts.compactMap(\.self).joined(separator: ", ")
        return text.isEmpty ? nil : text
    }

    private func aligned(_ match: FoundEntry) -> StyledText {
        var text = StyledText("")
        for (index, pair) in match.words.enumerated() {
            if index > 0 { text += StyledText(" | ", .faint) }
            if let way = MatchWording.way(pair.way) {
                text += StyledText("\(pair.query) = \(pair.candidate)")
                if pair.way != .same { text += StyledText(" (\(way.text(in: desk.language)))", .faint) }
            } else {
                let side =
                    pair.candidate.isEmpty
                    ? words("only asked", "仅查询名") : words("only listed", "仅列名")
                text += StyledText(pair.query + pair.candidate, .caution) + StyledText(" (\(side))", .faint)
            }
        }
        return text
    }

    // MARK: What follows

    private mutating func addFacts() {
        guard !finding.consequences.isEmpty else { return }
        heading(words("FACTS", "事实"))
        var table = TextTable([.init(), .init(), .init(isFlexible: true)], width: width, indent: 2)
        for consequence in finding.consequences {
            let (value, tone): (String, Tone) =
                switch consequence.state {
                case .known(let value): (value.description, .strong)
                case .unsettled: (words("to be settled", "待核定"), .caution)
                case .notScreened: (words("unknown", "未知"), .caution)
                case .silent: (words("unknown", "未知"), .plain)
                }
            table.add(
                StyledText(consequence.fact),
                StyledText(value, tone),
                StyledText(consequence.reason.text(in: desk.language), .faint)
            )
        }
        lines += table.lines()
    }

    private mutating func addOthers() {
        guard !finding.others.isEmpty else { return }
        heading(words("LOOKED AT, AND FOUND TO BE OTHERS", "已比较，认定为其他主体"))
        var table = TextTable(
            [.init(isFlexible: true), .init(), .init(isRightAligned: true), .init(isFlexible: true)],
            width: width,
            indent: 2
        )
        for other in finding.others.prefix(3) {
            table.add(
                StyledText(other.name),
                StyledText(other.list, .faint),
                StyledText("\(other.score)", .faint),
                StyledText(
                    other.reasons.map { MatchWording.reason($0).text(in: desk.language) }
                        .joined(separator: words("; ", "；")),
                    .faint
                )
            )
        }
        lines += table.lines()
    }

    private mutating func addLists() {
        heading(words("LISTS", "清单"))
        for (day, versions) in Dictionary(grouping: finding.versions, by: \.asOf)
            .sorted(by: { ($0.key?.description ?? "") > ($1.key?.description ?? "") })
        {
            let age = day.map { Terminal.today - $0 }
            let days = age.map { words(" (\($0) days old)", "（\($0) 天前）") } ?? ""
            let lists = versions.map(\.list).joined(separator: ", ")
            paragraph(
                StyledText(words("screened, ", "已筛查，") + words.version(versions[0]) + days + words(": ", "：") + lists),
                indent: 2,
                hanging: 4
            )
        }
        if !finding.missing.isEmpty {
            let text =
                words("not in the store, so not screened: ", "未导入，故未筛查：") + finding.missing.joined(separator: ", ")
            paragraph(StyledText(text, .caution), indent: 2, hanging: 4)
        }
        let unknown = finding.versions.map(\.list).filter { desk.lists.list($0) == nil }
        if !unknown.isEmpty {
            let text =
                words("not in the rulebook, so that no fact follows: ", "规则库未收，不产生事实：")
                + unknown.joined(separator: ", ")
            paragraph(StyledText(text, .faint), indent: 2, hanging: 4)
        }
    }
}
