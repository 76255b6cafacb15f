public import Diagnostics

/// Reads CSV (RFC 4180) record by record, with a header row that names the columns.
///
/// Lines end in LF or CRLF, the text is UTF-8 with or without a byte order mark, and a field in double quotes may hold
/// commas, line breaks and doubled quotes. Empty lines are passed over, except in a table of one column, where an
/// empty line is an empty field.
///
/// A record that is wrong is reported, and reading goes on with the one after it:
///
/// ```swift
/// var reader = try CSVReader(bytes, file: "orders.csv")
/// while true {
///     do {
///         guard let record = try reader.next() else { break }
///         print(record.fields)
///     } catch {
///         print(error.diagnostics)
///     }
/// }
/// ```
public struct CSVReader: Sendable {
    /// The names of the columns, all different.
    public private(set) var header: CSVRecord
    private var scanner: CSVScanner

    /// Reads the header row.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - file: what positions name as the file.
    ///   - separator: what stands between fields, such as a tab instead of the comma.
    /// - Throws: `FactsError`, codes `csv.empty`, `csv.not-utf8`, `csv.duplicate-column`, `csv.unnamed-column` and those
    ///   of ``next()`` for the header row.
    public init(
        _ bytes: [UInt8],
        file: String,
        separator: UInt8 = UInt8(ascii: ",")
    ) throws(FactsError) {
        scanner = CSVScanner(bytes, file: file, separator: separator)
        if let offset = UTF8Check.firstInvalidOffset(in: bytes) {
            throw FactsError([
                Diagnostic(
                    .csvNotUTF8,
                    "the text is not UTF-8 here",
                    at: scanner.position(at: offset),
                    hint: "save the file as UTF-8"
                )
            ])
        }
        guard let header = try scanner.record(isHeader: true) else {
            throw FactsError([
                Diagnostic(
                    .csvEmpty,
                    "the file is empty",
                    at: SourcePosition(file: file, line: 1, column: 1),
                    hint: "the first line names the columns"
                )
            ])
        }
        self.header = header
        let problems = Self.problems(of: header)
        guard problems.isEmpty else { throw FactsError(problems) }
        scanner.columnCount = header.fields.count
    }

    /// The next record, or nil at the end.
    ///
    /// - Throws: `FactsError`, codes `csv.ragged-row`, `csv.unclosed-quote`, `csv.stray-quote` and
    ///   `csv.stray-carriage-return`; the next call reads the record after the wrong one.
    public mutating func next() throws(FactsError) -> CSVRecord? {
        try scanner.record(isHeader: false)
    }

    /// The whole table that a text holds.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - file: what positions name as the file.
    /// - Returns: the header and all records.
    /// - Throws: `FactsError` with every problem of the text, codes as for ``init(_:file:)`` and ``next()``.
    public static func table(in bytes: [UInt8], file: String) throws(FactsError) -> CSVTable {
        var reader = try CSVReader(bytes, file: file)
        var records: [CSVRecord] = []
        var problems: [Diagnostic] = []
        while true {
            do throws(FactsError) {
                guard let record = try reader.next() else { break }
                records.append(record)
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw FactsError(problems) }
        return CSVTable(header: reader.header, records: records)
    }

    private static func problems(of header: CSVRecord) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        var columns: [String: Int] = [:]
        for (index, name) in header.fields.enumerated() {
            if name.isEmpty {
                problems.append(
                    Diagnostic(.csvUnnamedColumn, "column \(index + 1) has no name", at: header.position(of: index))
                )
            } else if let first = columns[name] {
                problems.append(
                    Diagnostic(
                        .csvDuplicateColumn,
                        "two columns are named `\(name)`",
                        at: header.position(of: index),
                        hint: "rename or remove one of them",
                        notes: [Diagnostic.Note("the first one is here", at: header.position(of: first))]
                    )
                )
            } else {
                columns[name] = index
            }
        }
        return problems
    }
}

/// A table read from CSV.
public struct CSVTable: Hashable, Sendable {
    /// The names of the columns, all different.
    public let header: CSVRecord
    /// The records below the header, each with as many fields as the header.
    public let records: [CSVRecord]

    /// The index of the column with that name, or nil.
    public func column(named name: String) -> Int? {
        header.fields.firstIndex(of: name)
    }
}

/// One record of a CSV file.
public struct CSVRecord: Hashable, Sendable {
    /// Where a field begins; small, since bulk input has one for each field.
    struct Place: Hashable, Sendable {
        var line: Int32
        var column: Int32
    }

    /// The texts of the fields, without quotes.
    public let fields: [String]
    /// The file as positions name it.
    public let file: String
    private let places: [Place]

    init(fields: [String], places: [Place], file: String) {
        self.fields = fields
        self.places = places
        self.file = file
    }

    /// The line on which the record begins, from 1.
    public var line: Int { Int(places[0].line) }

    /// Where the field with that index begins, at its quote if it has one.
    public func position(of index: Int) -> SourcePosition {
        SourcePosition(file: file, line: Int(places[index].line), column: Int(places[index].column))
    }
}

extension Diagnostic.Code {
    /// A CSV text without a header row.
    public static let csvEmpty: Diagnostic.Code = "csv.empty"
    /// Bytes that are not UTF-8.
    public static let csvNotUTF8: Diagnostic.Code = "csv.not-utf8"
    /// Two columns of one name.
    public static let csvDuplicateColumn: Diagnostic.Code = "csv.duplicate-column"
    /// A column without a name.
    public static let csvUnnamedColumn: Diagnostic.Code = "csv.unnamed-column"
    /// A record with more or fewer fields than the header.
    public static let csvRaggedRow: Diagnostic.Code = "csv.ragged-row"
    /// A quoted field that does not end.
    public static let csvUnclosedQuote: Diagnostic.Code = "csv.unclosed-quote"
    /// A quote in the middle of a field, or text behind a quoted one.
    public static let csvStrayQuote: Diagnostic.Code = "csv.stray-quote"
    /// A carriage return that no line feed follows.
    public static let csvStrayCarriageReturn: Diagnostic.Code = "csv.stray-carriage-return"
}
