import Diagnostics
import Facts
import Quantities

/// Reads the declarations of tables and their files.
struct TableReader {
    private static let keys = ["file", "key", "aliases", "kind", "group", "member", "in_cases", "columns"]
    private static let dateColumns = ["since", "until", "date", "known_from"]

    let loader: FileLoader
    let problems: Problems

    /// Reads all tables that a file declares.
    func tables(_ path: Reference) -> [TableDraft] {
        guard let root = loader.root(of: path),
            let fields = Fields(root, of: "the file", keys: ["tables"], problems: problems),
            fields.required("tables") != nil
        else { return [] }
        let folder = path.name.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        return fields.entries("tables").compactMap { table($0, folder: folder) }
    }

    private func table(_ entry: DataNode.Entry, folder: String) -> TableDraft? {
        let what = "the table `\(entry.name)`"
        guard let fields = Fields(entry.value, of: what, keys: Self.keys, problems: problems),
            fields.required("file") != nil, var path = fields.reference("file")
        else { return nil }
        path.name = folder + path.name
        if let kind = fields.text("kind"), kind != "groups" {
            problems.report(
                .unknownWord,
                "`\(kind)` is not a value of `kind`",
                at: fields["kind"]?.position,
                hint: "the only one is `groups`"
            )
        }
        let isGroups = fields["kind"] != nil
        if isGroups {
            _ = (fields.required("group"), fields.required("member"))
        }
        var draft = TableDraft(
            definition: TableDefinition(
                name: entry.name,
                file: loader.shown(path.name),
                columns: [],
                key: fields.text("key"),
                aliases: fields.text("aliases"),
                groupColumn: isGroups ? fields.text("group") : nil,
                memberColumn: isGroups ? fields.text("member") : nil,
                isUsedInCases: fields["in_cases"].map { Fields.truth($0) ?? fields.flag("in_cases") } ?? true,
                rows: []
            ),
            position: entry.position,
            kinds: [:]
        )
        for column in fields.entries("columns") {
            guard let word = fields.text(of: column.value, column.name) else { continue }
            if let kind = FactDefinition.Kind(rawValue: word), kind != .enum {
                draft.kinds[column.name] = kind
            } else {
                let kinds = FactDefinition.Kind.allCases.filter { $0 != .enum }.map(\.rawValue)
                problems.report(
                    .unknownWord,
                    "`\(word)` is no kind of column",
                    at: column.value.position,
                    hint: "it is one of \(kinds.joined(separator: ", "))"
                )
            }
        }
        for name in Self.dateColumns where draft.kinds[name] == nil { draft.kinds[name] = .date }
        guard let bytes = loader.bytes(of: path) else { return draft }
        read(bytes, into: &draft, fields)
        return draft
    }

    private func read(_ bytes: [UInt8], into draft: inout TableDraft, _ fields: Fields) {
        guard let header = records(bytes, into: &draft) else { return }
        draft.definition.columns = header.fields
        draft.isRead = true
        var named: [Reference] = ["key", "aliases", "group", "member"].compactMap { fields.reference($0) }
        named += fields.entries("columns").map { $0.reference }
        for column in named where !header.fields.contains(column.name) {
            problems.reportUnknownColumn(column, of: draft.definition)
        }
        if !header.fields.contains("source") {
            problems.report(.rowWithoutSource, "the table has no column `source`", at: header.position(of: 0))
        }
        let kinds = header.fields.map { draft.kinds[$0] ?? .string }
        draft.definition.rows = draft.records.map { record in
            .init(line: record.line, cells: kinds.indices.map { cell($0, of: record, kind: kinds[$0], header) })
        }
        checkRows(of: draft)
    }

    /// Reads the records of a file, and gives its header; a record that is wrong is reported and left out.
    private func records(_ bytes: [UInt8], into draft: inout TableDraft) -> CSVRecord? {
        do throws(FactsError) {
            var reader = try CSVReader(bytes, file: draft.definition.file)
            var isAtEnd = false
            while !isAtEnd {
                do throws(FactsError) {
                    if let record = try reader.next() { draft.records.append(record) } else { isAtEnd = true }
                } catch {
                    error.diagnostics.forEach(problems.report)
                }
            }
            return reader.header
        } catch {
            error.diagnostics.forEach(problems.report)
            return nil
        }
    }

