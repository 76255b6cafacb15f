internal import Diagnostics
internal import Facts
internal import Rulebooks

/// Tells by its content which layout a file has.
struct FormatDetector {
    /// What a file turned out to be.
    struct Match {
        let format: ListFormat
        /// The name of the part that the file is, where it is one of several that belong together; nil: the main one.
        let part: String?
        let content: FileRecords
    }

    let formats: [ListFormat]
    let limits: ImportLimits

    /// The first format whose tests a file passes.
    ///
    /// - Throws: `ScreeningError`, code `list.unknown-layout`, or what is wrong with the text itself.
    func match(_ file: ListFile) throws(ScreeningError) -> Match {
        guard file.bytes.count <= limits.fileBytes else {
            throw ScreeningError(
                .listTooLarge,
                "`\(file.name)` has \(file.bytes.count) bytes, and a file may have \(limits.fileBytes)"
            )
        }
        let reader = RecordReader(file: file, limits: limits)
        switch file.firstByte {
        case UInt8(ascii: "<"): return try xml(file, reader)
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try json(file, reader)
        default: return try table(file, reader)
        }
    }

    private func unknown(_ file: ListFile, _ what: String, hint: String? = nil) -> ScreeningError {
        ScreeningError(
            .listUnknownLayout,
            "`\(file.name)` is \(what) of no known layout",
            at: SourcePosition(file: file.name, line: 1, column: 1),
            hint: hint ?? "give a mapping file with --map; docs/lists.md describes its form"
        )
    }

    // MARK: XML and JSON

    private func xml(_ file: ListFile, _ reader: RecordReader) throws(ScreeningError) -> Match {
        let root = try reader.xml(records: []).root
        for format in formats where format.form == .xml && passes(format, root: root) {
            return Match(format: format, part: nil, content: try reader.xml(records: format.records))
        }
        throw unknown(file, "XML")
    }

    private func json(_ file: ListFile, _ reader: RecordReader) throws(ScreeningError) -> Match {
        if isLines(file) || !formats.isEmpty && formats.allSatisfy({ $0.form == .jsonLines }) {
            let content = try reader.jsonLines()
            for format in formats where format.form == .jsonLines && has(format, content.records.first) {
                return Match(format: format, part: nil, content: content)
            }
            throw unknown(file, "JSON lines")
        }
        let whole = try reader.json(records: [])
        for format in formats where format.form == .json {
            let paths = format.records.isEmpty ? [""] : format.records
            guard passes(format, root: whole.root) else { continue }
            let first = paths.lazy.compactMap { SourceTree.nodes(at: $0, in: whole.root).first }.first
            // A list without entries has the layout all the same; that it is empty is said later.
            guard has(format, first) || first == nil && !format.tests.isEmpty else { continue }
            return Match(format: format, part: nil, content: try reader.records(of: whole.root, at: paths))
        }
        if let format = formats.first(where: { $0.form == .jsonLines && has($0, whole.records.first) }) {
            return Match(format: format, part: nil, content: whole)
        }
        throw unknown(file, "JSON")
    }

    /// Whether each line is a value of its own.
    private func isLines(_ file: ListFile) -> Bool {
        let lines = file.content.split(separator: 0x0A, maxSplits: 1)
        guard lines.count == 2, let end = lines[0].last(where: { $0 > 0x20 }),
            let next = lines[1].first(where: { $0 > 0x20 })
        else { return false }
        return end == UInt8(ascii: "}") && next == UInt8(ascii: "{")
    }

    private func has(_ format: ListFormat, _ record: JSONNode?) -> Bool {
        guard let record else { return false }
        return format.has.allSatisfy { record[$0] != nil }
    }

    private func passes(_ format: ListFormat, root: JSONNode) -> Bool {
        let reading = Reading(record: root, root: root, format: format)
        return format.tests.allSatisfy { reading.passes($0) }
    }

    // MARK: Tables

    private func table(_ file: ListFile, _ reader: RecordReader) throws(ScreeningError) -> Match {
        let tables = formats.filter { $0.form == .table }
        let line = file.line(1)
        var nearest: (format: ListFormat, missing: [String])?
        for format in tables where format.columns.isEmpty {
            let header = Self.fields(line, separator: format.separator)
            let missing = format.has.filter { !header.contains($0) }
            if missing.isEmpty {
                let content = try reader.table(separator: format.separator, columns: [])
                return Match(format: format, part: nil, content: content)
            }
            let isNear = missing.count * 2 <= format.has.count
            if isNear, nearest.map({ missing.count < $0.missing.count }) ?? true { nearest = (format, missing) }
        }
        if let match = try headerless(file, line, tables, reader) { return match }
        guard let nearest else { throw unknown(file, "a table") }
        let columns = nearest.missing.map { "`\($0)`" }.joined(separator: ", ")
        throw unknown(
            file,
            "a table",
            hint: "it is most like `\(nearest.format.id)` but has no column \(columns)"
        )
    }

    /// A table without a header is known by its number of columns and by a number in the first of them.
    private func headerless(
        _ file: ListFile,
        _ line: String,
        _ tables: [ListFormat],
        _ reader: RecordReader
    ) throws(ScreeningError) -> Match? {
        for format in tables where !format.columns.isEmpty {
            let fields = Self.fields(line, separator: format.separator)
            guard let first = fields.first, !first.isEmpty, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                continue
            }
            if fields.count == format.columns.count {
                let content = try reader.table(separator: format.separator, columns: format.columns)
                guard passesSomewhere(format, content) else { continue }
                return Match(format: format, part: nil, content: content)
            }
            if let join = format.joins.first(where: { !$0.columns.isEmpty && $0.columns.count == fields.count }) {
                let content = try reader.table(separator: format.separator, columns: join.columns)
                return Match(format: format, part: join.name, content: content)
            }
        }
        return nil
    }

    /// Whether some record has what the tests want, and none what they do not want.
    private func passesSomewhere(_ format: ListFormat, _ content: FileRecords) -> Bool {
        format.tests.allSatisfy { test in
            var isFound = test.any.isEmpty
            for record in content.records {
                let reading = Reading(record: record, root: content.root, format: format)
                let texts = Set(reading.texts(ListFormat.Pick(paths: [test.path])))
                if !texts.isDisjoint(with: test.none) { return false }
                if !isFound, !texts.isDisjoint(with: test.any) { isFound = true }
                if isFound, test.none.isEmpty { return true }
            }
            return isFound
        }
    }

    /// The fields of one line, quotes taken off.
    private static func fields(_ line: String, separator: String) -> [String] {
        let separator = separator.utf8.first ?? UInt8(ascii: ",")
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var bytes = Array(line.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        while let last = bytes.last, last == 0x0D { bytes.removeLast() }
        for byte in bytes {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == separator, !isQuoted {
                fields.append(String(decoding: field, as: UTF8.self))
                field = []
            } else {
                field.append(byte)
            }
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }
}
