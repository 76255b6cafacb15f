extension Formula {
    /// The tests at its leaves.
    package var atoms: Set<Int> {
        switch self {
        case .atom(let index): [index]
        case .not(let part): part.atoms
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.atoms) }
        case .constant, .fact, .answer, .member, .settledFact, .settledDecision: []
        }
    }
}

extension Rulebook {
    /// The facts that a formula reads, not counting those behind decisions.
    package func facts(readBy formula: Formula) -> Set<Int> {
        switch formula {
        case .fact(let index), .settledFact(let index): [index]
        case .atom(let index): Set(atoms[index].reads.filter { $0 < facts.count })
        case .not(let part): facts(readBy: part)
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion(facts(readBy: $1)) }
        case .constant, .answer, .member, .settledDecision: []
        }
    }
}
