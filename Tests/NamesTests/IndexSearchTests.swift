import Diagnostics
import Foundation
import Names
import TestSupport
import Testing

@Suite("Searching all listed names")
struct IndexSearchTests {
    private static let brands = [
        "Orlinex", "Vastrelion", "Quorbeth", "Zellindra", "Haptronic", "Murenfall", "Tavorix", "Belquist", "Norvanta",
        "Skeldrum", "Fendolar", "Ghastrel",
    ]
    private static let trades = ["Electronics", "Shipping", "Aviation", "Trading", "Semiconductor", "Logistics"]

    /// Invented firms, each with its country and some with an alias of the same entry.
    private static func listed() -> [ListedName] {
        var names: [ListedName] = []
        for (entry, brand) in brands.enumerated() {
            for (number, trade) in trades.enumerated() {
                let entry = Int32(entry * trades.count + number)
                let countries = [["CN"], ["RU"], []][number % 3]
                names.append(ListedName(entry: entry, text: "\(brand) \(trade) Co., Ltd.", countries: countries))
            }
        }
        names.append(ListedName(entry: 0, text: "Orlinex Electronics Works", countries: ["CN"]))
        names.append(ListedName(entry: 500, text: "Drommelvik", countries: ["RU"], isWeak: true))
        names.append(
            ListedName(entry: 501, text: "Pelagrius Marine LLC a.k.a. Cormostat Offshore LLC", countries: ["AE"])
        )
        return names
    }

    private static let index = Result { try NameIndex(listed()) }

    @Test("every listed name is a hit on itself and comes first")
    func findsItself() throws {
        let index = try Self.index.get()
        for (number, name) in Self.listed().enumerated() where !name.isWeak {
            let first = try #require(index.matches(for: NameQuery(name.text)).first)
            #expect(first.outcome == .hit)
            #expect(first.isExact)
            #expect(first.name.entry == name.entry, "\(name.text)")
            #expect(first.number == number || first.name.entry == index.name(number).entry)
        }
    }

    @Test("there is one match for each entry, best first, and no more than asked for", arguments: [0, 1, 10])
    func oneForEachEntry(limit: Int) throws {
        let matches = try Self.index.get().matches(for: NameQuery("Orlinex Electronics"), limit: limit)
        #expect(matches.count <= limit)
        #expect(Set(matches.map(\.name.entry)).count == matches.count)
        #expect(matches.map(\.outcome) == matches.map(\.outcome).sorted(by: >))
    }

    @Test("a name that the list calls weak is never a hit by itself")
    func weakName() throws {
        let first = try #require(Self.index.get().matches(for: NameQuery("Drommelvik")).first)
        #expect(first.name.isWeak)
        #expect(first.outcome == .review)
    }

    @Test("further names in the text of a list or of a query are looked for too")
    func furtherNames() throws {
        let index = try Self.index.get()
        #expect(index.matches(for: NameQuery("Cormostat Offshore")).first?.name.entry == 501)
        let first = try #require(
            index.matches(for: NameQuery("Zzyzx Foods Inc., also known as Tavorix Aviation")).first
        )
        #expect(first.name.text == "Tavorix Aviation Co., Ltd.")
        #expect(first.outcome == .hit)
        #expect(first.form == 1)
    }

    @Test("another country makes a near name a matter for review, and never an exact one")
    func otherCountry() throws {
        let index = try Self.index.get()
        let exact = "Quorbeth Electronics Co., Ltd."
        #expect(index.matches(for: NameQuery(exact, country: "CN")).first?.places == .same)
        let elsewhere = try #require(index.matches(for: NameQuery(exact, country: "BR")).first)
        #expect(elsewhere.outcome == .hit)
        #expect(elsewhere.places == .different)
        let near = "Quorbetth Electronics Co., Ltd."
        #expect(index.matches(for: NameQuery(near)).first?.outcome == .hit)
        #expect(index.matches(for: NameQuery(near, country: "CN")).first?.outcome == .hit)
        #expect(index.matches(for: NameQuery(near, country: "BR")).first?.outcome == .review)
        #expect(index.matches(for: NameQuery("Quorbeth Aviation", country: "BR")).first?.places == .unknown)
    }

    @Test("words are shown side by side as both sides write them")
    func alignedWords() throws {
        let index = try Self.index.get()
        let query = NameQuery("VASTRELION Shiping Ltd")
        let match = try #require(index.matches(for: query).first)
        let words = index.alignedWords(of: match, for: query)
        #expect(words.contains { $0.query == "VASTRELION" && $0.candidate == "Vastrelion" && $0.way == .same })
        #expect(words.contains { $0.query == "Shiping" && $0.candidate == "Shipping" && $0.way == .typo })
    }

    @Test("a snapshot gives the same answers, and is stale for other lists")
    func snapshot() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString).snapshot")
        defer { try? FileManager.default.removeItem(at: file) }
        try NameIndex.snapshot(of: Self.listed(), stamp: [4, 2]).write(to: file.path())
        let opened = try NameIndex(path: file.path(), stamp: [4, 2])
        let built = try Self.index.get()
        for name in Self.listed() {
            let query = NameQuery(String(name.text.dropLast(3)), country: "CN")
            #expect(opened.matches(for: query) == built.matches(for: query))
        }
        let error = #expect(throws: NameIndexError.self) { try NameIndex(path: file.path(), stamp: [4, 3]) }
        #expect(error?.diagnostics.map(\.code) == [.snapshotStale])
    }

    @Test(
        "odd queries have an answer",
        arguments: [
            "", " ", "Co., Ltd.", "\u{202e}\u{0}\u{7}", "....", "The", String(repeating: "Orlinex ", count: 2_000),
            String(repeating: "x", count: 10_000), "有限公司", "aka", "a.k.a. a.k.a. a.k.a.", "\u{1F600}\u{1F600}",
        ]
    )
    func oddQueries(text: String) throws {
        let matches = try Self.index.get().matches(for: NameQuery(text, country: "", address: text))
        #expect(matches.count <= 10)
    }

    @Test("odd names in a list leave the others to be found")
    func oddListedNames() throws {
        let odd = ["", " ", "Co., Ltd.", "\u{202e}", String(repeating: "y", count: 10_000), "a.k.a."]
        let names = odd.enumerated().map { ListedName(entry: Int32(900 + $0.offset), text: $0.element) } + Self.listed()
        let index = try NameIndex(names)
        #expect(index.matches(for: NameQuery("Skeldrum Trading")).first?.name.text == "Skeldrum Trading Co., Ltd.")
        #expect(try NameIndex([]).matches(for: NameQuery("Skeldrum")).isEmpty)
    }
}
