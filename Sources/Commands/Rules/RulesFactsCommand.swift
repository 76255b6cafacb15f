import ArgumentParser
import Diagnostics
import Facts
import Presenting
import Quantities
import Rulebooks

/// `passgate rules facts`: the facts that an order can state.
struct RulesFactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "List the facts of the rulebook: names, types, units, meanings.",
        discussion: """
            Facts that are computed from others can't be stated; --all lists them too. A name or the beginning of
            one narrows the list.

            Example: passgate rules facts chip.
            """
    )

    @OptionGroup var options: RulebookOptions
    @OptionGroup var language: LanguageOptions

    @Flag(help: "List computed facts too.")
    var all = false

    @Flag(help: "Print the facts as JSON.")
    var json = false

    @Argument(help: ArgumentHelp("A name, or the beginning of names.", valueName: "name"))
    var name: String?

    func run() async throws {
        let rulebook = try options.loader().rulebook()
        let facts = zip(rulebook.definition.facts, rulebook.facts)
            .filter { all || $1.mayBeStated }
            .map(\.0)
            .filter { name == nil || $0.name.hasPrefix(name ?? "") }
        guard !facts.isEmpty else {
            let known = rulebook.facts.map(\.name)
            throw CommandFailure(
                "call.unknown-name",
                "no fact begins with `\(name ?? "")`",
                hint: NearMiss.suggestion(for: name ?? "", among: known).map { "did you mean `\($0)`?" }
            )
        }
        try Terminal.print(json ? Self.document(facts) : Array(text(facts, try language.language()).utf8))
    }

    private func text(_ facts: [FactDefinition], _ language: LocalisedText.Language) -> String {
        var table = TextTable(
            [.init("fact", maximum: 34), .init("type", maximum: 24), .init("meaning", isFlexible: true)],
            width: Terminal.width
        )
        for fact in facts {
            table.add(
                StyledText(fact.name, .strong),
                StyledText(Self.kind(fact), .faint),
                StyledText(fact.meaning.text(in: language) + Self.remark(fact))
            )
        }
        return table.lines().text(Style(isColoured: Terminal.isColoured))
    }

    private static func kind(_ fact: FactDefinition) -> String {
        let kind = fact.kind == .enum ? fact.values.joined(separator: " | ") : fact.kind.rawValue
        return kind + (fact.unit.map { " \($0)" } ?? "")
    }

    private static func remark(_ fact: FactDefinition) -> String {
        if fact.missing == .refuse { return " (required)" }
        if let value = fact.defaultValue { return " (default: \(value.shown))" }
        return fact.derive != nil || fact.contributed != nil ? " (computed)" : ""
    }

    private static func document(_ facts: [FactDefinition]) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.array { writer in
            for fact in facts {
                writer.object { writer in
                    func text(_ key: String, _ text: String?) {
                        writer.key(key)
                        writer.string(text)
                    }
                    text("name", fact.name)
                    text("type", fact.kind.rawValue)
                    if fact.kind == .enum {
                        writer.key("values")
                        writer.strings(fact.values)
                    }
                    text("unit", fact.unit)
                    text("meaning", fact.meaning.english)
                    text("meaning_zh", fact.meaning.chinese)
                    text("ask", fact.ask?.english)
                    text("missing", fact.missing.rawValue)
                    writer.key("default")
                    writer.value(fact.defaultValue)
                    writer.key("computed")
                    writer.bool(fact.derive != nil || fact.contributed != nil)
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

extension FactValue {
    /// The value as people write it; an empty text is named.
    var shown: String {
        switch self {
        case .bool(let value): value ? "true" : "false"
        case .decimal(let number): number.description
        case .string(let text): text.isEmpty ? "none" : text
        case .date(let date): date.description
        case .list(let values): values.map(\.shown).joined(separator: ", ")
        }
    }
}
