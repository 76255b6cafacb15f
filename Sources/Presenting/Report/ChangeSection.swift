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
        var order: [[Decision.NamedAnswer]] = []
        var groups: [[Decision.NamedAnswer]: [String]] = [:]
        func add(_ words: String, _ answers: [Decision.NamedAnswer]) {
            if groups[answers] == nil { order.append(answers) }
            groups[answers, default: []].append(words)
        }
        for change in decision.wouldChange { add("\(change.fact) \(shortened(change.to))", change.answers) }
        for alternative in decision.alternatives {
            add(glossary.fact(alternative.fact, alternative.value), alternative.answers)
        }
        let sorted = order.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
        for answers in sorted.map(\.element) {
            page.paragraph(words(for: answers), indent: 2, hanging: 4)
            let facts = (groups[answers] ?? []).joined(separator: wording[.semicolon])
            page.paragraph(StyledText(wording[.ifIntroduction] + facts), indent: 6)
        }
        if decision.alternatives.isEmpty { page.paragraph(StyledText(wording[.noAlternative], .faint), indent: 2) }
    }

    /// Other verdicts first, those that can be said before those that can't, then other answers.
    private func rank(_ answers: [Decision.NamedAnswer]) -> Int {
        guard let verdict = answers.first(where: { $0.name == verdictName })?.answer.word else { return 3 }
        if let index = glossary.definition.verdict.values.firstIndex(of: verdict) { return index == 0 ? 0 : 1 }
        return 2
    }

    private func shortened(_ words: String) -> String {
        let parts = words.split(separator: ", ").map(String.init)
        guard !explain, parts.count > 8 else { return words }
        let shown = parts.prefix(6).joined(separator: wording[.comma])
        return wording[.andMore, shown, "\(parts.count - 6)"]
    }

    private func words(for answers: [Decision.NamedAnswer]) -> StyledText {
        let verdict = answers.first { $0.name == verdictName }?.answer.word
        let head = verdict.map { StyledText(glossary.verdict($0), glossary.tone(ofVerdict: $0)) }
        let rest = answers.filter { $0.name != verdictName }
        let known = rest.filter { $0.answer != .none && !$0.answer.isUndetermined }
        let tail = (known.isEmpty ? rest : known)
            .map { answer in
                StyledText("\(glossary.question(answer.name)) ", .faint)
                    + StyledText(glossary.words(answer.answer, of: answer.name, withCode: explain))
            }
            .joined(separator: StyledText(wording[.semicolon]))
        guard !tail.isEmpty else { return head ?? "" }
        return (head ?? StyledText(wording[.sameVerdict])) + StyledText(wording[.sentenceGap]) + tail
    }
}
