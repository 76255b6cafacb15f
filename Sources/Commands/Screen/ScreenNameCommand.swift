import ArgumentParser
import Diagnostics
import Presenting
import Quantities
import Rulebooks
import Screening

/// `passgate screen NAME`: one party, or a file of parties, against all lists in the store.
struct ScreenNameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "name",
        abstract: "Screen a party, or a file of parties; the word `name` may be left out.",
        discussion: """
            Leaves with 0 if no listed name is like it, 1 on a hit, 3 if a person has to look or no list is in the \
            store, 2 if the call or a row of the file is wrong.

            A file is CSV with a header, of whose columns `name` must be there and `id`, `country` and `address` may, \
            or JSON lines with these keys. A row of CSV, or with --json a document a line, comes out for each party.

            With --keep the parties are kept, so that they are screened again whenever lists are imported and that \
            `passgate screen decide` can settle their matches.

            Example: passgate screen "Example Trading Co., Ltd." --country CN
            Example: passgate screen --file parties.csv --keep > found.csv
            """
    )

    @OptionGroup var options: ScreeningOptions
    @OptionGroup var deed: DeedOptions

    @Argument(help: ArgumentHelp("The name of the party.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Its country, by two-letter code or name.", valueName: "country"))
    var country: String?

    @Option(help: ArgumentHelp("Its address.", valueName: "text"))
    var address: String?

    @Option(help: ArgumentHelp("What you know the party by; its name without it.", valueName: "id"))
    var id: String?

    @Option(help: ArgumentHelp("A file of parties; - is standard input.", valueName: "file"))
    var file: String?

    @Flag(help: "Keep the parties and what was found.")
    var keep = false

    @Option(help: ArgumentHelp("How many matches are shown at most.", valueName: "number"))
    var limit = 10

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (name == nil) != (file == nil) else { throw ValidationError("give a name, or a file with --file") }
        guard file == nil || (country == nil && address == nil && id == nil) else {
            throw ValidationError("--country, --address and --id go with a name; a file has columns for them")
        }
        guard (1...1_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000") }
    }

    func run() async throws {
        let status =
            if let file {
                try ScreenBulk(
                    desk: try options.desk(mayMakeStore: keep),
                    deed: keep ? try deed.deed() : nil,
                    isJSON: json,
                    limit: limit
                )
                .screen(file)
            } else {
                try screen(name ?? "")
            }
        if status != ExitStatus.passable { throw ExitCode(status) }
    }

    private func screen(_ name: String) throws -> Int32 {
        // A name that can't be screened is told before seconds go into building an index.
        if let problem = PartyName.problem(with: name) { throw CommandFailure([problem]) }
        let desk = try options.desk(mayMakeStore: keep)
        var party = ScreenedParty(id: id ?? (keep ? name : ""), name: name, address: address)
        if let country {
            guard let code = CountryNames(desk.definition).code(country) else {
                throw CommandFailure(
                    "call.unknown-country",
                    "`\(country)` is no country that the rulebook knows",
                    hint: "give its two-letter code"
                )
            }
            party.country = code
        }
        if party.id.isEmpty, keep || id != nil { throw CommandFailure("call.bad-name", "`--id` needs a text") }
        let finding = try CommandFailure.catching { () throws(ScreeningError) in
            try desk.screener.screen(party, on: desk.day, limit: limit)
        }
        if keep, let store = desk.store {
            let matches = try desk.screener.matches(of: party)
            let deed = try deed.deed()
            try CommandFailure.catching { () throws(ScreeningError) in
                try store.keep([(party, matches)], against: desk.screener.versions.map(\.listVersion), deed)
            }
        }
        if json {
            let document = ScreenDocument(finding: finding, lists: desk.lists, language: desk.language)
            try Terminal.print(document.bytes(isPretty: true))
        } else {
            let lines = ScreenPage.lines(finding, desk, width: Terminal.width)
            try Terminal.print(lines.text(Style(isColoured: Terminal.isColoured)))
        }
        return finding.outcome.status
    }
}
