import Diagnostics
import Facts
import Quantities

extension RulebookChecker {
    /// Checks what one fact refers to.
    func check(_ fact: FactDefinition) {
        if let unless = self.fact(fact.unless), unless.kind != .bool {
            problems.report(
                .wrongKind,
                "`unless` must name a bool, and `\(unless.name)` is none",
                at: fact.unless?.position
            )
        }
        guard let lookup = fact.lookup else { return }
        guard let table = names.tables[lookup.table.name] else {
            problems.report(
                .unknownTable,
                "there is no table `\(lookup.table.name)`",
                at: lookup.table.position,
                hint: suggestion(lookup.table.name, names.tables.keys)
            )
            return
        }
        for (_, name) in lookup.match { _ = self.fact(name) }
        guard table.isRead else { return }
        check(lookup, of: fact, in: table)
    }

    private func check(_ lookup: LookupDefinition, of fact: FactDefinition, in table: TableDraft) {
        let definition = table.definition
        func column(_ name: String) -> Int? {
            if let index = definition.columns.firstIndex(of: name) { return index }
            problems.reportUnknownColumn(Reference(name, at: lookup.table.position), of: definition)
            return nil
        }
        func mismatch(_ name: String, _ other: FactDefinition) {
            problems.report(
                .wrongKind,
                "the column `\(name)` of the table `\(definition.name)` is \(table.kind(of: name).rawValue), "
                    + "but the fact `\(other.name)` is \(other.kind.rawValue)",
                at: lookup.table.position
            )
        }
        for (name, reference) in lookup.match {
            guard column(name) != nil, let other = names.facts[reference.name] else { continue }
            if !table.kind(of: name).isComparable(to: other.kind) { mismatch(name, other) }
        }
        var rows = Array(definition.rows.indices)
        for (name, value) in lookup.only.sorted(by: { $0.key < $1.key }) {
            guard let index = column(name) else { continue }
            rows.removeAll { definition.rows[$0].cells[index] != FactDefinition.value(value, of: table.kind(of: name)) }
            if rows.isEmpty, !definition.rows.isEmpty {
                problems.warn(
                    .lookupOfNothing,
                    "no row of the table `\(definition.name)` has `\(value)` in the column `\(name)`",
                    at: lookup.table.position
                )
            }
        }
        if lookup.picksLatest { _ = column("date") }
        guard let name = lookup.column ?? lookup.sum, let index = column(name) else { return }
        guard table.kind(of: name).isComparable(to: fact.kind), lookup.sum == nil || fact.kind.isNumber else {
            mismatch(name, fact)
            return
        }
        checkCells(rows, index, of: fact, in: table)
    }

    /// The cells that a fact takes its values from must hold values of the fact.
    private func checkCells(_ rows: [Int], _ column: Int, of fact: FactDefinition, in table: TableDraft) {
        guard fact.kind == .enum || fact.kind == .country || fact.minimum != nil || fact.maximum != nil else { return }
        for row in rows {
            let text: String
            switch table.definition.rows[row].cells[column] {
            case .string(let word)?: text = word
            case .decimal(let number)?: text = number.description
            default: continue
            }
            guard let complaint = fact.complaint(about: text) else { continue }
            problems.report(
                .badCell,
                "`\(text)` is no value of the fact `\(fact.name)`, \(complaint.why)",
                at: table.position(row: row, column: column),
                hint: complaint.hint
            )
        }
    }
}

extension FactDefinition.Kind {
    /// Whether it is a kind of number.
    var isNumber: Bool { self == .int || self == .decimal }

    /// Whether values of both kinds can be equal.
    func isComparable(to other: Self) -> Bool {
        switch (self, other) {
        case (.int, .int), (.int, .decimal), (.decimal, .decimal): true
        case (.string, .enum), (.string, .country), (.country, .string): true
        default: self == other
        }
    }
}

extension TableDraft {
    /// The kind of a column.
    func kind(of column: String) -> FactDefinition.Kind {
        kinds[column] ?? .string
    }
}
