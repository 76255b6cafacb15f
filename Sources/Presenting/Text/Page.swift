/// Lines of a report being gathered: headings, paragraphs, tables.
struct Page {
    let width: Int
    private(set) var lines: [StyledText] = []

    init(width: Int) {
        self.width = width
    }

    /// An empty line, unless one is there or nothing is.
    mutating func gap() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    /// Lines as they are.
    mutating func append(_ lines: [StyledText]) { self.lines += lines }

    /// A heading after an empty line, with something at the right edge where it fits, else below.
    mutating func heading(_ text: String, right: StyledText = "") {
        gap()
        split(StyledText(text, .strong), right: right)
    }

    /// Text at the left and at the right edge of one line where it fits, else below each other.
    mutating func split(_ left: StyledText, right: StyledText, indent: Int = 0) {
        let margin = StyledText(String(repeating: " ", count: indent))
        if !right.isEmpty, indent + left.width + 2 + right.width <= width {
            lines.append(margin + left.padded(to: width - indent - right.width) + right)
        } else {
            paragraph(left, indent: indent)
            paragraph(right, indent: indent + 2)
        }
    }

    /// A paragraph.
    mutating func paragraph(_ text: StyledText, indent: Int = 0, hanging: Int? = nil) {
        lines += Paragraph(text, width: width, indent: indent, hanging: hanging).lines()
    }

    /// A word at the left with text beside it in a column of its own.
    mutating func entry(_ label: StyledText, _ text: StyledText, indent: Int = 2, column: Int = 12) {
        let narrow = max(0, column - indent - 2)
        var table = TextTable([.init(minimum: narrow), .init(isFlexible: true)], width: width, indent: indent)
        table.add(label, text)
        lines += table.lines()
    }

    /// A short label at the left with text beside it, in the column that all of a report's labelled lines share.
    mutating func labelled(_ label: String, _ text: StyledText) {
        entry(StyledText(label, .faint), text, column: 18)
    }

    /// Text with a handle at the right edge of its first line; the text goes on beside and below it.
    mutating func pair(_ text: StyledText, _ handle: StyledText, indent: Int, mark: StyledText = "") {
        var columns: [TextTable.Column] = [.init(isFlexible: true, isFilling: true), .init(isRightAligned: true)]
        if mark.isEmpty {
            var table = TextTable(columns, width: width, indent: indent)
            table.add(text, handle)
            lines += table.lines()
        } else {
            columns.insert(.init(minimum: 1), at: 0)
            var table = TextTable(columns, width: width, indent: indent - 2, gap: 1)
            table.add(mark, text, handle)
            lines += table.lines()
        }
    }

    /// A table.
    mutating func table(_ table: TextTable) {
        lines += table.lines()
    }
}
