import Deciding
import Rulebooks

/// The verdicts that remain possible, each with what leads there.
struct PossibleSection {
    let glossary: Glossary
    let explain: Bool
    private var wording: Wording { glossary.wording }

    func write(_ decision: Decision, on page: inout Page) {
        guard let values = decision.possible.first(where: { $0.name == verdictName })?.values else { return }
        guard values.count > 1 else { return }
        page.heading(wording[.possible])
        for value in values {
            let code = value.value ?? ""
            PossibleValue(glossary: glossary, explain: explain)
                .apart(
                    value,
                    as: StyledText(glossary.verdict(code), glossary.tone(ofVerdict: code)),
                    indent: 2,
                    on: &page
                )
        }
    }
}

/// One value that is still possible: its words, its grade at the right, what leads there below.
struct PossibleValue {
    let glossary: Glossary
    /// Whether every way that leads there is named, and not only the first ones.
    let explain: Bool

    /// The value, its grade and what leads there in one paragraph, or apart where everything is explained.
    func write(_ value: Decision.Possible, as words: StyledText, indent: Int, on page: inout Page) {
        guard !explain else { return apart(value, as: words, indent: indent, on: &page) }
        let wording = glossary.wording
        let grade = value.evidence.word.map { wording[.inBrackets, glossary.gradeName($0)] } ?? ""
        let condition = wording[.clause] + wording[.ifIntroduction] + condition(of: value)
        page.paragraph(
            words + StyledText(grade, .faint) + StyledText(condition),
            indent: indent,
            hanging: indent + 2
        )
    }

    /// The value with its grade at the right edge, what leads there below.
    func apart(_ value: Decision.Possible, as words: StyledText, indent: Int, on page: inout Page) {
        let grade = value.evidence.word.map { StyledText(glossary.gradeName($0), .faint) } ?? ""
        if indent + words.width + 2 + grade.width <= page.width {
            page.split(words, right: grade, indent: indent)
        } else {
            let tail = grade.isEmpty ? "" : StyledText(glossary.wording[.clause]) + grade
            page.paragraph(words + tail, indent: indent, hanging: indent + 4)
        }
        page.paragraph(StyledText(glossary.wording[.ifIntroduction] + condition(of: value)), indent: indent + 2)
    }

    private func condition(of value: Decision.Possible) -> String {
        let wording = glossary.wording
        let ways = value.ways.map { glossary.text($0) }
        guard !explain else { return glossary.text(value.condition) }
        guard ways.count > 5 else { return ways.joined(separator: wording[.alternately]) }
        return wording[.andMore, ways.prefix(4).joined(separator: wording[.alternately]), "\(ways.count - 4)"]
    }
}
