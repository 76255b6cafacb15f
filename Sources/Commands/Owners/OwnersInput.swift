import Diagnostics
import Ownership
import Quantities
import Rulebooks

/// A file of graphs of owners that the user names.
struct OwnersInput {
    /// Its cases, or what is wrong with them.
    let entries: [OwnershipFile.Entry]
    /// The text by file name, to quote lines from.
    let sources: [String: String]

    /// Reads a file.
    init(_ path: String, _ definition: OwnershipDefinition) throws(CommandFailure) {
        let bytes = try UserFile.bytes(of: path)
        sources = [path: String(decoding: bytes, as: UTF8.self)]
        do throws(OwnershipError) {
            entries = try OwnershipFile.read(bytes, file: path, definition)
        } catch {
            throw CommandFailure(error.diagnostics, sources: sources)
        }
        if entries.isEmpty { throw CommandFailure("ownership.missing", "the file `\(path)` holds no case") }
    }

    /// Whether the file holds several cases.
    var isList: Bool { entries.count > 1 }

    /// What is odd in the cases.
    var warnings: [Diagnostic] {
        entries.flatMap { (try? $0.content.get().warnings) ?? [] }
    }

    /// The cases, or the one of an id.
    ///
    /// - Throws: `CommandFailure` with everything that is wrong with them.
    func cases(named id: String?) throws(CommandFailure) -> [OwnershipCase] {
        let chosen = entries.filter { entry in id.map { $0 == entry.id } ?? true }
        if let id, chosen.isEmpty {
            let ids = entries.compactMap(\.id)
            throw CommandFailure(
                "call.unknown-case",
                "there is no case `\(id)`",
                hint: NearMiss.suggestion(for: id, among: ids).map { "did you mean `\($0)`?" }
                    ?? (ids.isEmpty ? "the file holds one graph without an id" : "the first is `\(ids[0])`")
            )
        }
        var cases: [OwnershipCase] = []
        var problems: [Diagnostic] = []
        for entry in chosen {
            switch entry.content {
            case .success(let found): cases.append(found)
            case .failure(let error): problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw CommandFailure(problems, sources: sources) }
        return cases
    }

    /// The ownership rules of a rulebook.
    static func definition(_ loader: RulebookLoader) throws(CommandFailure) -> OwnershipDefinition {
        if let definition = try loader.rulebook().definition.ownership { return definition }
        throw CommandFailure(
            "rulebook.no-ownership",
            "the rulebook has no rules of ownership",
            hint: "name a file of them in `rulebook.yaml` under `ownership`"
        )
    }

    /// The rules of some ids; all for none.
    static func rules(
        _ ids: [String],
        in definition: OwnershipDefinition
    ) throws(CommandFailure) -> [OwnershipDefinition.Rule] {
        if ids.isEmpty { return definition.rules }
        var rules: [OwnershipDefinition.Rule] = []
        for id in ids {
            guard let rule = definition.rule(id) else {
                let known = definition.rules.map(\.id)
                throw CommandFailure(
                    "call.unknown-rule",
                    "there is no ownership rule `\(id)`",
                    hint: NearMiss.suggestion(for: id, among: known).map { "did you mean `\($0)`?" }
                        ?? "there are \(known.joined(separator: ", "))"
                )
            }
            rules.append(rule)
        }
        return rules
    }
}

/// What is asked of one graph.
struct OwnersQuestion {
    let graph: OwnershipGraph
    let target: Int
    let date: CalendarDate
    let id: String?
    let title: String?

    /// Takes the question of a case, and what the flags say in its place.
    init(_ ownershipCase: OwnershipCase, target: String?, on date: CalendarDate?) throws(CommandFailure) {
        graph = ownershipCase.graph
        id = ownershipCase.id
        title = ownershipCase.title
        self.date = date ?? ownershipCase.date ?? Terminal.today
        if let target {
            self.target = try Self.party(target, in: graph)
        } else if let named = ownershipCase.target {
            self.target = named
        } else {
            let graph = graph
            let owners = Set(graph.holdings.map(\.owner))
            let last = Set(graph.holdings.map(\.owned)).subtracting(owners).sorted()
            guard last.count == 1 else {
                throw CommandFailure(
                    "call.no-target",
                    "the file does not say which party is asked about",
                    hint: "name it with --target"
                        + (last.isEmpty ? "" : ", for example `\(graph.parties[last[0]].id)`")
                )
            }
            self.target = last[0]
        }
    }

    private static func party(_ name: String, in graph: OwnershipGraph) throws(CommandFailure) -> Int {
        if let index = graph.index[name] { return index }
        let named = graph.parties.indices.filter { graph.parties[$0].name == name }
        if named.count == 1 { return named[0] }
        let near = NearMiss.suggestion(for: name, among: graph.parties.flatMap { [$0.id, $0.name] })
        throw CommandFailure(
            "call.unknown-party",
            named.isEmpty ? "there is no party `\(name)`" : "several parties are named `\(name)`",
            hint: named.isEmpty
                ? near.map { "did you mean `\($0)`?" }
                : "name one by its id: \(named.map { graph.parties[$0].id }.joined(separator: ", "))"
        )
    }
}
