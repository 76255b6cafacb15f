import Diagnostics
import Yams

extension DataNode {
    /// Bounds on what one file may hold, so that a hostile one ends with a message and not in a hang.
    enum Bound {
        /// Bytes of one file.
        static let bytes = 8_000_000
        /// Nodes of one file after aliases are resolved.
        static let nodes = 250_000
        /// How deep nodes may lie in each other.
        static let depth = 48
        /// Uses of an anchor in one file.
        static let aliases = 2_000
    }

    /// The root of a YAML file, or nil where it is empty or can't be read, which is then reported.
    static func root(ofYAML text: String, file: String, problems: Problems) -> DataNode? {
        let lines = SourceLines(text, file: file)
        if let problem = lines.firstControlCharacter {
            problems.report(.init(.yamlSyntax, "the file holds a control character", at: problem))
            return nil
        }
        do {
            guard try aliasesAreSafe(in: text, lines: lines, problems: problems) else { return nil }
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                problems.report(
                    .init(.yamlSyntax, "the file is empty", at: .init(file: file, line: 1, column: 1))
                )
                return nil
            }
            var converter = NodeConverter(lines: lines, problems: problems)
            return converter.node(root, depth: 0)
        } catch let error as YamlError {
            problems.report(Diagnostic(error, lines: lines))
        } catch {
            problems.report(.init(.yamlSyntax, "the file can't be read as YAML", at: lines.position(1, 1)))
        }
        return nil
    }

    /// Whether the file may be parsed although it has aliases.
    ///
    /// The parser compares the keys of each mapping whole. A key that is a collection of aliases could unfold to an
    /// astronomic size there, so a copy without aliases is looked at first. In it each `*` that may begin an alias
    /// is a letter, which changes no structure.
    private static func aliasesAreSafe(in text: String, lines: SourceLines, problems: Problems) throws -> Bool {
        var copy = Array(text.utf8)
        var places = 0
        for index in copy.indices where copy[index] == UInt8(ascii: "*") {
            guard index + 1 < copy.count, !" \t\r\n*".utf8.contains(copy[index + 1]) else { continue }
            copy[index] = UInt8(ascii: "a")
            places += 1
        }
        guard places > 0 else { return true }
        guard places <= Bound.aliases else {
            problems.report(
                .init(.yamlTooLarge, "the file has more than \(Bound.aliases) aliases", at: lines.position(1, 1))
            )
            return false
        }
        let parser = try Parser(
            yaml: String(decoding: copy, as: UTF8.self),
            resolver: .basic,
            encoding: .utf8
        )
        guard let root = try parser.singleRoot() else { return true }
        guard let position = firstUnfitKey(in: root, lines: lines) else { return true }
        problems.report(Diagnostic.unfitKey(at: position))
        return false
    }

    private static func firstUnfitKey(in node: Node, lines: SourceLines) -> SourcePosition? {
        switch node {
        case .scalar, .alias:
            return nil
        case .sequence(let sequence):
            for element in sequence {
                if let position = firstUnfitKey(in: element, lines: lines) { return position }
            }
            return nil
        case .mapping(let mapping):
            for (key, value) in mapping {
                let position = lines.position(key.mark?.line ?? 1, key.mark?.column ?? 1)
                guard case .scalar = key, lines.scalar(at: position) != "*" else { return position }
                if let position = firstUnfitKey(in: value, lines: lines) { return position }
            }
            return nil
        }
    }
}

/// Turns the parser's nodes into ours, within bounds.
private struct NodeConverter {
    let lines: SourceLines
    let problems: Problems
    private var count = 0
    private var isStopped = false

    init(lines: SourceLines, problems: Problems) {
        self.lines = lines
        self.problems = problems
    }

    mutating func node(_ node: Node, depth: Int) -> DataNode? {
        let position = lines.position(node.mark?.line ?? 1, node.mark?.column ?? 1)
        count += 1
        guard count <= DataNode.Bound.nodes, depth <= DataNode.Bound.depth else {
            if !isStopped {
                problems.report(
                    count > DataNode.Bound.nodes
                        ? .init(.yamlTooLarge, "the file unfolds to too many values", at: position)
                        : .init(.yamlTooDeep, "the values lie too deep in each other", at: position)
                )
            }
            isStopped = true
            return nil
        }
        switch node {
        case .scalar(let scalar):
            return DataNode(
                content: .scalar(text: scalar.string, isPlain: scalar.style == .plain || scalar.style == .any),
                position: lines.contentPosition(of: position)
            )
        case .sequence(let sequence):
            var elements: [DataNode] = []
            elements.reserveCapacity(sequence.count)
            for element in sequence {
                guard let element = self.node(element, depth: depth + 1) else { return nil }
                elements.append(element)
            }
            return DataNode(content: .sequence(elements), position: position)
        case .mapping(let mapping):
            guard let entries = entries(of: mapping, depth: depth) else { return nil }
            return DataNode(content: .mapping(entries), position: position)
        case .alias:
            return nil
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [DataNode.Entry]? {
        var entries: [DataNode.Entry] = []
        entries.reserveCapacity(mapping.count)
        var merged: [DataNode.Entry] = []
        for (key, value) in mapping {
            guard let key = self.node(key, depth: depth + 1), let value = self.node(value, depth: depth + 1) else {
                return nil
            }
            switch (key.content, value.content) {
            case (.scalar("<<", isPlain: true), .mapping(let others)):
                merged += others
            case (.scalar("<<", isPlain: true), .sequence(let sources)):
                for case .mapping(let others) in sources.map(\.content) { merged += others }
            case (.scalar(let name, _), _):
                entries.append(.init(name: name, position: key.position, value: value))
            default:
                problems.report(Diagnostic.unfitKey(at: key.position))
            }
        }
        for entry in merged where !entries.contains(where: { $0.name == entry.name }) {
            entries.append(entry)
        }
        return entries
    }
}

extension Diagnostic {
    fileprivate static func unfitKey(at position: SourcePosition) -> Diagnostic {
        .init(.yamlKeyNotText, "a key must be a plain text, not an alias, a list or a mapping", at: position)
    }

    fileprivate init(_ error: YamlError, lines: SourceLines) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let start = context.map { (text: $0.text, at: lines.position($0.mark.line, $0.mark.column)) }
            self.init(
                .yamlSyntax,
                "the file is not valid YAML: \(problem)",
                at: lines.position(mark.line, mark.column),
                notes: start.map { [Note($0.text, at: $0.at)] } ?? []
            )
        case .duplicatedKeysInMapping(let names, let context):
            let name = names.first ?? ""
            let first = lines.position(context.mark.line, context.mark.column)
            let second = lines.nextKey(name, like: first)
            self.init(
                .yamlDuplicateKey,
                "the key `\(name)` stands twice in one mapping",
                at: second ?? first,
                notes: second == nil ? [] : [Note("it stands here first", at: first)]
            )
        case .reader(let problem, _, _, _):
            self.init(.yamlSyntax, "the file is not valid YAML: \(problem)", at: lines.position(1, 1))
        default:
            self.init(.yamlSyntax, "the file is not valid YAML", at: lines.position(1, 1))
        }
    }
}
