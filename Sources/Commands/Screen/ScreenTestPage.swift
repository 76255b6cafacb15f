import Facts

/// Prints the figures of tests of names.
enum ScreenTestPage {
    static func text(_ tables: [ScreenTestTable]) -> [UInt8] {
        var text = ""
        for table in tables {
            let width = max(24, table.lines.map(\.group.count).max() ?? 0)
            text += table.title + "\n"
            text += padded("", width) + "  matches  recall  review |  others   false  review\n"
            for line in table.lines {
                text += padded(line.group, width) + columns(line.wanted, 9) + " |" + columns(line.unwanted, 8) + "\n"
            }
            for failure in table.failures { text += "  \(failure)\n" }
            text += "\n"
        }
        return Array(Terminal.safe(text).utf8)
    }

    private static func columns(_ tally: ScreenTestTable.Tally, _ width: Int) -> String {
        let shares = [tally.share(tally.hits), tally.share(tally.reviews)]
            .map { share in
                aligned(share.map(decimal) ?? "-", 8)
            }
        return aligned(String(tally.total), width) + shares.joined()
    }

    /// Thousandths as a decimal: 987 is 0.987.
    private static func decimal(_ thousandths: Int) -> String {
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func document(_ tables: [ScreenTestTable]) -> [UInt8] {
        var writer = JSONWriter()
        writer.array { writer in
            for table in tables {
                writer.object { writer in
                    writer.key("title")
                    writer.string(table.title)
                    writer.key("groups")
                    writer.array { writer in
                        for line in table.lines { write(line, &writer) }
                    }
                    writer.key("failures")
                    writer.strings(table.failures)
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ line: ScreenTestTable.Line, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("group")
            writer.string(line.group)
            for (key, tally) in [("matches", line.wanted), ("others", line.unwanted)] {
                writer.key(key)
                writer.object { writer in
                    for (key, count) in [("hit", tally.hits), ("review", tally.reviews), ("clear", tally.clears)] {
                        writer.key(key)
                        writer.int(count)
                    }
                }
            }
        }
    }
}
