import Deciding
import Facts
import Ownership
import Presenting
import Quantities
import Rulebooks
import Screening

/// What screening found, as a section of the report on an order.
struct ScreeningPage {
    private let rulebook: Rulebook
    private let language: LocalisedText.Language
    private let width: Int
    private let explain: Bool
    private(set) var lines: [StyledText] = []

    init(_ rulebook: Rulebook, language: LocalisedText.Language, width: Int, explain: Bool) {
        self.rulebook = rulebook
        self.language = language
        self.width = max(40, width)
        self.explain = explain
    }

    /// The section: each party with what was found, then the lists that it rests on.
    mutating func add(_ found: [OrderPartyFinding], _ screening: OrderScreening) {
        paragraph(StyledText(words("SCREENING", "筛查"), .strong), indent: 0)
        for party in found { add(party, screening) }
        addLists(screening, for: Set(found.map(\.party.day)))
    }

    private func words(_ english: String, _ chinese: String) -> String {
        LocalisedText(english: english, chinese: chinese).text(in: language)
    }

    private mutating func paragraph(_ text: StyledText, indent: Int, hanging: Int? = nil) {
        lines += Paragraph(text, width: width, indent: indent, hanging: hanging).lines()
    }

    private mutating func labelled(_ label: String, _ text: StyledText, indent: Int = 4) {
        paragraph(StyledText(label + ": ", .faint) + text, indent: indent, hanging: indent + 2)
    }

    // MARK: Parties

    private mutating func add(_ found: OrderPartyFinding, _ screening: OrderScreening) {
        let party = found.party
        let name = party.names.first ?? words("a party without a name", "未具名当事方")
        var about: [String] = []
        if let leg = party.leg { about.append(words("leg \(leg + 1)", "第 \(leg + 1) 段")) }
        if let role = party.role { about.append(role.replacing("_", with: " ")) }
        about.append(party.day.description)
        paragraph(
            StyledText(name, .strong) + StyledText(" (\(about.joined(separator: ", ")))  ", .faint)
                + outcome(found.outcome),
            indent: 2,
            hanging: 4
        )
        if party.names.count > 1 {
            labelled(words("also as", "另以下列名称"), StyledText(party.names.dropFirst().joined(separator: "; ")))
        }
        addMatches(of: found)
        switch found.owners {
        case nil where screening.ownersFile == nil:
            labelled(
                words("owners", "股东"),
                StyledText(words("not looked at; name a graph of owners with --owners", "未查；以 --owners 指定股权图"), .faint)
            )
        case nil: break
        case .notFound(let why): labelled(words("owners", "股东"), StyledText(why.text(in: language), .caution))
        case .found(let owners): add(owners)
        }
        addFacts(found.facts)
    }

    private func outcome(_ outcome: PartyFinding.Outcome) -> StyledText {
        switch outcome {
        case .hit: StyledText(words("hit", "命中"), .closed)
        case .review: StyledText(words("to be reviewed", "待复核"), .caution)
        case .clear: StyledText(words("nothing found", "未见匹配"), .open)
        case .notScreened: StyledText(words("not screened", "未筛查"), .caution)
        }
    }

    private mutating func addMatches(of found: OrderPartyFinding) {
        let matches = found.matches
        let counting = matches.filter { $0.effect != nil }
        for match in counting.prefix(explain ? counting.count : Self.mostMatches) {
            let title = rulebook.definition.lists.list(match.entry.list)?.title.text(in: language) ?? match.entry.list
            let reasons = MatchWording.reasons(match).map { $0.text(in: language) }
                .joined(separator: words("; ", "；"))
            let citation = match.entry.citation.map { ", \($0)" } ?? ""
            labelled(
                match.effect == .hit ? words("hit", "命中") : words("to be settled", "有待核定"),
                StyledText(
                    "\(match.name) [\(match.entry.list):\(match.entry.key)]",
                    match.effect == .hit ? .closed : .caution
                )
                    + StyledText(", \(title)\(citation), \(words("score", "相似度")) \(match.score)")
                    + StyledText(": \(reasons)", .faint)
            )
            if match.effect == .review, let party = found.names.first(where: { $0.matches.contains(match) })?.party {
                paragraph(StyledText(Self.settling(match, of: party), .faint), indent: 6, hanging: 8)
            }
        }
        if !explain, counting.count > Self.mostMatches {
            let rest = counting.count - Self.mostMatches
            paragraph(StyledText(words("and \(rest) more (--explain)", "另有 \(rest) 项（--explain）"), .faint), indent: 4)
        }
        let aside = matches.filter { $0.effect == nil }
        guard !aside.isEmpty else { return }
        let listed = aside.map { match in
            let why =
                match.countsOnDay
                ? words(
                    "cleared until \(match.disposition?.expires ?? "")",
                    "已排除，至 \(match.disposition?.expires ?? "")"
                )
                : words("not in force on the day", "当日未生效")
            return "\(match.name) [\(match.entry.list):\(match.entry.key)] \(why)"
        }
        labelled(words("does not count", "不计"), StyledText(listed.joined(separator: "; "), .faint))
    }

    /// The calls that settle a match: the party is kept under its name, then a reviewer decides.
    private static func settling(_ match: FoundEntry, of party: ScreenedParty) -> String {
        func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
        let country = party.country.map { " --country \($0)" } ?? ""
        let entry = quoted("\(match.entry.list):\(match.entry.key)")
        let name = quoted(party.name)
        return "passgate screen \(name)\(country) --keep; passgate screen decide \(name) \(entry) --clear ..."
    }

