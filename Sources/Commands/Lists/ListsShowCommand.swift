import ArgumentParser
import Diagnostics
import Facts
import Presenting
import Quantities
import Rulebooks
import Screening

/// `passgate lists show`: one entry, and what it means.
struct ListsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show entries by their number, their name or a part of it, and what standing on the list means.",
        discussion: """
            LIST:NUMBER names one entry of one list.

            Example: passgate lists show "Example Trading"
            """
    )

    @OptionGroup var rulebook: RulebookOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var language: LanguageOptions

    @Argument(help: ArgumentHelp("The entry.", valueName: "entry"))
    var entry: String

    @Option(help: ArgumentHelp("The day for which facts are said to follow; today without it.", valueName: "date"))
    var on: String?

    @Flag(help: "Print the entries as JSON.")
    var json = false

    func run() async throws {
        let opened = try store.store()
        let lists = try rulebook.loader().rulebook().definition.lists
        let day = try DateFlag.date("--on", on) ?? Terminal.today
        let entries = try CommandFailure.catching { () throws(ScreeningError) in try opened.entries(named: entry) }
        guard !entries.isEmpty else {
            throw CommandFailure(
                "store.unknown-entry",
                "no current list has an entry `\(entry)`",
                hint: "a part of a name will do; `passgate lists status` shows which lists there are"
            )
        }
        try Terminal.print(json ? document(entries, lists, day) : Array(try text(entries, lists, day).utf8))
    }

    private func text(_ entries: [ListEntry], _ lists: ListsDefinition, _ day: CalendarDate) throws -> String {
        let tongue = try language.language()
        var lines: [StyledText] = []
        for entry in entries {
            if !lines.isEmpty { lines.append("") }
            let list = lists.list(entry.list)
            lines.append(StyledText(entry.name, .strong) + StyledText("  \(entry.list):\(entry.key)", .faint))
            var table = TextTable([.init(), .init(isFlexible: true)], width: Terminal.width, indent: 2)
            if let list { table.add(StyledText("list", .faint), StyledText(list.title.text(in: tongue))) }
            for part in EntryParts.parts(of: entry) {
                for (index, text) in part.texts.enumerated() {
                    table.add(StyledText(index == 0 ? part.label : "", .faint), StyledText(text))
                }
            }
            for consequence in list?.consequences(of: entry, on: day) ?? [] {
                table.add(
                    StyledText("fact", .faint),
                    StyledText("\(consequence.fact.name) = \(consequence.value)", .strong)
                        + StyledText("  " + consequence.cites.joined(separator: "; "), .faint)
                )
            }
            for mark in list?.marks(of: entry, on: day) ?? [] {
                table.add(StyledText("mark", .faint), StyledText(mark.says.text(in: tongue)))
            }
            if let list { table.add(StyledText("means", .faint), StyledText(list.says.text(in: tongue))) }
            lines += table.lines()
        }
        return lines.text(Style(isColoured: Terminal.isColoured))
    }

    private func document(_ entries: [ListEntry], _ lists: ListsDefinition, _ day: CalendarDate) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.array { writer in
            for entry in entries {
                let list = lists.list(entry.list)
                writer.object { writer in
                    writer.key("entry")
                    entry.write(to: &writer)
                    writer.key("digest")
                    writer.string("sha256:" + entry.digest)
                    writer.key("facts")
                    writer.array { writer in
                        for consequence in list?.consequences(of: entry, on: day) ?? [] {
                            writer.object { writer in
                                writer.key("fact")
                                writer.string(consequence.fact.name)
                                writer.key("value")
                                writer.value(consequence.value)
                                writer.key("cites")
                                writer.strings(consequence.cites)
                                writer.key("evidence")
                                writer.string(consequence.evidence.rawValue)
                            }
                        }
                    }
                    writer.key("marks")
                    writer.strings((list?.marks(of: entry, on: day) ?? []).map(\.id))
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
