import Diagnostics
import Facts
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
    private static func lines(_ text: String) -> [String] {
        JSONLines(Array(text.utf8)).map { "\($0.number):\(String(decoding: $0.bytes, as: UTF8.self))" }
    }

    @Test("lines keep their numbers, and empty ones are passed over")
    func numbersLines() {
        #expect(Self.lines("{}\n\n 1 \r\n\t\r\n[2]") == ["1:{}", "3: 1 ", "5:[2]"])
        #expect(Self.lines("\u{FEFF}1\n2\n") == ["1:1", "2:2"])
        #expect(Self.lines("") == [])
        #expect(Self.lines("\n\r\n") == [])
    }

    @Test("positions in a line are those of the file")
    func placesInFile() throws {
        let line = try #require(JSONLines(Array("1\n\n{\"a\": x}\n".utf8)).map { $0 }.last)
        let error = try #require(
            #expect(throws: FactsError.self) {
                try JSONReader.node(in: Array(line.bytes), file: "f", firstLine: line.number)
            }
        )
        #expect(error.diagnostics.first?.position?.line == 3)
        #expect(error.diagnostics.first?.position?.column == 7)
    }
}
