/// What a piece of text is, which decides how it is coloured.
package enum Tone: Hashable, Sendable {
    /// Ordinary text.
    case plain
    /// A heading or a name that matters.
    case strong
    /// Citations, grades and other things to look up.
    case faint
    /// Bars, unmet obligations, raised flags.
    case closed
    /// What is open, needed or to be watched.
    case caution
    /// What may go ahead.
    case open
}

/// Colours text for a terminal, or leaves it as it is.
package struct Style: Hashable, Sendable {
    /// Whether colours are used.
    package let isColoured: Bool

    /// Creates a style.
    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// The text in the colour of its tone; unchanged where no colours are used.
    package func callAsFunction(_ text: String, _ tone: Tone) -> String {
        guard isColoured, !text.isEmpty, let code = code(of: tone) else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private func code(of tone: Tone) -> String? {
        switch tone {
        case .plain: nil
        case .strong: "1"
        case .faint: "2"
        case .closed: "31"
        case .caution: "33"
        case .open: "32"
        }
    }
}

/// Text with tones, safe to print: what could disturb a terminal is taken out of it when it is made.
package struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
    /// A run of one tone.
    package struct Span: Hashable, Sendable {
        /// The text.
        package var text: String
        /// Its tone.
        package let tone: Tone
    }

    /// The runs in order.
    package private(set) var spans: [Span] = []

    /// Creates text of one tone.
    package init(_ text: some StringProtocol, _ tone: Tone = .plain) {
        append(text.terminalSafe, tone)
    }

    /// Creates plain text.
    package init(stringLiteral value: String) { self.init(value) }

    /// Without tones.
    package var plain: String { spans.map(\.text).joined() }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { spans.isEmpty }

    /// The columns it takes.
    package var width: Int { spans.reduce(0) { $0 + $1.text.displayWidth } }

    /// The text for a terminal or a pipe.
    package func text(_ style: Style) -> String { spans.map { style($0.text, $0.tone) }.joined() }

    /// One text after the other.
    package static func + (left: StyledText, right: StyledText) -> StyledText {
        var result = left
        result += right
        return result
    }

    /// Adds text at the end.
    package static func += (left: inout StyledText, right: StyledText) {
        for span in right.spans { left.append(span.text, span.tone) }
    }

    /// The text filled with spaces up to a width.
    package func padded(to width: Int, onTheLeft: Bool = false) -> StyledText {
        let gap = StyledText(String(repeating: " ", count: max(0, width - self.width)))
        return onTheLeft ? gap + self : self + gap
    }

    private mutating func append(_ text: String, _ tone: Tone) {
        guard !text.isEmpty else { return }
        if spans.last?.tone == tone {
            spans[spans.count - 1].text += text
        } else {
            spans.append(Span(text: text, tone: tone))
        }
    }

    /// The text without spaces at its end.
    package var trimmed: StyledText {
        var result = self
        while let last = result.spans.last {
            guard let end = last.text.lastIndex(where: { $0 != " " }) else {
                result.spans.removeLast()
                continue
            }
            result.spans[result.spans.count - 1].text = String(last.text[...end])
            break
        }
        return result
    }
}

extension [StyledText] {
    /// The texts with another between them.
    package func joined(separator: StyledText) -> StyledText {
        var result = StyledText("")
        for (index, text) in enumerated() {
            if index > 0 { result += separator }
            result += text
        }
        return result
    }

    /// Lines as one text, each ending in a line break.
    package func text(_ style: Style) -> String {
        map { $0.trimmed.text(style) + "\n" }.joined()
    }
}
