import Testing

@testable import Presenting

@Suite("Text table")
struct TextTableTests {
    private func text(_ table: TextTable) -> String { table.lines().text(Style(isColoured: false)) }

    @Test("aligns columns by display width")
    func aligns() {
        var table = TextTable([.init("name"), .init("units", isRightAligned: true)])
        table.add("许可", "5")
        table.add("abc", "1234")
        #expect(text(table) == "name  units\n许可      5\nabc    1234\n")
    }

    @Test("the flexible column gives way first")
    func flexible() {
        var table = TextTable([.init(), .init(isFlexible: true), .init()], width: 30, indent: 2)
        table.add("rule.id", "a title of several words", "enacted")
        #expect(text(table) == "  rule.id  a title of  enacted\n           several\n           words\n")
    }

    @Test("a filling column moves the next to the right edge")
    func filling() {
        var table = TextTable([.init(isFilling: true), .init()], width: 20)
        table.add("left", "right")
        #expect(text(table) == "left           right\n")
    }

    @Test("everything gives way where nothing is flexible")
    func crowded() {
        var table = TextTable([.init(), .init()], width: 12)
        table.add("abcdefghij", "abcdefghij")
        #expect(table.lines().allSatisfy { $0.width <= 12 })
    }

    @Test("a table without rows has no lines")
    func empty() {
        #expect(TextTable([.init("name")]).lines().isEmpty)
    }
}
