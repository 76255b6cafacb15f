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
        for (index, node) in rulebook.ruleNodes.enumerated() where truth(ofNode: node) != .no {
            let span = rulebook.spans[index]
            dates.insert(span.from)
            if let end = span.end { dates.insert(end) }
        }
    }

    private mutating func addCountries() {
        for fact in rulebook.facts.indices where rulebook.facts[fact].definition.kind == .country {
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
    private func truth(ofNode index: Int32) -> Truth {
        let node = rulebook.pool.nodes[Int(index)]
        let first = Int(node.first)
        switch node.kind {
        case .no: return .no
        case .yes: return .yes
        case .fact: return rulebook.dependencies.isTimelessFact[first] ? evaluator.world.truths[first] : .unknown
        case .atom: return rulebook.dependencies.isTimelessAtom[first] ? evaluator.peek(first) : .unknown
        case .label, .settledFact, .settledDecision: return .unknown
        case .not: return !truth(ofNode: rulebook.pool.children[first])
        case .all:
            var result = Truth.yes
            for child in first..<first + Int(node.count) where result != .no {
                result = result && truth(ofNode: rulebook.pool.children[child])
            }
            return result
        case .any:
            var result = Truth.no
            for child in first..<first + Int(node.count) where result != .yes {
                result = result || truth(ofNode: rulebook.pool.children[child])
            }
            return result
        }
    }
}
