import Quantities
import Rulebooks

/// The dates on which something changes that could matter to an order: a rule that its facts do not exclude begins or
/// ends, one of its countries joins or leaves a group, a row about it begins to count.
struct RelevantDates {
    private let evaluator: Evaluator
    private(set) var dates: Set<CalendarDate> = []

    init(_ evaluator: Evaluator) {
        self.evaluator = evaluator
        rulebook = evaluator.rulebook
        addRules()
        addCountries()
        addRows()
    }

    private let rulebook: Rulebook

    private mutating func addRules() {
        for rule in rulebook.rules where truth(of: rule.condition) != .no {
            dates.insert(rule.definition.from)
            if let end = rule.definition.to?.adding(days: 1) { dates.insert(end) }
        }
    }

    private mutating func addCountries() {
        for fact in rulebook.countryClasses.keys {
            guard let country = evaluator.world.values[fact]?.text else { continue }
            for group in rulebook.groups {
                for stay in group.stays[country] ?? [] { dates.formUnion([stay.since, stay.until].compactMap { $0 }) }
            }
        }
    }

    private mutating func addRows() {
        for fact in rulebook.facts {
            guard let lookup = fact.lookup, let column = lookup.dateColumn, let match = lookup.match.first,
                let key = evaluator.world.values[match.fact]?.text
            else { continue }
            let rows = rulebook.definition.tables[lookup.table].rows
            dates.formUnion((lookup.rowsByKey[key] ?? []).compactMap { rows[$0].cells[column]?.date })
        }
    }

    /// The truth of a formula as far as it does not hang on the date: on groups, registers or other rules.
    private func truth(of formula: Formula) -> Truth {
        switch formula {
        case .constant(let value): return value ? .yes : .no
        case .fact(let index): return isTimeless(index) ? evaluator.world.truths[index] : .unknown
        case .atom(let index):
            let atom = rulebook.atoms[index]
            if case .group = atom.test { return .unknown }
            return atom.reads.allSatisfy { isTimeless($0) } ? evaluator.peek(index) : .unknown
        case .answer, .member, .settledFact, .settledDecision: return .unknown
        case .not(let part): return !truth(of: part)
        case .all(let parts): return parts.reduce(.yes) { $0 && truth(of: $1) }
        case .any(let parts): return parts.reduce(.no) { $0 || truth(of: $1) }
        }
    }

    private func isTimeless(_ variable: Int) -> Bool {
        guard variable < rulebook.facts.count, variable != rulebook.dateFact else { return false }
        let fact = rulebook.facts[variable]
        guard case .raw = fact.origin else { return false }
        return fact.lookup.map { $0.dateColumn == nil && $0.sinceColumn == nil } ?? true
    }
}
