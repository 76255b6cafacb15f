internal import Crypto
internal import Diagnostics
internal import Facts
internal import Quantities
internal import Rulebooks

/// Files that belong together: one with entries, and any with parts of them.
struct FileGroup {
    let format: ListFormat
    let root: JSONNode
    let files: [ListFile]
    /// The records, each with the parts from the other files.
    let records: [JSONNode]
    let rejections: [Rejection]

    /// SHA-256 of the bytes of the files: of the one, or of the digests of all, sorted.
    var digest: String {
        guard files.count > 1 else { return files[0].digest }
        return Hexadecimal.text(SHA256.hash(data: Array(files.map(\.digest).sorted().joined(separator: "\n").utf8)))
    }

    /// The day on which the file says it was issued.
    var asOf: CalendarDate? {
        format.asOf.flatMap { Reading(record: root, root: root, format: format).date(ListFormat.Pick(paths: [$0])) }
    }

    /// The row of a record as one that was not taken in.
    func rejection(of record: JSONNode, _ reason: String) -> Rejection {
        let position = record.position
        let file = files.first { $0.name == position.file } ?? files[0]
        return Rejection(file: file.name, line: position.line, reason: reason, text: file.line(position.line))
    }

    /// Puts files together: each part goes to the file of entries whose keys it has.
    static func groups(
        _ found: [(file: ListFile, match: FormatDetector.Match)],
        notes: inout [Diagnostic]
    ) throws(ScreeningError) -> [FileGroup] {
        let mains = found.indices.filter { found[$0].match.part == nil }
        let keys = mains.map { index -> Set<String> in
            let format = found[index].match.format
            guard let key = format.joins.first?.key else { return [] }
            return Set(found[index].match.content.records.compactMap { $0[key].flatMap(SourceTree.text) })
        }
        var parts: [Int: [String: Int]] = [:]
        var problems: [Diagnostic] = []
        for index in found.indices {
            guard let part = found[index].match.part else { continue }
            let key = found[index].match.format.joins.first { $0.name == part }?.key ?? ""
            let own = Set(found[index].match.content.records.compactMap { $0[key].flatMap(SourceTree.text) })
            let shared = keys.map { $0.intersection(own).count }
            let start = SourcePosition(file: found[index].file.name, line: 1, column: 1)
            guard let best = shared.indices.max(by: { shared[$0] < shared[$1] }), shared[best] > 0 else {
                problems.append(
                    Diagnostic(
                        .listLonePart,
                        "`\(found[index].file.name)` holds only \(part) of entries that no other file here has",
                        at: start,
                        hint: "name it together with the file of the entries"
                    )
                )
                continue
            }
            if parts[mains[best], default: [:]].updateValue(index, forKey: part) != nil {
                problems.append(Diagnostic(.listTwice, "there are two files of \(part) for the same list", at: start))
            }
        }
        guard problems.isEmpty else { throw ScreeningError(problems) }
        return mains.map { main in
            group(found[main], parts: (parts[main] ?? [:]).mapValues { found[$0] }, notes: &notes)
        }
    }

    private static func group(
        _ main: (file: ListFile, match: FormatDetector.Match),
        parts: [String: (file: ListFile, match: FormatDetector.Match)],
        notes: inout [Diagnostic]
    ) -> FileGroup {
        let format = main.match.format
        var records = main.match.content.records
        for join in format.joins {
            var source: [JSONNode]
            if join.columns.isEmpty {
                let isPart = { (record: JSONNode) in
                    let reading = Reading(record: record, root: main.match.content.root, format: format)
                    return join.tests.allSatisfy { reading.passes($0) }
                }
                source = records.filter(isPart)
                records = records.filter { !isPart($0) }
            } else if let part = parts[join.name] {
                source = part.match.content.records
            } else {
                notes.append(
                    Diagnostic(
                        .listMissingPart,
                        "`\(main.file.name)` comes without its file of \(join.name)",
                        at: SourcePosition(file: main.file.name, line: 1, column: 1),
                        severity: .warning,
                        hint: "name both files in one call, or what stands there is not found"
                    )
                )
                continue
            }
            attach(source, join, to: &records, idPath: format.fields.id?.paths.first ?? join.key)
        }
        let files = [main.file] + parts.values.map(\.file).sorted { $0.name < $1.name }
        let rejections = main.match.content.rejections + parts.values.flatMap(\.match.content.rejections)
        return FileGroup(
            format: format,
            root: main.match.content.root,
            files: files,
            records: records,
            rejections: rejections
        )
    }

    private static func attach(
        _ parts: [JSONNode],
        _ join: ListFormat.Join,
        to records: inout [JSONNode],
        idPath: String
    ) {
        var byKey: [String: [JSONNode]] = [:]
        for part in parts {
            for key in SourceTree.nodes(at: join.key, in: part).compactMap(SourceTree.text) {
                byKey[key, default: []].append(part)
            }
        }
        guard !byKey.isEmpty else { return }
        for index in records.indices {
            guard let key = records[index][idPath].flatMap(SourceTree.text), let own = byKey[key] else { continue }
            let place = records[index].position
            if join.continues.count == 2 {
                let (from, to) = (join.continues[0], join.continues[1])
                let more = own.compactMap { $0[from].flatMap(SourceTree.text) }.joined()
                let text = (records[index][to].flatMap(SourceTree.text) ?? "") + more
                let node = JSONNode(.string(text), at: place)
                records[index] = SourceTree.adding(node, as: to, to: records[index])
            } else {
                let node = JSONNode(.array(own), at: place)
                records[index] = SourceTree.adding(node, as: join.name, to: records[index])
            }
        }
    }
}
