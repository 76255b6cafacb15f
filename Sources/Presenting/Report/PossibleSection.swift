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
        PossibleValues(glossary: glossary, explain: explain)
            .write(values.map { (words: verdict($0.value ?? ""), value: $0) }, indent: 2, on: &page)
    }

    private func verdict(_ code: String) -> StyledText {
        StyledText(glossary.verdict(code), glossary.tone(ofVerdict: code))
    }
}

/// Values that are still possible, one beside or above what leads there.
struct PossibleValues {
    let glossary: Glossary
    /// Whether every way that leads there is told in full.
    let explain: Bool
    /// The grades of the rules that lead to a value, where rules do.
    var grades: [String: [String]] = [:]
    /// Values that go before stricter ones.
    var first: Set<String> = []
    private var wording: Wording { glossary.wording }

    /// How wide the values may be beside what leads there.
    private static let column = 24
    /// How many ways are named at most.
    private static let limit = 6

    func write(_ values: [(words: StyledText, value: Decision.Possible)], indent: Int, on page: inout Page) {
        guard !explain, page.width >= 60 else {
            for (words, value) in values { apart(value, as: words, indent: indent, on: &page) }
            return
        }
        let widest = values.map(\.words.width).max() ?? 0
        let column = TextTable.Column(minimum: min(widest, Self.column), maximum: Self.column)
        var table = TextTable([column, .init(isFlexible: true)], width: page.width, indent: indent)
        for (words, value) in values {
            table.add(words, StyledText(condition(of: value)) + StyledText(grade(of: value), .faint))
        }
        page.table(table)
    }

    /// The grade in brackets.
    private func grade(of value: Decision.Possible) -> String {
        gradeName(of: value).map { wording[.inBrackets, $0] } ?? ""
    }

    /// The grade; where the rules that lead there are not all of one, the best and the weakest.
    private func gradeName(of value: Decision.Possible) -> String? {
        guard let grade = value.evidence.word else { return nil }
        let name = glossary.gradeName(grade)
        let weakest = (grades[value.value ?? ""] ?? []).max { rank($0) < rank($1) }
        guard let weakest, rank(weakest) > rank(grade) else { return name }
        return wording[.inPart, name, glossary.gradeName(weakest)]
    }

    private func rank(_ grade: String) -> Int { glossary.rank(ofGrade: grade) ?? 0 }

    /// The value with its grade at the right edge, what leads there below.
    private func apart(_ value: Decision.Possible, as words: StyledText, indent: Int, on page: inout Page) {
        let grade = StyledText(gradeName(of: value) ?? "", .faint)
        if indent + words.width + 2 + grade.width <= page.width {
            page.split(words, right: grade, indent: indent)
        } else {
            let tail = grade.isEmpty ? "" : StyledText(wording[.clause]) + grade
            page.paragraph(words + tail, indent: indent, hanging: indent + 4)
        }
        page.paragraph(StyledText(condition(of: value)), indent: indent + 2)
    }

    private func condition(of value: Decision.Possible) -> String {
        let goesFirst = value.value.map { first.contains($0) } ?? false
        return ways(to: value) + (goesFirst ? wording[.clause] + wording[.goesFirst] : "")
    }

    private func ways(to value: Decision.Possible) -> String {
        let ways = value.ways.map { glossary.text($0) }
        guard !explain else { return glossary.text(value.condition) }
        guard ways.count > Self.limit else { return ways.joined(separator: wording[.semicolon]) }
        let shown = ways.prefix(Self.limit - 1).joined(separator: wording[.semicolon])
        return wording[.andMore, shown, "\(ways.count - Self.limit + 1)"]
    }
}
