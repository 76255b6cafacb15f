import Deciding
import Diagnostics
import Facts
import Presenting
import Quantities
import Rulebooks

/// Asks a user for the facts that can still change the verdict, and adds the answers to the order.
///
/// Questions go to standard error, so that standard output holds the decision alone. Nothing is kept.
struct Questioner {
    private let rulebook: Rulebook
    private let reader: OrderReader
    private let language: LocalisedText.Language
    private let width: Int
    private let next: NextQuestion
    private var skipped: Set<String> = []
    private var asked = 0

    /// How messages name the place of an answer.
    private static let place = "answer"

    init(_ rulebook: Rulebook, reader: OrderReader, language: LocalisedText.Language, width: Int) {
        self.rulebook = rulebook
        self.reader = reader
        self.language = language
        self.width = width
        next = NextQuestion(rulebook)
    }

    /// Asks until the verdict is settled, nothing is left to ask, or the input ends.
    ///
    /// - Throws: `CommandFailure` if the order can't be read as it was stated.
    mutating func complete(_ draft: inout OrderDraft) throws(CommandFailure) {
        askForRequired(&draft)
        var check = try OrderCheck(draft, rulebook: rulebook, reader: reader)
        while let need = check.openNeed(next, skipping: skipped) {
            guard let answered = ask(for: need.fact, need.ask, &draft) else { break }
            if let answered { check = answered }
        }
        if asked > 0 { Terminal.note("\n") }
    }

    /// Asks for the facts without which no order is decided.
    private mutating func askForRequired(_ draft: inout OrderDraft) {
        for fact in rulebook.definition.facts where fact.missing == .refuse {
            let isStated = draft.statement.facts.contains { rulebook.factName(for: $0.name) == fact.name }
            guard !isStated, draft.statement.legs.isEmpty, draft.problems.isEmpty else { continue }
            tell(fact.name, fact.ask ?? fact.meaning)
            guard let line = readLine(), !line.isEmpty else { continue }
            state(fact.name, line, in: &draft)
        }
    }

    /// Asks one question; nil when the input ended, `.some(nil)` when the user does not know.
    private mutating func ask(for fact: String, _ words: LocalisedText, _ draft: inout OrderDraft) -> OrderCheck?? {
        asked += 1
        tell(fact, words)
        while true {
            Terminal.note("> ")
            guard let line = readLine() else { return nil }
            let answer = line.trimmedSpaces
            if answer.isEmpty {
                skipped.insert(fact)
                return .some(nil)
            }
            if answer == "?" || answer == "？" {
                explain(fact)
                continue
            }
            var changed = draft
            state(fact, answer, in: &changed)
            do throws(CommandFailure) {
                let check = try OrderCheck(changed, rulebook: rulebook, reader: reader)
                draft = changed
                return check
            } catch {
                Terminal.note(error.text)
            }
        }
    }

    // MARK: Words

    private func tell(_ fact: String, _ words: LocalisedText) {
        let number = asked > 0 ? "\(asked). " : ""
        let choice = choices(of: definition(of: fact))
        let text = StyledText("\(number)\(words.text(in: language))") + StyledText(choice.isEmpty ? "" : " (\(choice))")
        Terminal.note(Paragraph(text, width: width).lines().text(Style(isColoured: false)))
        if asked == 1 { Terminal.note(language == .chinese ? "（回车：不知道；?：说明）\n" : "(enter: not known; ?: explain)\n") }
    }

    private func explain(_ fact: String) {
        let definition = definition(of: fact)
        let unit = definition?.unit.map { " (\($0))" } ?? ""
        let text = "\(fact)\(unit): \(definition?.meaning.text(in: language) ?? "")"
        Terminal.note(Paragraph(StyledText(text), width: width, indent: 2).lines().text(Style(isColoured: false)))
    }

    private func choices(of fact: FactDefinition?) -> String {
        switch fact?.kind {
        case .bool: language == .chinese ? "是/否" : "yes/no"
        case .enum: fact?.values.joined(separator: ", ") ?? ""
        case .date: "2026-02-15"
        case .int, .decimal: fact?.unit ?? ""
        case .string, .country, nil: ""
        }
    }

    /// The definition behind a fact, which may be the field of one party: `parties[0].military`.
    private func definition(of fact: String) -> FactDefinition? {
        let name = PartyField(fact).map { partyPrefix + $0.field } ?? fact
        return rulebook.definition.facts.first { $0.name == name }
    }

    // MARK: Answers

    private func state(_ fact: String, _ answer: String, in draft: inout OrderDraft) {
        let position = SourcePosition(file: Self.place, line: 1, column: 1)
        draft.sources[Self.place] = answer
        let text = definition(of: fact)?.kind == .bool ? Self.truth(answer) : answer
        if let field = PartyField(fact), draft.statement.parties.indices.contains(field.party) {
            draft.statement.parties[field.party].removeAll { $0.name == field.field }
            draft.statement.parties[field.party]
                .append(Statement(name: field.field, value: .text(text), position: position))
        } else {
            draft.statement.facts.removeAll { rulebook.factName(for: $0.name) == fact }
            draft.statement.facts.append(Statement(name: fact, value: .text(text), position: position))
        }
    }

    private static func truth(_ answer: String) -> String {
        switch answer.lowercased() {
        case "y", "yes", "是", "有", "对": "true"
        case "n", "no", "否", "不是", "没有", "无": "false"
        default: answer
        }
    }
}

/// The field of one party, as needs name it: `parties[0].military`.
private struct PartyField {
    let party: Int
    let field: String

    init?(_ name: String) {
        let opening = "parties["
        guard name.hasPrefix(opening), let close = name.firstIndex(of: "]"),
            let party = Int(name[name.index(name.startIndex, offsetBy: opening.count)..<close])
        else { return nil }
        self.party = party
        field = String(name[close...].dropFirst(2))
    }
}

extension String {
    /// The text without spaces at either end.
    fileprivate var trimmedSpaces: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
