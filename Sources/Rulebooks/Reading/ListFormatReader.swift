import Diagnostics

/// Reads how one layout of list files is taken apart.
public struct ListFormatReader {
    let problems: Problems

    /// The format that a file of a user's own describes, in YAML or JSON.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - file: What positions name as the file.
    /// - Returns: The format.
    /// - Throws: ``RulebookError`` with every problem of the text.
    public static func format(in bytes: [UInt8], file: String) throws(RulebookError) -> ListFormat {
        let problems = Problems()
        let format = FileLoader.root(of: bytes, file: file, problems: problems)
            .flatMap { ListFormatReader(problems: problems).format($0, isOwn: true) }
        guard let format, !problems.hasErrors else {
            throw RulebookError(problems.all.filter { $0.severity == .error })
        }
        return format
    }

    private static let keys = [
        "id", "title", "form", "separator", "columns", "has", "tests", "records", "empty", "only", "joins", "as_of",
        "newest", "list", "list_of_file", "entry",
    ]

    /// Reads one format; that of a user needs no id and no title.
    func format(_ node: DataNode, isOwn: Bool = false) -> ListFormat? {
        guard let fields = Fields(node, of: "a format", keys: Self.keys, problems: problems) else { return nil }
        let form: ListFormat.Form? = fields.required("form") == nil ? nil : fields.word("form")
        let id = isOwn ? fields.text("id") ?? "own" : fields.requiredText("id")
        let title =
            isOwn
            ? fields.localised("title") ?? LocalisedText(english: "own format")
            : fields.requiredLocalised("title")
        let entry = fields.required("entry").flatMap(self.entry)
        guard let form, let id, let title, let entry else { return nil }
        if form == .table, fields["has"] == nil, fields["columns"] == nil, !isOwn {
            problems.report(.wrongFormat, "a table is told by `has` or `columns`", at: node.position)
        }
        let separator = fields.text("separator") ?? ","
        if separator.utf8.count != 1 {
            problems.report(
                .wrongFormat,
                "`\(separator)` is not one character that could separate fields",
                at: fields["separator"]?.position
            )
        }
        return ListFormat(
            id: id,
            position: node.position,
            title: title,
            form: form,
            separator: separator,
            columns: fields.texts("columns") ?? [],
            has: fields.texts("has") ?? [],
            tests: fields.elements("tests").compactMap(test),
            records: fields.texts("records") ?? [],
            empty: fields.texts("empty") ?? [],
            only: fields.elements("only").compactMap(test),
            joins: fields.elements("joins").compactMap(join),
            asOf: fields.text("as_of"),
            newest: fields.texts("newest") ?? [],
            list: pick("list", fields),
            listOfFile: pick("list_of_file", fields),
            fields: entry
        )
    }

    private func entry(_ node: DataNode) -> ListFormat.Fields? {
        let keys = [
            "id", "name", "names", "weak_names_in", "type", "countries", "addresses", "programmes", "requirement",
            "policy", "citation", "listed", "starts", "ends", "ended", "title", "remarks", "identifiers", "url",
        ]
        guard let fields = Fields(node, of: "`entry`", keys: keys, problems: problems) else { return nil }
        var entry = ListFormat.Fields()
        entry.id = pick("id", fields)
        entry.name = pick("name", fields)
        entry.names = fields.elements("names").compactMap(names)
        entry.weakNamesIn = pick("weak_names_in", fields)
        entry.type = pick("type", fields)
        entry.countries = pick("countries", fields)
        entry.addresses = fields.elements("addresses").compactMap(addresses)
        entry.programmes = pick("programmes", fields)
        entry.requirement = pick("requirement", fields)
        entry.policy = pick("policy", fields)
        entry.citation = pick("citation", fields)
        entry.listed = pick("listed", fields)
        entry.starts = pick("starts", fields)
        entry.ends = pick("ends", fields)
        entry.ended = fields["ended"].flatMap(test)
        entry.title = pick("title", fields)
        entry.remarks = pick("remarks", fields)
        entry.identifiers = fields.elements("identifiers").compactMap(identifiers)
        entry.url = pick("url", fields)
        if entry.name == nil, entry.names.isEmpty {
            problems.report(.missingKey, "`entry` needs `name` or `names`", at: node.position)
        }
        return entry
    }

