import ArgumentParser
import Diagnostics
import Rulebooks

/// The language that a command prints for people.
struct LanguageOptions: ParsableArguments {
    /// The languages there are, by the names of flags.
    enum Name: String, ExpressibleByArgument, CaseIterable {
        case en
        case zh
    }

    @Option(
        name: .customLong("lang"),
        help: ArgumentHelp(
            "The language of what is printed for people.",
            discussion: "Without it PASSGATE_LANG in the environment counts, then `lang` in config.json.",
            valueName: "en or zh"
        )
    )
    var name: Name?

    /// The language; English where nothing says otherwise.
    ///
    /// - Throws: `CommandFailure`, code `config.bad-value`, where a setting names no language.
    func language() throws(CommandFailure) -> LocalisedText.Language {
        guard let setting = try Settings.setting(.language, flag: "--lang", name?.rawValue) else { return .english }
        switch Name(rawValue: setting.value) {
        case .en: return .english
        case .zh: return .chinese
        case nil: throw Self.unknown(setting)
        }
    }

    private static func unknown(_ setting: Settings.Setting) -> CommandFailure {
        let names = Name.allCases.map { "`\($0.rawValue)`" }.joined(separator: " and ")
        return CommandFailure(
            "config.bad-value",
            "`\(setting.value)`, set by \(setting.origin), is not a language",
            hint: "the languages are \(names)"
        )
    }
}
