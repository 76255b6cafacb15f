import Testing

@testable import Presenting

@Suite("Display width")
struct DisplayWidthTests {
    @Test(
        "counts the columns of a terminal",
        arguments: [
            ("", 0), ("abc", 3), ("许可证", 6), ("（无）", 6), ("“”", 2), ("é", 1), ("e\u{301}", 1), ("한", 2), ("ｱ", 1),
            ("𠀀", 2), ("🚀", 2), ("👩\u{200D}🔬", 2), ("❤\u{FE0F}", 2), ("🇨🇭", 2), ("a\u{200B}b", 2), ("％", 2),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test("leaves out what could disturb a terminal")
    func safety() {
        let hostile = "a\u{1B}[31mb\u{7}c\u{202E}d\r\ne\tf\u{9B}g\u{2028}h\u{FEFF}"
        #expect(hostile.terminalSafe == "a[31mbcd  e fg h")
    }

    @Test("keeps ordinary text, Chinese and joined characters as they are")
    func keeps() {
        let text = "H200 运往中国 👩\u{200D}🔬 é"
        #expect(text.terminalSafe == text)
    }
}
