import Quantities
import Screening

/// The parts of an entry as people read them.
enum EntryParts {
    /// The parts with what they are called, in the order in which they are shown.
    static func parts(of entry: ListEntry) -> [(label: String, texts: [String])] {
        func one(_ text: String?) -> [String] { text.map { [$0] } ?? [] }
        let aliases = entry.aliases.map { alias in
            alias.text + (alias.isWeak ? " (weak)" : alias.kind.map { " (\($0))" } ?? "")
        }
        return [
            ("kind", one(entry.kind?.rawValue)), ("also", aliases), ("written", one(entry.written)),
            ("under", one(entry.affiliatedWith)),
            ("covers", entry.coversSuccessors ? ["its successors and subsidiaries, not named"] : []),
            ("countries", entry.countries.isEmpty ? [] : [entry.countries.joined(separator: ", ")]),
            ("address", entry.addresses.map(\.text)), ("programme", entry.programmes),
            ("requirement", one(entry.requirement)), ("policy", one(entry.policy)), ("notice", one(entry.citation)),
            ("listed", one(entry.listed?.description)), ("from", one(entry.starts?.description)),
            ("to", one(entry.ends?.description)), ("state", entry.isEnded ? ["no longer in force"] : []),
            ("title", one(entry.title)),
            ("number", entry.identifiers.map { ($0.label.map { $0 + ": " } ?? "") + $0.value }),
            ("remarks", one(entry.remarks)), ("see", one(entry.url)),
        ]
        .filter { !$0.1.isEmpty }
    }

    /// What differs between two states of an entry, a line each.
    static func differences(_ old: ListEntry, _ new: ListEntry) -> [String] {
        var lines: [String] = []
        if old.name != new.name { lines.append("name: was \(old.name)") }
        let before = Dictionary(parts(of: old).map { ($0.label, $0.texts) }) { first, _ in first }
        let after = Dictionary(parts(of: new).map { ($0.label, $0.texts) }) { first, _ in first }
        for label in Set(before.keys).union(after.keys).sorted() {
            let (was, now) = (before[label] ?? [], after[label] ?? [])
            guard was != now else { continue }
            lines += was.filter { !now.contains($0) }.map { "\(label): - \($0)" }
            lines += now.filter { !was.contains($0) }.map { "\(label): + \($0)" }
        }
        return lines
    }
}
