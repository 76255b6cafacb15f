import Facts
import Presenting
import Quantities
import Rulebooks

/// A rule in all its periods, for people.
struct RulePage {
    private let language: LocalisedText.Language
    private let width: Int
    private let hasCases: Bool
    private(set) var lines: [StyledText] = []

    /// How many cases are named before the rest is only counted.
    private let caseLimit = 8

    init(_ entries: [CaseSurvey.Entry], language: LocalisedText.Language, width: Int, hasCases: Bool) {
        self.language = language
        self.width = width
        self.hasCases = hasCases
        guard let first = entries.first else { return }
        lines.append(StyledText(first.rule.id, .strong) + "  " + StyledText(first.rule.title.text(in: language)))
        for entry in entries { add(entry) }
    }

    private mutating func add(_ entry: CaseSurvey.Entry) {
        let rule = entry.rule
        lines.append("")
        lines.append(StyledText("\(rule.from) to \(rule.to.map { "\($0)" } ?? "open")", .strong))
        var table = TextTable([.init(minimum: 12), .init(isFlexible: true)], width: width, indent: 2)
        func row(_ label: String, _ text: String, _ tone: Tone = .plain) {
            table.add(StyledText(label, .faint), StyledText(text, tone))
        }
        row("says", rule.says.text(in: language))
        if let other = rule.says.chinese, language == .english { row("", other) }
        if language == .chinese { row("", rule.says.english) }
        row("when", rule.when.text)
        for contribution in rule.contributes {
            row("adds", "\(contribution.target.name) = \(contribution.values.joined(separator: ", "))")
        }
        row("evidence", rule.evidence.rawValue)
        if let caveat = rule.caveat { row("caveat", caveat.text(in: language), .caution) }
        for cite in rule.cites { row(cite == rule.cites.first ? "cites" : "", cite) }
        if !rule.authority.isEmpty { row("authority", rule.authority.joined(separator: ", ")) }
        row("known from", "\(rule.knownFrom)")
        if let row = rule.row { table.add(StyledText("row", .faint), StyledText(row)) }
        if !rule.overrides.isEmpty { row("overrides", rule.overrides.map(\.name).joined(separator: ", ")) }
        if let served = rule.servedBy, !served.isEmpty {
            row("judged by", served.map(\.name).joined(separator: ", "))
        }
        if !rule.overcomeBy.isEmpty { row("overcome by", rule.overcomeBy.map(\.rule.name).joined(separator: ", ")) }
        if let overlay = rule.overlay { row("overlay", "\(overlay): not the law", .caution) }
        if hasCases {
            row("true in", cases(entry.trueIn))
            row("false in", cases(entry.falseIn))
        }
        lines += table.lines()
    }

    private func cases(_ ids: [String]) -> String {
        if ids.isEmpty { return "no case" }
        let shown = ids.prefix(caseLimit).joined(separator: ", ")
        return ids.count > caseLimit ? "\(shown) and \(ids.count - caseLimit) more" : shown
    }
}
