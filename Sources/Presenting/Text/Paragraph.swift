/// Text broken into lines by display width: at spaces, between Chinese characters, and inside a word only where it is
/// wider than a whole line.
package struct Paragraph: Sendable {
    private let text: StyledText
    private let width: Int
    private let first: Int
    private let rest: Int

    /// Creates a paragraph.
    ///
    /// - Parameters:
    ///   - text: the text; a run of spaces in it stays where no line is broken there.
    ///   - width: the columns of a line, indent included.
    ///   - indent: the spaces before the first line.
    ///   - hanging: the spaces before the other lines; as many as before the first where it is not given.
    package init(_ text: StyledText, width: Int, indent: Int = 0, hanging: Int? = nil) {
        self.text = text
        self.width = width
        first = indent
        rest = hanging ?? indent
    }

    /// The lines, indented; none for an empty text.
    package func lines() -> [StyledText] {
        var lines: [StyledText] = []
        var line = Line()
        func room() -> Int { max(2, width - (lines.isEmpty ? first : rest)) }
        func end() {
            lines.append(StyledText(spaces(lines.isEmpty ? first : rest)) + line.text)
            line = Line()
        }
        for piece in pieces() {
            if line.width + piece.gap + piece.width > room(), line.width > 0 { end() }
            if piece.width > room() {
                for glyph in piece.glyphs {
                    if line.width + glyph.width > room(), line.width > 0 { end() }
                    line.add([glyph], gap: 0)
                }
            } else {
                line.add(piece.glyphs, gap: line.width > 0 ? piece.gap : 0)
            }
        }
        if line.width > 0 { end() }
        return lines
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    private struct Line {
        var text = StyledText("")
        var width = 0

        mutating func add(_ glyphs: [Glyph], gap: Int) {
            // A gap within a run of one tone is part of it, so that the run is coloured once.
            let isWithin = text.spans.last?.tone == glyphs.first?.tone
            text += StyledText(String(repeating: " ", count: gap), isWithin ? glyphs.first?.tone ?? .plain : .plain)
            width += gap
            for glyph in glyphs {
                text += StyledText(String(glyph.character), glyph.tone)
                width += glyph.width
            }
        }
    }

    /// A character with its tone.
    private struct Glyph {
        let character: Character
        let tone: Tone
        let width: Int
    }

    /// What is never broken while it fits a line, with the spaces before it.
    private struct Piece {
        var gap: Int
        var glyphs: [Glyph] = []
        var width: Int { glyphs.reduce(0) { $0 + $1.width } }
    }

    private func pieces() -> [Piece] {
        let glyphs = text.spans.flatMap { span in
            span.text.map { Glyph(character: $0, tone: span.tone, width: $0.displayWidth) }
        }
        var pieces: [Piece] = []
        var piece = Piece(gap: 0)
        var spaces = 0
        for (index, glyph) in glyphs.enumerated() {
            if glyph.character == " " {
                if isFixed(glyphs, index) {
                    piece.glyphs.append(glyph)
                } else {
                    spaces += 1
                }
                continue
            }
            let mayBreak = piece.glyphs.last.map { Self.mayBreak($0.character, glyph.character) } ?? false
            if spaces > 0 || mayBreak {
                if !piece.glyphs.isEmpty { pieces.append(piece) }
                piece = Piece(gap: spaces)
                spaces = 0
            }
            piece.glyphs.append(glyph)
        }
        if !piece.glyphs.isEmpty { pieces.append(piece) }
        return pieces
    }

    /// Whether a line may end between two characters that no space parts.
    private static func mayBreak(_ left: Character, _ right: Character) -> Bool {
        guard left.isIdeographic || right.isIdeographic else { return false }
        // A dot after a Chinese comma begins a name: it closes nothing.
        return (!right.isClosing || right == "." && left == "、") && !left.isOpening
    }

    /// Whether a space holds together what stands around it: the one before a per cent sign.
    private func isFixed(_ glyphs: [Glyph], _ index: Int) -> Bool {
        guard index > 0, index + 1 < glyphs.count, glyphs[index + 1].character == "%" else { return false }
        return glyphs[index - 1].character.isNumber
    }
}
