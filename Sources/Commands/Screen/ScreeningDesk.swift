import ArgumentParser
import Quantities
import Rulebooks
import Screening

/// What commands that screen share: the rulebook, the store, the day and the language.
struct ScreeningOptions: ParsableArguments {
    @OptionGroup var rulebook: RulebookOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var language: LanguageOptions

    @Option(
        name: .customLong("on"),
        help: ArgumentHelp("The day for which the answer is to hold; today without it.", valueName: "date")
    )
    var day: String?

    /// Opens all of it.
    ///
    /// - Parameter mayMakeStore: whether a store is made where there is none.
    /// - Returns: what commands screen with.
    /// - Throws: `CommandFailure` where a setting, the rulebook or the store is wrong.
    func desk(mayMakeStore: Bool = false) throws(CommandFailure) -> ScreeningDesk {
        let day = try DateFlag.date("--on", day) ?? Terminal.today
        let language = try language.language()
        let definition = try rulebook.loader().rulebook().definition
        let opened: ScreeningStore? =
            if mayMakeStore { try store.storeToWrite() } else if try store.isThere() { try store.store() } else { nil }
        let screener = try CommandFailure.catching { () throws(ScreeningError) in
            try PartyScreener(opened, lists: definition.lists) { Progress.say("building the index of names") }
        }
        Progress.end()
        return ScreeningDesk(definition: definition, store: opened, screener: screener, day: day, language: language)
    }
}

/// A store that is open for screening.
struct ScreeningDesk {
    let definition: RulebookDefinition
    /// Nil where there is none.
    let store: ScreeningStore?
    let screener: PartyScreener
    let day: CalendarDate
    let language: LocalisedText.Language

    var lists: ListsDefinition { definition.lists }
    var words: ScreenWords { ScreenWords(language: language) }
}

/// What is being done, said on a terminal alone.
enum Progress {
    /// Says it in a line that the next one replaces.
    static func say(_ text: String) {
        guard SystemFiles.isTerminal(.error) else { return }
        SystemFiles.writeError("\r\u{1B}[K" + text + " ...")
    }

    /// Takes the line away.
    static func end() {
        guard SystemFiles.isTerminal(.error) else { return }
        SystemFiles.writeError("\r\u{1B}[K")
    }
}

extension PartyFinding.Outcome {
    /// The status with which a command leaves.
    var status: Int32 {
        switch self {
        case .hit: ExitStatus.notPassable
        case .review, .notScreened: ExitStatus.undetermined
        case .clear: ExitStatus.passable
        }
    }
}
