import Deciding
import Rulebooks

/// The exit status that verdicts stand for.
struct VerdictStatus {
    private let verdict: VerdictDefinition

    init(_ rulebook: Rulebook) {
        verdict = rulebook.definition.verdict
    }

    /// The status of several verdicts is that of the strictest.
    func status(of verdicts: [String]) -> Int32 {
        let strictest = verdicts.min { rank($0) < rank($1) }
        return strictest.map { status(of: $0) } ?? ExitStatus.passable
    }

    private func status(of word: String) -> Int32 {
        if word == undeterminedWord { return ExitStatus.undetermined }
        return word == verdict.neutral || word.hasPrefix(passablePrefix) ? ExitStatus.passable : ExitStatus.notPassable
    }

    /// The strictest value comes first, then what is undetermined, then the other values.
    private func rank(_ word: String) -> Int {
        if word == verdict.values.first { return 0 }
        if word == undeterminedWord { return 1 }
        return (verdict.values.firstIndex(of: word) ?? verdict.values.count) + 2
    }

    /// The decision document's words for an order that can move all begin so.
    private let passablePrefix = "open"
}
