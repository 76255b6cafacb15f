import Diagnostics

/// The cells of a CSV file with their places.
struct Sheet {
    struct Cell {
        var text: String
        var position: SourcePosition
    }
    struct Row {
        var line: Int
        var cells: [Cell]
    }
    var header: [String]
    var rows: [Row]

    init?(_ bytes: [UInt8], file: String, problems: Problems) {
        var rows: [Row] = []
        for (number, line) in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).enumerated() {
            var cells: [Cell] = []
            var text = ""
            var isQuoted = false
            var column = 1
            var start = 1
            for character in line {
                if character == "\"" {
                    isQuoted.toggle()
                } else if character == ",", !isQuoted {
                    cells.append(Cell(text: text, position: .init(file: file, line: number + 1, column: start)))
                    text = ""
                    start = column + 1
                } else {
                    text.append(character)
                }
                column += 1
            }
            cells.append(Cell(text: text, position: .init(file: file, line: number + 1, column: start)))
            rows.append(Row(line: number + 1, cells: cells))
        }
        guard let header = rows.first else { return nil }
        self.header = header.cells.map(\.text)
        self.rows = rows.dropFirst().filter { $0.cells.count == header.cells.count }
    }
}
