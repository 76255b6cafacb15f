import Deciding
import Facts
import Rulebooks
import TestSupport
import Testing

@Suite("Finding rows by name")
struct ReferenceFinderTests {
    private static let table = TableDefinition(
        name: "chips",
        file: "chips.csv",
        columns: ["chip", "aliases", "family", "maker"],
        key: "chip",
        aliases: "aliases",
        rows: [
            row("Alpha 1 PCIe", "Alpha 1P; 阿尔法一号", "Alpha 1", "Acme"),
            row("Alpha 1 SXM", "Alpha 1S; Twin", "Alpha 1", "Acme"),
            row("Beta", "Beta X; Twin", "Beta", "Bolt"),
            row("Gamma (2nd)", "Gamma", "Gamma", "Bolt"),
        ]
    )

    private static func row(_ cells: String...) -> TableDefinition.Row {
        .init(line: 1, cells: cells.map { .string($0) })
    }

    private func names(_ name: String) throws -> [String] {
        let finder = try #require(ReferenceFinder(Self.table))
        switch finder.match(name) {
        case .row(let entry): return [entry.name]
        case .family(_, let entries): return ["family"] + entries.map(\.name)
        case .ambiguous(let entries): return ["ambiguous"] + entries.map(\.name)
        case .none(let nearMisses): return ["none"] + nearMisses
        }
    }

    @Test(
        "one row is found by its key and its other names, whatever the case, width, spaces and punctuation",
        arguments: [
            "Alpha 1 PCIe", "alpha-1 pcie", "ALPHA1PCIE", "Alpha 1P", "Acme Alpha 1 PCIe", "acme alpha1p", "阿尔法一号",
            "Ａｌｐｈａ　１　ＰＣＩｅ",
        ]
    )
    func oneRow(_ name: String) throws {
        #expect(try names(name) == ["Alpha 1 PCIe"])
    }

    @Test(
        "a family name means every row of the family, also behind the maker's name",
        arguments: ["Alpha 1", "acme ALPHA-1"]
    )
    func family(_ name: String) throws {
        #expect(try names(name) == ["family", "Alpha 1 PCIe", "Alpha 1 SXM"])
    }

    @Test("a family of one row is that row")
    func smallFamily() throws {
        #expect(try names("Gamma") == ["Gamma (2nd)"])
    }

    @Test("the name of another maker does not fit")
    func otherMaker() throws {
        #expect(try names("Bolt Alpha 1P").first == "none")
    }

    @Test("a spelling of rows that are no family is ambiguous")
    func ambiguous() throws {
        #expect(try names("twin") == ["ambiguous", "Alpha 1 SXM", "Beta"])
    }

    @Test("what is not found comes with names that are spelt nearly so or begin alike")
    func nearMisses() throws {
        #expect(try names("Alpha 2") == ["none", "Alpha 1"])
        #expect(try names("Beta XL").dropFirst().contains("Beta X"))
        #expect(try names("Gam").dropFirst().contains("Gamma"))
        #expect(try names("") == ["none"])
        #expect(try names("--") == ["none"])
    }

    @Test("every name of the shipped tables is found again, however it is disguised", arguments: 0..<60)
    func disguises(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let definition = Self.shipped
        let tables = definition.tables.filter { $0.key != nil && $0.aliases != nil }
        let table = try #require(tables.randomElement(using: &generator))
        let finder = try #require(ReferenceFinder(table))
        let row = try #require(table.rows.indices.randomElement(using: &generator))
        let columns = [table.key, table.aliases].compactMap { $0 }.compactMap { table.columns.firstIndex(of: $0) }
        let spellings = columns.flatMap { column -> [String] in
            guard case .string(let text)? = table.rows[row].cells[column] else { return [] }
            return text.split(separator: ";").map(String.init)
        }
        for spelling in spellings {
            let disguised = Self.disguise(spelling, &generator)
            switch finder.match(disguised) {
            case .row(let entry): #expect(entry.row == row, "\(disguised)")
            case .family(_, let entries): #expect(entries.contains { $0.row == row }, "\(disguised)")
            case .ambiguous(let entries): #expect(entries.contains { $0.row == row }, "\(disguised)")
            case .none: Issue.record("\(disguised) is not found")
            }
        }
    }

    private static let shipped: RulebookDefinition = {
        do { return try ShippedRulebook.load().definition } catch {
            preconditionFailure("the rulebook loads: \(error)")
        }
    }()

    /// Changes case, width, spaces and punctuation at random.
    private static func disguise(_ name: String, _ generator: inout SeededGenerator) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            switch Int.random(in: 0..<6, using: &generator) {
            case 0:
                text += scalar.properties.uppercaseMapping == "SS" ? String(scalar) : scalar.properties.uppercaseMapping
            case 1 where (0x21...0x7E).contains(scalar.value):
                text.unicodeScalars.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar)
            case 2: text += "\(scalar) "
            case 3: text += "\(scalar)-"
            default: text += String(scalar)
            }
        }
        return text
    }
}
