extension Character {
    /// The columns that the character takes on a terminal: 0, 1 or 2, more for clusters that terminals draw apart.
    package var displayWidth: Int {
        var width = 0
        var isJoined = false
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x200D: isJoined = true  // a zero-width joiner draws the next scalar over the one before
            case 0xFE0F: width = max(width, 2)  // asks for the coloured, wide form
            default:
                if !isJoined { width += scalar.displayWidth }
                isJoined = false
            }
        }
        return width
    }

    /// Whether a line may be broken before and after the character without a space.
    var isIdeographic: Bool { unicodeScalars.first?.displayWidth == 2 }

    /// Whether a line must not begin with the character.
    var isClosing: Bool { "，。；：、！？）】》」』〉〕％…”’,.;:!?)]}%".contains(self) }

    /// Whether a line must not end with the character.
    var isOpening: Bool { "（【《「『〈〔“‘([{".contains(self) }
}

extension Unicode.Scalar {
    /// The columns that the scalar takes by itself.
    fileprivate var displayWidth: Int {
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }  // joined to a syllable
        if (0x1F1E6...0x1F1FF).contains(value) { return 1 }  // half of a flag
        return Self.wide.contains { $0.contains(value) } || properties.isEmojiPresentation ? 2 : 1
    }

    /// The blocks of wide and fullwidth characters (Unicode Standard Annex 11).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
        0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
        0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
    ]
}

extension StringProtocol {
    /// The columns that the text takes on a terminal.
    package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text cut to a width, the cut marked by an ellipsis.
    package func cut(to width: Int) -> String {
        guard displayWidth > width else { return String(self) }
        var kept = ""
        var room = width - 1
        for character in self {
            room -= character.displayWidth
            if room < 0 { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }

    /// The text without what could move the cursor, colour the screen or turn the direction of writing: line breaks
    /// and tabs become spaces, other control and format characters vanish.
    package var terminalSafe: String {
        guard !unicodeScalars.allSatisfy({ (0x20..<0x7F).contains($0.value) }) else { return String(self) }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                if scalar.properties.isWhitespace { result.append(" ") }
            case .format where scalar.value != 0x200D && scalar.value != 0x200C: continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
