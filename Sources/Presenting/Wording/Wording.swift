import Rulebooks

/// What the reports themselves say; what the law says comes from the rulebook.
enum Phrase: String, CaseIterable {
    case alsoTrue
    case alternately
    case alternatives
    case andMore
    case andMoreFacts
    case answersFor
    case anyValue
    case asStated
    case assumedSource
    case because
    case besideEarlier
    case betweenGates
    case canBeChecked
    case carriedForward
    case caveat
    case certain
    case certainRow
    case changesRelease
    case changesToVerdict
    case cites
    case clause
    case collisionReason
    case colon
    case comma
    case condition
    case conditionsSpan
    case contributes
    case couldStillChange
    case couldStillChangeOne
    case defaultSource
    case dependency
    case differs
    case displacedBy
    case emptyText
    case evidence
    case evidenceNeutral
    case evidenceOpen
    case explainHint
    case explainLists
    case explainWhy
    case facts
    case figuresOf
    case flagOpen
    case flagRaised
    case flags
    case gateNeutral
    case givesUnless
    case goesFirst
    case goods
    case hard
    case hold
    case idleRules
    case inBrackets
    case inPart
    case lawAndKnown
    case keyQuestion
    case leadsFrom
    case leadsTo
    case leg
    case legName
    case legsIntroduction
    case lesserFacts
    case lesserRules
    case neededFor
    case nearLimit
    case nearValue
    case notMet
    case falseRule
    case needs
    case needsIntroduction
    case needsOther
    case needsOutcome
    case needsProfiles
    case needsRanked
    case noAlternative
    case noValue
    case notKnown
    case notLaw
    case notLawRule
    case notShown
    case notes
    case notesIfOpen
    case notesOpen
    case nothingCertain
    case obligationMet
    case obligationOpen
    case obligationToDo
    case obligationUnmet
    case obligations
    case obligationsIfOpen
    case obligationsOpen
    case oneOf
    case oneOfStrictest
    case onlyOutcome
    case openFact
    case openFacts
    case openRow
    case openRule
    case openRules
    case openSoFar
    case order
    case overlays
    case party
    case possible
    case possibleCollision
    case profileAssumes
    case profileCount
    case profileSource
    case rulebookIs
    case sameAsFor
    case sameVerdict
    case semicolon
    case sentenceGap
    case sentences
    case settles
    case shipped
    case shippedFrom
    case soft
    case span
    case statedToo
    case toBuyer
    case toBuyerIn
    case toPlace
    case trueRule
    case undetermined
    case unknownValue
    case usedUntold
    case variantsApart
    case verdict
    case whatWouldChange
}

/// The phrases of the reports in every language, the one place where they stand.
///
/// `{0}`, `{1}` are filled in.
struct Wording {
    let language: LocalisedText.Language

    /// A phrase, filled in.
    subscript(phrase: Phrase, values: String...) -> String {
        guard let pair = Self.table[phrase] else { return phrase.rawValue }
        var text = language == .english ? pair.en : pair.zh
        for (index, value) in values.enumerated() {
            text = text.split(separator: "{\(index)}", omittingEmptySubsequences: false).joined(separator: value)
        }
        return text
    }

    /// What a grade of evidence means, for those who read it first; nil for a grade that is no evidence word.
    func meaning(ofGrade grade: String) -> String? {
        Evidence(rawValue: grade).flatMap { Self.grades[$0] }.map { language == .english ? $0.en : $0.zh }
    }

    /// The grades' names in Chinese; in English their code words serve.
    static let names: [Evidence: String] = [
        .enacted: "已颁布", .official: "官方", .guidance: "指引", .letter: "公函", .practice: "惯例",
        .reported: "据报道", .singleReport: "单一报道", .inferred: "推断", .proposed: "提案",
    ]

    typealias Pair = (en: String, zh: String)

    static let grades: [Evidence: Pair] = [
        .enacted: ("law in force, read in its published text", "现行法律，依据公布文本"),
        .official: ("published law, or an official act or statement", "公布的法律，或官方决定、声明"),
        .guidance: ("published guidance of the authority", "主管部门公布的指引"),
        .letter: ("a letter to an addressee, known from filings", "致收件人的公函，见于公司申报文件"),
        .practice: ("what the authority is known to do", "主管部门的已知做法"),
        .reported: (
            "press reports, or letters known at second hand; not published law",
            "媒体报道或间接得知的公函，并非公布的法律"
        ),
        .singleReport: ("a single press report; not published law", "单一媒体报道，并非公布的法律"),
        .inferred: ("concluded or proposed, not stated by any authority", "推断或提案，并非主管部门所述"),
        .proposed: ("a proposal, not law", "提案，并非法律"),
    ]
}
