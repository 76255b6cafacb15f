public import Deciding
import Facts
public import Foundation

/// Worked cases in JSON Lines files.
public enum CaseFiles {
    /// The cases of a file, or nil where there is no such file.
    public static func read(_ file: URL) throws -> [RuleCase]? {
        guard let data = try? Data(contentsOf: file) else { return nil }
        return try Array(data).split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.isEmpty }
            .map { offset, line in
                try RuleCase(JSONReader.node(in: Array(line), file: file.lastPathComponent, firstLine: offset + 1))
            }
    }

    /// The rulebook's own cases.
    public static func shipped() throws -> [RuleCase] {
        try ["us/cases.jsonl", "cn/cases.jsonl", "cases.jsonl"]
            .flatMap { try read(RulebookFiles.path("rulebook/\($0)")) ?? [] }
    }

    /// A folder of cases beside the package, which may be missing.
    public static var shared: URL {
        RulebookFiles.package.deletingLastPathComponent().appending(path: "shared/domain/cases")
    }
}
