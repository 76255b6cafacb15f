package import Diagnostics
package import Facts
package import Quantities
package import Rulebooks

/// A graph of owners with the question that its file asks.
package struct OwnershipCase: Sendable {
    /// The id of the case; nil where the file has none.
    package let id: String?
    /// The title.
    package let title: String?
    /// The graph.
    package let graph: OwnershipGraph
    /// The party asked about; nil where the file names none.
    package let target: Int?
    /// The day asked about; nil where the file names none.
    package let date: CalendarDate?
    /// The answers that are expected, by rule; nil where there are none.
    package let expected: JSONNode?
    /// What is odd but not wrong.
    package let warnings: [Diagnostic]
}

/// A file of graphs of owners.
package enum OwnershipFile {
    /// One case, or what is wrong with it.
    package struct Entry: Sendable {
        /// The id, where it could be read.
        package let id: String?
        /// Where the case stands.
        package let position: SourcePosition
        /// The case.
        package let content: Result<OwnershipCase, OwnershipError>
    }

    private static let caseKeys = [
        "id", "title", "as_of", "on", "nodes", "edges", "complete", "target", "expected", "derivation", "source_kind",
        "source", "note",
    ]

    /// Reads a file: JSON (one graph, an array of cases, or an object with `cases`), FollowTheMoney lines, or CSV.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - file: what positions name as the file.
    ///   - definition: the rulebook's rules, whose codes of lists count.
    /// - Returns: the cases in the order of the file; a graph that is no case is a single one.
    /// - Throws: `OwnershipError` where the file as a whole can't be read.
    package static func read(
        _ bytes: [UInt8],
        file: String,
        _ definition: OwnershipDefinition
    ) throws(OwnershipError) -> [Entry] {
        let start = SourcePosition(file: file, line: 1, column: 1)
        let first = bytes.first { ![0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            var reader = CSVGraphReader(definition)
            let graph = Result { () throws(OwnershipError) in try reader.graph(in: bytes, file: file) }
            return [entry(graph, reader.draft.warnings, at: start)]
        }
        if isFollowTheMoney(bytes, file) {
            var reader = FollowTheMoneyReader(definition)
            let graph = Result { () throws(OwnershipError) in try reader.graph(in: bytes, file: file) }
            return [entry(graph, reader.draft.warnings, at: start)]
        }
        let root: JSONNode
        do throws(FactsError) {
            root = try JSONReader.node(in: bytes, file: file)
        } catch {
            throw OwnershipError(error.diagnostics)
        }
        guard let cases = root.array ?? root["cases"]?.array else { return [entry(root, definition)] }
        return cases.map { entry($0, definition) }
    }

    private static func isFollowTheMoney(_ bytes: [UInt8], _ file: String) -> Bool {
        var lines = JSONLines(bytes)
        guard let line = lines.next(), let node = try? JSONReader.node(in: Array(line.bytes), file: file) else {
            return false
        }
        return FollowTheMoneyReader.isEntity(node)
    }

    private static func entry(
        _ graph: Result<OwnershipGraph, OwnershipError>,
        _ warnings: [Diagnostic],
        at position: SourcePosition
    ) -> Entry {
        let content = graph.map { graph in
            OwnershipCase(
                id: nil,
                title: nil,
                graph: graph,
                target: nil,
                date: nil,
                expected: nil,
                warnings: warnings.sortedByPosition()
            )
        }
        return Entry(id: nil, position: position, content: content)
    }

    private static func entry(_ node: JSONNode, _ definition: OwnershipDefinition) -> Entry {
        let content = Result<OwnershipCase, OwnershipError> { () throws(OwnershipError) in
            try ownershipCase(node, definition)
        }
        return Entry(id: node["id"]?.string, position: node.position, content: content)
    }

    private static func ownershipCase(
        _ node: JSONNode,
        _ definition: OwnershipDefinition
    ) throws(OwnershipError) -> OwnershipCase {
        guard let members = node.members else {
            throw OwnershipError([Diagnostic(.wrongForm, "a case must be an object", at: node.position)])
        }
        var reader = JSONGraphReader(definition)
        reader.read(node)
        var more = GraphDraft()
        for member in members where !caseKeys.contains(member.key) {
            more.warn(.unknownKey, "a case has no use for `\(member.key)`", at: member.position)
        }
        let dated = node["as_of"] ?? node["on"]
        if let dated, dated.string == nil, dated.content != .null {
            more.report(.badDate, "`as_of` must be a date in quotes", at: dated.position)
        }
        let date = more.date(dated?.string, at: dated?.position)
        var graph: OwnershipGraph?
        var errors: [Diagnostic] = []
        do throws(OwnershipError) {
            graph = try reader.graph()
        } catch {
            errors = error.diagnostics
        }
        var target: Int?
        if let named = node["target"], named.content != .null {
            target = named.string.flatMap { graph?.index[$0] }
            if let graph, target == nil {
                let near = named.string.flatMap { NearMiss.suggestion(for: $0, among: graph.index.keys) }
                more.report(
                    .unknownParty,
                    named.string.map { "there is no party `\($0)`" } ?? "`target` must be the id of a party",
                    at: named.position,
                    hint: near.map { "did you mean `\($0)`?" }
                )
            }
        }
        errors += more.errors
        guard let graph, errors.isEmpty else { throw OwnershipError(errors) }
        return OwnershipCase(
            id: node["id"]?.string,
            title: node["title"]?.string,
            graph: graph,
            target: target,
            date: date,
            expected: node["expected"],
            warnings: (reader.draft.warnings + more.warnings).sortedByPosition()
        )
    }
}
