import ArgumentParser
import Deciding
import Diagnostics
import Facts
import Rulebooks

/// `passgate rules lint`: what a rulebook that can be used should still mend.
struct RulesLintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Look for what is missing or useless in a rulebook that can be used.",
        discussion: """
            Finds what the reader warns of (texts without Chinese, files that are listed nowhere), facts that are asked
            for and that nothing reads, answers without plain words, rules that no case makes true or false, and cases
            that share an id or expect nothing. Exit code: 0 if nothing was found, 1 otherwise.

            Example: passgate rules lint --rulebook rulebook
            """
    )

    @OptionGroup var options: RulebookOptions

    func run() async throws {
        let loader = try options.loader()
        let (rulebook, warnings) = try loader.read()
        let files = loader.source.caseFiles.map { CaseFile($0.bytes, path: $0.path) }
        let overlaid = try loader.source.overlayIDs.map { try loader.read([.named($0)]) }
        var findings = warnings
        for warning in overlaid.flatMap(\.warnings) where !findings.contains(warning) { findings.append(warning) }
        findings += RulebookLint(rulebook, overlays: overlaid.map(\.rulebook)).findings
        if !files.isEmpty {
            findings += CaseLint(files).findings
            let survey = CaseSurvey(CaseSuite(loader, plain: rulebook), files)
            findings += RulebookLint.rulesWithoutCases(survey.entries(overlays: overlaid.map(\.rulebook)))
        }
        let names = Set(findings.compactMap { $0.position?.file })
        let text = DiagnosticRenderer(sources: loader.source.texts(named: names)).text(of: findings)
        try Terminal.print(
            Terminal.safe(text)
                + (findings.count == 1 ? "1 finding\n" : "\(findings.count) findings\n")
        )
        if !findings.isEmpty { throw ExitCode(ExitStatus.notPassable) }
    }
}
