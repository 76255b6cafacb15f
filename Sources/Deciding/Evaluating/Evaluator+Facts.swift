import Facts
import Quantities
import Rulebooks

extension Evaluator {
    /// Computes a fact: what the order states, else what was found out, a table, a profile, an assumption, the default; or its derivation.
    mutating func computeFact(_ index: Int) {
        let fact = rulebook.facts[index]
        if let value = inputs.stated[index] { return set(index, value, inputs.partySources[index] ?? .stated) }
        if inputs.statedUnknown.contains(index) { return set(index, nil, .stated) }
        if let truth = inputs.partyTruths[index] {
            world.truths[index] = truth
            world.sources[index] = inputs.partySources[index] ?? .derived
            return
        }
        if let number = inputs.finding[index] { return setFinding(number, index) }
        switch fact.origin {
        case .contributed(let rules, let needsAll, let unless):
            world.truths[index] = truth(ofContributed: rules, needsAll: needsAll, unless: unless)
            world.sources[index] = .derived
            return
        case .formula:
            world.truths[index] = truth(ofNode: rulebook.factNodes[index])
            world.sources[index] = .derived
            return
        case .program(let program):
            if let value = value(of: program) { return set(index, value, .derived) }
        case .raw:
            break
        }
        if let lookup = fact.lookup, inputs.isLive || lookup.isUsedInCases {
            let found = found(by: lookup, fact: index)
            if let value = found.value { return set(index, value, found.source) }
        }
        if let assumed = inputs.profile[index] { return set(index, assumed.value, .profile(assumed.id)) }
        if inputs.isLive, let assumption = fact.definition.assumption, let when = fact.assumption,
            truth(of: when) == .yes
        {
            return set(index, assumption.value, .assumption)
        }
        if let value = fact.definition.defaultValue { return set(index, value, .defaultValue) }
        set(index, nil, .none)
    }

    /// Sets a fact to what was found out: a row of a table settles what is open, and one that says otherwise leaves it
    /// unknown.
    private mutating func setFinding(_ number: Int, _ index: Int) {
        let finding = inputs.findings[number]
        if let row = tableValue(index) {
            guard finding.agrees(with: row.value) else { return set(index, nil, .finding(number)) }
            if finding.value == nil { return set(index, row.value, row.source) }
        }
        set(index, finding.value, .finding(number))
    }

    /// What a row of a table gives for a fact.
    mutating func tableValue(_ index: Int) -> (value: FactValue, source: FactSource)? {
        guard let lookup = rulebook.facts[index].lookup, inputs.isLive || lookup.isUsedInCases else { return nil }
        let found = found(by: lookup, fact: index)
        guard case .table = found.source, let value = found.value else { return nil }
        return (value, found.source)
    }

    private mutating func set(_ index: Int, _ value: FactValue?, _ source: FactSource) {
        world.sources[index] = source
        if rulebook.isBool[index] {
            world.truths[index] = Truth(value?.bool)
        } else {
            world.values[index] = value
        }
    }

    /// What a lookup finds; the row is looked for once for all facts that are read from it.
    private mutating func found(by lookup: CompiledLookup, fact: Int) -> (value: FactValue?, source: FactSource) {
        let group = rulebook.lookupGroups[fact]
        guard group >= 0 else { return sum(of: lookup) }
        var row = world.lookedUp[group]
        if row == World.notLookedUp {
            row = self.row(of: lookup)
            world.lookedUp[group] = row
        }
        switch row {
        case World.noKey: return (nil, .none)
        case World.noRow: return (lookup.absent, .absentFromTable(lookup.table))
        default:
            let cell = rulebook.definition.tables[lookup.table].rows[row].cells[lookup.column]
            return (cell ?? lookup.blank, .table(lookup.table, row))
        }
    }

    /// The row a lookup finds on the law date, with what was known on the day of the question.
    private func row(of lookup: CompiledLookup) -> Int {
        guard let rows = fittingRows(of: lookup) else { return World.noKey }
        guard lookup.picksLatest, let dates = lookup.dateColumn else { return rows.first ?? World.noRow }
        let table = rulebook.definition.tables[lookup.table]
        var best: (row: Int, date: CalendarDate)?
        for row in rows {
            guard let date = table.rows[row].cells[dates]?.date, date <= world.date else { continue }
            if best.map({ $0.date < date }) ?? true { best = (row, date) }
        }
        return best?.row ?? World.noRow
    }

    private func sum(of lookup: CompiledLookup) -> (value: FactValue?, source: FactSource) {
        guard let rows = fittingRows(of: lookup) else { return (nil, .none) }
        let table = rulebook.definition.tables[lookup.table]
        let counted = rows.filter { row in
            lookup.dateColumn.flatMap { table.rows[row].cells[$0]?.date }.map { $0 <= world.date } ?? true
        }
        guard let last = counted.last else { return (lookup.absent, .absentFromTable(lookup.table)) }
        let sum = counted.reduce(ExactDecimal.zero) { $0 + (table.rows[$1].cells[lookup.column]?.number ?? .zero) }
        return (.decimal(sum), .table(lookup.table, last))
    }

    /// The rows that match and are current; nil while a fact they are matched with is unknown.
    private func fittingRows(of lookup: CompiledLookup) -> [Int]? {
        for match in lookup.match {
            guard case .string? = world.values[match.fact] else { return nil }
        }
        let table = rulebook.definition.tables[lookup.table]
        let first = lookup.match.first.flatMap { world.values[$0.fact]?.text }
        let rows = first.map { lookup.rowsByKey[$0] ?? [] } ?? lookup.rows
        return rows.filter { row in
            let cells = table.rows[row].cells
            return lookup.match.dropFirst().allSatisfy { cells[$0.column] == world.values[$0.fact] }
                && isCurrent(cells, lookup)
        }
    }

    private func isCurrent(_ cells: [FactValue?], _ lookup: CompiledLookup) -> Bool {
        if let since = lookup.sinceColumn.flatMap({ cells[$0]?.date }), since > world.date { return false }
        if let until = lookup.untilColumn.flatMap({ cells[$0]?.date }), until <= world.date { return false }
        if let known = lookup.knownFromColumn.flatMap({ cells[$0]?.date }), known > world.knownOn { return false }
        return true
    }
}
