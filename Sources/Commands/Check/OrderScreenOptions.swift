import ArgumentParser
import Diagnostics
import Ownership
import Rulebooks
import Screening

/// Whether the parties of an order are screened, and against what.
struct OrderScreenOptions: ParsableArguments {
    @Flag(
        name: .customLong("screen"),
        help: ArgumentHelp(
            "Screen every party of the order, and its owners.",
            discussion: "What is found takes the place of statements; what is to be reviewed stays unknown."
        )
    )
    var isWanted = false

    @Option(
        name: .customLong("owners"),
        help: ArgumentHelp(
            "With --screen: a graph of owners, in a file as `passgate owners` reads it.",
            valueName: "file"
        )
    )
    var owners: String?

    @OptionGroup var store: StoreOptions

    /// Whether the call says nothing of screening.
    var isPlain: Bool { !isWanted && owners == nil && store.path == nil }

    /// - Throws: `ValidationError` where something is said of screening and none is asked for.
    func validate() throws {
        guard !isWanted, !isPlain else { return }
        throw ValidationError("--owners and --store go with --screen.")
    }

    /// What screens the parties of orders; nil where none is asked for.
    func screening(_ rulebook: Rulebook) throws(CommandFailure) -> OrderScreening? {
        guard isWanted else { return nil }
        // A store that was named must be there; without any, nothing is known of anybody, and the answer says so.
        let isThere = try store.isThere()
        let opened = isThere || store.path != nil ? try store.store() : nil
        let screener = try CommandFailure.catching { () throws(ScreeningError) in
            try PartyScreener(opened, lists: rulebook.definition.lists, building: Self.tellBuilding)
        }
        let graph = try owners.map { path throws(CommandFailure) in try Self.graph(path, rulebook) }
        return OrderScreening(
            rulebook,
            OrderScreener(rulebook.definition, graph: graph, screener),
            versions: screener.versions,
            ownersFile: owners,
            storePath: try store.storePath()
        )
    }

    private static func tellBuilding() {
        if SystemFiles.isTerminal(.error) { Terminal.note("Building the index of names ...\n") }
    }

    private static func graph(_ path: String, _ rulebook: Rulebook) throws(CommandFailure) -> OwnershipGraph {
        guard let definition = rulebook.definition.ownership else {
            throw CommandFailure("rulebook.no-ownership", "the rulebook has no rules of ownership")
        }
        let input = try OwnersInput(path, definition)
        let cases = try input.cases(named: nil)
        guard cases.count == 1, let found = cases.first else {
            throw CommandFailure(
                "call.several-graphs",
                "`\(path)` holds \(cases.count) graphs of owners, and one is needed",
                hint: "put the one that speaks of this order into a file of its own"
            )
        }
        for warning in input.warnings { Terminal.note(DiagnosticRenderer(sources: input.sources).text(of: warning)) }
        return found.graph
    }
}
