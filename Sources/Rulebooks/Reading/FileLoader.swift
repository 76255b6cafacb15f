import Diagnostics

/// Gives the files of a source that the manifest names, and keeps account of which were named.
final class FileLoader {
    private let source: RulebookSource
    private let problems: Problems
    private var named: [String: SourcePosition] = [:]
    /// The paths of files of cases.
    private(set) var casePaths: Set<String> = []
    /// The YAML files read so far.
    private(set) var roots: [String: DataNode] = [:]

    init(_ source: RulebookSource, problems: Problems) {
        self.source = source
        self.problems = problems
    }

    /// The paths that were named so far.
    var namedPaths: Set<String> { Set(named.keys) }

    /// The path as it stands in messages.
    func shown(_ path: String) -> String {
        source.prefix + path
    }

    /// The root of a YAML file; nil where it can't be used, which is reported.
    func root(of path: Reference) -> DataNode? {
        let root: DataNode? =
            switch file(path) {
            case .parsed(let node): node
            case .bytes(let bytes): Self.root(of: bytes, file: shown(path.name), problems: problems)
            case .unreadable, nil: nil
            }
        roots[path.name] = root
        return root
    }

    /// The bytes of a file that is no YAML.
    func bytes(of path: Reference) -> [UInt8]? {
        if case .bytes(let bytes) = file(path) { bytes } else { nil }
    }

    /// The root of YAML in bytes.
    static func root(of bytes: [UInt8], file: String, problems: Problems) -> DataNode? {
        guard bytes.count <= DataNode.Bound.bytes else {
            let position = SourcePosition(file: file, line: 1, column: 1)
            problems.report(.yamlTooLarge, "the file is larger than \(DataNode.Bound.bytes) bytes", at: position)
            return nil
        }
        guard let text = text(of: bytes, file: file, problems: problems) else { return nil }
        return DataNode.root(ofYAML: text, file: file, problems: problems)
    }

    /// Notes that a file is part of the rulebook; nil where there is none or it can't be read, which is reported.
    @discardableResult
    func file(_ path: Reference) -> RulebookSource.File? {
        if let first = named.updateValue(path.position, forKey: path.name) {
            problems.report(
                .fileListedTwice,
                "the file `\(path.name)` is listed twice",
                at: path.position,
                notes: [.init("it is listed here first", at: first)]
            )
            return nil
        }
        guard let file = source.files[path.name] else {
            problems.report(
                .fileMissing,
                "there is no file `\(path.name)`",
                at: path.position,
                hint: NearMiss.suggestion(for: path.name, among: source.files.keys).map { "did you mean `\($0)`?" }
            )
            return nil
        }
        if case .unreadable(let reason) = file {
            problems.report(.fileUnreadable, "the file `\(path.name)` can't be read: \(reason)", at: path.position)
            return nil
        }
        return file
    }

    /// Notes a file of cases, which must be there but is not read here.
    func noteCases(_ path: Reference) {
        casePaths.insert(path.name)
        file(path)
    }

    /// The paths that a list names, where `*` stands for any characters but `/`, sorted by name.
    func expanded(_ patterns: [Reference]) -> [Reference] {
        patterns.flatMap { pattern -> [Reference] in
            guard let star = pattern.name.firstIndex(of: "*") else { return [pattern] }
            let prefix = pattern.name[..<star]
            let suffix = pattern.name[pattern.name.index(after: star)...]
            return source.files.keys
                .filter { path in
                    path.utf8.count >= prefix.utf8.count + suffix.utf8.count && path.hasPrefix(prefix)
                        && path.hasSuffix(suffix) && !path.dropFirst(prefix.count).dropLast(suffix.count).contains("/")
                }
                .sorted()
                .map { Reference($0, at: pattern.position) }
        }
    }

    /// Warns of files that lie in the folder and are named nowhere.
    func warnOfUnnamedFiles(at position: SourcePosition) {
        for path in source.files.keys.sorted() where named[path] == nil {
            guard [".yaml", ".yml", ".csv", ".jsonl"].contains(where: { path.hasSuffix($0) }) else { continue }
            problems.warn(
                .fileNotListed,
                "the file `\(path)` is not part of the rulebook",
                at: position,
                hint: "list it in `\(Manifest.path)`, or remove it"
            )
        }
    }

    private static func text(of bytes: [UInt8], file: String, problems: Problems) -> String? {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: content, as: UTF8.self) { return text }
        problems.report(
            .fileNotUTF8,
            "the file is not UTF-8",
            at: positionOfInvalidByte(in: content, file: file),
            hint: "save it as UTF-8"
        )
        return nil
    }

    private static func positionOfInvalidByte(in bytes: ArraySlice<UInt8>, file: String) -> SourcePosition {
        var position = SourcePosition(file: file, line: 1, column: 1)
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) {
            if UTF8.decode(scalar) == "\n" {
                position.line += 1
                position.column = 1
            } else {
                position.column += 1
            }
        }
        return position
    }
}
