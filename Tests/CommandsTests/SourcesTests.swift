import Facts
import Foundation
import TestSupport
import Testing

/// The law stands in the rulebook: no chip, party, country or legal number may be named in the program.
@Suite("The program knows no law")
struct SourcesTests {
    /// A line of a Swift source.
    private struct Line {
        let place: String
        let text: Substring
    }

    /// Lines of the program's sources.
    ///
    /// Left out are comments, and a table of Unicode's scripts in hexadecimal, where any number may stand.
    private static let lines: [Line] = {
        let folder = RulebookFiles.path("Sources")
        let paths = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))?
            .compactMap { $0 as? String }
        return (paths ?? []).filter { $0.hasSuffix(".swift") && !$0.hasSuffix("/ScriptRanges.swift") }.sorted()
            .flatMap { path -> [Line] in
                let text = (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)) ?? ""
                return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                    .map { Line(place: "\(path):\($0.offset + 1)", text: $0.element) }
                    .filter { !isComment($0.text) }
            }
    }()

    private static func isComment(_ line: Substring) -> Bool { line.drop { $0 == " " }.hasPrefix("//") }

    private static func column(_ name: String, of table: String) throws -> Set<String> {
        let bytes = Array(try Data(contentsOf: RulebookFiles.path("rulebook/reference/\(table)")))
        let table = try CSVReader.table(in: bytes, file: table)
        guard let index = table.column(named: name) else { return [] }
        return Set(table.records.map { $0.fields[index] }.filter { !$0.isEmpty })
    }

    private func expectNone(of words: some Sequence<String>, _ isFound: (String, Substring) -> Bool) {
        for word in words {
            for line in Self.lines where isFound(word, line.text) {
                Issue.record("`\(word)` is named in \(line.place)")
            }
        }
    }

    /// Whether a word stands in a line with nothing that belongs to a longer word beside it.
    private func stands(_ word: String, in line: Substring) -> Bool {
        var rest = line
        while let range = rest.range(of: word) {
            let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
            let after = range.upperBound < line.endIndex ? line[range.upperBound] : " "
            func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
            if !isPart(before), !isPart(after) { return true }
            rest = line[range.upperBound...]
        }
        return false
    }

    @Test("there are sources to look at")
    func hasLines() {
        #expect(Self.lines.count > 5000)
    }

    @Test("no chip, family or maker is named")
    func chips() throws {
        let names = try Self.column("chip", of: "chips.csv").union(Self.column("family", of: "chips.csv"))
            .union(Self.column("maker", of: "chips.csv"))
        #expect(names.count > 80)
        expectNone(of: names) { stands($0, in: $1) }
    }

    @Test("no party is named")
    func parties() throws {
        expectNone(of: try Self.column("party", of: "parties.csv")) { stands($0, in: $1) }
    }

    @Test("no country is named by its code in quotes, or by its name")
    func countries() throws {
        expectNone(of: try Self.column("iso2", of: "countries.csv")) { code, line in
            line.contains("\"\(code)\"") || line.contains("'\(code)'")
        }
        expectNone(of: try Self.column("name_en", of: "countries.csv")) { stands($0, in: $1) }
    }

    @Test("no number that a rule compares with is written")
    func thresholds() throws {
        var numbers: Set<String> = []
        let folder = RulebookFiles.path("rulebook")
        let paths = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))?
            .compactMap { $0 as? String }
        let comparison = try Regex("(?:[<>]=?|==) *([0-9]+(?:\\.[0-9]+)?)", as: (Substring, Substring).self)
        for path in paths ?? [] where path.hasSuffix(".yaml") {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            for match in text.matches(of: comparison) { numbers.insert(String(match.output.1)) }
        }
        // Zero, small whole numbers and hundreds are everyday numbers of any program.
        let telling = numbers.filter { $0.contains(".") || $0.count >= 4 }
            .filter { !["0.0", "1000", "10000"].contains($0) }
        #expect(telling.count > 10)
        expectNone(of: telling) { number, line in
            stands(number, in: line.split(separator: "_").joined()[...])
        }
    }
}
