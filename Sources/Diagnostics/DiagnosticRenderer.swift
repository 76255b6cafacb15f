/// Prints diagnostics for people, with the line they speak of and a caret under the place.
public struct DiagnosticRenderer: Sendable {
    private let sources: [String: [Substring]]

    /// Creates a renderer.
    ///
    /// - Parameter sources: the texts by file name, from which lines are quoted; a file that is not there is
    ///   named but not quoted.
    public init(sources: [String: String] = [:]) {
        self.sources = sources.mapValues { $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
    }

    /// The diagnostic as text of one or more lines, ending in a line break.
    public func text(of diagnostic: Diagnostic) -> String {
        var text = ""
        if let position = diagnostic.position {
            text += "\(position.file):\(position.line):\(position.column): "
        }
        text += "\(diagnostic.severity.rawValue)[\(diagnostic.code)]: \(diagnostic.message)\n"
        if let position = diagnostic.position, let line = line(at: position) {
            let gutter = String(position.line)
            let pad = String(repeating: " ", count: gutter.count)
            let indent = line.unicodeScalars.prefix(max(0, position.column - 1)).map { $0 == "\t" ? "\t" : " " }
                .joined()
            text += " \(gutter) | \(line)\n \(pad) | \(indent)^\n"
        }
        if let hint = diagnostic.hint {
            text += "  hint: \(hint)\n"
        }
        for note in diagnostic.notes {
            let place = note.position.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
            text += "  note: \(place)\(note.message)\n"
        }
        return text
    }

    /// All diagnostics as one text, in the order of their positions.
    public func text(of diagnostics: [Diagnostic]) -> String {
        diagnostics.sortedByPosition().map(text(of:)).joined()
    }

    private func line(at position: SourcePosition) -> Substring? {
        guard let lines = sources[position.file], lines.indices.contains(position.line - 1) else { return nil }
        let line = lines[position.line - 1]
        return line.utf8.count <= 400 ? line : nil
    }
}
