import Foundation
public import Testing

/// Texts that were looked at once and are kept beside the tests.
public enum Golden {
    /// Compares a text with the one that is kept.
    ///
    /// With `RECORD_GOLDENS=1` in the environment the kept text is rewritten, and the test fails all the same, so that
    /// nothing is recorded unnoticed.
    ///
    /// - Parameters:
    ///   - text: The text found.
    ///   - path: The path of the kept text below `Tests/`.
    ///   - location: Where a difference is reported.
    /// - Throws: Where the text can't be written.
    public static func expect(
        _ text: String,
        is path: String,
        sourceLocation location: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let file = RulebookFiles.path("Tests/" + path)
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(path)", sourceLocation: location)
            return
        }
        let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard kept != text else { return }
        let difference = text.split(separator: "\n", omittingEmptySubsequences: false)
            .difference(from: kept.split(separator: "\n", omittingEmptySubsequences: false))
        let lines = difference.map { change in
            switch change {
            case .insert(let offset, let line, _): "+\(offset + 1) \(line)"
            case .remove(let offset, let line, _): "-\(offset + 1) \(line)"
            }
        }
        Issue.record("\(path) differs:\n\(lines.joined(separator: "\n"))", sourceLocation: location)
    }
}
