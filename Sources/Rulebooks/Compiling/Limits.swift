package import Quantities

/// A number that the condition of a rule compares a decimal fact with.
package struct Limit: Hashable, Sendable {
    /// The comparison, by its index among the atoms.
    package let atom: Int
    /// The fact, by its index.
    package let fact: Int
    /// The number, which is not zero.
    package let number: ExactDecimal
}

extension RulebookCompiler {
    /// The limits in a condition, each comparison once, in the order in which they stand there.
    ///
    /// Zero is none: nothing is near it in proportion, and to compare with it asks whether there is any at all.
    func limits(in condition: Formula, facts: [CompiledFact]) -> [Limit] {
        var found: [Limit] = []
        func collect(_ formula: Formula) {
            switch formula {
            case .atom(let index):
                guard case .number(let variable, let comparison, let number) = atoms[index].test, comparison != .equal,
                    variable < facts.count, facts[variable].definition.kind == .decimal, number.signum != 0
                else { return }
                let limit = Limit(atom: index, fact: variable, number: number)
                if !found.contains(limit) { found.append(limit) }
            case .not(let part): collect(part)
            case .all(let parts), .any(let parts): for part in parts { collect(part) }
            case .constant, .fact, .answer, .member, .settledFact, .settledDecision: break
            }
        }
        collect(condition)
        return found
    }
}