    /// How many matches are shown without --explain.
    private static let mostMatches = 5
    private static let mostMatchesOfOwners = 2

    // MARK: Owners

    private mutating func add(_ owners: OrderOwners) {
        for finding in owners.rules {
            let status = finding.status + (finding.wouldBe.map { words(", would be \($0)", "，若有效则为 \($0)") } ?? "")
            labelled(
                finding.rule.title.text(in: language),
                StyledText(status, tone(of: finding)) + StyledText(": " + finding.proof.claim.text(in: language))
            )
            for (depth, text) in finding.proof.lines(in: language).dropFirst() where explain || depth == 1 {
                paragraph(StyledText(text, explain ? .plain : .faint), indent: 4 + 2 * depth, hanging: 6 + 2 * depth)
            }
            for flag in finding.flags {
                paragraph(StyledText(flag.says.text(in: language), .caution), indent: 6, hanging: 8)
            }
        }
        for owner in owners.screened {
            let matches = owner.finding.matches.filter { $0.effect != nil }
            guard !matches.isEmpty else { continue }
            let shown = explain ? matches.count : Self.mostMatchesOfOwners
            let more = matches.count - min(shown, matches.count)
            let listed = matches.prefix(shown)
                .map { match in
                    "\(match.name) [\(match.entry.list):\(match.entry.key)] \(words("score", "相似度")) \(match.score)"
                        + (match.effect == .review ? words(", to be settled", "，有待核定") : "")
                }
            labelled(
                words("owner \(owners.graph.parties[owner.party].name)", "股东\(owners.graph.parties[owner.party].name)"),
                outcome(owner.finding.outcome)
                    + StyledText(": " + listed.joined(separator: "; "))
                    + StyledText(more > 0 ? words(" and \(more) more", "，另有 \(more) 项") : "", .faint)
            )
        }
        for gap in owners.gaps { paragraph(StyledText(gap.text(in: language), .caution), indent: 4, hanging: 6) }
        labelled(
            words("ultimate parent", "最终母公司"),
            (owners.walk.ultimate.map { StyledText(owners.graph.parties[$0].name + words(": ", "：")) } ?? "")
                + StyledText(
                    ParentWording(owners.graph).end(owners.walk).text(in: language),
                    owners.walk.ultimate == nil ? .caution : .faint
                )
        )
    }

    private func tone(of finding: OwnershipFinding) -> Tone {
        switch finding.wouldBe ?? finding.status {
        case finding.rule.outcomes.owned: finding.applies ? .closed : .caution
        case finding.rule.outcomes.open: .caution
        default: .plain
        }
    }

    // MARK: Facts and lists

    private mutating func addFacts(_ facts: [OrderFact]) {
        guard !facts.isEmpty else { return }
        paragraph(StyledText(words("facts for the decision:", "供判定之事实："), .faint), indent: 4)
        var table = TextTable([.init(), .init(), .init(isFlexible: true)], width: width, indent: 6)
        var before: LocalisedText?
        for fact in facts {
            let why = fact.why == before ? words("as above", "同上") : fact.why.text(in: language)
            before = fact.why
            table.add(
                StyledText(fact.fact),
                fact.value.map { StyledText($0.description) } ?? StyledText(words("unknown", "不明"), .caution),
                StyledText(why, .faint)
            )
        }
        lines += table.lines()
    }

    private mutating func addLists(_ screening: OrderScreening, for days: Set<CalendarDate>) {
        if screening.versions.isEmpty {
            paragraph(
                StyledText(
                    words(
                        "No list is in the store \(screening.storePath), so nothing is known; import some with `passgate lists import`.",
                        "库 \(screening.storePath) 中没有任何清单，故一无所知；请以 `passgate lists import` 导入。"
                    ),
                    .caution
                ),
                indent: 2,
                hanging: 4
            )
            return
        }
        var files: [(about: String, lists: [String])] = []
        for version in screening.versions {
            let day = version.asOf.map { words("of \($0)", "\($0) 版") } ?? words("of an unknown day", "日期不明")
            let about = "\(day) (sha256 \(version.digest.prefix(12)))"
            if let index = files.firstIndex(where: { $0.about == about }) {
                files[index].lists.append(version.list)
            } else {
                files.append((about, [version.list]))
            }
        }
        let listed = files.map { "\($0.lists.joined(separator: ", ")) \($0.about)" }
        labelled(words("lists", "清单"), StyledText(listed.joined(separator: "; "), .faint), indent: 2)
        addAge(days, screening)
        let missing = screening.missing
        guard !missing.isEmpty else { return }
        labelled(
            words("not in the store", "未导入"),
            StyledText(missing.joined(separator: ", "), .caution),
            indent: 2
        )
    }

    /// Lists are of one day and orders of another: what was listed or taken off between them is not in the answer.
    private mutating func addAge(_ days: Set<CalendarDate>, _ screening: OrderScreening) {
        let older = screening.versions.filter { version in
            days.contains { day in version.asOf.map { $0 < day } ?? true }
        }
        let newer = screening.versions.filter { version in
            days.contains { day in version.asOf.map { day < $0 } ?? false }
        }
        for (lists, says) in [
            (older, words("older than the order, so that later listings are missing", "早于订单日期，其后列名未计")),
            (newer, words("newer than the order, so that listings made since count too", "晚于订单日期，其间列名亦计入")),
        ] where !lists.isEmpty {
            labelled(says, StyledText(lists.map(\.list).joined(separator: ", "), .caution), indent: 2)
        }
    }
}