    private func pick(_ key: String, _ fields: Fields) -> ListFormat.Pick? {
        fields[key].flatMap { pick($0, key) }
    }

    private func pick(_ node: DataNode, _ key: String) -> ListFormat.Pick? {
        switch node.content {
        case .scalar(let text, _):
            return ListFormat.Pick(paths: [text])
        case .sequence(let elements):
            return ListFormat.Pick(
                paths: elements.compactMap { element in
                    if case .scalar(let text, _) = element.content { return text }
                    problems.report(.wrongType, "a path of `\(key)` must be a text", at: element.position)
                    return nil
                }
            )
        case .mapping:
            let keys = ["path", "join", "split", "table", "words", "otherwise", "is", "last_part"]
            guard let fields = Fields(node, of: "`\(key)`", keys: keys, problems: problems) else { return nil }
            var pick = ListFormat.Pick(paths: (fields.texts("path") ?? []) + (fields.texts("join") ?? []))
            pick.isJoined = fields["join"] != nil
            pick.split = fields.text("split")
            pick.table = fields.text("table")
            for entry in fields.entries("words") { pick.words[entry.name] = fields.text(of: entry.value, entry.name) }
            pick.fallback = fields.text("otherwise")
            pick.constant = fields.text("is")
            pick.isLastPart = fields.flag("last_part")
            if pick.paths.isEmpty, pick.constant == nil {
                problems.report(.missingKey, "`\(key)` needs one of `path`, `join` and `is`", at: node.position)
            }
            return pick
        }
    }

    private func names(_ node: DataNode) -> ListFormat.Names? {
        guard
            let fields = Fields(
                node,
                of: "an entry of `names`",
                keys: ["each", "name", "kind", "weak", "split"],
                problems: problems
            ), var each = required("each", fields)
        else { return nil }
        each.split = fields.text("split") ?? each.split
        return .init(
            each: each,
            name: pick("name", fields),
            kind: pick("kind", fields),
            weak: fields.texts("weak") ?? []
        )
    }

    private func addresses(_ node: DataNode) -> ListFormat.Addresses? {
        let keys = ["each", "parts", "country", "split"]
        guard let fields = Fields(node, of: "an entry of `addresses`", keys: keys, problems: problems),
            var each = required("each", fields)
        else { return nil }
        each.split = fields.text("split") ?? each.split
        return .init(
            each: each,
            parts: fields.elements("parts").compactMap { pick($0, "parts") },
            country: pick("country", fields)
        )
    }

    private func identifiers(_ node: DataNode) -> ListFormat.Identifiers? {
        let keys = ["each", "label", "value", "split"]
        guard let fields = Fields(node, of: "an entry of `identifiers`", keys: keys, problems: problems),
            var each = required("each", fields)
        else { return nil }
        each.split = fields.text("split") ?? each.split
        return .init(each: each, label: pick("label", fields), value: pick("value", fields))
    }

    private func required(_ key: String, _ fields: Fields) -> ListFormat.Pick? {
        fields.required(key).flatMap { pick($0, key) }
    }

    private func test(_ node: DataNode) -> ListFormat.Test? {
        guard let fields = Fields(node, of: "a test", keys: ["path", "any", "none"], problems: problems),
            let path = fields.requiredText("path")
        else { return nil }
        return .init(path: path, any: fields.texts("any") ?? [], none: fields.texts("none") ?? [])
    }

    private func join(_ node: DataNode) -> ListFormat.Join? {
        let keys = ["name", "columns", "tests", "key", "continues"]
        guard let fields = Fields(node, of: "an entry of `joins`", keys: keys, problems: problems) else { return nil }
        let name = fields.requiredText("name")
        let key = fields.requiredText("key")
        let columns = fields.texts("columns") ?? []
        let tests = fields.elements("tests").compactMap(test)
        let continues = fields.texts("continues") ?? []
        if columns.isEmpty == tests.isEmpty {
            problems.report(.wrongFormat, "a join needs either `columns` or `tests`", at: node.position)
        }
        if !continues.isEmpty, continues.count != 2 {
            problems.report(
                .wrongFormat,
                "`continues` names two columns: the one here, and the one that it goes on from",
                at: fields["continues"]?.position
            )
        }
        guard let name, let key else { return nil }
        return .init(name: name, columns: columns, tests: tests, key: key, continues: continues)
    }
}
