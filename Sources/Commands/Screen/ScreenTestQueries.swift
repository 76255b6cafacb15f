import Diagnostics
import Names

/// A list of names, and queries that say which of them they mean, if any.
struct ScreenTestQueries {
    private struct Query {
        let text: String
        let kind: String
        /// The number of the party that is meant, or nil if none is.
        let truth: Int32?
    }

    private let index: NameIndex
    private let queries: [Query]

    /// Reads lists and queries.
    ///
    /// - Parameters:
    ///   - lists: tables of generated names, or plain texts with one name a line.
    ///   - file: the table of queries.
    /// - Throws: `CommandFailure` if a file can't be read or a row has too few columns.
    init(lists: [String], queries file: String) throws {
        var names: [ListedName] = []
        var numbers: [String: Int32] = [:]
        var count: Int32 = 0
        for list in lists {
            let rows = try Self.rows(of: list)
            let isTable = rows.first.map { $0.count > 2 && $0[0] == "id" } ?? false
            for row in isTable ? rows[1...] : rows[...] {
                let texts = isTable ? Array(row.dropFirst().prefix(2)) : [row.joined(separator: " ")]
                names += texts.filter { !$0.isEmpty }.map { ListedName(entry: count, text: $0) }
                if isTable { numbers[row[0]] = count }
                count += 1
            }
        }
        var queries: [Query] = []
        for (number, row) in try Self.rows(of: file).enumerated().dropFirst() {
            guard row.count == 4 else {
                throw CommandFailure(
                    "screen.wrong-row",
                    "line \(number + 1) of `\(file)` has \(row.count) columns",
                    hint: "qid, query, kind and truth_id are wanted, with tabs between them"
                )
            }
            guard row[3].isEmpty || numbers[row[3]] != nil else {
                throw CommandFailure("screen.unknown-name", "line \(number + 1) of `\(file)`: no name is `\(row[3])`")
            }
            queries.append(Query(text: row[1], kind: row[2], truth: numbers[row[3]]))
        }
        self.queries = queries
        index = try NameIndex(names)
    }

    private static func rows(of file: String) throws(CommandFailure) -> [[String]] {
        String(decoding: try UserFile.bytes(of: file), as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The figures by kind of query: whether the party that is meant was found, else whether any was.
    func table(failures: Bool) -> ScreenTestTable {
        var table = ScreenTestTable(title: "Queries against \(index.count) names")
        for query in queries {
            let matches = index.matches(for: NameQuery(query.text), limit: 10)
            let meant = query.truth.map { truth in matches.filter { $0.name.entry == truth } } ?? matches
            let outcome = meant.map(\.outcome).max() ?? .clear
            let isWanted = query.truth != nil
            table.count(outcome, isWanted: isWanted, in: query.kind)
            table.count(outcome, isWanted: isWanted, in: isWanted ? "~ all that are listed" : "~ all that are not")
            if failures, isWanted ? outcome == .clear : outcome == .hit {
                table.failures.append("\(query.kind) is \(outcome): \(query.text) | \(meant.first?.name.text ?? "-")")
            }
        }
        table.sort()
        return table
    }
}
