import ArgumentParser
import Facts
import Presenting
import Quantities
import Screening

/// `passgate lists diff`: what changed from one version of a list to another.
struct ListsDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed from one version of a list to another; leaves with 1 if anything did.",
        discussion: """
            Without --from and --to the current version is compared with the one before it.

            Example: passgate lists diff LIST --from 1 --to 3
            """
    )

    @OptionGroup var store: StoreOptions

    @Argument(help: ArgumentHelp("The list.", valueName: "list"))
    var list: String

    @Option(help: ArgumentHelp("The number of the older version.", valueName: "number"))
    var from: Int?

    @Option(help: ArgumentHelp("The number of the newer version.", valueName: "number"))
    var to: Int?

    @Flag(help: "Print the changes as JSON.")
    var json = false

    func run() async throws {
        let opened = try store.store()
        let result = try CommandFailure.catching { () throws(ScreeningError) in
            try opened.changes(of: list, from: from, to: to)
        }
        try Terminal.print(
            json
                ? document(result.from, result.to, result.changes)
                : Array(text(result.from, result.to, result.changes).utf8)
        )
        if !result.changes.isEmpty { throw ExitCode(ExitStatus.notPassable) }
    }

    private func text(_ from: StoredVersion?, _ to: StoredVersion, _ changes: ListChanges) -> String {
        var lines: [StyledText] = []
        let older = from.map { "version \($0.number) of \($0.asOf?.description ?? "an unknown day")" } ?? "nothing"
        let newer = "version \(to.number) of \(to.asOf?.description ?? "an unknown day")"
        lines.append(StyledText("\(changes.list): from \(older) to \(newer)", .strong))
        for entry in changes.added {
            lines.append(StyledText("+ \(entry.name)") + StyledText("  \(entry.key)", .faint))
        }
        for entry in changes.removed {
            lines.append(StyledText("- \(entry.name)") + StyledText("  \(entry.key)", .faint))
        }
        for change in changes.changed {
            lines.append(StyledText("~ \(change.new.name)") + StyledText("  \(change.new.key)", .faint))
            for part in EntryParts.differences(change.old, change.new) { lines.append(StyledText("    \(part)")) }
        }
        let counts =
            "\(changes.added.count) new, \(changes.removed.count) gone, \(changes.changed.count) changed, "
            + "\(changes.sameCount) the same"
        lines.append(StyledText(counts, .faint))
        return lines.text(Style(isColoured: Terminal.isColoured))
    }

    private func document(_ from: StoredVersion?, _ to: StoredVersion, _ changes: ListChanges) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.key("list")
            writer.string(changes.list)
            writer.key("from")
            if let from { writer.object { from.write(to: &$0) } } else { writer.null() }
            writer.key("to")
            writer.object { to.write(to: &$0) }
            writer.key("added")
            writer.array { writer in for entry in changes.added { entry.write(to: &writer) } }
            writer.key("removed")
            writer.array { writer in for entry in changes.removed { entry.write(to: &writer) } }
            writer.key("changed")
            writer.array { writer in
                for change in changes.changed {
                    writer.object { writer in
                        writer.key("old")
                        change.old.write(to: &writer)
                        writer.key("new")
                        change.new.write(to: &writer)
                    }
                }
            }
            writer.key("same")
            writer.int(changes.sameCount)
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
