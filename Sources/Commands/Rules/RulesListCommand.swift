import ArgumentParser
import Facts
import Presenting
import Quantities
import Rulebooks

/// `passgate rules list`: the rules, one a line.
struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rules with the time in which each is in force.",
        discussion: "Example: passgate rules list --on 2026-02-15 --evidence reported"
    )

    @OptionGroup var filter: RuleFilter
    @OptionGroup var overlay: OverlayOptions
    @OptionGroup var options: RulebookOptions
    @OptionGroup var language: LanguageOptions

    @Flag(help: "Print the rules as JSON.")
    var json = false

    func run() async throws {
        let rulebook = try options.loader().rulebook(try overlay.overlays())
        let rules = try filter.rules(of: rulebook).map { rulebook.rules[$0].definition }
        try Terminal.print(json ? RuleDocument.list(rules) : Array(text(rules, try language.language()).utf8))
    }

    private func text(_ rules: [RuleDefinition], _ language: LocalisedText.Language) -> String {
        var table = TextTable(
            [.init("rule"), .init("from"), .init("to"), .init("evidence"), .init("title", isFlexible: true)],
            width: Terminal.width
        )
        for rule in rules {
            table.add(
                StyledText(rule.id, .strong),
                StyledText("\(rule.from)"),
                StyledText(rule.to.map { "\($0)" } ?? "open"),
                StyledText(rule.evidence.rawValue, .faint),
                StyledText(rule.title.text(in: language))
            )
        }
        let count = rules.count == 1 ? "1 rule" : "\(rules.count) rules"
        return (table.lines() + [StyledText(count, .faint)]).text(Style(isColoured: Terminal.isColoured))
    }
}
