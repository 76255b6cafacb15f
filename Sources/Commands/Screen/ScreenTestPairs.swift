import Diagnostics
import Facts
import Names

/// Pairs of names with what they are to come to.
struct ScreenTestPairs {
    private struct Pair {
        let query: String
        let candidate: String
        let type: String
        let isMatch: Bool
        let category: String
        let quality: String

        var isWeak: Bool { quality == "WEAK" }
        /// Whether the query is written in Han characters.
        var isHan: Bool { query.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) } }
    }

    private let pairs: [Pair]

    /// Reads a file of pairs.
    ///
    /// - Throws: `CommandFailure` for text that is no CSV, a missing column, or an expectation that is none.
    init(file: String, part: ScreenTestCommand.Part?) throws(CommandFailure) {
        let bytes = try UserFile.bytes(of: file)
        let table: CSVTable
        do throws(FactsError) {
            table = try CSVReader.table(in: bytes, file: file)
        } catch {
            throw CommandFailure(error.diagnostics)
        }
        let names = ["query", "candidate", "entity_type", "expected", "category", "quality"]
        let columns = names.compactMap(table.column(named:))
        guard columns.count == names.count else {
            throw CommandFailure(
                "screen.missing-column",
                "`\(file)` must have the columns \(names.map { "`\($0)`" }.joined(separator: ", "))"
            )
        }
        var pairs: [Pair] = []
        for record in table.records {
            let fields = columns.map { record.fields[$0] }
            guard fields[3] == "match" || fields[3] == "no_match" else {
                throw CommandFailure(
                    [
                        Diagnostic(
                            "screen.unknown-expectation",
                            "`\(fields[3])` is neither `match` nor `no_match`",
                            at: record.position(of: columns[3])
                        )
                    ]
                )
            }
            pairs.append(
                Pair(
                    query: fields[0],
                    candidate: fields[1],
                    type: fields[2],
                    isMatch: fields[3] == "match",
                    category: fields[4],
                    quality: fields[5]
                )
            )
        }
        self.pairs = pairs.filter { part == nil || Self.part(of: $0.query) == part }
    }

    /// Six tenths of the pairs are there to tune on; the hash (FNV-1a of 32 bits) keeps pairs of one query together.
    private static func part(of query: String) -> ScreenTestCommand.Part {
        var hash: UInt32 = 0x811C_9DC5
        for byte in query.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash % 10 < 6 ? .tuning : .held
    }

    /// The figures: by the groups that goals speak of, by category and by quality.
    func tables(failures: Bool) -> [ScreenTestTable] {
        let normaliser = NameNormaliser()
        let comparison = NameComparison()
        var goals = ScreenTestTable(title: "All pairs but those of quality WEAK")
        var categories = ScreenTestTable(title: "By category, all qualities")
        var qualities = ScreenTestTable(title: "By quality")
        for pair in pairs {
            let outcome =
                comparison.result(
                    query: PreparedName(normaliser.name(pair.query)),
                    candidate: PreparedName(normaliser.name(pair.candidate))
                )
                .outcome
            categories.count(outcome, isWanted: pair.isMatch, in: pair.category)
            qualities.count(outcome, isWanted: pair.isMatch, in: pair.quality)
            guard !pair.isWeak else { continue }
            for group in groups(of: pair) { goals.count(outcome, isWanted: pair.isMatch, in: group) }
            if failures, pair.isMatch ? outcome != .hit : outcome == .hit {
                goals.failures.append(
                    "\(pair.isMatch ? "match" : "no match") is \(outcome): \(pair.query) | \(pair.candidate)"
                )
            }
        }
        goals.sort()
        categories.sort()
        return [goals, categories, qualities]
    }

    private func groups(of pair: Pair) -> [String] {
        var groups = ["of type \(pair.type)"]
        if pair.isHan { groups.append("query in Chinese") }
        if pair.category.hasPrefix("noise:") { groups.append("noise") }
        if pair.category.contains("number") { groups.append("number only") }
        return groups
    }
}
