import ArgumentParser
import Facts
import Presenting
import Screening

/// `passgate screen again`: kept parties against the lists that are current.
struct ScreenAgainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "again",
        abstract: "Screen all kept parties against the current lists, as an import does by itself.",
        discussion: """
            Leaves with 3 if a party has a match that it did not have before, or has it otherwise.

            Example: passgate screen again
            """
    )

    @OptionGroup var options: ScreeningOptions
    @OptionGroup var deed: DeedOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        _ = try options.store.store()
        let desk = try options.desk()
        guard let report = try ScreenAgain.report(desk, try deed.deed()) else {
            try Terminal.print(json ? "{\"kept\": 0, \"concerned\": []}\n" : "no party is kept\n")
            return
        }
        if json {
            var writer = JSONWriter(isPretty: true)
            writer.object { report.write(to: &$0) }
            try Terminal.print(writer.bytes + [UInt8(ascii: "\n")])
        } else {
            let lines = report.lines(desk.words, width: Terminal.width)
            try Terminal.print(lines.text(Style(isColoured: Terminal.isColoured)))
        }
        if report.toLookAt > 0 { throw ExitCode(ExitStatus.undetermined) }
    }
}

/// What screening kept parties again came to.
struct ScreenAgain {
    private let keptCount: Int
    private let concerned: [DeltaScreening.Concerned]

    /// How many parties have a match that is new or is now otherwise.
    var toLookAt: Int { concerned.count { !$0.new.isEmpty || !$0.changed.isEmpty } }

    /// Screens all kept parties again; nil where none is kept.
    static func report(_ desk: ScreeningDesk, _ deed: Deed) throws -> ScreenAgain? {
        guard let store = desk.store else { return nil }
        let count = try CommandFailure.catching { () throws(ScreeningError) in try store.parties().count }
        guard count > 0 else { return nil }
        Progress.say("screening \(count) kept parties again")
        defer { Progress.end() }
        let versions = desk.screener.versions.map(\.listVersion)
        do {
            return ScreenAgain(
                keptCount: count,
                concerned: try DeltaScreening(store, with: desk.screener, against: versions).screen(deed)
            )
        } catch let error as ScreeningError {
            throw CommandFailure(error)
        }
    }

    /// The report for people.
    func lines(_ words: ScreenWords, width: Int) -> [StyledText] {
        var lines: [StyledText] = []
        var table = TextTable(
            [.init(), .init(isFlexible: true), .init(), .init(isFlexible: true)],
            width: width,
            indent: 2
        )
        for one in concerned {
            for (what, tone, matches) in [
                (words("new", "新增"), Tone.caution, one.new), (words("changed", "变动"), .caution, one.changed),
                (words("gone", "消失"), .faint, one.gone),
            ] {
                for match in matches {
                    table.add(
                        StyledText(one.party.id, .strong),
                        StyledText(one.party.name),
                        StyledText(what, tone),
                        StyledText("\(words.effect(match.outcome))  \(match.list):\(match.key)")
                    )
                }
            }
        }
        let text = words(
            "kept parties screened again: \(keptCount); concerned: \(concerned.count); to look at: \(toLookAt)"
                + (toLookAt > 0 ? "; see `passgate screen list`" : ""),
            "已重新筛查留存主体 \(keptCount) 个：受影响 \(concerned.count) 个，待处置 \(toLookAt) 个"
                + (toLookAt > 0 ? "；见 `passgate screen list`" : "")
        )
        lines += Paragraph(StyledText(text, toLookAt > 0 ? .caution : .faint), width: width).lines()
        return lines + table.lines()
    }

    /// Writes the members of an object.
    func write(to writer: inout JSONWriter) {
        writer.key("kept")
        writer.int(keptCount)
        writer.key("to_look_at")
        writer.int(toLookAt)
        writer.key("concerned")
        writer.array { writer in
            for one in concerned {
                writer.object { writer in
                    writer.key("id")
                    writer.string(one.party.id)
                    writer.key("name")
                    writer.string(one.party.name)
                    for (key, matches) in [("new", one.new), ("changed", one.changed), ("gone", one.gone)] {
                        writer.key(key)
                        writer.array { writer in
                            for match in matches {
                                writer.object { writer in
                                    writer.key("list")
                                    writer.string(match.list)
                                    writer.key("entry_key")
                                    writer.string(match.key)
                                    writer.key("outcome")
                                    writer.string(match.outcome.rawValue)
                                    writer.key("score")
                                    writer.int(match.score)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
