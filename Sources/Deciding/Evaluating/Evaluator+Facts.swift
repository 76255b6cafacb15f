import Facts
import Quantities
import Rulebooks

extension Evaluator {
    /// Computes a fact: what the order states, else a table, a profile, an assumption, the default; or its derivation.
    mutating func computeFact(_ index: Int) {
        let fact = rulebook.facts[index]
        if let value = inputs.stated[index] { return set(index, value, .stated) }
        if inputs.statedUnknown.contains(index) { return set(index, nil, .stated) }
        if let truth = inputs.partyTruths[index] {
            world.truths[index] = truth
            world.sources[index] = .derived
            return
        }
        switch fact.origin {
        case .contributed(let rules, let needsAll, let unless):
            world.truths[index] = truth(ofContributed: rules, needsAll: needsAll, unless: unless)
            world.sources[index] = .derived
            return
        case .formula(let formula):
            world.truths[index] = truth(of: formula)
            world.sources[index] = .derived
            return
        case .program(let program):
            if let value = value(of: program) { return set(index, value, .derived) }
        case .raw:
            break
        }
        if let lookup = fact.lookup, inputs.isLive || lookup.isUsedInCases {
            let found = row(of: lookup)
            if let value = found.value { return set(index, value, found.source) }
        }
        if let assumed = inputs.profile[index] { return set(index, assumed.value, .profile(assumed.id)) }
        if inputs.isLive, let assumption = fact.definition.assumption, let when = fact.assumption, truth(of: when) == .yes {
            return set(index, assumption.value, .assumption)
        }
        if let value = fact.definition.defaultValue { return set(index, value, .defaultValue) }
        set(index, nil, .none)
    }

    private mutating func set(_ index: Int, _ value: FactValue?, _ source: FactSource) {
        world.sources[index] = source
        if rulebook.facts[index].isBool {
            world.truths[index] = Truth(value?.bool)
        } else {
            world.values[index] = value
        }
    }

    /// What a lookup finds on the law date, with what was known on the day of the question.
    private func row(of lookup: CompiledLookup) -> (value: FactValue?, source: FactSource) {
        let table = rulebook.definition.tables[lookup.table]
        var keys: [String] = []
        for match in lookup.match {
            guard let key = world.values[match.fact]?.text else { return (nil, .none) }
            keys.append(key)
        }
        var sum = ExactDecimal.zero
        var best: (row: Int, date: CalendarDate?)?
        for index in keys.first.map({ lookup.rowsByKey[$0] ?? [] }) ?? lookup.rows {
            let cells = table.rows[index].cells
            guard zip(lookup.match, keys).allSatisfy({ cells[$0.column]?.text == $1 }), isCurrent(cells, lookup) else {
                continue
            }
            let date = lookup.dateColumn.flatMap { cells[$0]?.date }
            if lookup.picksLatest || lookup.sums, let date, date > world.date { continue }
            if lookup.sums { sum = sum + (cells[lookup.column]?.number ?? .zero) }
            guard let chosen = best, lookup.picksLatest else {
                best = best ?? (index, date)
                continue
            }
            if let date, chosen.date.map({ $0 < date }) ?? true { best = (index, date) }
        }
        guard let best else { return (lookup.absent, .absentFromTable(lookup.table)) }
        if lookup.sums { return (.decimal(sum), .table(lookup.table, best.row)) }
        return (table.rows[best.row].cells[lookup.column] ?? lookup.blank, .table(lookup.table, best.row))
    }

    private func isCurrent(_ cells: [FactValue?], _ lookup: CompiledLookup) -> Bool {
        if let since = lookup.sinceColumn.flatMap({ cells[$0]?.date }), since > world.date { return false }
        if let until = lookup.untilColumn.flatMap({ cells[$0]?.date }), until <= world.date { return false }
        if let known = lookup.knownFromColumn.flatMap({ cells[$0]?.date }), known > world.knownOn { return false }
        return true
    }
}
