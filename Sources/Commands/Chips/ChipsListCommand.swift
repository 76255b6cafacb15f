import ArgumentParser
import Deciding
import Diagnostics
import Facts
import Presenting
import Quantities
import Rulebooks

/// `passgate chips`: the reference chips.
struct ChipsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chips",
        abstract: "Look up the reference chips.",
        subcommands: [ChipsListCommand.self, ChipsShowCommand.self]
    )
}

/// `passgate chips list`: the chips, one a line.
struct ChipsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the reference chips with the figures that rules read.",
        discussion: """
            A star marks a figure on which sources disagree; `unknown` stays unknown in every decision.

            Example: passgate chips list --maker NAME
            """
    )

    @OptionGroup var options: RulebookOptions

    @Option(help: ArgumentHelp("Only chips of this maker.", valueName: "name"))
    var maker: String?

    @Option(help: ArgumentHelp("Only chips of this family.", valueName: "name"))
    var family: String?

    @Flag(help: "Print the chips as JSON.")
    var json = false

    func run() async throws {
        let table = try ChipTable(try options.loader().rulebook())
        let all = table.chips
        try check("--maker", maker, among: all.map { $0.text("maker") })
        try check("--family", family, among: all.map { $0.text("family") })
        let chips = all.filter { chip in
            (maker.map { isSame($0, chip.text("maker")) } ?? true)
                && (family.map { isSame($0, chip.text("family")) } ?? true)
        }
        try Terminal.print(json ? ChipDocument.list(chips, on: Terminal.today) : Array(text(chips).utf8))
    }

    private func isSame(_ left: String, _ right: String) -> Bool { left.lowercased() == right.lowercased() }

    private func check(_ flag: String, _ word: String?, among known: [String]) throws {
        guard let word, !known.contains(where: { isSame($0, word) }) else { return }
        throw CommandFailure(
            "call.unknown-name",
            "`\(flag)`: no chip of the table has `\(word)`",
            hint: NearMiss.suggestion(for: word, among: known).map { "did you mean `\($0)`?" }
                ?? "it knows \(Array(Set(known)).sorted().joined(separator: ", "))"
        )
    }

    private func text(_ chips: [Chip]) -> String {
        let columns: [(title: String, fact: String)] = [
            ("TPP", "chip.tpp"), ("density", "chip.performance_density"), ("DRAM GB/s", "chip.dram_bandwidth_gb_s"),
            ("link GB/s", "chip.interconnect_gb_s"),
        ]
        var table = TextTable(
            [.init("chip", isFlexible: true), .init("maker")] + columns.map { .init($0.title, isRightAligned: true) },
            width: Terminal.width
        )
        let today = Terminal.today
        for chip in chips {
            let evaluator = chip.evaluator(on: today)
            let figures = columns.map { column -> StyledText in
                let index = chip.table.rulebook.factIndex[column.fact]
                let column = chip.table.figures.first { $0.fact.name == column.fact }?.column
                let mark = column.map { chip.disputed.contains($0) } ?? false ? "*" : ""
                guard case .decimal(let number)? = index.flatMap({ evaluator.value(ofVariable: $0) }) else {
                    return StyledText("unknown\(mark)", .caution)
                }
                return StyledText(number.brief + mark)
            }
            table.add([StyledText(chip.name, .strong), StyledText(chip.text("maker"), .faint)] + figures)
        }
        let count = chips.count == 1 ? "1 chip" : "\(chips.count) chips"
        let note = "\(count); * sources disagree, `passgate chips show NAME` says more"
        return (table.lines() + [StyledText(note, .faint)]).text(Style(isColoured: Terminal.isColoured))
    }
}

extension ExactDecimal {
    /// The number in full, or to two places where it has no finite end.
    var brief: String {
        let text = description
        return text.contains("/") ? "~" + fixed(places: 2) : text
    }
}
