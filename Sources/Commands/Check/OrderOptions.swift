import ArgumentParser
import Deciding
import Diagnostics
import Facts
import Quantities

/// What an order says, in flags and in files.
struct OrderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The chip, in any usual spelling, or a family of chips.", valueName: "name"))
    var chip: String?

    @Option(help: ArgumentHelp("The country of ultimate destination, two letters of ISO 3166.", valueName: "country"))
    var to: String?

    @Option(help: ArgumentHelp("The country from which it is shipped.", valueName: "country"))
    var from: String?

    @Option(help: ArgumentHelp("The buyer, in any usual spelling.", valueName: "name"))
    var buyer: String?

    @Option(
        help: ArgumentHelp(
            "The day of shipment, year-month-day.",
            valueName: "date"
        )
    )
    var on: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("How many chips.", valueName: "number"))
    var quantity: String?

    @Option(
        help: ArgumentHelp(
            "State a fact; `passgate rules facts` lists them. Repeat it for several.",
            valueName: "name=value"
        )
    )
    var fact: [String] = []

    @Option(
        help: ArgumentHelp(
            "Read the order from a file: a JSON object of facts, or CSV with one order; - for standard input.",
            valueName: "file"
        )
    )
    var facts: String?

    /// The order as stated, and what is wrong with its form.
    ///
    /// - Returns: what was gathered.
    /// - Throws: `CommandFailure` if a file can't be read at all.
    func draft() throws(CommandFailure) -> OrderDraft {
        var draft = OrderDraft()
        if let facts { try draft.add(file: facts) }
        draft.add("--chip", chip, to: FactNames.chip)
        draft.add("--buyer", buyer, to: FactNames.buyer)
        draft.add("--to", to, to: FactNames.destination)
        draft.add("--from", from, to: FactNames.origin)
        draft.add("--on", on, to: FactNames.date)
        draft.add("--quantity", quantity, to: FactNames.quantity)
        draft.add(pairs: fact)
        return draft
    }
}

extension OrderDraft {
    /// Adds the order that a file holds.
    mutating func add(file path: String) throws(CommandFailure) {
        let bytes = try UserFile.bytes(of: path)
        sources[path] = String(decoding: bytes, as: UTF8.self)
        do throws(FactsError) {
            if Self.isJSON(bytes, path) {
                let document = OrderDocument(try JSONReader.node(in: bytes, file: path))
                problems += document.problems
                statement = document.statement
            } else {
                let sheet = OrderSheet(try CSVReader.table(in: bytes, file: path))
                problems += sheet.problems
                statement = sheet.statement
            }
        } catch {
            problems += error.diagnostics
        }
    }

    /// Whether a file is JSON: by its name, else because its first character opens an object or an array.
    private static func isJSON(_ bytes: [UInt8], _ path: String) -> Bool {
        if path.hasSuffix(".csv") { return false }
        if path.hasSuffix(".json") { return true }
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}
