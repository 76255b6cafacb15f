import Deciding
import Diagnostics
import Facts
import Quantities
import Rulebooks

/// The reference table of chips, with the facts that it gives.
struct ChipTable {
    let rulebook: Rulebook
    let finder: ReferenceFinder
    private let columns: [String: Int]

    /// The table of a rulebook.
    ///
    /// - Throws: `CommandFailure` if the rulebook has no table that is looked up by the name of a chip.
    init(_ rulebook: Rulebook) throws(CommandFailure) {
        guard let finder = ReferenceFinder(rulebook, naming: FactNames.chip) else {
            throw CommandFailure("rulebook.no-chips", "the rulebook has no table of chips")
        }
        self.rulebook = rulebook
        self.finder = finder
        let names = finder.table.columns
        columns = Dictionary(zip(names, names.indices)) { first, _ in first }
    }

    /// Every chip in the order of the table.
    var chips: [Chip] { finder.entries.map { Chip(entry: $0, table: self) } }

    /// The chips that a name means.
    ///
    /// - Throws: `CommandFailure`, codes `order.unknown-chip` and `order.ambiguous-name`.
    func chips(named name: String) throws(CommandFailure) -> [Chip] {
        switch finder.match(name) {
        case .row(let entry): return [Chip(entry: entry, table: self)]
        case .family(_, let entries): return entries.map { Chip(entry: $0, table: self) }
        case .ambiguous(let entries):
            throw CommandFailure(
                "order.ambiguous-name",
                "`\(name)` can mean several",
                hint: "name one of \(entries.map { "`\($0.name)`" }.joined(separator: ", "))"
            )
        case .none(let nearMisses):
            throw CommandFailure(
                "order.unknown-chip",
                "no chip `\(name)` is known",
                hint: nearMisses.isEmpty
                    ? "`passgate chips list` shows all"
                    : "did you mean \(nearMisses.map { "`\($0)`" }.joined(separator: ", "))?"
            )
        }
    }

    fileprivate func cell(_ column: String, _ row: Int) -> FactValue? {
        columns[column].flatMap { finder.table.rows[row].cells[$0] }
    }

    /// The facts of the schema that the table gives, in the order of the schema, each with its column.
    var figures: [(fact: FactDefinition, column: String)] {
        rulebook.definition.facts.compactMap { fact in
            guard let lookup = fact.lookup, lookup.table.name == finder.table.name, let column = lookup.column else {
                return nil
            }
            return (fact, column)
        }
    }

    /// The facts that are computed from a chip's figures alone, in the order of the schema.
    var computed: [FactDefinition] {
        rulebook.definition.facts.filter {
            $0.name.hasPrefix(FactNames.chipPrefix) && $0.derive != nil && $0.lookup == nil
        }
    }
}

/// One chip of the reference table.
struct Chip {
    /// One number format: dense operations, and what they count for.
    struct Format {
        /// Bits, or nil for a format that does not count.
        let bits: Int?
        /// Its name.
        let name: String
        /// Dense tera-operations a second.
        let tops: ExactDecimal
        /// TOPS times bits.
        var product: ExactDecimal? { bits.map { tops * ExactDecimal($0) } }
    }

    let entry: ReferenceFinder.Entry
    let table: ChipTable

    /// Its name.
    var name: String { entry.name }

    /// What the table says in a column; nil where it says nothing.
    func cell(_ column: String) -> FactValue? { table.cell(column, entry.row) }

    /// What a text column says, or an empty text.
    func text(_ column: String) -> String {
        if case .string(let text)? = cell(column) { text } else { "" }
    }

    /// The columns on which sources disagree.
    var disputed: Set<String> {
        Set(TableDefinition.aliases(in: text("disputed")))
    }

    /// How well a figure is known, where the table says so: `published`, `estimate`.
    func standing(of column: String) -> String? {
        for name in table.finder.table.columns where name != column {
            for suffix in ["_status", "_basis"] where name.hasSuffix(suffix) {
                let stem = name.dropLast(suffix.count)
                guard column == stem || column.hasPrefix(stem + "_") else { continue }
                let word = text(name)
                return word.isEmpty ? nil : word
            }
        }
        return nil
    }

    /// The number formats whose dense operations the table gives, in the order of its columns.
    var formats: [Format] {
        table.finder.table.columns.compactMap { column in
            guard column.hasPrefix(Self.operations), case .decimal(let tops)? = cell(column) else { return nil }
            let name = String(column.dropFirst(Self.operations.count))
            let bits = name.hasSuffix("bit") ? Int(name.dropLast(3)) : nil
            return Format(bits: bits, name: bits.map { "\($0)-bit" } ?? name, tops: tops)
        }
    }

    /// How the columns of dense operations begin; what follows is the bit length, as in `8bit`, or a format's name.
    static let operations = "dense_tops_"

    /// What the engine makes of the chip by itself on a day.
    func evaluator(on date: CalendarDate) -> Evaluator {
        let rulebook = table.rulebook
        var inputs = Inputs(rulebook: rulebook, knownOn: date)
        if let index = rulebook.factIndex[FactNames.chip] { inputs.stated[index] = .string(name) }
        if let index = rulebook.dateFact { inputs.stated[index] = .date(date) }
        return Evaluator(rulebook, inputs, on: date)
    }
}
