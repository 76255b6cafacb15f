import Deciding
import Facts
import Rulebooks

/// What differs between variants whose answers are otherwise the same: their figures, and answers of lesser weight.
struct VariantSection {
    let glossary: Glossary

    func write(_ group: DecisionGroup, on page: inout Page) {
        guard group.members.count > 1 else { return }
        let figures = group.differing.filter { isFigure($0.name) }
        let answers = group.differingAnswers
        guard !figures.isEmpty || !answers.isEmpty else { return }
        var rows: [[String]] = figures.map { figure in
            [figure.name] + figure.values.map { glossary.value($0, of: figure.name) }
        }
        rows += answers.map { answer in
            [glossary.short(answer.name)] + answer.answers.map { glossary.words($0, of: answer.name) }
        }
        let wording = glossary.wording
        let names = group.labels.joined(separator: wording[.comma])
        let head = StyledText(names + wording[.colon] + wording[.variantsApart])
        if rows.count <= 2, group.members.count <= 3 {
            let figures = rows.map { $0[0] + wording[.inBrackets, $0.dropFirst().joined(separator: wording[.comma])] }
                .joined(separator: wording[.comma])
            return page.paragraph(head + StyledText(" " + figures))
        }
        page.paragraph(head + StyledText(wording[.colon]))
        let widest = group.labels.map(\.displayWidth).max() ?? 0
        if (widest + 2) * group.labels.count + 26 <= page.width {
            beside(rows, group.labels, on: &page)
        } else {
            below(rows, group.labels, on: &page)
        }
    }

    /// Names tell variants apart already; what counts is what can be measured or chosen from a list.
    private func isFigure(_ name: String) -> Bool { glossary.fact(name)?.kind != .string }

    private func beside(_ rows: [[String]], _ labels: [String], on page: inout Page) {
        var table = TextTable(
            [.init(isFlexible: true)] + labels.map { .init($0) },
            width: page.width,
            indent: 2
        )
        for row in rows { table.add(row.map { StyledText($0) }) }
        page.table(table)
    }

    private func below(_ rows: [[String]], _ labels: [String], on page: inout Page) {
        for row in rows {
            page.paragraph(StyledText(row[0]), indent: 2)
            var table = TextTable([.init(isFlexible: true), .init(isFlexible: true)], width: page.width, indent: 4)
            for (label, value) in zip(labels, row.dropFirst()) {
                table.add(StyledText(label, .faint), StyledText(value))
            }
            page.table(table)
        }
    }
}
