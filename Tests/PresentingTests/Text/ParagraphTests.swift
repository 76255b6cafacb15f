import TestSupport
import Testing

@testable import Presenting

@Suite("Paragraph")
struct ParagraphTests {
    private func lines(_ text: String, width: Int, indent: Int = 0, hanging: Int? = nil) -> [String] {
        Paragraph(StyledText(text), width: width, indent: indent, hanging: hanging).lines().map(\.trimmed.plain)
    }

    @Test("breaks at spaces")
    func spaces() {
        #expect(lines("one two three", width: 8) == ["one two", "three"])
    }

    @Test("hangs all lines but the first")
    func hanging() {
        #expect(lines("one two three", width: 9, indent: 1, hanging: 3) == [" one two", "   three"])
    }

    @Test("breaks between Chinese characters, not before what closes nor after what opens")
    func chinese() {
        #expect(lines("许可证（需要）。", width: 6) == ["许可证", "（需", "要）。"])
    }

    @Test("keeps a Latin word among Chinese characters whole")
    func mixed() {
        #expect(lines("采购H200须配套", width: 8) == ["采购H200", "须配套"])
    }

    @Test("breaks a word that is wider than a line")
    func longWord() {
        #expect(lines("ab cdefghijk", width: 4) == ["ab", "cdef", "ghij", "k"])
    }

    @Test("keeps a number with its per cent sign")
    func percent() {
        #expect(lines("at most 15 % of it", width: 10) == ["at most", "15 % of it"])
    }

    @Test("keeps tones across lines")
    func tones() {
        let text = StyledText("one ") + StyledText("two three", .closed)
        let printed = Paragraph(text, width: 7).lines().text(Style(isColoured: true))
        #expect(printed == "one \u{1B}[31mtwo\u{1B}[0m\n\u{1B}[31mthree\u{1B}[0m\n")
    }

    @Test("no line is wider than the width and no character is lost", arguments: 0..<200)
    func property(seed: Int) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("abc  许可（）。，🚀é%12/")
        let text = String(
            (0..<Int.random(in: 0...120, using: &generator))
                .map { _ in
                    alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                }
        )
        let width = Int.random(in: 8...40, using: &generator)
        let found = lines(text, width: width, indent: 2, hanging: 4)
        #expect(found.allSatisfy { $0.displayWidth <= width })
        #expect(found.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
}
