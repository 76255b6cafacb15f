import Facts
import Ownership
import Presenting
import Quantities
import Rulebooks

/// What the rules say of one party, and who stands above it.
struct OwnersAnswer {
    private let question: OwnersQuestion
    private let findings: [OwnershipFinding]
    private let walk: ParentWalk

    init(_ question: OwnersQuestion, _ rules: [OwnershipDefinition.Rule], _ definition: OwnershipDefinition) {
        self.question = question
        let evaluator = OwnershipEvaluator(definition, question.graph)
        findings = rules.map { evaluator.finding($0, of: question.target, on: question.date) }
        walk = ParentWalk(question.graph, from: question.target, on: question.date, definition.parent)
    }

    /// The status to leave with: variants that are not law count only where they were asked for.
    func exitStatus(isChosen: Bool) -> Int32 {
        let counting = findings.filter { $0.applies && (isChosen || $0.state?.evidence != .proposed) }
        if counting.contains(where: { $0.status == $0.rule.outcomes.owned }) { return ExitStatus.notPassable }
        if counting.contains(where: { $0.status == $0.rule.outcomes.open }) { return ExitStatus.undetermined }
        return ExitStatus.passable
    }

    /// The answers as one JSON document, an array where the file holds several cases.
    static func document(_ answers: [OwnersAnswer], _ definition: OwnershipDefinition, isList: Bool) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        if isList || answers.count != 1 {
            writer.array { writer in for answer in answers { answer.write(definition, to: &writer) } }
        } else {
            answers[0].write(definition, to: &writer)
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ definition: OwnershipDefinition, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("format")
            writer.string("passgate.owners/1")
            writer.key("case")
            writer.string(question.id)
            writer.key("target")
            writer.string(question.graph.parties[question.target].id)
            writer.key("on")
            writer.string(question.date.description)
            writer.key("rules")
            writer.array { writer in
                for finding in findings { OwnershipDocument.write(finding, in: question.graph, to: &writer) }
            }
            writer.key("parent")
            OwnershipDocument.write(walk, in: question.graph, definition, to: &writer)
        }
    }

    /// The answers for people.
    func page(
        _ definition: OwnershipDefinition,
        _ language: LocalisedText.Language,
        width: Int
    ) -> [StyledText] {
        var page = OwnersPage(question, language: language, width: width)
        page.addHead()
        for finding in findings { page.add(finding) }
        page.add(walk)
        page.addFacts(findings.flatMap { $0.facts(in: question.graph) } + walk.facts(in: question.graph, definition))
        return page.lines
    }
}
