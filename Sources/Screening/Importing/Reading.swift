internal import Diagnostics
internal import Facts
internal import Quantities
internal import Rulebooks

/// Takes texts out of one record, as the picks of a format say.
struct Reading {
    let record: JSONNode
    let root: JSONNode
    let format: ListFormat

    /// The values that a pick names, those in one text split; what stands for nothing is left out.
    func nodes(_ pick: ListFormat.Pick) -> [JSONNode] {
        let nodes = pick.paths.flatMap { SourceTree.nodes(at: $0, in: record) }
        return nodes.flatMap { node -> [JSONNode] in
            guard let text = SourceTree.text(node), node.members == nil else { return [node] }
            let texts = pick.split.map { Self.split(text, by: $0) } ?? [text]
            return texts.compactMap { text in
                let text = Self.trimmed(text)
                return isNothing(text) ? nil : JSONNode(.string(text), at: node.position)
            }
        }
    }

    /// The texts that a pick names.
    func texts(_ pick: ListFormat.Pick) -> [String] {
        if let constant = pick.constant { return [constant] }
        var texts = nodes(pick).compactMap { text(of: $0, pick) }
        if let separator = pick.split, pick.table != nil {
            texts = texts.flatMap { Self.split($0, by: separator).map(Self.trimmed) }
        }
        texts = texts.filter { !isNothing($0) }
        if pick.isLastPart {
            texts = texts.map { text in text.lastIndex(of: ",").map { String(text[text.index(after: $0)...]) } ?? text }
                .map(Self.trimmed)
        }
        if !pick.words.isEmpty {
            // With a fallback the words are all there is.
            texts = pick.fallback == nil ? texts.map { pick.words[$0] ?? $0 } : texts.compactMap { pick.words[$0] }
        }
        if pick.isJoined, !texts.isEmpty { texts = [texts.joined(separator: " ")] }
        if texts.isEmpty, let fallback = pick.fallback { return [fallback] }
        return texts
    }

    private func text(of node: JSONNode, _ pick: ListFormat.Pick) -> String? {
        guard let text = SourceTree.text(node) else { return nil }
        guard let table = pick.table else { return text }
        guard let index = Int(text), let rows = SourceTree.table(table, in: root), rows.indices.contains(index) else {
            return nil
        }
        return SourceTree.text(rows[index]).map(Self.trimmed)
    }

    /// The first text that a pick names.
    func first(_ pick: ListFormat.Pick) -> String? { texts(pick).first }

    /// All texts that a pick names as one.
    func joined(_ pick: ListFormat.Pick) -> String? {
        let texts = texts(pick)
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }

    /// The first date that a pick names.
    func date(_ pick: ListFormat.Pick) -> CalendarDate? {
        for text in texts(pick) {
            if let date = SourceDate.date(text) { return date }
        }
        return nil
    }

    /// Whether a test holds, where its words must be the whole text.
    func passes(_ test: ListFormat.Test) -> Bool {
        let texts = texts(ListFormat.Pick(paths: [test.path])).map { $0.lowercased() }
        if test.none.contains(where: { texts.contains($0.lowercased()) }) { return false }
        if test.any.isEmpty { return !test.none.isEmpty || !nodes(ListFormat.Pick(paths: [test.path])).isEmpty }
        return test.any.contains { texts.contains($0.lowercased()) }
    }

    /// Whether a test holds, where its words are parts of the text.
    func contains(_ test: ListFormat.Test) -> Bool {
        let text = texts(ListFormat.Pick(paths: [test.path])).joined(separator: "\n")
        return test.any.contains { text.contains($0) } && !test.none.contains { text.contains($0) }
    }

    private func isNothing(_ text: String) -> Bool { text.isEmpty || format.empty.contains(text) }

    /// A text without white space at its ends.
    static func trimmed(_ text: String) -> String {
        guard let first = text.utf8.first, let last = text.utf8.last, first <= 0x20 || last <= 0x20 || last == 0xA0
        else { return text }
        return String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// The parts of a text between separators.
    static func split(_ text: String, by separator: String) -> [String] {
        guard separator.utf8.count > 1 else {
            return text.split(separator: separator.first ?? ";").map(String.init)
        }
        return text.split(separator: separator).map(String.init)
    }
}

extension SourceTree {
    /// The elements of the array at a path from the root.
    static func table(_ path: String, in root: JSONNode) -> [JSONNode]? {
        var node = root
        for step in path.split(separator: ".") {
            guard let next = node[String(step)] else { return nil }
            node = next
        }
        return node.array
    }
}

/// Dates as list files write them.
enum SourceDate {
    /// The date that a text begins with: 2026-07-31, or 07/31/2026.
    static func date(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(iso: String(text.prefix(10))) { return date }
        let parts = text.split(separator: "/")
        guard parts.count == 3, let month = Int(parts[0]), let day = Int(parts[1]), parts[2].utf8.count >= 4,
            let year = Int(parts[2].prefix(4))
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}