    private func cell(
        _ index: Int,
        of record: CSVRecord,
        kind: FactDefinition.Kind,
        _ header: CSVRecord
    ) -> FactValue? {
        let text = record.fields[index]
        guard !text.isEmpty else { return nil }
        guard let value = FactDefinition.value(text, of: kind) else {
            problems.report(
                .badCell,
                "`\(text)` in the column `\(header.fields[index])` is not of the kind \(kind.rawValue)",
                at: record.position(of: index)
            )
            return nil
        }
        if kind == .int, case .decimal(let number) = value, !number.isInteger {
            problems.report(
                .badCell,
                "`\(text)` in the column `\(header.fields[index])` is no whole number",
                at: record.position(of: index)
            )
        }
        return value
    }

    private func checkRows(of draft: TableDraft) {
        let table = draft.definition
        let column = { (name: String) in table.columns.firstIndex(of: name) }
        let source = column("source")
        let window = (column("since"), column("until"))
        for (number, row) in table.rows.enumerated() {
            func position(_ column: Int) -> SourcePosition { draft.position(row: number, column: column) }
            if let source, row.cells[source] == nil {
                problems.report(.rowWithoutSource, "the row names no source", at: position(source))
            }
            if let since = window.0, let until = window.1, case .date(let first)? = row.cells[since],
                case .date(let end)? = row.cells[until], end < first
            {
                problems.report(.badCell, "`until` is \(end), before `since`, which is \(first)", at: position(until))
            }
        }
        checkKeys(of: draft)
    }

    /// Keys and aliases must each name one row.
    private func checkKeys(of draft: TableDraft) {
        let table = draft.definition
        guard let key = table.key.flatMap({ table.columns.firstIndex(of: $0) }) else { return }
        var rows: [String: Int] = [:]
        for (number, row) in table.rows.enumerated() {
            guard case .string(let name)? = row.cells[key] else {
                let position = draft.position(row: number, column: key)
                problems.report(.badCell, "the row has no `\(table.columns[key])`", at: position)
                continue
            }
            if let first = rows[name] {
                problems.report(
                    .duplicateKey,
                    "two rows have the \(table.columns[key]) `\(name)`",
                    at: draft.position(row: number, column: key),
                    notes: [.init("the first stands here", at: draft.position(row: first, column: key))]
                )
            } else {
                rows[name] = number
            }
        }
        guard let aliases = table.aliases.flatMap({ table.columns.firstIndex(of: $0) }) else { return }
        for (number, row) in table.rows.enumerated() {
            guard case .string(let text)? = row.cells[aliases] else { continue }
            for alias in TableDefinition.aliases(in: text) {
                if let first = rows[alias], first != number {
                    problems.report(
                        .ambiguousAlias,
                        "`\(alias)` names two rows",
                        at: draft.position(row: number, column: aliases),
                        notes: [.init("the other stands here", at: draft.position(row: first, column: key))]
                    )
                } else {
                    rows[alias] = number
                }
            }
        }
    }
}

/// A table with what later checks need to know of it.
struct TableDraft {
    /// The table.
    var definition: TableDefinition
    /// Where it is declared.
    var position: SourcePosition
    /// The kinds of columns that are no texts.
    var kinds: [String: FactDefinition.Kind]
    /// Whether its file could be read; if not, nothing is said of its columns.
    var isRead = false
    /// The records of its file, one for each row.
    var records: [CSVRecord] = []

    /// Where a cell stands.
    func position(row: Int, column: Int) -> SourcePosition {
        records[row].position(of: column)
    }
}

extension TableDefinition {
    /// The spellings in a cell of aliases.
    package static func aliases(in text: String) -> [String] {
        text.split(separator: ";")
            .map { part in
                var part = part
                while part.first == " " { part.removeFirst() }
                while part.last == " " { part.removeLast() }
                return String(part)
            }
            .filter { !$0.isEmpty }
    }
}

extension Problems {
    /// Reports a column that a table does not have.
    func reportUnknownColumn(_ column: Reference, of table: TableDefinition) {
        report(
            .unknownColumn,
            "the table `\(table.name)` has no column `\(column.name)`",
            at: column.position,
            hint: NearMiss.suggestion(for: column.name, among: table.columns).map { "did you mean `\($0)`?" }
                ?? "its columns are \(table.columns.joined(separator: ", "))"
        )
    }
}
