import ArgumentParser
import Deciding
import Diagnostics
import Facts
import Rulebooks

/// A chip and a party of the user's own, described as the reference tables describe theirs.
struct RowOptions: ParsableArguments {
    @Option(
        name: .customLong("chip-row"),
        help: ArgumentHelp(
            "A chip of your own: a CSV file with one row and columns of the table of chips.",
            valueName: "file"
        )
    )
    var chip: String?

    @Option(
        name: .customLong("party-row"),
        help: ArgumentHelp(
            "A buyer of your own: a CSV file with one row and columns of the table of parties.",
            valueName: "file"
        )
    )
    var party: String?

    /// Adds what the rows state to an order.
    func add(to draft: inout OrderDraft, _ rulebook: Rulebook) {
        if let chip {
            draft.add(row: chip, of: ReferenceFinder(rulebook, naming: FactNames.chip), as: FactNames.chip, rulebook)
            draft.hasOwnChip = true
        }
        if let party {
            draft.add(row: party, of: ReferenceFinder(rulebook, naming: FactNames.buyer), as: FactNames.buyer, rulebook)
            draft.hasOwnParty = true
        }
    }
}

extension OrderDraft {
    /// Adds what a row in the columns of a reference table states.
    fileprivate mutating func add(row path: String, of finder: ReferenceFinder?, as fact: String, _ rulebook: Rulebook)
    {
        guard let finder, let key = finder.table.key else {
            problems.append(Diagnostic("rulebook.no-table", "the rulebook has no table that is looked up by `\(fact)`"))
            return
        }
        guard let table = table(in: path) else { return }
        let known = finder.table.columns
        for (index, column) in table.header.fields.enumerated() where !known.contains(column) {
            problems.append(
                Diagnostic(
                    "row.unknown-column",
                    "`\(column)` is not a column of the table `\(finder.table.name)`",
                    at: table.header.position(of: index),
                    hint: NearMiss.suggestion(for: column, among: known).map { "did you mean `\($0)`?" }
                        ?? "its columns are \(known.joined(separator: ", "))"
                )
            )
        }
        guard table.records.count == 1, let record = table.records.first, let name = table.column(named: key),
            !record.fields[name].isEmpty
        else {
            problems.append(
                Diagnostic(
                    "row.not-one",
                    "one row is needed, with a name in the column `\(key)`",
                    at: table.header.position(of: 0)
                )
            )
            return
        }
        state(fact, record, name)
        for definition in rulebook.definition.facts {
            guard let lookup = definition.lookup, lookup.table.name == finder.table.name, lookup.match.count == 1,
                let column = lookup.column, let index = table.column(named: column)
            else { continue }
            state(definition.name, record, index)
        }
    }

    private mutating func state(_ fact: String, _ record: CSVRecord, _ index: Int) {
        guard !record.fields[index].isEmpty else { return }
        statement.facts.append(
            Statement(name: fact, value: .text(record.fields[index]), position: record.position(of: index))
        )
    }

    /// The table that a CSV file holds; what is wrong with it is told with everything else.
    private mutating func table(in path: String) -> CSVTable? {
        gather { () throws(CommandFailure) in
            let bytes = try UserFile.bytes(of: path)
            do throws(FactsError) {
                return try CSVReader.table(in: bytes, file: path)
            } catch {
                throw CommandFailure(error.diagnostics, sources: [path: String(decoding: bytes, as: UTF8.self)])
            }
        }
    }
}
