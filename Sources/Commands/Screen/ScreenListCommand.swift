import ArgumentParser
import Facts
import Presenting
import Quantities
import Rulebooks
import Screening

/// `passgate screen list`: the parties that were kept, and what is open about them.
struct ScreenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the kept parties whose matches a person has to look at.",
        discussion: """
            Leaves with 3 if there is one, or if parties were not screened against the lists that are current.

            Example: passgate screen list --all
            """
    )

    /// A kept party with its matches that are to be shown.
    private struct Kept {
        let party: ScreenedParty
        let matches: [(kept: KeptMatch, name: String, isCounting: Bool)]
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var language: LanguageOptions

    @Option(
        name: .customLong("on"),
        help: ArgumentHelp("The day on which a match stands so; today without it.", valueName: "date")
    )
    var day: String?

    @Flag(help: "Show all parties, and the matches that are settled too.")
    var all = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let (day, words) = (
            try DateFlag.date("--on", day) ?? Terminal.today, ScreenWords(language: try language.language())
        )
        let store = try options.store()
        let (parties, stale) = try CommandFailure.catching { () throws(ScreeningError) in
            (try store.parties(), try store.stalePartyCount())
        }
        var (shown, openCount): ([Kept], Int) = ([], 0)
        for party in parties {
            let matches = try CommandFailure.catching { () throws(ScreeningError) in
                try self.matches(of: party, in: store, on: day)
            }
            let open = matches.filter { $0.isCounting && $0.kept.standing.isOpen }
            openCount += open.count
            if all || !open.isEmpty { shown.append(Kept(party: party, matches: all ? matches : open)) }
        }
        try Terminal.print(
            json
                ? document(shown, parties.count, openCount, stale)
                : Array(text(shown, parties.count, openCount, stale, words).utf8)
        )
        if openCount > 0 || stale > 0 { throw ExitCode(ExitStatus.undetermined) }
    }

    private func matches(
        of party: ScreenedParty,
        in store: ScreeningStore,
        on day: CalendarDate
    ) throws(ScreeningError) -> [(kept: KeptMatch, name: String, isCounting: Bool)] {
        var matches: [(kept: KeptMatch, name: String, isCounting: Bool)] = []
        for kept in try store.keptMatches(of: party, on: day) {
            let entry = try store.entry(digest: kept.match.entryDigest)
            matches.append((kept, entry?.name ?? kept.match.key, entry?.counts(on: day) ?? true))
        }
        return matches
    }

    private func text(_ shown: [Kept], _ count: Int, _ openCount: Int, _ stale: Int, _ words: ScreenWords) -> String {
        var lines: [StyledText] = []
        for kept in shown {
            if !lines.isEmpty { lines.append("") }
            let about = [kept.party.country, kept.party.address].compactMap(\.self).joined(separator: ", ")
            lines.append(
                StyledText(kept.party.id, .strong) + StyledText("  \(kept.party.name)")
                    + StyledText("  \(about)", .faint)
            )
            var table = TextTable(
                [.init(), .init(isFlexible: true), .init(isFlexible: true), .init(isFlexible: true)],
                width: Terminal.width,
                indent: 2
            )
            for (match, name, isCounting) in kept.matches {
                let standing =
                    isCounting
                    ? words.standing(match.standing)
                    : words("does not count on the day", "当日不生效")
                table.add(
                    StyledText(words.effect(match.match.outcome), words.tone(match.match.outcome)),
                    StyledText(name) + StyledText("  \(match.match.list):\(match.match.key)", .faint),
                    StyledText(match.match.reason, .faint),
                    StyledText(standing, match.standing.isOpen ? .caution : .plain)
                        + StyledText(match.disposition.map { "  " + words.disposition($0) } ?? "", .faint)
                )
            }
            lines += table.lines()
        }
        if !lines.isEmpty { lines.append("") }
        let sum = words("kept parties: \(count); open matches: \(openCount)", "留存主体 \(count) 个，待处置匹配 \(openCount) 项")
        lines.append(StyledText(sum, openCount > 0 ? .caution : .faint))
        if openCount > 0 {
            let text = words(
                "`passgate screen decide PARTY LIST:KEY --clear --reason TEXT --until DATE` settles one, or --confirm",
                "以 `passgate screen decide PARTY LIST:KEY --clear --reason TEXT --until DATE` 处置，或用 --confirm"
            )
            lines += Paragraph(StyledText(text, .faint), width: Terminal.width).lines()
        }
        if stale > 0 {
            let text = words(
                "\(stale) of them were not screened against the current lists; `passgate screen again` does it",
                "其中 \(stale) 个尚未按现行清单筛查；请执行 `passgate screen again`"
            )
            lines += Paragraph(StyledText(text, .caution), width: Terminal.width).lines()
        }
        return lines.text(Style(isColoured: Terminal.isColoured))
    }

    private func document(_ shown: [Kept], _ count: Int, _ openCount: Int, _ stale: Int) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.key("kept")
            writer.int(count)
            writer.key("open")
            writer.int(openCount)
            writer.key("stale")
            writer.int(stale)
            writer.key("parties")
            writer.array { writer in
                for kept in shown {
                    writer.object { writer in
                        let party = kept.party
                        for (key, text) in [
                            ("id", party.id), ("name", party.name), ("country", party.country),
                            ("address", party.address),
                        ] as [(String, String?)] {
                            writer.key(key)
                            writer.string(text)
                        }
                        writer.key("matches")
                        writer.array { writer in
                            for (match, name, isCounting) in kept.matches {
                                writer.object { write(match, name, isCounting, to: &$0) }
                            }
                        }
                    }
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ kept: KeptMatch, _ name: String, _ isCounting: Bool, to writer: inout JSONWriter) {
        writer.key("list")
        writer.string(kept.match.list)
        writer.key("entry_key")
        writer.string(kept.match.key)
        writer.key("entry_name")
        writer.string(name)
        writer.key("entry_digest")
        writer.string("sha256:" + kept.match.entryDigest)
        writer.key("outcome")
        writer.string(kept.match.outcome.rawValue)
        writer.key("score")
        writer.int(kept.match.score)
        writer.key("because")
        writer.string(kept.match.reason)
        writer.key("found_at")
        writer.string(kept.foundAt)
        writer.key("counts_on_day")
        writer.bool(isCounting)
        writer.key("standing")
        writer.string(kept.standing.rawValue)
        writer.key("disposition")
        if let disposition = kept.disposition {
            writer.object { disposition.write(to: &$0) }
        } else {
            writer.null()
        }
    }
}
