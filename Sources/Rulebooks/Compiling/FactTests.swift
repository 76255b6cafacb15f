package import CEL
package import Quantities

/// How conditions, computed facts and tables tell the values of one fact apart, gathered once for all orders.
package struct FactTests: Sendable {
    /// The numbers it is compared with, ascending.
    package var numbers: [ExactDecimal] = []
    /// The numbers that facts computed from it are compared with.
    package var computed: [(fact: Int, program: Program, number: ExactDecimal)] = []
    /// The computed numbers compared with each other that read it.
    package var comparisons: [(left: Program, right: Program)] = []
    /// The dates it is compared with and the days beside them, ascending.
    package var dates: [CalendarDate] = []
    /// The texts that rules name or that rows are found by and that are in none of the classes, sorted.
    package var words: [String] = []
    /// The facts with whose texts it may be compared.
    package var rivals: [Int] = []
    /// For a country: the countries, those that no rule tells apart on any date together; and where each stands.
    package var classes: [[String]] = []
    package var classOf: [String: Int] = [:]
    /// The texts computed from it, each after those that it reads.
    package var derived: [Int] = []
    /// The tests that read it or a text computed from it; nil where something else reads them too.
    ///
    /// Two words that these tests do not tell apart give the same answers.
    package var tellingAtoms: [Int]?
}

extension RulebookCompiler {
    /// Per fact the tests of its values.
    func factTests(
        facts: [CompiledFact],
        rules: [CompiledRule],
        decisions: [CompiledDecision],
        steps: [Rulebook.Step],
        cones: [Cone]
    ) -> [FactTests] {
        facts.indices.map { fact in
            switch facts[fact].definition.kind {
            case .bool, .enum: return FactTests()
            case .int, .decimal: return numberTests(of: fact, facts: facts, cone: cones[fact])
            case .date: return dateTests(of: fact, cone: cones[fact])
            case .string, .country:
                var tests = wordTests(of: fact, facts: facts, cone: cones[fact])
                let carriers = carriers(of: fact, facts: facts)
                tests.derived = steps.compactMap { step in
                    if case .fact(let index) = step, index != fact, carriers.contains(index) { index } else { nil }
                }
                if isReadByAtomsAlone(carriers, facts: facts, rules: rules, decisions: decisions) {
                    tests.tellingAtoms = atoms.indices.filter { !carriers.isDisjoint(with: atoms[$0].reads) }
                }
                return tests
            }
        }
    }

    /// Whether texts bear on answers through tests alone: no row is found by them, nothing else computed from them.
    private func isReadByAtomsAlone(
        _ texts: Set<Int>,
        facts: [CompiledFact],
        rules: [CompiledRule],
        decisions: [CompiledDecision]
    ) -> Bool {
        func isFree(_ fact: Int) -> Bool {
            guard !texts.contains(fact) else { return true }
            if let lookup = facts[fact].lookup, lookup.match.contains(where: { texts.contains($0.fact) }) {
                return false
            }
            if case .program(let program) = facts[fact].origin { return texts.isDisjoint(with: program.slots) }
            return true
        }
        let isFreeOfRows = rules.allSatisfy { rule in
            texts.isDisjoint(with: [rule.rowDate, rule.rowEvidence, rule.rowAuthority].compactMap { $0 })
        }
        let isFreeOfValues = decisions.allSatisfy { decision in
            switch decision.form {
            case .value(.fact(let fact)): !texts.contains(fact)
            case .value(.program(let program)): texts.isDisjoint(with: program.slots)
            default: true
            }
        }
        return isFreeOfRows && isFreeOfValues && facts.indices.allSatisfy(isFree)
    }

    private func numberTests(of fact: Int, facts: [CompiledFact], cone: Cone) -> FactTests {
        var tests = FactTests()
        var numbers: Set<ExactDecimal> = []
        for atom in cone.atoms {
            switch atoms[atom].test {
            case .number(let variable, _, let number) where variable == fact:
                numbers.insert(number)
            case .number(let variable, _, let number) where variable < facts.count:
                if case .program(let program) = facts[variable].origin, program.slots.contains(fact) {
                    tests.computed.append((variable, program, number))
                }
            case .compare(let left, _, let right) where atoms[atom].reads.contains(fact):
                tests.comparisons.append((left, right))
            default: break
            }
        }
        tests.numbers = numbers.sorted()
        return tests
    }

    private func dateTests(of fact: Int, cone: Cone) -> FactTests {
        var dates: Set<CalendarDate> = []
        for atom in cone.atoms {
            guard case .date(let variable, _, let date) = atoms[atom].test, variable == fact else { continue }
            dates.formUnion([date, date.adding(days: -1), date.adding(days: 1)].compactMap { $0 })
        }
        var tests = FactTests()
        tests.dates = dates.sorted()
        return tests
    }

    private func wordTests(of fact: Int, facts: [CompiledFact], cone: Cone) -> FactTests {
        var words: Set<String> = []
        var rivals: Set<Int> = []
        let carriers = carriers(of: fact, facts: facts)
        for atom in cone.atoms {
            switch atoms[atom].test {
            case .text(let variable, let named) where variable == fact: words.formUnion(named)
            case .program(let program):
                words.formUnion(program.literalTexts)
                if !carriers.isDisjoint(with: program.slots) { rivals.formUnion(program.slots) }
            default: break
            }
        }
        for other in facts {
            if let lookup = other.lookup, let match = lookup.match.first(where: { $0.fact == fact }) {
                words.formUnion(rowTexts(of: lookup, column: match.column))
            }
            guard case .program(let program) = other.origin else { continue }
            if other.reads.contains(fact) { words.formUnion(program.literalTexts) }
            if !carriers.isDisjoint(with: other.reads) { rivals.formUnion(other.reads) }
        }
        var tests = FactTests()
        if facts[fact].definition.kind == .country {
            tests.classes = countryClasses(of: fact, facts: facts)
            for (index, alike) in tests.classes.enumerated() {
                for country in alike { tests.classOf[country] = index }
            }
        }
        tests.words = words.filter { tests.classOf[$0] == nil }.sorted()
        tests.rivals = rivals.filter { $0 < facts.count && $0 != fact && !facts[$0].isBool }.sorted()
        return tests
    }

    /// The texts of a column by which a lookup finds its rows.
    func rowTexts(of lookup: CompiledLookup, column: Int) -> [String] {
        let rows = definition.tables[lookup.table].rows
        return lookup.rows.compactMap { rows[$0].cells[column]?.text }
    }
}
