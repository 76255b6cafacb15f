import ArgumentParser
import Facts
import Presenting
import Screening

/// `passgate screen log`: who did what, when and why.
struct ScreenLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show imports, screenings of kept parties, and decisions: who, when and why.",
        discussion: """
            Example: passgate screen log P-17
            """
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: ArgumentHelp("Only what was done to this party.", valueName: "party"))
    var party: String?

    @Flag(help: "Print a JSON object a line.")
    var json = false

    func run() async throws {
        let store = try options.store()
        let lines = try CommandFailure.catching { () throws(ScreeningError) in try store.log() }
            .filter { line in
                party.map { line.subject == $0 || line.subject.hasPrefix($0 + " / ") } ?? true
            }
        try Terminal.print(json ? lines.flatMap(document) : Array(text(lines).utf8))
    }

    private func text(_ lines: [LogLine]) -> String {
        guard !lines.isEmpty else { return [StyledText("nothing was done", .faint)].text(style) }
        var table = TextTable(
            [
                .init("no.", isRightAligned: true), .init("when"), .init("who", isFlexible: true), .init("what"),
                .init("to what", isFlexible: true), .init("why, and what it came to", isFlexible: true),
            ],
            width: Terminal.width
        )
        for line in lines {
            let end = [line.why, line.detail].filter { !$0.isEmpty }.joined(separator: "; ")
            table.add(
                StyledText("\(line.number)", .faint),
                StyledText(line.at),
                StyledText(line.who),
                StyledText(line.what, .strong),
                StyledText(line.subject),
                StyledText(end, .faint)
            )
        }
        return table.lines().text(style)
    }

    private var style: Style { Style(isColoured: Terminal.isColoured) }

    private func document(_ line: LogLine) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("number")
            writer.int(Int(line.number))
            for (key, text) in [
                ("at", line.at), ("who", line.who), ("what", line.what), ("subject", line.subject), ("why", line.why),
                ("detail", line.detail),
            ] {
                writer.key(key)
                writer.string(text)
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
