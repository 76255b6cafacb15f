import Diagnostics
import Facts
import FoundationEssentials
import Quantities
import Rulebooks
import Testing

@testable import Deciding

/// The rulebook of this package and orders read against it.
enum RealRulebook {
    /// The package's rulebook as it stands.
    static let plain = Result { try read(overlays: []) }

    /// The rulebook with overlays of its own folder.
    static func read(overlays: [String]) throws -> Rulebook {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "rulebook")
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        var files: [String: [UInt8]] = [:]
        for name in names where [".yaml", ".csv", ".jsonl"].contains(where: name.hasSuffix) {
            files[name] = [UInt8](try Data(contentsOf: root.appending(path: name)))
        }
        let source = RulebookSource(files: files, overlays: overlays.map { .named($0) })
        return try Rulebook(try RulebookReader.read(source).definition)
    }

    /// The decision on an order given as facts, `name=value`.
    static func decision(
        _ facts: [String],
        legs: [[String]] = [],
        profiles: [String] = [],
        knownOn: String = "2026-11-24",
        rulebook: Rulebook? = nil
    ) throws -> Decision {
        let rulebook = try rulebook ?? plain.get()
        var statement = OrderStatement(position: position)
        statement.facts = facts.map(statement(of:))
        statement.legs = legs.map { $0.map(statement(of:)) }
        let day = try #require(CalendarDate(iso: knownOn))
        let profiles = rulebook.definition.profiles.filter { profiles.contains($0.id) }
        let reader = OrderReader(rulebook, knownOn: day, profiles: profiles)
        return Decider(rulebook).decision(on: try reader.order(statement))
    }

    private static let position = SourcePosition(file: "test", line: 1, column: 1)

    private static func statement(of fact: String) -> Statement {
        let parts = fact.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return Statement(name: parts[0], value: .text(parts[1]), position: position)
    }
}
