import ArgumentParser
import Facts
import Presenting
import Quantities
import Rulebooks
import Screening

/// `passgate lists status`: what the store holds.
struct ListsStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the lists in the store: of when they are, how long, and who imported them.",
        discussion: """
            Example: passgate lists status --json
            """
    )

    @OptionGroup var rulebook: RulebookOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var language: LanguageOptions

    @Flag(help: "Print the lists as JSON.")
    var json = false

    func run() async throws {
        let lists = try rulebook.loader().rulebook().definition.lists
        let versions =
            try store.isThere()
            ? try CommandFailure.catching { [store = try store.store()] () throws(ScreeningError) in
                try store.currentVersions()
            }
            : []
        try Terminal.print(json ? document(versions, lists) : Array(try text(versions, lists).utf8))
    }

    private func age(of version: StoredVersion) -> Int? { version.asOf.map { Terminal.today - $0 } }

    private func text(_ versions: [StoredVersion], _ lists: ListsDefinition) throws -> String {
        let tongue = try language.language()
        let style = Style(isColoured: Terminal.isColoured)
        guard !versions.isEmpty else {
            return [StyledText("no list has been imported; nobody can be screened", .caution)].text(style)
        }
        var table = TextTable(
            [
                .init("list"), .init("title", isFlexible: true), .init("as of"),
                .init("days", isRightAligned: true), .init("entries", isRightAligned: true),
                .init("names", isRightAligned: true),
            ],
            width: Terminal.width
        )
        for version in versions {
            let title = lists.list(version.list)?.title.text(in: tongue)
            table.add(
                StyledText(version.list, .strong),
                StyledText(title ?? "not in the rulebook: a hit makes no facts", title == nil ? .caution : .plain),
                StyledText(version.asOf?.description ?? "unknown", version.asOf == nil ? .caution : .plain),
                StyledText(age(of: version).map { "\($0)" } ?? ""),
                StyledText("\(version.entryCount)"),
                StyledText("\(version.nameCount)")
            )
        }
        let missing = lists.lists.map(\.code).filter { code in !versions.contains { $0.list == code } }
        var lines = table.lines()
        if !missing.isEmpty {
            lines += Paragraph(
                StyledText("not imported: " + missing.joined(separator: ", "), .faint),
                width: Terminal.width
            )
            .lines()
        }
        return lines.text(style)
    }

    private func document(_ versions: [StoredVersion], _ lists: ListsDefinition) throws -> [UInt8] {
        let tongue = try language.language()
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.key("lists")
            writer.array { writer in
                for version in versions {
                    writer.object { writer in
                        version.write(to: &writer)
                        writer.key("title")
                        writer.string(lists.list(version.list)?.title.text(in: tongue))
                    }
                }
            }
            writer.key("not_imported")
            writer.strings(lists.lists.map(\.code).filter { code in !versions.contains { $0.list == code } })
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

extension StoredVersion {
    /// Writes the members of an object.
    func write(to writer: inout JSONWriter) {
        writer.key("list")
        writer.string(list)
        writer.key("version")
        writer.int(number)
        writer.key("as_of")
        writer.string(asOf?.description)
        writer.key("digest")
        writer.string("sha256:" + digest)
        writer.key("format")
        writer.string(format)
        writer.key("files")
        writer.strings(files)
        writer.key("entries")
        writer.int(entryCount)
        writer.key("names")
        writer.int(nameCount)
        writer.key("rejected")
        writer.int(rejectedCount)
        writer.key("imported_at")
        writer.string(importedAt)
        writer.key("imported_by")
        writer.string(importedBy)
        writer.key("forced")
        writer.bool(isForced)
    }
}
