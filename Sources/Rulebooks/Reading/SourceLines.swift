import Diagnostics

/// The lines of a file, to find places in it that a parser does not tell.
struct SourceLines {
    private let file: String
    private let lines: [Substring.UnicodeScalarView]

    /// Splits a text at its line ends: those that YAML knows.
    init(_ text: String, file: String) {
        self.file = file
        let scalars = Substring(text).unicodeScalars
        var lines: [Substring.UnicodeScalarView] = []
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            switch scalars[index] {
            case "\r" where next < scalars.endIndex && scalars[next] == "\n":
                break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                lines.append(scalars[start..<index])
                start = next
            default:
                break
            }
            index = next
        }
        lines.append(scalars[start...])
        self.lines = lines
    }

    /// A position in the file.
    func position(_ line: Int, _ column: Int) -> SourcePosition {
        SourcePosition(file: file, line: max(1, line), column: max(1, column))
    }

    /// The character at a place, or nil beyond the end.
    func scalar(at position: SourcePosition) -> Unicode.Scalar? {
        rest(position.line, position.column).first
    }

    /// Where the content of a scalar begins whose token begins at a place: behind an anchor or tag, behind the
    /// opening quote, or on the first line of a block.
    func contentPosition(of token: SourcePosition) -> SourcePosition {
        let line = token.line
        var column = token.column
        var rest = rest(line, column)
        while let first = rest.first, first == "&" || first == "!" {
            let token = rest.prefix { $0 != " " && $0 != "\t" }
            let gap = rest.dropFirst(token.count).prefix { $0 == " " || $0 == "\t" }
            rest = rest.dropFirst(token.count + gap.count)
            column += token.count + gap.count
        }
        switch rest.first {
        case "\"", "'":
            return position(line, column + 1)
        case "|", ">":
            for (offset, text) in lines.dropFirst(line).enumerated() {
                let indent = text.prefix { $0 == " " }
                let begins = text.dropFirst(indent.count).first
                if let begins, begins != "\r" { return position(line + 1 + offset, indent.count + 1) }
            }
            return position(line, column)
        default:
            return position(line, column)
        }
    }

    /// The next place below `first` where a key of a block mapping stands in the same column.
    func nextKey(_ name: String, like first: SourcePosition) -> SourcePosition? {
        let key = Array(name.unicodeScalars) + [":"]
        for line in lines.indices.dropFirst(first.line) {
            let text = lines[line].dropFirst(first.column - 1)
            let before = lines[line].prefix(first.column - 1)
            if text.starts(with: key), before.allSatisfy({ $0 == " " }) { return position(line + 1, first.column) }
        }
        return nil
    }

    /// Where the first character stands that no text file may hold.
    var firstControlCharacter: SourcePosition? {
        for (line, text) in lines.enumerated() {
            for (column, scalar) in text.enumerated() {
                switch scalar.value {
                case 0x09, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...: continue
                default: return position(line + 1, column + 1)
                }
            }
        }
        return nil
    }

    private func rest(_ line: Int, _ column: Int) -> Substring.UnicodeScalarView {
        guard lines.indices.contains(line - 1) else { return Substring("").unicodeScalars }
        return lines[line - 1].dropFirst(column - 1)
    }
}
