internal import Diagnostics
internal import Facts
internal import Rulebooks

/// Finds out which list each record belongs to.
struct ListSources {
    let definition: ListsDefinition
    let format: ListFormat
    let root: JSONNode
    let options: ListImporter.Options

    /// The lists of a record; names that no list is known by are noted, unless they are taken as they are.
    func lists(
        of record: Reading,
        unknown: inout [String: SourcePosition]
    ) throws(EntryMaker.Refusal) -> [String] {
        let texts = format.list.map { record.texts($0) } ?? namesOfFile()
        if let name = options.name {
            guard let list = definition.list(spelled: name) else { return [name] }
            // Entries of another list would get facts that do not follow for them.
            let others = texts.compactMap { definition.list(spelled: $0)?.code }
            if !others.isEmpty, !others.contains(list.code), !options.isForced {
                unknown[others[0]] = unknown[others[0]] ?? record.record.position
            }
            return [list.code]
        }
        guard !texts.isEmpty else { throw EntryMaker.Refusal(reason: "it does not say which list it belongs to") }
        var lists: [String] = []
        for text in texts {
            if let list = definition.list(spelled: text)?.code ?? (options.isForced ? text : nil) {
                if !lists.contains(list) { lists.append(list) }
            } else if unknown[text] == nil {
                unknown[text] = record.record.position
            }
        }
        // Where one of several sources is known, the others are collections of the same entry.
        if !lists.isEmpty { for text in texts where definition.list(spelled: text) == nil { unknown[text] = nil } }
        return lists
    }

    /// The list that a file is as a whole; nil if only its records say so.
    func listOfFile() throws(ScreeningError) -> String? {
        if let name = options.name { return definition.list(spelled: name)?.code ?? name }
        let constant = format.list?.paths.isEmpty == true ? format.list?.constant : nil
        guard let text = constant ?? namesOfFile().first else { return nil }
        if let list = definition.list(spelled: text)?.code { return list }
        if options.isForced { return text }
        throw ScreeningError(problems(with: [text: root.position]))
    }

    private func namesOfFile() -> [String] {
        format.listOfFile.map { Reading(record: root, root: root, format: format).texts($0) } ?? []
    }

    /// What to say of names that no list is known by.
    func problems(with unknown: [String: SourcePosition]) -> [Diagnostic] {
        let known = definition.lists.flatMap { [$0.code] + $0.spellings }
        if let name = options.name, unknown.keys.allSatisfy({ definition.list(spelled: $0) != nil }) {
            return unknown.sorted { $0.value < $1.value }
                .map { other, position in
                    Diagnostic(
                        .listOtherSource,
                        "the file itself says that this is an entry of `\(other)`, not of `\(name)`",
                        at: position,
                        hint: "leave `--as` away, or take it all the same with --force"
                    )
                }
        }
        return unknown.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(20)
            .map { name, position in
                Diagnostic(
                    .listUnknownSource,
                    "no list is known by `\(name)`",
                    at: position,
                    hint: NearMiss.suggestion(for: name, among: known).map { "did you mean `\($0)`?" }
                        ?? "name the list with --as, or take the name as it is with --force"
                )
            }
    }
}

/// Gives entries their keys.
enum EntryKeys {
    /// Entries with keys that stay the same from version to version, sorted by key.
    ///
    /// An entry is known by the number that its list gives it, or else by its name. Where several have the same, the
    /// notice that listed them is added, and then a number in the order of what they say.
    static func settled(_ entries: [ListEntry]) -> [ListEntry] {
        var groups: [String: [Int]] = [:]
        let plain = entries.map { entry in
            entry.sourceID.map { "#" + $0 } ?? ListEntry.key(ofName: entry.name)
        }
        for (index, key) in plain.enumerated() { groups[key, default: []].append(index) }
        var keys = plain
        for (key, indices) in groups where indices.count > 1 {
            let byNotice = Dictionary(grouping: indices) { entries[$0].citation ?? "" }
            for (notice, indices) in byNotice {
                let sorted = indices.count == 1 ? indices : indices.sorted { entries[$0].digest < entries[$1].digest }
                for (number, index) in sorted.enumerated() {
                    var text = notice.isEmpty || byNotice.count == 1 ? key : key + " @ " + notice
                    if number > 0 { text += " (\(number + 1))" }
                    keys[index] = text
                }
            }
        }
        return zip(entries, keys)
            .map { entry, key in
                var entry = entry
                entry.key = key
                return entry
            }
            .sorted { $0.key < $1.key }
    }
}
