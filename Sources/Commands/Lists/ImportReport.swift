import Facts
import Presenting
import Quantities
import Rulebooks
import Screening

/// What an import did, or would do.
struct ImportReport {
    let reading: ListReading
    let outcomes: [ImportOutcome]
    let isTrial: Bool
    /// What screening kept parties again came to; nil where that was not needed.
    let again: ScreenAgain?

    /// The rows that were not taken in, each once.
    private var rejections: [Rejection] {
        var seen: Set<Rejection> = []
        return reading.batches.flatMap(\.rejections).filter { seen.insert($0).inserted }
    }

    /// The report for people.
    func text(width: Int) -> String {
        var table = TextTable(
            [
                .init("list", isFlexible: true), .init("as of"), .init("entries", isRightAligned: true),
                .init("names", isRightAligned: true), .init("new", isRightAligned: true),
                .init("gone", isRightAligned: true), .init("changed", isRightAligned: true), .init("state"),
            ],
            width: width
        )
        for (batch, outcome) in zip(reading.batches, outcomes) {
            table.add(
                StyledText(batch.list, .strong),
                StyledText(batch.asOf?.description ?? "unknown", batch.asOf == nil ? .caution : .plain),
                StyledText("\(batch.entries.count)"),
                StyledText("\(batch.nameCount)"),
                StyledText("\(outcome.changes.added.count)"),
                StyledText("\(outcome.changes.removed.count)"),
                StyledText("\(outcome.changes.changed.count)"),
                StyledText(state(of: outcome), .faint)
            )
        }
        var lines = table.lines()
        let addresses = reading.batches.flatMap(\.entries).count { $0.kind == .address }
        if addresses > 0 {
            lines.append(StyledText("\(addresses) entries are bare addresses, kept aside from the names", .faint))
        }
        let rejections = rejections
        if !rejections.isEmpty {
            let count = rejections.count == 1 ? "1 row was" : "\(rejections.count) rows were"
            lines.append(StyledText("\(count) not taken in:", .caution))
            for row in rejections.prefix(10) {
                lines.append(StyledText("  \(row.file):\(row.line): \(row.reason)"))
            }
            if rejections.count > 10 {
                lines.append(StyledText("  and \(rejections.count - 10) more; --rejects FILE writes them all", .faint))
            }
        }
        if let again { lines += again.lines(ScreenWords(language: .english), width: width) }
        if isTrial { lines.append(StyledText("nothing was changed", .faint)) }
        return lines.text(Style(isColoured: Terminal.isColoured))
    }

    private func state(of outcome: ImportOutcome) -> String {
        if outcome.isSame { return "same file" }
        if let version = outcome.version { return "version \(version.number)" }
        return outcome.previous.map { "after version \($0.number)" } ?? "first"
    }

    /// The report for programs.
    var document: [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.key("changed")
            writer.bool(!isTrial && outcomes.contains { $0.version != nil })
            writer.key("lists")
            writer.array { writer in
                for (batch, outcome) in zip(reading.batches, outcomes) { write(batch, outcome, to: &writer) }
            }
            writer.key("screened_again")
            if let again { writer.object { again.write(to: &$0) } } else { writer.null() }
            writer.key("rejected")
            writer.array { writer in
                for row in rejections {
                    writer.object { writer in
                        writer.key("file")
                        writer.string(row.file)
                        writer.key("line")
                        writer.int(row.line)
                        writer.key("reason")
                        writer.string(row.reason)
                        writer.key("text")
                        writer.string(row.text)
                    }
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ batch: ListBatch, _ outcome: ImportOutcome, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("list")
            writer.string(batch.list)
            writer.key("format")
            writer.string(batch.format)
            writer.key("files")
            writer.strings(batch.files)
            writer.key("as_of")
            writer.string(batch.asOf?.description)
            writer.key("digest")
            writer.string("sha256:" + batch.digest)
            writer.key("entries")
            writer.int(batch.entries.count)
            writer.key("names")
            writer.int(batch.nameCount)
            writer.key("addresses")
            writer.int(batch.entries.count { $0.kind == .address })
            writer.key("same")
            writer.bool(outcome.isSame)
            writer.key("previous_version")
            if let number = outcome.previous?.number { writer.int(number) } else { writer.null() }
            writer.key("version")
            if let number = outcome.version?.number { writer.int(number) } else { writer.null() }
            writer.key("added")
            writer.int(outcome.changes.added.count)
            writer.key("removed")
            writer.int(outcome.changes.removed.count)
            writer.key("changed")
            writer.int(outcome.changes.changed.count)
        }
    }
}
