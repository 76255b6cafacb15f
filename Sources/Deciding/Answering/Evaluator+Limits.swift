import Quantities
import Rulebooks

extension Evaluator {
    /// The limits in a rule's condition that known values are at or near to, as near as the rulebook says.
    ///
    /// A comparison that could come out otherwise and the condition be the same all the same is left out.
    func nearLimits(of rule: Int) -> [Decision.NearLimit] {
        guard let percent = rulebook.definition.nearLimitPercent else { return [] }
        let near = rulebook.limits[rule]
            .filter { limit in
                value(ofVariable: limit.fact)?.number.map { limit.number.isNear($0, percent: percent) } ?? false
            }
        var found: [Decision.NearLimit] = []
        for limit in near where isDecisive(limit, among: near, in: rulebook.rules[rule].condition) {
            guard let value = value(ofVariable: limit.fact)?.number else { continue }
            let name = rulebook.facts[limit.fact].name
            let entry = Decision.NearLimit(fact: name, value: value, limit: limit.number)
            if !found.contains(entry) { found.append(entry) }
        }
        return found
    }

    /// Whether a rule's condition hangs on a limit that a known value is near to.
    func hasNearLimit(rule: Int) -> Bool {
        !rulebook.limits[rule].isEmpty && !nearLimits(of: rule).isEmpty
    }

    /// Whether a condition could hang on one comparison, while all that are near could come out either way.
    private func isDecisive(_ limit: Limit, among near: [Limit], in condition: Formula) -> Bool {
        var supposed: [Int: Truth] = [:]
        for other in near { supposed[other.atom] = .unknown }
        supposed[limit.atom] = .yes
        let met = truth(of: condition, supposing: supposed)
        supposed[limit.atom] = .no
        return met != truth(of: condition, supposing: supposed)
    }

    private func truth(of formula: Formula, supposing supposed: [Int: Truth]) -> Truth {
        switch formula {
        case .atom(let index): supposed[index] ?? truth(of: formula)
        case .not(let part): !truth(of: part, supposing: supposed)
        case .all(let parts): parts.reduce(.yes) { $0 && truth(of: $1, supposing: supposed) }
        case .any(let parts): parts.reduce(.no) { $0 || truth(of: $1, supposing: supposed) }
        default: truth(of: formula)
        }
    }
}

extension ExactDecimal {
    /// Whether another number is within so many percent of this one, that distance included.
    fileprivate func isNear(_ other: ExactDecimal, percent: ExactDecimal) -> Bool {
        // Multiplied out, since a quotient would cost a division for each limit.
        (other - self).magnitude * 100 <= magnitude * percent
    }

    private var magnitude: ExactDecimal { signum < 0 ? -self : self }
}
