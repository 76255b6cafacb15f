internal import Diagnostics
internal import Facts
internal import Rulebooks

/// The records of one file as trees, and the rows that are none.
struct FileRecords {
    /// The file's own values: the root of JSON and XML, an empty object for tables.
    var root: JSONNode
    /// The records.
    var records: [JSONNode] = []
    /// The rows that could not be read.
    var rejections: [Rejection] = []
}

/// Takes a file apart into records, in whatever form it is.
struct RecordReader {
    let file: ListFile
    let limits: ImportLimits

    private var start: SourcePosition { SourcePosition(file: file.name, line: 1, column: 1) }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - separator: what stands between fields.
    ///   - columns: the columns of a table without a header; empty if the first line names them.
    /// - Returns: its rows.
    /// - Throws: `ScreeningError` where the header is wrong, or the file was cut off.
    func table(separator: String, columns: [String]) throws(ScreeningError) -> FileRecords {
        var content = file.content
        let shift = columns.isEmpty ? 0 : 1
        let separatorByte = separator.utf8.first ?? UInt8(ascii: ",")
        if !columns.isEmpty {
            let skipped = content.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            content = Array(columns.joined(separator: separator).utf8) + [0x0A] + content.dropFirst(skipped)
        }
        var result = FileRecords(root: JSONNode(.object([]), at: start))
        do throws(FactsError) {
            var reader = try CSVReader(content, file: file.name, separator: separatorByte)
            while true {
                do throws(FactsError) {
                    guard let record = try reader.next() else { break }
                    result.records.append(node(of: record, names: reader.header.fields, shift: shift))
                } catch {
                    try check(error, shift: shift)
                    result.rejections += error.diagnostics.map { rejection($0, shift: shift) }
                }
                if result.records.count + result.rejections.count > limits.records { break }
            }
        } catch {
            throw ScreeningError(error.diagnostics.map { shifted($0, by: shift) })
        }
        guard result.records.count + result.rejections.count <= limits.records else {
            throw ScreeningError(.listTooLarge, "the file has more than \(limits.records) rows", at: start)
        }
        try checkEnd(result)
        return result
    }

    /// A quoted field that does not end swallows all rows behind it, so that reading on would lose them in silence.
    private func check(_ error: FactsError, shift: Int) throws(FactsError) {
        guard error.diagnostics.contains(where: { $0.code == .csvUnclosedQuote }) else { return }
        throw error
    }

    /// A last row that has too few fields and no line end tells that the file was cut off.
    private func checkEnd(_ result: FileRecords) throws(ScreeningError) {
        guard let last = result.rejections.last, let lastByte = file.content.last, lastByte != 0x0A else { return }
        guard last.line == file.lineCount else { return }
        throw ScreeningError(
            .listTruncated,
            "the last row is cut off: \(last.reason)",
            at: SourcePosition(file: file.name, line: last.line, column: 1),
            hint: "get the whole file again"
        )
    }

    private func node(of record: CSVRecord, names: [String], shift: Int) -> JSONNode {
        let place = SourcePosition(file: file.name, line: record.line - shift, column: 1)
        let members = zip(names, record.fields)
            .map { name, field in
                JSONMember(key: name, position: place, value: JSONNode(.string(field), at: place))
            }
        return JSONNode(.object(members), at: place)
    }

    private func shifted(_ diagnostic: Diagnostic, by shift: Int) -> Diagnostic {
        var diagnostic = diagnostic
        if let line = diagnostic.position?.line { diagnostic.position?.line = max(1, line - shift) }
        return diagnostic
    }

    private func rejection(_ diagnostic: Diagnostic, shift: Int) -> Rejection {
        let line = (diagnostic.position?.line ?? 1) - shift
        return Rejection(file: file.name, line: line, reason: diagnostic.message, text: file.line(line))
    }

    /// Reads one JSON value and takes the records from the first of some paths that holds any.
    func json(records paths: [String]) throws(ScreeningError) -> FileRecords {
        let root: JSONNode
        do throws(FactsError) {
            root = try JSONReader.node(in: file.content, file: file.name)
        } catch {
            throw ScreeningError(error.diagnostics)
        }
        return try records(of: root, at: paths.isEmpty ? [""] : paths, takesAll: false)
    }

    /// Reads XML and takes the records from all paths.
    func xml(records paths: [String]) throws(ScreeningError) -> FileRecords {
        let root = try XMLTree.root(of: file.content, file: file.name)
        return try records(of: root, at: paths.isEmpty ? [""] : paths, takesAll: true)
    }

    func records(of root: JSONNode, at paths: [String], takesAll: Bool = false) throws(ScreeningError) -> FileRecords {
        var result = FileRecords(root: root)
        for path in paths {
            for node in SourceTree.nodes(at: path, in: root) {
                if node.members != nil {
                    result.records.append(node)
                } else {
                    result.rejections.append(
                        Rejection(
                            file: file.name,
                            line: node.position.line,
                            reason: "it is no object with named values",
                            text: SourceTree.text(node) ?? ""
                        )
                    )
                }
            }
            if !takesAll, !result.records.isEmpty { break }
        }
        guard result.records.count <= limits.records else {
            throw ScreeningError(.listTooLarge, "the file has more than \(limits.records) records", at: start)
        }
        return result
    }

    /// Reads one JSON value a line.
    func jsonLines() throws(ScreeningError) -> FileRecords {
        var result = FileRecords(root: JSONNode(.object([]), at: start))
        let content = file.content
        let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            do throws(FactsError) {
                let node = try JSONReader.node(in: Array(line), file: file.name, firstLine: index + 1)
                guard node.members != nil else {
                    result.rejections.append(rejection("it is no object with named values", line: index + 1))
                    continue
                }
                result.records.append(node)
            } catch {
                if index == lines.count - 1 {
                    throw ScreeningError(
                        .listTruncated,
                        "the last line is cut off: \(error.diagnostics[0].message)",
                        at: error.diagnostics[0].position,
                        hint: "get the whole file again"
                    )
                }
                result.rejections.append(rejection(error.diagnostics[0].message, line: index + 1))
            }
            guard result.records.count <= limits.records else {
                throw ScreeningError(.listTooLarge, "the file has more than \(limits.records) lines", at: start)
            }
        }
        return result
    }

    private func rejection(_ reason: String, line: Int) -> Rejection {
        Rejection(file: file.name, line: line, reason: reason, text: file.line(line))
    }
}
