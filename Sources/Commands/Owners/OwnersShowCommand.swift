import ArgumentParser
import Diagnostics
import Facts
import Ownership
import Presenting
import Quantities
import Rulebooks

/// `passgate owners FILE|PARTY`: answers for one party.
struct OwnersShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what ownership rules say of a party, why, and who stands above it.",
        discussion: """
            FILE is a graph of owners: JSON with nodes and edges (one graph, or cases), CSV with one holding a row
            (columns owner, owned, percent, min, max, from, to, control and others), or FollowTheMoney entities, one a
            line; - is standard input. A name that is no file is looked up among the parties of the rulebook.
            Exit code: 0 if nothing follows, 1 if a rule that applies is met, 3 if an answer is open.

            Example: passgate owners owners.csv --target "Buyer Ltd" --on 2026-12-01
            """
    )

    @OptionGroup var options: RulebookOptions
    @OptionGroup var language: LanguageOptions

    @Option(help: ArgumentHelp("The day asked about; else that of the file, else today in UTC.", valueName: "date"))
    var on: String?

    @Option(help: ArgumentHelp("The party asked about, by id or name; else that of the file.", valueName: "party"))
    var target: String?

    @Option(help: ArgumentHelp("The rule to apply; all if not given. Repeat it for several.", valueName: "id"))
    var rule: [String] = []

    @Option(name: .customLong("case"), help: ArgumentHelp("The case of a file with several.", valueName: "id"))
    var caseID: String?

    @Flag(help: "Print one JSON document.")
    var json = false

    @Argument(help: ArgumentHelp("A graph of owners, or the name of a party.", valueName: "file or party"))
    var name: String

    func run() async throws {
        let loader = try options.loader()
        let language = try self.language.language()
        let date = try DateFlag.date("--on", on)
        guard isFile else {
            let page = try PartyParents(loader.rulebook(), name)
            try Terminal.print(json ? page.document : Array(page.text(language, width: Terminal.width).utf8))
            if !page.isKnown { throw ExitCode(ExitStatus.undetermined) }
            return
        }
        let definition = try OwnersInput.definition(loader)
        let rules = try OwnersInput.rules(rule, in: definition)
        let input = try OwnersInput(name, definition)
        let questions = try input.cases(named: caseID).map { try OwnersQuestion($0, target: target, on: date) }
        let answers = questions.map { OwnersAnswer($0, rules, definition) }
        for warning in input.warnings { Terminal.note(DiagnosticRenderer(sources: input.sources).text(of: warning)) }
        if json {
            try Terminal.print(OwnersAnswer.document(answers, definition, isList: input.isList && caseID == nil))
        } else {
            let pages = answers.map { $0.page(definition, language, width: Terminal.width) }
            let style = Style(isColoured: Terminal.isColoured)
            try Terminal.print(pages.map { $0.text(style) }.joined(separator: "\n"))
        }
        let statuses = answers.map { $0.exitStatus(isChosen: !rule.isEmpty) }
        for status in [ExitStatus.notPassable, ExitStatus.undetermined] where statuses.contains(status) {
            throw ExitCode(status)
        }
    }

    /// Whether the argument is a file, or can only have been meant as one.
    private var isFile: Bool {
        if name == "-" || name.contains("/") { return true }
        if [".json", ".jsonl", ".csv"].contains(where: { name.hasSuffix($0) }) { return true }
        return (try? SystemFiles.kind(of: name)) == .file
    }
}
