import Facts
import Ownership
import Presenting
import Quantities
import Rulebooks

/// Answers about owners for people.
struct OwnersPage {
    private let question: OwnersQuestion
    private let language: LocalisedText.Language
    private let width: Int
    private(set) var lines: [StyledText] = []

    init(_ question: OwnersQuestion, language: LocalisedText.Language, width: Int) {
        self.question = question
        self.language = language
        self.width = width
    }

    private func words(_ english: String, _ chinese: String) -> String {
        LocalisedText(english: english, chinese: chinese).text(in: language)
    }

    private mutating func paragraph(_ text: StyledText, indent: Int, hanging: Int? = nil) {
        lines += Paragraph(text, width: width, indent: indent, hanging: hanging).lines()
    }

    private mutating func labelled(_ label: String, _ text: StyledText) {
        paragraph(StyledText(label + ": ", .faint) + text, indent: 2, hanging: 4)
    }

    /// The party, the day, and which case it is.
    mutating func addHead() {
        let name = question.graph.parties[question.target].name
        let head = words("OWNERS OF \(name)", "\(name) 的股东")
        let title = [question.id, question.title].compactMap(\.self).joined(separator: ", ")
        paragraph(
            StyledText(head, .strong) + StyledText(words(" on \(question.date)", "（\(question.date)）"))
                + StyledText(title.isEmpty ? "" : "  \(title)", .faint),
            indent: 0,
            hanging: 2
        )
    }

    /// What a rule says.
    mutating func add(_ finding: OwnershipFinding) {
        let words = ProofWording(rule: finding.rule, graph: question.graph)
        lines.append("")
        let outcome =
            finding.status
            + (finding.wouldBe.map { self.words(", would be \($0)", "，若有效则为 \($0)") } ?? "")
        paragraph(
            StyledText(finding.rule.title.text(in: language), .strong) + StyledText(" [\(finding.rule.id)]  ", .faint)
                + StyledText(outcome, tone(of: finding)),
            indent: 0,
            hanging: 2
        )
        for (depth, text) in finding.proof.lines(in: language) {
            paragraph(StyledText(text), indent: 2 + 2 * depth, hanging: 4 + 2 * depth)
        }
        if !finding.governing.isEmpty {
            let names = finding.governing.map { question.graph.parties[$0].name }
            labelled(self.words("strictest owners", "最严股东"), StyledText(names.joined(separator: ", ")))
        }
        for flag in finding.flags {
            labelled(flag.id, StyledText(flag.says.text(in: language), .caution))
        }
        for open in finding.settles {
            labelled(self.words("would settle it", "可定论者"), StyledText(words.settling(open).text(in: language)))
        }
        labelled(
            self.words("source", "依据"),
            StyledText(finding.rule.cites.joined(separator: "; "), .faint)
                + StyledText(finding.state.map { " [\($0.evidence.rawValue)]" } ?? "", .faint)
        )
    }

    private func tone(of finding: OwnershipFinding) -> Tone {
        switch finding.wouldBe ?? finding.status {
        case finding.rule.outcomes.owned: finding.applies ? .closed : .caution
        case finding.rule.outcomes.open: .caution
        default: finding.flags.isEmpty ? .open : .caution
        }
    }

    /// Who stands above the party.
    mutating func add(_ walk: ParentWalk) {
        let graph = question.graph
        let wording = ParentWording(graph)
        lines.append("")
        paragraph(StyledText(words("HEADQUARTERS AND ULTIMATE PARENT", "总部与最终母公司"), .strong), indent: 0)
        labelled(words("headquarters", "总部"), country(of: walk.start))
        var party = walk.start
        for step in walk.steps {
            paragraph(StyledText(wording.step(step, from: party).text(in: language)), indent: 2, hanging: 4)
            party = step.parent
        }
        paragraph(
            StyledText(wording.end(walk).text(in: language), walk.ultimate == nil ? .caution : .plain),
            indent: 2,
            hanging: 4
        )
        guard let parent = walk.ultimate else { return }
        labelled(
            words("ultimate parent", "最终母公司"),
            StyledText(graph.parties[parent].name + ", ") + country(of: parent)
        )
    }

    private func country(of party: Int) -> StyledText {
        question.graph.parties[party].headquarters.map { StyledText($0) }
            ?? StyledText(words("not stated", "未说明"), .caution)
    }

    /// The facts that the answers give to the gates.
    mutating func addFacts(_ facts: [OwnershipFact]) {
        guard !facts.isEmpty else { return }
        lines.append("")
        paragraph(StyledText(words("FACTS FOR A DECISION", "可供判定之事实"), .strong), indent: 0)
        var table = TextTable([.init(), .init(), .init(isFlexible: true)], width: width, indent: 2)
        var before: LocalisedText?
        for fact in facts {
            let because = fact.because == before ? "" : fact.because.text(in: language)
            before = fact.because
            table.add(
                StyledText(fact.fact),
                fact.value.map { StyledText($0.description) } ?? StyledText(words("unknown", "不明"), .caution),
                StyledText(because, .faint)
            )
        }
        lines += table.lines()
    }
}
