import Deciding
import Rulebooks

/// Conflicts of the gates with each other, certain or possible.
struct CollisionSection {
    let glossary: Glossary
    private var wording: Wording { glossary.wording }

    func write(_ decision: Decision, on page: inout Page) {
        guard !decision.collisions.isEmpty else { return }
        page.heading(wording[.betweenGates])
        for collision in decision.collisions {
            let tone: Tone = collision.isCertain && collision.kind == "hard" ? .closed : .caution
            var head = StyledText(kind(collision.kind), tone)
            if !collision.isCertain { head += StyledText(wording[.clause] + wording[.possibleCollision], tone) }
            page.split(head, right: StyledText(collision.id, .faint), indent: 2)
            page.paragraph(StyledText(glossary.text(collision.says)), indent: 4)
            for reason in collision.between {
                let cites = reason.cites.joined(separator: wording[.semicolon])
                let grade = glossary.gradeName(reason.evidence.rawValue)
                page.paragraph(
                    StyledText("\(reason.rule)\(wording[.colon])\(cites) (\(grade))", .faint),
                    indent: 4,
                    hanging: 6
                )
            }
            if !collision.needs.isEmpty {
                page.paragraph(
                    StyledText(wording[.neededFor, collision.needs.joined(separator: wording[.comma])], .faint),
                    indent: 4
                )
            }
        }
    }

    private func kind(_ kind: String) -> String {
        switch kind {
        case "hard": wording[.hard]
        case "soft": wording[.soft]
        case "dependency": wording[.dependency]
        default: kind
        }
    }
}
