import Diagnostics
import Foundation
import Quantities
import Screening
import TestSupport
import Testing

@Suite("Broken list files")
struct HostileListTests {
    private static let header =
        "source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,end_date,"
        + "license_requirement,license_policy,remarks,source_list_url,alt_names,ids\n"
    private static let list = "Entity List (EL) - Bureau of Industry and Security"

    private static func row(_ name: String, aliases: String = "") -> String {
        "\(list),,,,\(name),,,,,,,,u,\(aliases),\n"
    }

    private static func rows(_ count: Int) -> String {
        header + (0..<count).map { row("Company \($0)") }.joined()
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let id: String
        let text: String
        let code: String

        init(_ id: String, _ text: String, _ code: String) {
            self.id = id
            self.text = text
            self.code = code
        }

        var testDescription: String { id }
    }

    @Test(
        "say what is wrong",
        arguments: [
            Case("nothing", "", "list.empty"), Case("white space", " \n\u{1A}", "list.empty"),
            Case("a header alone", header, "list.empty"), Case("another table", "a,b\n1,2\n", "list.unknown-layout"),
            Case("another object", "{\"a\": 1}", "list.unknown-layout"),
            Case("half an object", "{\"a\": 1", "json.truncated"),
            Case("crossed elements", "<a><b></a>", "xml.syntax"), Case("open elements", "<a><b>", "xml.truncated"),
            Case("entities", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "xml.doctype"),
            Case("an entity", "<a>&b;</a>", "xml.syntax"), Case("other XML", "<a/>", "list.unknown-layout"),
            Case("an open attribute", "<a x='1>", "xml.truncated"), Case("no character", "<a>&#0;</a>", "xml.syntax"),
            Case("deep XML", String(repeating: "<a>", count: 100), "xml.too-deep"),
            Case("deep JSON", String(repeating: "[", count: 1000), "json.too-deep"),
            Case("an unknown list", rows(1) + "Some Other List,,,,X,,,,,,,,u,,\n", "list.unknown-source"),
            Case("an open quote", rows(1) + row("\"Open quote"), "csv.unclosed-quote"),
            Case("a row cut off", rows(100) + String(row("Cut").prefix(60)), "list.truncated"),
            Case("many short rows", rows(3) + "too,few\n", "list.rejected-rows"),
            Case(
                "a line cut off",
                "{\"id\": \"1\", \"schema\": \"Company\", \"properties\": {}}\n{\"id\": \"2\", \"sch",
                "list.truncated"
            ),
        ]
    )
    func problems(_ example: Case) throws {
        #expect(try Lists.problems(["file": example.text]) == [example.code])
    }

    @Test("with few wrong rows are taken, and the rows kept aside with their lines")
    func rejections() throws {
        let text = Self.rows(100) + "too,few\n" + Self.row(" , ".trimmed)
        let batch = try #require(try Lists.read(["file": text]).batches.first)
        #expect(batch.entries.count == 100)
        #expect(batch.rejections.map(\.line) == [102, 103])
        #expect(batch.rejections[0].text == "too,few")
        #expect(batch.rejections[1].reason == "it has no name")
    }

    @Test("that miss a column are told which")
    func missingColumn() throws {
        let text = Self.rows(1).replacing("alt_names", with: "other_names")
        let error = try #require(throws: ScreeningError.self) { try Lists.read(["file": text]) }
        #expect(error.diagnostics[0].hint == "it is most like `consolidated-table` but has no column `alt_names`")
    }

    @Test("that name an unknown source are taken under that name if forced")
    func forcedSource() throws {
        let text = Self.header + "Some Other List,,,,X,,,,,,,,u,,\n"
        let batches = try Lists.read(["file": text]) { $0.isForced = true }.batches
        #expect(batches.map(\.list) == ["Some Other List"])
        #expect(try Lists.read(["file": text]) { $0.name = "entity list" }.batches.map(\.list) == ["EL"])
    }

    @Test("are not taken under the name of another list that the rulebook knows, unless forced")
    func otherList() throws {
        #expect(try Lists.problems(["file": Self.rows(2)]) { $0.name = "UVL" } == ["list.other-source"])
        #expect(try Lists.read(["file": Self.rows(2)]) { $0.name = "house list" }.batches.map(\.list) == ["house list"])
        let forced = try Lists.read(["file": Self.rows(2)]) {
            $0.name = "UVL"
            $0.isForced = true
        }
        #expect(forced.batches.map(\.list) == ["UVL"])
    }

    @Test("that are empty are taken if forced by name")
    func forcedEmpty() throws {
        let batches =
            try Lists.read(["file": ""]) {
                $0.isForced = true
                $0.name = "EL"
            }
            .batches
        #expect(batches.map(\.entries.count) == [0])
    }

    @Test("cannot fill memory with names")
    func bombs() throws {
        var limits = ImportLimits()
        limits.namesPerEntry = 10
        limits.nameBytes = 100
        let many = (0..<50).map { "A\($0)" }.joined(separator: ";")
        let text = Self.rows(100) + Self.row("Bomb", aliases: many) + Self.row(String(repeating: "x", count: 200))
        let batch = try #require(try Lists.read(["file": text], limits: limits).batches.first)
        #expect(batch.entries.count == 100)
        #expect(
            batch.rejections.map(\.reason) == [
                "it has 12 names, and an entry may have 10", "a name has 200 bytes, and one may have 100",
            ]
        )
        limits.names = 50
        #expect(try Lists.problems(["file": text], limits: limits) == ["list.too-large"])
        limits = ImportLimits()
        limits.records = 5
        #expect(try Lists.problems(["file": text], limits: limits) == ["list.too-large"])
        limits.fileBytes = 10
        #expect(try Lists.problems(["file": text], limits: limits) == ["list.too-large"])
    }

    @Test("with many wrong rows do not take long", .timeLimit(.minutes(1)))
    func manyWrongRows() throws {
        let text = Self.rows(1) + String(repeating: "a,b\n", count: 20_000)
        #expect(try Lists.problems(["file": text]) == ["list.rejected-rows"])
    }

    @Test("that are not UTF-8 say where")
    func encoding() throws {
        let bytes = Array(Self.rows(2).utf8) + [0xFF, 0x0A]
        let error = try #require(throws: ScreeningError.self) {
            try Lists.importer().read([ListFile(name: "file", bytes: bytes)])
        }
        #expect(error.diagnostics.map { "\($0.code)" } == ["csv.not-utf8"])
        #expect(error.diagnostics[0].position?.line == 4)
    }

    @Test("never crash, whatever byte is lost or changed", arguments: 0..<300)
    func mutations(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let texts = [
            Self.rows(4),
            "<CONSOLIDATED_LIST><ENTITIES><ENTITY><FIRST_NAME>A &amp; B</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>",
            #"{"list_id": "bis-meu", "entities": [{"name": "A", "aliases": ["B (a.k.a. C)"], "country": "China"}]}"#,
            "36,\"A (a.k.a. B\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'C'.\"\n\u{1A}",
        ]
        var bytes = Array(texts[seed % texts.count].utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes.remove(at: index)
            case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 2: bytes = Array(bytes[..<index])
            default: bytes.insert(contentsOf: Array("\"<>{[&;,\n".utf8.shuffled(using: &generator)), at: index)
            }
        }
        do {
            for batch in try Lists.importer().read([ListFile(name: "file", bytes: bytes)]).batches {
                #expect(batch.entries.allSatisfy { !$0.key.isEmpty || $0.name.isEmpty == false })
            }
        } catch let error as ScreeningError {
            #expect(!error.diagnostics.isEmpty)
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces).replacing(",", with: "") }
}
