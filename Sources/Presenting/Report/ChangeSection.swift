import Deciding
import Facts
import Rulebooks

/// What would give another answer: another fact, another date, another policy setting.
struct ChangeSection {
    let glossary: Glossary
    let explain: Bool
    private var wording: Wording { glossary.wording }

    func write(_ decision: Decision, on page: inout Page) {
        page.heading(wording[.whatWouldChange])
        var table = TextTable([.init(maximum: 34), .init(isFlexible: true)], width: page.width, indent: 2)
        let ordered =
            decision.wouldChange.filter { changesVerdict($0.answers) }
            + decision.wouldChange.filter { !changesVerdict($0.answers) }
        for change in ordered {
            table.add(StyledText("\(change.fact) \(shortened(change.to))"), answers(change.answers))
        }
        for alternative in decision.alternatives {
            table.add(
                StyledText(glossary.fact(alternative.fact, alternative.value), .caution),
                answers(alternative.answers)
            )
        }
        page.table(table)
        if decision.alternatives.isEmpty { page.paragraph(StyledText(wording[.noAlternative], .faint), indent: 2) }
    }

    private func changesVerdict(_ answers: [Decision.NamedAnswer]) -> Bool {
        answers.contains { $0.name == verdictName }
    }

    private func shortened(_ words: String) -> String {
        let parts = words.split(separator: ", ").map(String.init)
        guard !explain, parts.count > 8 else { return words }
        let shown = parts.prefix(6).joined(separator: wording[.comma])
        return wording[.andMore, shown, "\(parts.count - 6)"]
    }

    private func answers(_ answers: [Decision.NamedAnswer]) -> StyledText {
        let first = answers.filter { $0.name == verdictName }
        let rest = answers.filter { $0.name != verdictName }
        let known = rest.filter { $0.answer != .none }
        let shown = first + (known.isEmpty ? rest : known)
        return
            shown
            .map { answer in
                guard answer.name == verdictName, let word = answer.answer.word else {
                    return StyledText("\(glossary.question(answer.name)) ", .faint)
                        + StyledText(glossary.words(answer.answer, of: answer.name, withCode: explain))
                }
                return StyledText("\(wording[.changesToVerdict])\(wording[.colon])", .faint)
                    + StyledText(glossary.verdict(word), glossary.tone(ofVerdict: word))
            }
            .joined(separator: StyledText(wording[.semicolon]))
    }
}
