import Diagnostics
import Facts
import Foundation
import Rulebooks
import Screening
import TestSupport
import Testing

@Suite("A format of the user's own")
struct OwnFormatTests {
    private static let mapping = """
        form: table
        separator: ";"
        entry:
          id: nr
          name: firma
          names: [{each: alias, split: "|"}]
          addresses: [{each: ort, country: land}]
        """

    private func format(_ text: String) throws -> ListFormat {
        try ListFormatReader.format(in: Array(text.utf8), file: "map.yaml")
    }

    @Test("takes any table apart, and the list is named with --as")
    func table() throws {
        let format = try format(Self.mapping)
        let text = "nr;firma;alias;ort;land\n1;\"Müller; Söhne\";A|B;Ulm;Germany\n"
        let batch = try #require(
            try Lists.read(["a.csv": text]) {
                $0.format = format
                $0.name = "house"
            }
            .batches.first
        )
        #expect(batch.list == "house")
        #expect(batch.entries[0].name == "Müller; Söhne")
        #expect(batch.entries[0].aliases.map(\.text) == ["A", "B"])
        #expect(batch.entries[0].key == "#1")
    }

    @Test("may be JSON")
    func json() throws {
        let format = try format(#"{"form": "json", "records": ["data.rows"], "entry": {"name": "title"}}"#)
        let batch = try #require(
            try Lists.read(["a.json": #"{"data": {"rows": [{"title": "Alpha"}, 7]}, "x": 1}"#]) {
                $0.format = format
                $0.name = "EL"
                $0.isForced = true
            }
            .batches.first
        )
        #expect(batch.entries.map(\.name) == ["Alpha"])
        #expect(batch.rejections.map(\.reason) == ["it is no object with named values"])
    }

    @Test(
        "is refused with every mistake in it",
        arguments: [
            ("form: tabel\nentry: {name: a}", ["rule.unknown-word"]),
            ("form: table\nseparator: abc\nentry: {name: a}", ["list.wrong-format"]),
            ("form: table\nentry: {nam: a}", ["rule.missing-key", "rule.unknown-key"]),
            ("entry: {name: {}}", ["rule.missing-key", "rule.missing-key"]),
            ("form: table\nentry: {name: a}\njoins: [{name: x, key: y}]", ["list.wrong-format"]),
            ("[]", ["rulebook.wrong-form"]), ("a: [", ["yaml.syntax"]),
        ]
    )
    func mistakes(_ text: String, _ codes: [String]) throws {
        let error = try #require(throws: RulebookError.self) { try format(text) }
        #expect(error.diagnostics.map { "\($0.code)" }.sorted() == codes)
    }
}
