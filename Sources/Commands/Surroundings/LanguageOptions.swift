import ArgumentParser
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
            discussion: "Without it the environment variable PASSGATE_LANG is looked at.",
            valueName: "en or zh"
        )
    )
    var name: Name?

    /// The language; English where nothing says otherwise.
    var language: LocalisedText.Language {
        switch name ?? SystemFiles.environment("PASSGATE_LANG").flatMap({ Name(rawValue: $0) }) ?? .en {
        case .en: .english
        case .zh: .chinese
        }
    }
}
