import Deciding
import Diagnostics
import Facts

/// Reads an order from CSV: the header names facts, the one row below it states them, an empty cell says nothing.
struct OrderSheet {
    private(set) var statement: OrderStatement
    private(set) var problems: [Diagnostic] = []

    init(_ table: CSVTable) {
        statement = OrderStatement(position: table.header.position(of: 0))
        guard table.records.count == 1, let record = table.records.first else {
            let count = table.records.count
            problems.append(
                Diagnostic(
                    "order.not-one-row",
                    count == 0 ? "there is no order below the header" : "there are \(count) orders, and one is decided",
                    at: table.records.dropFirst().first?.position(of: 0) ?? table.header.position(of: 0),
                    hint: "give one row"
                )
            )
            return
        }
        statement.position = record.position(of: 0)
        for (index, name) in table.header.fields.enumerated() where !record.fields[index].isEmpty {
            if name == "id" {
                statement.id = record.fields[index]
                continue
            }
            statement.facts.append(
                Statement(
                    name: FactNames.fact(named: name),
                    value: .text(record.fields[index]),
                    position: record.position(of: index)
                )
            )
        }
    }
}
