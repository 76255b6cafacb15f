import Deciding
import Quantities
import Rulebooks

/// The last lines: of what day the law is, by which rulebook, and what the answer is not.
struct FooterSection {
    let glossary: Glossary
    private var wording: Wording { glossary.wording }

    func write(_ decision: Decision, on page: inout Page) {
        page.gap()
        let stamp = decision.rulebook
        let digest = stamp.digest.split(separator: ":").last.map { String($0.prefix(12)) } ?? ""
        let dates = wording[
            .lawAndKnown,
            decision.on.description,
            decision.knownOn.description,
            stamp.lawKnownTo.description
        ]
        let rulebook = wording[.rulebookIs, stamp.id, stamp.version, digest]
        page.paragraph(StyledText(wording[.sentences, dates, rulebook], .faint))
        if decision.on > stamp.lawKnownTo { page.paragraph(StyledText(wording[.carriedForward], .caution)) }
        if !stamp.overlays.isEmpty {
            page.paragraph(
                StyledText(wording[.notLaw] + wording[.colon], .caution)
                    + StyledText(wording[.overlays, stamp.overlays.joined(separator: wording[.comma])])
            )
        }
        page.paragraph(StyledText(glossary.text(decision.notice)))
    }
}
