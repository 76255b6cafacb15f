import ArgumentParser

/// `passgate screen test`: how well names are told apart, on pairs or on a list with queries whose answers are known.
struct ScreenTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Measure the comparison of names on known answers.",
        discussion: """
            PAIRS is a CSV with the columns query, candidate, entity_type, expected (match or no_match), category and \
            quality. Pairs of quality WEAK are counted apart. Recall is the share of matches that are hits, false \
            alarms the share of others that are hits; what is left to a person stands in the columns of reviews.

            With --list and --queries whole lists are searched: tables in the form of generated names (id, latin, \
            han; qid, query, kind, truth_id), or a list as plain text with one name a line.

            Exit code: 0 if the figures were printed, 2 if the input is wrong.

            Example: passgate screen test match-pairs.csv
            """
    )

    /// A part of the pairs, so that one can tune on one and measure on the other.
    enum Part: String, ExpressibleByArgument, CaseIterable {
        case tuning, held
    }

    @Argument(help: ArgumentHelp("Pairs of names as CSV; - for standard input.", valueName: "pairs"))
    var pairs: String?

    @Option(help: ArgumentHelp("Names to search, may be said again.", valueName: "file"))
    var list: [String] = []

    @Option(help: ArgumentHelp("Queries with their answers.", valueName: "file"))
    var queries: String?

    @Option(help: "Only the pairs to tune on, six tenths by a hash of the query, or those held back.")
    var part: Part?

    @Flag(help: "Print each case that is not as expected.")
    var failures = false

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        guard pairs != nil || queries != nil else { throw ValidationError("give PAIRS, or --list with --queries") }
        guard (queries == nil) == list.isEmpty else { throw ValidationError("--list and --queries go together") }
    }

    func run() async throws {
        var tables: [ScreenTestTable] = []
        if let pairs {
            tables += try ScreenTestPairs(file: pairs, part: part).tables(failures: failures)
        }
        if let queries {
            tables.append(try ScreenTestQueries(lists: list, queries: queries).table(failures: failures))
        }
        try Terminal.print(json ? ScreenTestPage.document(tables) : ScreenTestPage.text(tables))
    }
}
