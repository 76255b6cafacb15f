import ArgumentParser
import Diagnostics
import Quantities
import Screening

/// `passgate screen decide`: what a reviewer makes of a match.
struct ScreenDecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Clear or confirm a match of a party that was kept.",
        discussion: """
            The decision holds until its last day, and only while the party and the entry are as they are now; then \
            the match is open again. What is decided is never changed, only followed by another decision.

            Example: passgate screen decide P-17 EL:"example trading" --clear --reason "another firm, see register" \
            --until 2027-03-31 --by "A. Reviewer"
            """
    )

    @OptionGroup var store: StoreOptions
    @OptionGroup var deed: DeedOptions

    @Argument(help: ArgumentHelp("The id of the party.", valueName: "party"))
    var party: String

    @Argument(help: ArgumentHelp("The entry, as LIST:KEY, its key, or its number.", valueName: "entry"))
    var entry: String

    @Flag(help: "The party is not the one listed.")
    var clear = false

    @Flag(help: "The party is the one listed.")
    var confirm = false

    @Option(help: ArgumentHelp("Why, in words.", valueName: "text"))
    var reason: String

    @Option(help: ArgumentHelp("The last day on which the decision holds.", valueName: "date"))
    var until: String

    func validate() throws {
        guard clear != confirm else { throw ValidationError("give --clear or --confirm") }
    }

    func run() async throws {
        guard let expires = try DateFlag.date("--until", until) else { return }
        let deed = try deed.deed(mustBeNamed: true)
        let opened = try store.store()
        let match = try match(in: opened)
        let verdict: Disposition.Verdict = clear ? .clear : .confirm
        try CommandFailure.catching { () throws(ScreeningError) in
            try opened.decide(party, match.list, match.key, verdict, reason: reason, expires: expires, deed)
        }
        let what = clear ? "cleared" : "confirmed"
        try Terminal.print(Terminal.safe("\(what): \(party) / \(match.list):\(match.key), until \(expires)") + "\n")
    }

    private func match(in store: ScreeningStore) throws(CommandFailure) -> PartyMatch {
        let (kept, day) = (try kept(in: store), Terminal.today)
        let matches = try CommandFailure.catching { () throws(ScreeningError) in
            try store.keptMatches(of: kept, on: day).map(\.match)
        }
        let found = matches.filter { match in
            [match.key, "\(match.list):\(match.key)"].contains(entry) || "#" + entry == match.key
                || entry == "\(match.list):\(match.key.dropFirst())" && match.key.hasPrefix("#")
        }
        if found.count == 1 { return found[0] }
        let names = (found.isEmpty ? matches : found).prefix(10).map { "`\($0.list):\($0.key)`" }
        throw CommandFailure(
            "store.unknown-hit",
            found.isEmpty
                ? "the party `\(party)` has no match with the entry `\(entry)`"
                : "the party `\(party)` has several matches named `\(entry)`",
            hint: names.isEmpty ? "it has no match at all" : "its matches are \(names.joined(separator: ", "))"
        )
    }

    private func kept(in store: ScreeningStore) throws(CommandFailure) -> ScreenedParty {
        let parties = try CommandFailure.catching { () throws(ScreeningError) in try store.parties() }
        if let found = parties.first(where: { $0.id == party }) { return found }
        throw CommandFailure(
            "store.unknown-party",
            "no party `\(party)` was kept",
            hint: NearMiss.suggestion(for: party, among: parties.map(\.id)).map { "did you mean `\($0)`?" }
                ?? "keep it with `passgate screen NAME --id ID --keep`"
        )
    }
}
