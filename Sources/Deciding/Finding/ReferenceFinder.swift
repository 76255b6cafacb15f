import Diagnostics
import Facts
public import Rulebooks

/// Finds the rows of a reference table that a name means, in any usual spelling.
///
/// Which columns hold names is what the table declares: its key, its aliases, and, where it has them, the columns
/// `family` (a name for several rows) and `maker` (a name that may stand before the others).
public struct ReferenceFinder: Sendable {
    /// One row that was found.
    public struct Entry: Hashable, Sendable {
        /// The name by which the table knows it.
        public let name: String
        /// Its index among the rows.
        public let row: Int
    }

    /// What a name means.
    public enum Match: Hashable, Sendable {
        /// One row.
        case row(Entry)
        /// Every row of a family, in the order of the table.
        case family(String, [Entry])
        /// Rows that have nothing in common but this spelling.
        case ambiguous([Entry])
        /// Nothing, with names that are spelt nearly so.
        case none(nearMisses: [String])
    }

    /// The table.
    public let table: TableDefinition
    private let spellings: [Spelling]
    private let families: [(folded: String, name: String, rows: [Entry])]

    /// A name in a table.
    private struct Spelling: Sendable {
        let folded: String
        let shown: String
        let entry: Entry
        let maker: String?
        let isKey: Bool
    }

    /// Creates a finder; nil where the table has no key.
    public init?(_ table: TableDefinition) {
        func column(_ name: String?) -> Int? { name.flatMap { table.columns.firstIndex(of: $0) } }
        guard let key = column(table.key) else { return nil }
        self.table = table
        let aliases = column(table.aliases)
        let makers = column("maker")
        let groups = column("family")
        var spellings: [Spelling] = []
        var families: [(folded: String, name: String, rows: [Entry])] = []
        for (number, row) in table.rows.enumerated() {
            guard case .string(let name)? = row.cells[key] else { continue }
            let entry = Entry(name: name, row: number)
            let maker = makers.flatMap { row.cells[$0].flatMap(Self.text).map(SpellingFold.folded) }
            let others = aliases.flatMap { row.cells[$0].flatMap(Self.text) }.map(TableDefinition.aliases) ?? []
            for (index, shown) in ([name] + others).enumerated() {
                spellings.append(
                    Spelling(
                        folded: SpellingFold.folded(shown),
                        shown: shown,
                        entry: entry,
                        maker: maker,
                        isKey: index == 0
                    )
                )
            }
            guard let family = groups.flatMap({ row.cells[$0].flatMap(Self.text) }) else { continue }
            let folded = SpellingFold.folded(family)
            for spelt in [folded, (maker ?? "") + folded] where spelt != folded || maker != "" {
                if let index = families.firstIndex(where: { $0.folded == spelt }) {
                    if !families[index].rows.contains(entry) { families[index].rows.append(entry) }
                } else {
                    families.append((spelt, family, [entry]))
                }
            }
        }
        self.spellings = spellings
        self.families = families
    }

    /// A finder for the table whose rows a text fact names, found by the lookups of the rulebook.
    ///
    /// It is nil where no table with a key is looked up by that fact.
    ///
    /// - Parameters:
    ///   - rulebook: the rulebook.
    ///   - fact: the fact, such as the name of the chip.
    public init?(_ rulebook: Rulebook, naming fact: String) {
        for definition in rulebook.definition.facts {
            guard let lookup = definition.lookup, let match = lookup.match.first, lookup.match.count == 1,
                match.fact.name == fact,
                let table = rulebook.definition.tables.first(where: { $0.name == lookup.table.name }),
                table.key == match.column
            else { continue }
            self.init(table)
            return
        }
        return nil
    }

    /// What a name means.
    ///
    /// A family name means every row of the family, even where it is also a spelling of one of them.
    public func match(_ name: String) -> Match {
        let wanted = SpellingFold.folded(name)
        guard !wanted.isEmpty else { return .none(nearMisses: []) }
        if let family = families.first(where: { $0.folded == wanted }) {
            return family.rows.count == 1 ? .row(family.rows[0]) : .family(family.name, family.rows)
        }
        let found = spellings.filter { spelling in
            spelling.folded == wanted || spelling.maker.map { $0 + spelling.folded == wanted } ?? false
        }
        var entries: [Entry] = []
        for spelling in found where !entries.contains(spelling.entry) { entries.append(spelling.entry) }
        if entries.count > 1, let key = found.first(where: { $0.isKey && $0.shown == name }) { return .row(key.entry) }
        switch entries.count {
        case 0: return .none(nearMisses: nearMisses(of: wanted))
        case 1: return .row(entries[0])
        default: return .ambiguous(entries)
        }
    }

    /// Every row by its key, in the order of the table.
    public var entries: [Entry] { spellings.filter(\.isKey).map(\.entry) }

    /// Names that begin alike or differ by a letter or two, at most five.
    private func nearMisses(of wanted: String) -> [String] {
        var names: [String: String] = [:]
        for spelling in spellings { names[spelling.folded] = names[spelling.folded] ?? spelling.shown }
        for family in families { names[family.folded] = family.name }
        var found: [String] = []
        func add(_ folded: String?) {
            guard let folded, let shown = names[folded], !found.contains(shown), found.count < nearMissLimit else {
                return
            }
            found.append(shown)
        }
        var left = Set(names.keys)
        for _ in 0..<3 {
            guard let near = NearMiss.suggestion(for: wanted, among: left) else { break }
            add(near)
            left.remove(near)
        }
        if wanted.count >= 3 {
            let heads = names.keys.filter { $0.count >= 3 && wanted.hasPrefix($0) }
            for head in heads.sorted(by: { ($1.count, $0) < ($0.count, $1) }) { add(head) }
            for longer in names.keys.filter({ $0.hasPrefix(wanted) }).sorted() { add(longer) }
        }
        return found
    }

    private let nearMissLimit = 5

    private static func text(_ value: FactValue) -> String? {
        if case .string(let text) = value { text } else { nil }
    }
}
