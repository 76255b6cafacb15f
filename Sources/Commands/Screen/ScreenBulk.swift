import Diagnostics
import Facts
import Rulebooks
import Screening

/// Screens a file of parties.
struct ScreenBulk {
    let desk: ScreeningDesk
    /// When and by whom the parties are kept; nil where they are not.
    let deed: Deed?
    let isJSON: Bool
    let limit: Int

    /// Screens all parties of a file and prints a row for each.
    ///
    /// - Returns: the status to leave with: 2 if a row is wrong, else that of the worst outcome.
    func screen(_ file: String) throws -> Int32 {
        var rows = try ScreenParties(file: file, countries: CountryNames(desk.definition)).rows()
        if deed != nil { try checkIDs(&rows, file) }
        var output: [UInt8] = isJSON ? [] : Self.line(Self.columns)
        var kept: [(party: ScreenedParty, matches: [PartyMatch])] = []
        var outcomes: Set<PartyFinding.Outcome> = []
        for (number, row) in rows.enumerated() {
            if number.isMultiple(of: 500) { Progress.say("screening \(number) of \(rows.count)") }
            guard row.problem == nil else {
                output += rejected(row)
                continue
            }
            let finding = try CommandFailure.catching { () throws(ScreeningError) in
                try desk.screener.screen(row.party, on: desk.day, limit: isJSON ? limit : 1)
            }
            outcomes.insert(finding.outcome)
            output +=
                isJSON
                ? ScreenDocument(finding: finding, lists: desk.lists, language: desk.language).bytes(isPretty: false)
                : Self.line(cells(row, finding))
            if deed != nil { kept.append((row.party, try desk.screener.matches(of: row.party))) }
        }
        if let deed, let store = desk.store {
            Progress.say("keeping \(kept.count) parties")
            try CommandFailure.catching { () throws(ScreeningError) in
                try store.keep(kept, against: desk.screener.versions.map(\.listVersion), deed)
            }
        }
        Progress.end()
        for row in rows {
            for note in row.notes { Terminal.note("\(file):\(row.line): note: \(note)\n") }
            if let problem = row.problem { Terminal.note("\(file):\(row.line): error: \(problem)\n") }
        }
        if desk.screener.versions.isEmpty {
            Terminal.note("no list is in the store, so that nothing is known of anybody\n")
        }
        try Terminal.print(output)
        if rows.contains(where: { $0.problem != nil }) { return ExitStatus.wrongInput }
        // The number of the status does not say what is worst.
        return [.hit, .review, .notScreened, .clear].first(where: outcomes.contains)?.status ?? ExitStatus.passable
    }

    /// Who is kept must be told from others.
    private func checkIDs(_ rows: inout [ScreenParties.Row], _ file: String) throws(CommandFailure) {
        var lines: [String: Int] = [:]
        for index in rows.indices where rows[index].problem == nil {
            let id = rows[index].party.id
            if id.isEmpty {
                rows[index].problem = "the party has no id, and one is needed to keep it"
            } else if let first = lines[id] {
                rows[index].problem = "the id `\(id)` is that of line \(first) too"
            } else {
                lines[id] = rows[index].line
            }
        }
    }

    // MARK: Rows

    private static let columns = [
        "line", "id", "name", "outcome", "list", "entry", "listed_as", "score", "standing", "because", "matches",
        "facts", "note",
    ]

    private func cells(_ row: ScreenParties.Row, _ finding: PartyFinding) -> [String] {
        let best = finding.matches.first
        let facts = finding.consequences.compactMap { consequence in
            consequence.value.map { "\(consequence.fact)=\($0)" }
        }
        let because = best.map { MatchWording.reasons($0).map { $0.text(in: desk.language) } } ?? []
        return [
            "\(row.line)", row.party.id, row.party.name, finding.outcome.rawValue, best?.entry.list ?? "",
            best?.entry.key ?? "", best?.name ?? "", best.map { "\($0.score)" } ?? "",
            best?.standing.rawValue ?? "", because.joined(separator: "; "),
            "\(finding.matches.count + finding.omittedCount)", facts.joined(separator: "; "),
            row.notes.joined(separator: "; "),
        ]
    }

    private func rejected(_ row: ScreenParties.Row) -> [UInt8] {
        let problem = row.problem ?? ""
        guard isJSON else {
            var cells = Self.columns.map { _ in "" }
            cells.replaceSubrange(0..<4, with: ["\(row.line)", row.party.id, row.party.name, "rejected"])
            cells[cells.count - 1] = problem
            return Self.line(cells)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("format")
            writer.string("passgate.screening/1")
            writer.key("party")
            writer.object { writer in
                writer.key("id")
                writer.string(row.party.id.isEmpty ? nil : row.party.id)
                writer.key("name")
                writer.string(row.party.name)
            }
            writer.key("line")
            writer.int(row.line)
            writer.key("outcome")
            writer.string("rejected")
            writer.key("note")
            writer.string(problem)
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func line(_ cells: [String]) -> [UInt8] {
        let texts = cells.map { cell in
            let isPlain = !cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
            return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
        }
        return Array((texts.joined(separator: ",") + "\n").utf8)
    }
}
