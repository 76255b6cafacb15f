import ArgumentParser
import Deciding
import Diagnostics
import Facts
import Presenting
import Quantities
import Rulebooks

/// `passgate check`: decides one order.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Decide one order and explain the answer.",
        discussion: """
            Facts come from flags and from a file; a fact that is not stated is unknown, and the answer says which
            unknown facts matter. A family of chips is decided for each of its variants.

            Exit code: 0 open, open with conditions, or neither gate applies; 1 closed, or a licence is needed;
            2 the call or its input is wrong; 3 facts are missing.

            Example: passgate check --chip NAME --to COUNTRY --buyer NAME --on 2026-02-15
            """
    )

    @OptionGroup var order: OrderOptions
    @OptionGroup var rows: RowOptions
    @OptionGroup var profile: ProfileOptions
    @OptionGroup var overlay: OverlayOptions
    @OptionGroup var screen: OrderScreenOptions
    @OptionGroup var options: RulebookOptions

    @Option(
        name: .customLong("known-on"),
        help: ArgumentHelp("The day on which the question is put; today in UTC if not given.", valueName: "date")
    )
    var knownOn: String?

    @Flag(help: "Ask for the facts that can still change the verdict; answers come from standard input, one a line.")
    var ask = false

    @Flag(help: "Print every rule that matters with its condition, the facts it read and its citations.")
    var explain = false

    @OptionGroup var language: LanguageOptions

    @Option(
        help: ArgumentHelp(
            "Decide stored decisions again, from nothing but their documents, and compare the bytes.",
            discussion: "The file is what --json printed. Exit code 0 if all are the same, 1 if any differs.",
            valueName: "file"
        )
    )
    var replay: String?

    @Flag(help: "Print the decision as JSON, one document a line for each variant.")
    var json = false

    func validate() throws {
        let files = [order.facts, rows.chip, rows.party, screen.owners].compactMap { $0 } + profile.names
        let readers = files.filter { $0 == "-" }.count + (ask ? 1 : 0)
        if readers > 1 {
            throw ValidationError("Standard input can be read once only: as one file, or as answers to --ask.")
        }
        if replay != nil, !isPlain {
            throw ValidationError("--replay takes the order from its file: only --rulebook and --overlay go with it.")
        }
    }

    /// Whether the call says nothing of an order and of how it is decided.
    private var isPlain: Bool {
        let order = [order.chip, order.to, order.from, order.buyer, order.on, order.quantity, order.facts]
        let others = [rows.chip, rows.party, knownOn]
        return (order + others).allSatisfy { $0 == nil } && self.order.fact.isEmpty && profile.names.isEmpty
            && screen.isPlain && !ask && !explain && !json
    }

    func run() async throws {
        if let replay { return try compare(replay) }
        let today = Terminal.today
        let language = try self.language.language()
        var draft = try order.draft()
        let knownOn = try dayOfQuestion(today, &draft)
        let loader = try options.loader()
        let rulebook = try loader.rulebook(try overlay.overlays())
        let profiles = draft.gather { () throws(CommandFailure) in try profile.profiles(of: rulebook) } ?? []
        rows.add(to: &draft, rulebook)
        let reader = OrderReader(rulebook, knownOn: knownOn, profiles: profiles)
        let screening = draft.gather { () throws(CommandFailure) in try screen.screening(rulebook) } ?? nil
        var found = try screening?.screen(&draft) ?? []
        if ask {
            var questioner = Questioner(rulebook, reader: reader, language: language, width: Terminal.width)
            try questioner.complete(&draft)
            // An answer may have named a party or the day.
            if let screening { found = try screening.screen(&draft) }
        }
        let check = try OrderCheck(draft, rulebook: rulebook, reader: reader)
        let decisions = check.decisions(isForPeople: !json)
        var page = ScreeningPage(rulebook, language: language, width: Terminal.width, explain: explain)
        if let screening { page.add(found, screening) }
        try Terminal.print(
            json ? Self.document(decisions) : Array(text(decisions, rulebook, language, page.lines).utf8)
        )
        check.notes()
        let status = VerdictStatus(rulebook).status(of: decisions.map(\.decision.verdict))
        if status != ExitStatus.passable { throw ExitCode(status) }
    }

    private func compare(_ path: String) throws {
        var check = try ReplayCheck(path, loader: try options.loader(), overlays: try overlay.overlays())
        let findings = try check.findings()
        try Terminal.print(findings.map { Terminal.safe($0.text) + "\n" }.joined())
        if !findings.allSatisfy(\.isSame) { throw ExitCode(ExitStatus.notPassable) }
    }

    private func dayOfQuestion(_ today: CalendarDate, _ draft: inout OrderDraft) throws -> CalendarDate {
        guard let setting = try Settings.setting(.knownOn, flag: "--known-on", knownOn) else { return today }
        if let date = CalendarDate(iso: setting.value) { return date }
        draft.sources[setting.origin] = setting.value
        draft.problems.append(DateFlag.problem(setting.origin, setting.value))
        return today
    }

    private static func document(_ decisions: [OrderCheck.Decided]) -> [UInt8] {
        decisions.flatMap { $0.decision.document() + [UInt8(ascii: "\n")] }
    }

    private func text(
        _ decisions: [OrderCheck.Decided],
        _ rulebook: Rulebook,
        _ language: LocalisedText.Language,
        _ found: [StyledText]
    ) -> String {
        var report = DecisionReport(
            decisions.map { ($0.label, $0.decision) },
            rulebook: rulebook,
            language: language,
            isColoured: Terminal.isColoured,
            width: Terminal.width,
            explain: explain
        )
        report.found = found
        return report.text()
    }
}
