import Diagnostics
import Facts

extension RulebookChecker {
    /// Checks that the facts that ownership gives exist, come from outside, and are of the kind that is given.
    func check(_ ownership: OwnershipDefinition) {
        for given in ownership.rules.flatMap(\.facts) {
            let kind: FactDefinition.Kind = given.gives == .share ? .decimal : .bool
            check(given.fact, is: kind, "`\(given.gives.rawValue)` is a \(kind == .bool ? "truth value" : "number")")
        }
        for fact in [ownership.headquarters, ownership.parentHeadquarters].compactMap(\.self) {
            check(fact, is: .country, "headquarters are in a country")
        }
    }

    private func check(_ name: Reference, is kind: FactDefinition.Kind, _ what: String) {
        guard let fact = fact(name) else { return }
        if !fact.isRaw, !fact.mayBeStated {
            problems.report(.factNotRaw, "the fact `\(fact.name)` is computed and can't be given", at: name.position)
        } else if fact.kind != kind {
            problems.report(.wrongKind, "\(what), and `\(fact.name)` is none", at: name.position)
        }
    }
}
