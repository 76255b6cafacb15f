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

    @Flag(help: "Print the findings as JSON.")
    var json = false

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
        try Terminal.print(json ? Self.document(findings) : Array(Self.text(findings, loader.source).utf8))
        if !findings.isEmpty { throw ExitCode(ExitStatus.notPassable) }
    }

    private static func text(_ findings: [Diagnostic], _ source: RulebookSource) -> String {
        let names = Set(findings.compactMap { $0.position?.file })
        let text = DiagnosticRenderer(sources: source.texts(named: names)).text(of: findings)
        return Terminal.safe(text) + (findings.count == 1 ? "1 finding\n" : "\(findings.count) findings\n")
    }

    private static func document(_ findings: [Diagnostic]) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.array { writer in
            for finding in findings.sortedByPosition() {
                writer.object { writer in
                    for (key, text) in [
                        ("code", finding.code.text), ("message", finding.message), ("hint", finding.hint),
                        ("file", finding.position?.file),
                    ] {
                        writer.key(key)
                        writer.string(text)
                    }
                    for (key, number) in [("line", finding.position?.line), ("column", finding.position?.column)] {
                        writer.key(key)
                        if let number { writer.int(number) } else { writer.null() }
                    }
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
