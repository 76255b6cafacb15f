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
        var groups: [(rank: Int, words: StyledText, facts: [(name: String, value: String)])] = []
        let same = decision.verdict == undeterminedWord ? glossary.verdict(undeterminedWord) : wording[.sameVerdict]
        func add(_ fact: (name: String, value: String), _ answers: [Decision.NamedAnswer]) {
            let words = words(for: answers, same: same)
            if let index = groups.firstIndex(where: { $0.words == words }) {
                groups[index].facts.append(fact)
            } else {
                groups.append((rank(answers), words, [fact]))
            }
        }
        for change in decision.wouldChange { add((change.fact, shortened(change.to)), change.answers) }
        for alternative in decision.alternatives {
            add((alternative.fact, glossary.value(alternative.value, of: alternative.fact)), alternative.answers)
        }
        for (_, group) in groups.enumerated()
            .sorted(by: { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) })
        {
            var names = DottedNames()
            let limit = explain || group.facts.count <= Self.limit + 1 ? group.facts.count : Self.limit
            var facts = group.facts.prefix(limit).map { "\(names.next($0.name)) \($0.value)" }
                .joined(separator: wording[.semicolon])
            if limit < group.facts.count { facts = wording[.andMoreFacts, facts, "\(group.facts.count - limit)"] }
            page.paragraph(StyledText(facts + wording[.leadsTo], .faint) + group.words, indent: 2, hanging: 4)
        }
        if decision.alternatives.isEmpty { page.paragraph(StyledText(wording[.noAlternative], .faint), indent: 2) }
    }

    /// How many changes with the same outcome are named.
    private static let limit = 8

    /// Other verdicts first, those that can be said before those that can't, then other answers.
    private func rank(_ answers: [Decision.NamedAnswer]) -> Int {
        guard let verdict = answers.first(where: { $0.name == verdictName })?.answer.word else { return 3 }
        if let index = glossary.definition.verdict.values.firstIndex(of: verdict) { return index == 0 ? 0 : 1 }
        return 2
    }

    private func shortened(_ words: String) -> String {
        let parts = words.split(separator: ", ").map(String.init)
        guard !explain, parts.count > 5 else { return parts.joined(separator: wording[.comma]) }
        let shown = parts.prefix(3).joined(separator: wording[.comma])
        return wording[.andMore, shown, "\(parts.count - 3)"]
    }

    private func words(for answers: [Decision.NamedAnswer], same: String) -> StyledText {
        let verdict = answers.first { $0.name == verdictName }?.answer.word
        let head = verdict.map { StyledText(glossary.verdict($0), glossary.tone(ofVerdict: $0)) }
        let rest = answers.filter { $0.name != verdictName }
        let known = rest.filter { $0.answer != .none && !$0.answer.isUndetermined }
        let tail = (known.isEmpty ? rest : known)
            .map { StyledText(glossary.statement($0.answer, of: $0.name, withCode: explain)) }
            .joined(separator: StyledText(wording[.semicolon]))
        guard !tail.isEmpty else { return head ?? "" }
        return (head ?? StyledText(same)) + StyledText(wording[.inBrackets, tail.plain])
    }
}
