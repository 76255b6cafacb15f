import Diagnostics
import Facts
import Quantities
import Rulebooks

/// Reads a graph of owners from CSV: one holding a row, columns `owner` and `owned` and any of the others.
struct CSVGraphReader {
    private static let columns = [
        "owner", "owned", "percent", "min", "max", "from", "to", "control", "parent", "source", "owner_country",
        "owned_country", "owner_hq", "owned_hq", "owner_lists", "owned_lists",
    ]

    private let definition: OwnershipDefinition
    private(set) var draft = GraphDraft()

    init(_ definition: OwnershipDefinition) {
        self.definition = definition
    }

    /// Reads a table.
    ///
    /// - Throws: everything that is wrong with it.
    mutating func graph(in bytes: [UInt8], file: String) throws(OwnershipError) -> OwnershipGraph {
        let table: CSVTable
        do throws(FactsError) {
            table = try CSVReader.table(in: bytes, file: file)
        } catch {
            throw OwnershipError(error.diagnostics)
        }
        checkHeader(table)
        if draft.errors.isEmpty { for record in table.records { read(Row(table, record)) } }
        return try draft.graph(areAllDeclared: false)
    }

    private mutating func checkHeader(_ table: CSVTable) {
        for name in ["owner", "owned"] where table.column(named: name) == nil {
            draft.report(
                .missing,
                "there is no column `\(name)`",
                at: table.header.position(of: 0),
                hint: NearMiss.suggestion(for: name, among: table.header.fields).map { "is it `\($0)`?" }
                    ?? "columns are \(Self.columns.joined(separator: ", "))"
            )
        }
        for (index, name) in table.header.fields.enumerated() where !Self.columns.contains(name) {
            draft.warn(.unknownKey, "nothing reads the column `\(name)`", at: table.header.position(of: index))
        }
    }

    /// A record with its fields by column name.
    private struct Row {
        let table: CSVTable
        let record: CSVRecord

        init(_ table: CSVTable, _ record: CSVRecord) {
            self.table = table
            self.record = record
        }

        func text(_ column: String) -> String? {
            guard let index = table.column(named: column), !record.fields[index].isEmpty else { return nil }
            return record.fields[index]
        }

        func position(_ column: String) -> SourcePosition {
            record.position(of: table.column(named: column) ?? 0)
        }

        func figure(_ column: String) -> GraphDraft.Figure? {
            text(column).map { .init($0, at: position(column)) }
        }
    }

    private mutating func read(_ row: Row) {
        let names = ["owner", "owned"]
            .map { column -> GraphDraft.Name? in
                guard let id = row.text(column) else {
                    draft.report(.missing, "`\(column)` is empty", at: row.position(column))
                    return nil
                }
                return .init(id: id, position: row.position(column))
            }
        let share = draft.share(row.figure("percent"), min: row.figure("min"), max: row.figure("max"))
        let from = draft.date(row.text("from"), at: row.position("from"))
        let to = draft.date(row.text("to"), at: row.position("to"))
        draft.checkTime(from, to, "the holding", at: row.position("to"))
        let holding = Holding(
            owner: 0,
            owned: 0,
            share: share ?? .unknown,
            from: from,
            to: to,
            controls: flag(row, "control"),
            isParent: flag(row, "parent"),
            source: row.text("source"),
            position: row.position("owner")
        )
        guard let owner = names[0], let owned = names[1] else { return }
        draft.add(owner, owns: owned, holding)
        for (name, column) in [(owner, "owner"), (owned, "owned")] { amend(name, row, column) }
    }

    private mutating func amend(_ name: GraphDraft.Name, _ row: Row, _ column: String) {
        let country = row.text(column + "_country")?.uppercased()
        let headquarters = row.text(column + "_hq")?.uppercased()
        let codes =
            row.text(column + "_lists")?.split(separator: ";")
            .map { String($0.drop { $0 == " " }.prefix { $0 != " " }) } ?? []
        for code in codes where definition.list(code) == nil {
            draft.warn(
                .unknownList,
                "the rulebook knows no list `\(code)`, so it counts under no rule",
                at: row.position(column + "_lists"),
                hint: "it knows \(definition.lists.map(\.code).joined(separator: ", "))"
            )
        }
        let listings = codes.map { Listing(definition.list($0)?.code ?? $0) }
        draft.amend(name) { party in
            for (old, new, what) in [
                (party.country, country, "country"), (party.headquarters, headquarters, "headquarters"),
            ] {
                if let old, let new, old != new { return "two values of \(what) for `\(name.id)`: \(old) and \(new)" }
            }
            party.country = party.country ?? country
            party.headquarters = party.headquarters ?? headquarters
            for listing in listings where !party.listings.contains(listing) { party.listings.append(listing) }
            return nil
        }
    }

    private mutating func flag(_ row: Row, _ column: String) -> Bool {
        switch row.text(column)?.lowercased() {
        case nil, "false", "no", "0": return false
        case "true", "yes", "1": return true
        case let text?:
            draft.report(.wrongForm, "`\(text)` is neither true nor false", at: row.position(column))
            return false
        }
    }
}
