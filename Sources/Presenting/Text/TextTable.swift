/// Rows of cells in columns aligned by display width; cells that are too wide go on in further lines.
package struct TextTable: Sendable {
    /// A column.
    package struct Column: Hashable, Sendable {
        /// Its heading; nil: none.
        package var title: String?
        /// Its widest, where it is to be held narrow.
        package var maximum: Int?
        /// Its narrowest: it is filled up to it, so that several tables can stand in line.
        package var minimum: Int
        /// Whether it gives way first where the table is too wide.
        package var isFlexible: Bool
        /// Whether it takes what is left of the width, so that what follows stands at the right edge.
        package var isFilling: Bool
        /// Whether its cells stand on the right.
        package var isRightAligned: Bool

        /// Creates a column.
        package init(
            _ title: String? = nil,
            minimum: Int = 0,
            maximum: Int? = nil,
            isFlexible: Bool = false,
            isFilling: Bool = false,
            isRightAligned: Bool = false
        ) {
            self.title = title
            self.minimum = minimum
            self.maximum = maximum
            self.isFlexible = isFlexible
            self.isFilling = isFilling
            self.isRightAligned = isRightAligned
        }
    }

    private let columns: [Column]
    private let width: Int
    private let indent: Int
    private let gap: Int
    private var rows: [[StyledText]] = []

    /// Creates a table without rows.
    ///
    /// - Parameters:
    ///   - columns: its columns.
    ///   - width: the columns of the terminal that it may fill, indent included.
    ///   - indent: the spaces before each line.
    ///   - gap: the spaces between columns.
    package init(_ columns: [Column], width: Int = 80, indent: Int = 0, gap: Int = 2) {
        self.columns = columns
        self.width = width
        self.indent = indent
        self.gap = gap
    }

    /// Whether it has no rows.
    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; missing cells are empty.
    package mutating func add(_ cells: StyledText...) { add(cells) }

    /// Adds a row; missing cells are empty.
    package mutating func add(_ cells: [StyledText]) {
        rows.append(Array(cells.prefix(columns.count)))
    }

    /// The lines, the headings first if any column has one.
    package func lines() -> [StyledText] {
        let widths = widths()
        var lines: [StyledText] = []
        if columns.contains(where: { $0.title != nil }), !rows.isEmpty {
            lines += self.lines(of: columns.map { StyledText($0.title ?? "", .faint) }, widths)
        }
        for row in rows { lines += self.lines(of: row, widths) }
        return lines
    }

    private func lines(of row: [StyledText], _ widths: [Int]) -> [StyledText] {
        let cells = row.enumerated().map { Paragraph($1, width: widths[$0]).lines() }
        let height = cells.map(\.count).max() ?? 0
        return (0..<max(1, height))
            .map { index in
                var line = StyledText(String(repeating: " ", count: indent))
                for (column, cell) in cells.enumerated() {
                    let text = index < cell.count ? cell[index] : ""
                    line += text.padded(to: widths[column], onTheLeft: columns[column].isRightAligned)
                    if column + 1 < cells.count { line += StyledText(String(repeating: " ", count: gap)) }
                }
                return line.trimmed
            }
    }

    private func widths() -> [Int] {
        var natural = columns.map { max($0.minimum, $0.title?.displayWidth ?? 0) }
        for row in rows {
            for (column, cell) in row.enumerated() { natural[column] = max(natural[column], cell.width) }
        }
        for (index, column) in columns.enumerated() {
            if let maximum = column.maximum { natural[index] = min(natural[index], maximum) }
        }
        let room = width - indent - gap * max(0, columns.count - 1)
        guard natural.reduce(0, +) > room else {
            guard let filling = columns.firstIndex(where: \.isFilling) else { return natural }
            natural[filling] += room - natural.reduce(0, +)
            return natural
        }
        let flexible = columns.indices.filter { columns[$0].isFlexible }
        let fixed = columns.indices.filter { !columns[$0].isFlexible }.reduce(0) { $0 + natural[$1] }
        let least = flexible.count * 12
        let isEnough = !flexible.isEmpty && fixed + least <= room
        return share(isEnough ? flexible : Array(columns.indices), of: natural, room: room)
    }

    /// Narrows the columns named so that all fit: those that need less than an equal share keep what they need.
    private func share(_ giving: [Int], of natural: [Int], room: Int) -> [Int] {
        var widths = natural
        var left = room - natural.indices.filter { !giving.contains($0) }.reduce(0) { $0 + natural[$1] }
        var open = giving.sorted { natural[$0] < natural[$1] }
        while let narrowest = open.first {
            let equal = max(2, left / open.count)
            widths[narrowest] = min(natural[narrowest], equal)
            left -= widths[narrowest]
            open.removeFirst()
        }
        return widths
    }
}
