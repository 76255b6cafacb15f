import ArgumentParser
import Deciding
import Facts
import Presenting
import Quantities
import Rulebooks

/// `passgate chips show`: one chip, or every chip of a family.
struct ChipsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a chip: its figures and their sources, and the tests that they meet today.",
        discussion: """
            The name may be in any usual spelling; a family shows each of its variants.

            Example: passgate chips show NAME --on 2026-02-15
            """
    )

    @OptionGroup var options: RulebookOptions
    @OptionGroup var language: LanguageOptions

    @Option(help: ArgumentHelp("The day whose rules are applied; today in UTC if not given.", valueName: "date"))
    var on: String?

    @Flag(help: "Print the chip as JSON.")
    var json = false

    @Argument(help: ArgumentHelp("The chip or the family.", valueName: "name"))
    var name: String

    func run() async throws {
        let table = try ChipTable(try options.loader().rulebook())
        let chips = try table.chips(named: name)
        let date = try DateFlag.date("--on", on) ?? Terminal.today
        if json { return try Terminal.print(ChipDocument.list(chips, on: date)) }
        let language = try self.language.language()
        let pages = chips.map { chip in
            ChipPage(chip, on: date, language: language, width: Terminal.width).lines
                .text(Style(isColoured: Terminal.isColoured))
        }
        try Terminal.print(pages.joined(separator: "\n"))
    }
}
