import Diagnostics
import Facts
import Quantities

/// Finds what does not hang together in a rulebook.
struct RulebookChecker {
    let draft: RulebookDraft
    let problems: Problems
    let names: NameIndex

    init(draft: RulebookDraft, problems: Problems) {
        self.draft = draft
        self.problems = problems
        self.names = draft.names()
    }

    /// Checks the whole, and gives the profiles with values of the facts' kinds.
    func check() -> [ProfileDefinition] {
        draft.profiles.map { $0.definition(facts: names.facts, problems: problems) }
    }

    /// Checks the overlays of the folder that are not applied.
    func checkUnapplied(except applied: Set<String>) {
    }
}
