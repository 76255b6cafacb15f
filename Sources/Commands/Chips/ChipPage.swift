import Deciding
import Facts
import Presenting
import Quantities
import Rulebooks

/// A chip for people: how its performance adds up, its figures with their sources, the tests that it meets.
struct ChipPage {
    private let chip: Chip
    private let date: CalendarDate
    private let language: LocalisedText.Language
    private let width: Int
    private(set) var lines: [StyledText] = []

    init(_ chip: Chip, on date: CalendarDate, language: LocalisedText.Language, width: Int) {
        self.chip = chip
        self.date = date
        self.language = language
        self.width = width
        addHead()
        addOperations()
        addFigures()
        addTests()
        addSources()
    }

    private mutating func heading(_ text: String) {
        lines.append("")
        lines.append(StyledText(text, .strong))
    }

    private mutating func paragraph(_ text: StyledText, indent: Int = 2) {
        lines += Paragraph(text, width: width, indent: indent).lines()
    }

    private mutating func addHead() {
        let head = [chip.text("maker"), chip.text("family")].filter { !$0.isEmpty }.joined(separator: ", family ")
        lines.append(StyledText(chip.name, .strong) + "  " + StyledText(head, .faint))
        let names = TableDefinition.aliases(in: chip.table.finder.table.aliases.map { chip.text($0) } ?? "")
        if !names.isEmpty { paragraph(StyledText("also written " + names.joined(separator: ", "), .faint)) }
    }

    /// Dense operations times bit length per format; the highest product is the performance.
    private mutating func addOperations() {
        heading("OPERATIONS (dense TOPS x bit length; the highest product counts)")
        let formats = chip.formats
        guard !formats.isEmpty else { return paragraph(StyledText("no figures are known", .caution)) }
        let highest = formats.compactMap(\.product).max()
        var table = TextTable(
            [
                .init("format"), .init("TOPS", isRightAligned: true), .init("bits", isRightAligned: true),
                .init("product", isRightAligned: true), .init(isFlexible: true),
            ],
            width: width,
            indent: 2
        )
        for format in formats {
            let remark = format.product == nil ? "not counted" : format.product == highest ? "highest" : ""
            table.add(
                StyledText(format.name),
                StyledText(format.tops.description),
                StyledText(format.bits.map { "x \($0)" } ?? ""),
                StyledText(format.product.map { "= \($0)" } ?? ""),
                StyledText(remark, remark == "highest" ? .strong : .faint)
            )
        }
        lines += table.lines()
    }

    private mutating func addFigures() {
        heading("FIGURES THAT RULES READ")
        var table = TextTable(
            [.init(), .init(isRightAligned: true), .init(isFlexible: true)],
            width: width,
            indent: 2
        )
        let evaluator = chip.evaluator(on: date)
        for (fact, column) in chip.table.figures where column != "source" {
            var remarks: [String] = []
            if let standing = chip.standing(of: column) { remarks.append(standing) }
            if chip.disputed.contains(column) { remarks.append("sources disagree") }
            add(fact, chip.cell(column), remarks, to: &table)
        }
        for fact in chip.table.computed {
            let value = chip.table.rulebook.factIndex[fact.name].flatMap { evaluator.value(ofVariable: $0) }
            add(fact, value, ["computed"], to: &table)
        }
        lines += table.lines()
    }

    private func add(_ fact: FactDefinition, _ value: FactValue?, _ remarks: [String], to table: inout TextTable) {
        let text: StyledText
        switch value {
        case nil: text = StyledText("unknown", .caution)
        case .decimal(let number)?: text = StyledText(number.brief + (fact.unit.map { " \($0)" } ?? ""))
        case let value?: text = StyledText(value.shown)
        }
        let isDisputed = remarks.contains("sources disagree")
        table.add(
            StyledText(fact.name),
            text,
            StyledText(remarks.joined(separator: ", "), isDisputed ? .caution : .faint)
        )
    }

    private mutating func addTests() {
        let profile = ChipProfile(chip, on: date)
        heading("TESTS IN FORCE ON \(date), as far as the chip alone decides them")
        for (decision, answer) in profile.answers {
            guard case .word(let word) = answer else { continue }
            let label = decision.labels[word]?.text(in: language)
            paragraph(
                StyledText(decision.question.text(in: language) + " ") + StyledText(label ?? word, .strong)
                    + StyledText(label == nil ? "" : " [\(word)]", .faint)
            )
        }
        var table = TextTable([.init(), .init(minimum: 7), .init(isFlexible: true)], width: width, indent: 2)
        for (rule, truth) in profile.rules where truth != false || profile.readsFigures(rule) {
            let word = truth.map { $0 ? "true" : "false" } ?? "unknown"
            table.add(
                StyledText(rule.id),
                StyledText(word, truth == true ? .strong : truth == nil ? .caution : .faint),
                StyledText(rule.title.text(in: language))
            )
        }
        lines += table.lines()
        if profile.rules.isEmpty { paragraph(StyledText("none", .faint)) }
    }

    private mutating func addSources() {
        heading("SOURCES")
        paragraph(StyledText(chip.text("source")))
        let note = chip.text("note")
        if !note.isEmpty { paragraph(StyledText(note, .faint)) }
    }
}
