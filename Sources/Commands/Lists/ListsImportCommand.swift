import ArgumentParser
import Diagnostics
import Facts
import Presenting
import Quantities
import Rulebooks
import Screening

/// `passgate lists import`: takes files of lists into the store.
struct ListsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import files of lists: all of them, or none.",
        discussion: """
            The layout of a file is found out from its content. Files that belong together, such as those of names and \
            addresses, are named in one call. A list that shrinks or is older than the one in the store, an unknown \
            source and an empty file are refused without --force.

            Example: passgate lists import consolidated.csv
            """
    )

    @OptionGroup var rulebook: RulebookOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var deed: DeedOptions

    @Argument(help: ArgumentHelp("The files; - is standard input.", valueName: "file"))
    var files: [String]

    @Option(name: .customLong("as"), help: ArgumentHelp("The list that all entries belong to.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The day on which the list was issued.", valueName: "date"))
    var asOf: String?

    @Option(help: ArgumentHelp("A file that says where things stand in a layout of your own.", valueName: "file"))
    var map: String?

    @Option(help: ArgumentHelp("Write the rows that can't be read to this file, as CSV.", valueName: "file"))
    var rejects: String?

    @Flag(help: "Show what would come in, and change nothing.")
    var dryRun = false

    @Flag(help: "Take in what is refused otherwise.")
    var force = false

    @Flag(help: "Print what was done as JSON.")
    var json = false

    func run() async throws {
        let definition = try rulebook.loader().rulebook().definition
        let options = try importOptions()
        let files = try files.map { ListFile(name: $0, bytes: try UserFile.bytes(of: $0)) }
        Progress.say("reading \(files.count == 1 ? "1 file" : "\(files.count) files")")
        let importer = ListImporter(definition.lists, countries: CountryNames(definition))
        let reading = try CommandFailure.catching { () throws(ScreeningError) in try importer.read(files, options) }
        for note in reading.notes { Terminal.note(DiagnosticRenderer().text(of: note)) }
        if let rejects { try write(reading, to: rejects) }
        Progress.say("comparing with the store")
        let outcomes = try outcomes(of: reading, definition.lists)
        Progress.end()
        let again = dryRun ? nil : try screenAgain(definition)
        let report = ImportReport(reading: reading, outcomes: outcomes, isTrial: dryRun, again: again)
        try Terminal.print(json ? report.document : Array(report.text(width: Terminal.width).utf8))
    }

    /// Screens kept parties again, those too that an import before this one left behind because it was cut short.
    private func screenAgain(_ definition: RulebookDefinition) throws -> ScreenAgain? {
        let opened = try store.store()
        let stale = try CommandFailure.catching { () throws(ScreeningError) in try opened.stalePartyCount() }
        guard stale > 0 else { return nil }
        let screener = try CommandFailure.catching { () throws(ScreeningError) in
            try PartyScreener(opened, lists: definition.lists) { Progress.say("building the index of names") }
        }
        let desk = ScreeningDesk(
            definition: definition,
            store: opened,
            screener: screener,
            day: Terminal.today,
            language: .english
        )
        return try ScreenAgain.report(desk, try deed.deed())
    }

    private func importOptions() throws(CommandFailure) -> ListImporter.Options {
        var options = ListImporter.Options()
        options.name = name
        options.asOf = try DateFlag.date("--as-of", asOf)
        options.isForced = force
        options.today = Terminal.today
        if let day = options.asOf, day > Terminal.today {
            throw CommandFailure(
                "call.bad-date",
                "`--as-of` names \(day), which is still to come",
                hint: "a list is of the day on which its publisher issued it"
            )
        }
        if let name, name.isEmpty { throw CommandFailure("call.bad-name", "`--as` needs a name") }
        if let map {
            let bytes = try UserFile.bytes(of: map)
            do throws(RulebookError) {
                options.format = try ListFormatReader.format(in: bytes, file: map)
            } catch {
                throw CommandFailure(error.diagnostics, sources: [map: String(decoding: bytes, as: UTF8.self)])
            }
        }
        return options
    }

    private func outcomes(
        of reading: ListReading,
        _ lists: ListsDefinition
    ) throws(CommandFailure) -> [ImportOutcome] {
        // Nothing is made on the disk for a look.
        let isThere = try store.isThere()
        let opened =
            dryRun && !isThere
            ? try CommandFailure.catching { () throws(ScreeningError) in try ScreeningStore() }
            : try store.storeToWrite()
        let deed = try deed.deed()
        return try CommandFailure.catching { () throws(ScreeningError) in
            try opened.check()
            return try opened.importing(
                reading.batches,
                deed,
                shrinkLimit: lists.shrinkLimitPercent,
                isForced: force,
                isTrial: dryRun
            )
        }
    }

    private func write(_ reading: ListReading, to path: String) throws(CommandFailure) {
        func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
        var text = "file,line,reason,text\n"
        var seen: Set<Rejection> = []
        for row in reading.batches.flatMap(\.rejections) where seen.insert(row).inserted {
            text += "\(quoted(row.file)),\(row.line),\(quoted(row.reason)),\(quoted(row.text))\n"
        }
        do throws(SystemFiles.Failure) {
            try SystemFiles.write(Array(text.utf8), to: path)
        } catch {
            throw CommandFailure("output.failed", "`\(path)` can't be written: \(error.reason)")
        }
    }
}
