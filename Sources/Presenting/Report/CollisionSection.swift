import Deciding
import Rulebooks

/// Conflicts of the gates with each other, certain or possible.
struct CollisionSection {
    let glossary: Glossary
    let explain: Bool
    private var wording: Wording { glossary.wording }

    func write(_ decision: Decision, on page: inout Page) {
        guard !decision.collisions.isEmpty else { return }
        page.heading(wording[.betweenGates])
        for collision in decision.collisions {
            let tone: Tone = collision.isCertain && collision.kind == "hard" ? .closed : .caution
            var head = StyledText(kind(collision.kind), tone)
            if !collision.isCertain { head += StyledText(wording[.clause] + wording[.possibleCollision], tone) }
            page.split(head, right: StyledText(collision.id, .faint), indent: 2)
            let needs = needs(of: collision, in: decision)
            page.paragraph(StyledText(glossary.text(collision.says)), indent: 4)
            if !needs.isEmpty { page.paragraph(StyledText(wording[.neededFor, needs], .faint), indent: 4, hanging: 6) }
            for reason in collision.between {
                let cites = reason.cites.joined(separator: wording[.semicolon])
                let grade = glossary.gradeName(reason.evidence.rawValue)
                page.paragraph(
                    StyledText("\(reason.rule)\(wording[.colon])\(cites) (\(grade))", .faint),
                    indent: 4,
                    hanging: 6
                )
            }
        }
    }

    /// The facts that settle a collision: those that settle nothing else first, of many others only some.
    private func needs(of collision: Decision.Collision, in decision: Decision) -> String {
        let settling = Set(decision.collisions.map(\.id))
        let own = Set(decision.needs.filter { settling.isSuperset(of: $0.couldChange) }.map(\.fact))
        let needs = collision.needs.filter { own.contains($0) } + collision.needs.filter { !own.contains($0) }
        let limit = explain ? needs.count : max(own.intersection(needs).count, Self.limit)
        let listed = DottedNames.list(Array(needs.prefix(limit))).joined(separator: wording[.comma])
        return needs.count <= limit ? listed : wording[.andMore, listed, "\(needs.count - limit)"]
    }

    /// How many facts are named at most that are named elsewhere as well.
    private static let limit = 4

    private func kind(_ kind: String) -> String {
        switch kind {
        case "hard": wording[.hard]
        case "soft": wording[.soft]
        case "dependency": wording[.dependency]
        default: kind
        }
    }
}
