import CEL

extension RulebookCompiler {
    /// Per fact that is a country the classes of countries that no group and no literal tells apart on any date.
    func countryClasses(facts: [CompiledFact]) -> [Int: [[String]]] {
        var all: Set<String> = []
        for group in groups { all.formUnion(group.stays.keys) }
        var classes: [Int: [[String]]] = [:]
        for (index, fact) in facts.enumerated() where fact.definition.kind == .country {
            let tests = self.tests(of: index, facts: facts)
            var bySignature: [String: [String]] = [:]
            for country in all.union(tests.literals).sorted() {
                var signature = tests.literals.contains(country) ? country : ""
                for group in tests.groups.sorted() {
                    let stays = groups[group].stays[country] ?? []
                    if !stays.isEmpty { signature += " \(group):\(stays)" }
                }
                bySignature[signature, default: []].append(country)
            }
            classes[index] = bySignature.values.sorted { $0[0] < $1[0] }
        }
        return classes
    }

    /// The groups and texts that a fact is compared with, by conditions or by facts computed from it.
    private func tests(of fact: Int, facts: [CompiledFact]) -> (groups: Set<Int>, literals: Set<String>) {
        var groups: Set<Int> = []
        var literals: Set<String> = []
        for atom in atoms where atom.reads.contains(fact) {
            switch atom.test {
            case .group(_, let group): groups.insert(group)
            case .text(_, let words): literals.formUnion(words)
            case .program(let program): literals.formUnion(program.literalTexts)
            case .number, .date, .compare: break
            }
        }
        for other in facts where other.reads.contains(fact) {
            if case .program(let program) = other.origin { literals.formUnion(program.literalTexts) }
        }
        return (groups, literals)
    }
}
