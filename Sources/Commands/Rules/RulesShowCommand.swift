import ArgumentParser
import Deciding
import Diagnostics
import Facts
import Presenting
import Quantities
import Rulebooks

/// `passgate rules show`: one rule in all its periods.
struct RulesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a rule: its text, its history, its condition, its sources and its cases.",
        discussion: """
            Beside its sources stand the cases of the rulebook that make it true and false.

            Example: passgate rules show RULE
            """
    )

    @OptionGroup var overlay: OverlayOptions
    @OptionGroup var options: RulebookOptions
    @OptionGroup var language: LanguageOptions

    @Flag(help: "Print the rule as JSON.")
    var json = false

    @Argument(help: ArgumentHelp("The id of the rule.", valueName: "rule"))
    var id: String

    func run() async throws {
        let loader = try options.loader()
        let overlays = try overlay.overlays()
        let rulebook = try loader.rulebook(overlays)
        guard rulebook.ruleIndex[id] != nil else {
            throw CommandFailure(
                "call.unknown-rule",
                "there is no rule `\(id)`",
                hint: NearMiss.suggestion(for: id, among: rulebook.ruleIndex.keys.sorted())
                    .map { "did you mean `\($0)`?" }
                    ?? "`passgate rules list` shows all"
            )
        }
        let files = loader.source.caseFiles.map { CaseFile($0.bytes, path: $0.path) }
        let survey = CaseSurvey(CaseSuite(loader, plain: rulebook), files)
        let entries = survey.entries(overlays: []).filter { $0.rule.id == id }
        if json {
            try Terminal.print(RuleDocument.history(id, entries, hasCases: !files.isEmpty))
        } else {
            let language = try self.language.language()
            let page = RulePage(entries, language: language, width: Terminal.width, hasCases: !files.isEmpty)
            try Terminal.print(page.lines.text(Style(isColoured: Terminal.isColoured)))
        }
    }
}
