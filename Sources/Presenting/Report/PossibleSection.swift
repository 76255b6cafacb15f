import Deciding
import Rulebooks

/// The verdicts that remain possible, each with what leads there.
struct PossibleSection {
    let glossary: Glossary
    private var wording: Wording { glossary.wording }

    func write(_ decision: Decision, on page: inout Page) {
        guard let values = decision.possible.first(where: { $0.name == verdictName })?.values else { return }
        guard values.count > 1 else { return }
        page.heading(wording[.possible])
        for value in values {
            let code = value.value ?? ""
            PossibleValue(glossary: glossary, explain: true)
                .write(
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

    func write(_ value: Decision.Possible, as words: StyledText, indent: Int, on page: inout Page) {
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
        guard !explain, ways.count > 5 else { return ways.joined(separator: wording[.alternately]) }
        return wording[.andMore, ways.prefix(4).joined(separator: wording[.alternately]), "\(ways.count - 4)"]
    }
}
