import CEL
import Diagnostics
package import Facts
package import Quantities

extension RulebookCompiler {
    mutating func compiled(_ fact: FactDefinition) -> CompiledFact {
        var reads: Set<Int> = []
        var origin = CompiledFact.Origin.raw
        if let contributed = fact.contributed {
            let unless = fact.unless.flatMap { self.fact($0) }
            if let unless { reads.insert(unless) }
            origin = .contributed(
                rules: contributorsByTarget[fact.name] ?? [],
                needsAll: contributed == .all,
                unless: unless
            )
        } else if let derive = fact.derive {
            if fact.kind == .bool {
                let formula = formula(derive)
                reads.formUnion(variables(in: formula))
                origin = .formula(formula)
            } else if let program = program(derive) {
                reads.formUnion(program.slots)
                origin = .program(program)
            }
        }
        let assumption = fact.assumption.map { formula($0.when) }
        if let assumption { reads.formUnion(variables(in: assumption)) }
        let lookup = fact.lookup.flatMap { compiled($0) }
        if let lookup { reads.formUnion(lookup.match.map(\.fact)) }
        return CompiledFact(
            definition: fact,
            name: fact.name,
            isBool: fact.kind == .bool,
            origin: origin,
            mayBeStated: fact.mayBeStated || (fact.derive == nil && fact.contributed == nil),
            lookup: lookup,
            assumption: assumption,
            reads: reads.sorted()
        )
    }

    private mutating func compiled(_ lookup: LookupDefinition) -> CompiledLookup? {
        guard let tableIndex = tableIndex[lookup.table.name] else {
            problems.append(
                Diagnostic(
                    "rulebook.unknown-name",
                    "`\(lookup.table.name)` is not a declared table",
                    at: lookup.table.position
                )
            )
            return nil
        }
        let table = definition.tables[tableIndex]
        func column(_ name: String) -> Int? { table.columns.firstIndex(of: name) }
        var match: [(column: Int, fact: Int)] = []
        for (name, reference) in lookup.match {
            guard let index = column(name), let fact = fact(reference) else { continue }
            match.append((index, fact))
        }
        let only = lookup.only.sorted { $0.key < $1.key }.compactMap { name, text in column(name).map { ($0, text) } }
        let rows = table.rows.indices.filter { row in
            only.allSatisfy { table.rows[row].cells[$0.0].map { $0.text } == $0.1 }
        }
        var rowsByKey: [String: [Int]] = [:]
        if let first = match.first {
            for row in rows {
                if let text = table.rows[row].cells[first.column]?.text { rowsByKey[text, default: []].append(row) }
            }
        }
        guard let value = column(lookup.sum ?? lookup.column ?? "") else {
            problems.append(
                Diagnostic(
                    "table.unknown-column",
                    "table `\(table.name)` has no column `\(lookup.sum ?? lookup.column ?? "")`",
                    at: lookup.table.position,
                    hint: "its columns are \(table.columns.joined(separator: ", "))"
                )
            )
            return nil
        }
        return CompiledLookup(
            table: tableIndex,
            only: only,
            match: match,
            column: value,
            sums: lookup.sum != nil,
            picksLatest: lookup.picksLatest,
            absent: lookup.absent,
            blank: lookup.blank,
            sinceColumn: column("since"),
            untilColumn: column("until"),
            dateColumn: column("date"),
            knownFromColumn: column("known_from"),
            isUsedInCases: table.isUsedInCases,
            rowsByKey: rowsByKey,
            rows: rows
        )
    }

    static func groups(of tables: [TableDefinition]) -> [CompiledGroup] {
        var groups: [CompiledGroup] = []
        for table in tables {
            guard let group = table.groupColumn.flatMap({ table.columns.firstIndex(of: $0) }),
                let member = table.memberColumn.flatMap({ table.columns.firstIndex(of: $0) })
            else { continue }
            let since = table.columns.firstIndex(of: "since")
            let until = table.columns.firstIndex(of: "until")
            var stays: [String: [String: [CompiledGroup.Stay]]] = [:]
            for row in table.rows {
                guard let name = row.cells[group]?.text, let country = row.cells[member]?.text else { continue }
                let stay = CompiledGroup.Stay(
                    since: since.flatMap { row.cells[$0]?.date },
                    until: until.flatMap { row.cells[$0]?.date }
                )
                stays[name, default: [:]][country, default: []].append(stay)
            }
            groups += stays.keys.sorted().map { CompiledGroup(name: $0, stays: stays[$0] ?? [:]) }
        }
        return groups
    }

    /// Every fact and decision that a formula reads, as variables.
    func variables(in formula: Formula) -> Set<Int> {
        let facts = definition.facts.count
        switch formula {
        case .constant: return []
        case .fact(let index), .settledFact(let index): return [index]
        case .atom(let index): return Set(atoms[index].reads)
        case .answer(let decision, _), .member(let decision, _), .settledDecision(let decision):
            return [facts + decision]
        case .not(let part): return variables(in: part)
        case .all(let parts), .any(let parts): return parts.reduce(into: []) { $0.formUnion(variables(in: $1)) }
        }
    }
}

extension FactValue {
    /// The value where it is a text.
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value where it is a date.
    package var date: CalendarDate? {
        if case .date(let date) = self { date } else { nil }
    }

    /// The value where it is a number.
    package var number: ExactDecimal? {
        if case .decimal(let number) = self { number } else { nil }
    }

    /// The value where it is a truth value.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }
}
