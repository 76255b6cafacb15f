import Diagnostics
import Facts
import TestSupport
import Testing

@Suite("CSV")
struct CSVReaderTests {
    private static func table(_ text: String) throws(FactsError) -> CSVTable {
        try CSVReader.table(in: Array(text.utf8), file: "t.csv")
    }

    @Test(
        "fields are read as RFC 4180 has them",
        arguments: [
            ("a,b\n1,2\n", [["1", "2"]]), ("a,b\r\n1,2\r\n3,4", [["1", "2"], ["3", "4"]]), ("a,b", []), ("a,b\n", []),
            ("a,b\n\"1,5\",\"say \"\"hi\"\"\"\n", [["1,5", "say \"hi\""]]),
            ("a,b\n\"x\ny\",\"p\r\nq\"\n", [["x\ny", "p\r\nq"]]),
            ("a,b\n,\n", [["", ""]]), ("a,b\n\"\",\"\"\"\"\n", [["", "\""]]), ("\u{FEFF}a,b\n1,2", [["1", "2"]]),
            ("a,b\n\n1,2\n\r\n3,4\n\n", [["1", "2"], ["3", "4"]]), ("a\n1\n\n2\n", [["1"], [""], ["2"]]),
            ("a,b\n 1 , 2 \n", [[" 1 ", " 2 "]]), ("a,b\n阿里,é\u{301}\n", [["阿里", "é\u{301}"]]), ("\n\na\n1", [["1"]]),
            ("\u{FEFF}\"a\",b\n1,2", [["1", "2"]]),
        ] as [(String, [[String]])]
    )
    func reads(_ text: String, records: [[String]]) throws {
        let table = try Self.table(text)
        #expect(table.records.map(\.fields) == records)
        #expect(table.column(named: "a") == 0)
        #expect(table.column(named: "z") == nil)
    }

    @Test("records and fields know their places, in lines and code points")
    func knowsPlaces() throws {
        let table = try Self.table("\u{FEFF}a,b,c\r\n阿里,\"x\ny\",z\n\n1,2,3\n")
        #expect(table.header.position(of: 1) == SourcePosition(file: "t.csv", line: 1, column: 3))
        let first = try #require(table.records.first)
        #expect(first.line == 2)
        #expect(first.position(of: 1) == SourcePosition(file: "t.csv", line: 2, column: 4))
        #expect(first.position(of: 2) == SourcePosition(file: "t.csv", line: 3, column: 4))
        #expect(table.records.last?.line == 5)
    }

    @Test(
        "what is wrong is said with its place",
        arguments: [
            ("", "csv.empty", 1, 1), ("\n\r\n", "csv.empty", 1, 1), ("\u{FEFF}", "csv.empty", 1, 1),
            ("a,b\n1\n", "csv.ragged-row", 2, 1), ("a,b\n1,2,3\n", "csv.ragged-row", 2, 5),
            ("a,b\n1,\"2\n3,4\n", "csv.unclosed-quote", 2, 3), ("a,b\n1,x\"y\n", "csv.stray-quote", 2, 4),
            ("a,b\n\"1\"x,2\n", "csv.stray-quote", 2, 4), ("a,b\r1,2", "csv.stray-carriage-return", 1, 4),
            ("a,b\n1,2\r", "csv.stray-carriage-return", 2, 4), ("a,b,a\n", "csv.duplicate-column", 1, 5),
            ("a,,b\n", "csv.unnamed-column", 1, 3), ("a,\"b\n", "csv.unclosed-quote", 1, 3),
        ]
    )
    func reports(_ text: String, code: String, line: Int, column: Int) throws {
        let error = try #require(#expect(throws: FactsError.self) { try Self.table(text) })
        #expect(error.diagnostics.map(\.code.text) == [code])
        #expect(error.diagnostics.first?.position == SourcePosition(file: "t.csv", line: line, column: column))
    }

    @Test("bytes that are not UTF-8 are found", arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0xAF]])
    func findsInvalidBytes(_ wrong: [UInt8]) throws {
        let bytes = Array("a,b\n阿,".utf8) + wrong + Array("\n".utf8)
        let error = try #require(
            #expect(throws: FactsError.self) { try CSVReader.table(in: bytes, file: "t.csv") }
        )
        #expect(error.diagnostics.first?.code == .csvNotUTF8)
        #expect(error.diagnostics.first?.position == SourcePosition(file: "t.csv", line: 2, column: 3))
    }

    @Test("all wrong records are reported together, and a stream goes on behind each")
    func goesOn() throws {
        let text = "a,b\n1\nx\"y,2\n3,4\n5,6,7\n8,9\n"
        let error = try #require(#expect(throws: FactsError.self) { try Self.table(text) })
        #expect(error.diagnostics.compactMap(\.position?.line) == [2, 3, 5])

        var reader = try CSVReader(Array(text.utf8), file: "t.csv")
        var good: [[String]] = []
        var wrong = 0
        while true {
            do {
                guard let record = try reader.next() else { break }
                good.append(record.fields)
            } catch {
                wrong += 1
            }
        }
        #expect(good == [["3", "4"], ["8", "9"]])
        #expect(wrong == 3)
    }

    @Test("any table comes back as it was written", arguments: 0..<300)
    func roundTrips(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = ["a", "é", "阿", "😀", ",", "\"", "\n", "\r\n", "\r", " ", "1"]
        let width = Int.random(in: 1...5, using: &random)
        let rows = (0..<Int.random(in: 0...6, using: &random))
            .map { _ in
                (0..<width)
                    .map { _ in
                        (0..<Int.random(in: 0...4, using: &random))
                            .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
                    }
            }
        let header = (0..<width).map { "column \($0)" }
        let lineBreak = Bool.random(using: &random) ? "\r\n" : "\n"
        let lines = ([header] + rows)
            .map { row in
                row.map { field in
                    let needsQuotes = field.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
                    let doubled = field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
                    return needsQuotes || Bool.random(using: &random) ? "\"\(doubled)\"" : field
                }
                .joined(separator: ",")
            }
        let text = lines.map { $0 + lineBreak }.joined()
        let read = try CSVReader.table(in: Array(text.utf8), file: "t.csv").records.map(\.fields)
        #expect(read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    }

    @Test("no bytes crash the reader, and problems stand within the text", arguments: 0..<500)
    func survivesAnything(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let likely = Array("a,\"\n\r,\"\né".utf8)
        let bytes = (0..<Int.random(in: 0...60, using: &random))
            .map { _ in
                seed % 5 == 0
                    ? UInt8.random(in: 0...255, using: &random) : likely.randomElement(using: &random) ?? 0x2C
            }
        do {
            let table = try CSVReader.table(in: bytes, file: "t.csv")
            #expect(table.records.allSatisfy { $0.fields.count == table.header.fields.count })
        } catch {
            let lines = bytes.filter { $0 == 0x0A }.count + 1
            #expect(!error.diagnostics.isEmpty)
            #expect(error.diagnostics.allSatisfy { (1...lines).contains($0.position?.line ?? 0) })
        }
    }
}
