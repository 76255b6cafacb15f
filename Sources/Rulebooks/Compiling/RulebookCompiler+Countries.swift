import CEL

extension RulebookCompiler {
    /// The classes of countries that no group, no literal and no table tells apart on any date.
    func countryClasses(of fact: Int, facts: [CompiledFact]) -> [[String]] {
        var all: Set<String> = []
        for group in groups { all.formUnion(group.stays.keys) }
        let tests = tests(of: fact, facts: facts)
        var bySignature: [String: [String]] = [:]
        for country in all.union(tests.literals).sorted() {
            var signature = tests.literals.contains(country) ? country : ""
            for group in tests.groups.sorted() {
                let stays = groups[group].stays[country] ?? []
                if !stays.isEmpty { signature += " \(group):\(stays)" }
            }
            bySignature[signature, default: []].append(country)
        }
        return bySignature.values.sorted { $0[0] < $1[0] }
    }

    /// The groups and texts that a fact is compared with, by conditions, facts computed from it, or tables.
    private func tests(of fact: Int, facts: [CompiledFact]) -> (groups: Set<Int>, literals: Set<String>) {
        var groups: Set<Int> = []
        var literals: Set<String> = []
        let carriers = carriers(of: fact, facts: facts)
        for atom in atoms where !carriers.isDisjoint(with: atom.reads) {
            switch atom.test {
            case .group(_, let group): groups.insert(group)
            case .text(_, let words): literals.formUnion(words)
            case .program(let program): literals.formUnion(program.literalTexts)
            case .number, .date, .compare: break
            }
        }
        for other in facts where !carriers.isDisjoint(with: other.reads) {
            if case .program(let program) = other.origin { literals.formUnion(program.literalTexts) }
            for match in other.lookup?.match ?? [] where carriers.contains(match.fact) {
                if let lookup = other.lookup { literals.formUnion(rowTexts(of: lookup, column: match.column)) }
            }
        }
        return (groups, literals)
    }

    /// The fact itself and the texts that are computed from it, in which its countries are told apart too.
    func carriers(of fact: Int, facts: [CompiledFact]) -> Set<Int> {
        var found: Set<Int> = [fact]
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for (index, other) in facts.enumerated() where !found.contains(index) {
                guard case .program = other.origin, !found.isDisjoint(with: other.reads),
                    [.string, .country, .enum].contains(other.definition.kind)
                else { continue }
                found.insert(index)
                isGrowing = true
            }
        }
        return found
    }
}
