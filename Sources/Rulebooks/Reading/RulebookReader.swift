public import Diagnostics
import Quantities

/// Turns the files of a rulebook into a definition in which every name and date is checked.
public enum RulebookReader {
    /// Reads a rulebook and applies its overlays.
    ///
    /// Conditions are kept as text; compiling the definition checks them.
    ///
    /// - Throws: ``RulebookError`` with every problem of every file.
    public static func read(
        _ source: RulebookSource
    ) throws(RulebookError) -> (definition: RulebookDefinition, warnings: [Diagnostic]) {
        let reading = try reading(of: source)
        return (reading.definition, reading.warnings)
    }

    /// What reading a rulebook gives.
    struct Reading {
        /// The definition.
        var definition: RulebookDefinition
        /// What is odd but not wrong, sorted by position.
        var warnings: [Diagnostic]
        /// The files that the rulebook consists of.
        var paths: Set<String>
        /// Those of them that hold cases.
        var casePaths: Set<String>
        /// The content of those of them that are YAML.
        var roots: [String: DataNode]
    }

    /// Reads a rulebook and says what it consists of.
    static func reading(of source: RulebookSource) throws(RulebookError) -> Reading {
        let problems = Problems()
        let loader = FileLoader(source, problems: problems)
        let definition = definition(source, loader: loader, problems: problems)
        guard let definition, !problems.hasErrors else {
            throw RulebookError(problems.all.filter { $0.severity == .error })
        }
        return Reading(
            definition: definition,
            warnings: problems.all.sortedByPosition(),
            paths: loader.namedPaths,
            casePaths: loader.casePaths,
            roots: loader.roots
        )
    }

    private static func definition(
        _ source: RulebookSource,
        loader: FileLoader,
        problems: Problems
    ) -> RulebookDefinition? {
        let start = SourcePosition(file: loader.shown(Manifest.path), line: 1, column: 1)
        guard let root = loader.root(of: Reference(Manifest.path, at: start)),
            let manifest = Manifest(root, problems: problems)
        else { return nil }
        var draft = draft(manifest, loader: loader, problems: problems)
        loader.warnOfUnnamedFiles(at: start)
        let applied = OverlayPlan(source.overlays, folder: draft.overlays, loader: loader, problems: problems)
            .overlays(begins: manifest.begins)
        RulebookChecker(draft: draft, problems: problems).checkUnapplied(except: Set(applied.map(\.id)))
        var application = OverlayApplication(draft: draft, problems: problems)
        for overlay in applied { application.apply(overlay) }
        draft = application.draft
        let profiles = RulebookChecker(draft: draft, problems: problems).check()
        guard let begins = manifest.begins, let known = manifest.lawKnownTo, let verdict = draft.verdict else {
            return nil
        }
        return RulebookDefinition(
            id: manifest.id,
            version: manifest.version,
            title: manifest.title,
            begins: begins,
            lawKnownTo: known,
            notice: manifest.notice,
            gates: draft.gates,
            facts: draft.facts,
            decisions: draft.decisions,
            rules: draft.rules.map(\.definition),
            collisions: draft.collisions.map(\.definition),
            obligations: draft.obligations,
            verdict: verdict,
            profiles: profiles,
            tables: draft.tables.map(\.definition),
            overlays: applied.map(\.id),
            overlayEvidence: Dictionary(applied.compactMap { o in o.evidence.map { (o.id, $0) } }) { first, _ in first
            },
            digest: RulebookDigest.text(of: source, paths: loader.namedPaths.subtracting(loader.casePaths))
        )
    }

    private static func draft(_ manifest: Manifest, loader: FileLoader, problems: Problems) -> RulebookDraft {
        var draft = RulebookDraft(manifest: manifest)
        if let tables = manifest.tables {
            draft.tables = TableReader(loader: loader, problems: problems).tables(tables)
        }
        for path in manifest.facts {
            guard let root = loader.root(of: path),
                let fields = Fields(root, of: "the file", keys: ["facts"], problems: problems)
            else { continue }
            draft.facts += facts(fields, gate: nil)
        }
        for gate in manifest.gates { read(gate, into: &draft, loader: loader, problems: problems) }
        if let path = manifest.verdict, let root = loader.root(of: path) {
            let keys = ["verdict", "evidence", "release", "facts", "collisions"]
            if let fields = Fields(root, of: "the file", keys: keys, problems: problems) {
                draft.verdict = GateReader(problems: problems).verdict(fields)
                draft.facts += facts(fields, gate: nil)
                draft.collisions = fields.elements("collisions")
                    .compactMap { RuleReader(problems: problems).rule($0, gate: nil, isCollision: true) }
            }
        }
        if let cases = manifest.cases { loader.noteCases(cases) }
        if let begins = manifest.begins {
            let reader = OverlayReader(begins: begins, problems: problems)
            draft.overlays = loader.expanded(manifest.overlays)
                .compactMap { loader.root(of: $0).flatMap { reader.overlay($0) } }
        }
        draft.profiles = loader.expanded(manifest.profiles)
            .compactMap { loader.root(of: $0).flatMap { ProfileDraft($0, problems: problems) } }
        return draft
    }

    private static func facts(_ fields: Fields, gate: String?) -> [FactDefinition] {
        fields.entries("facts").compactMap { FactReader(problems: fields.problems).fact($0, gate: gate) }
    }

    private static func read(
        _ gate: Manifest.Gate,
        into draft: inout RulebookDraft,
        loader: FileLoader,
        problems: Problems
    ) {
        var definition: GateDefinition?
        for path in gate.files {
            let keys = ["facts", "decisions", "rules", "obligations", "gate"]
            guard let root = loader.root(of: path),
                let fields = Fields(root, of: "the file", keys: keys, problems: problems)
            else { continue }
            draft.facts += facts(fields, gate: gate.id)
            draft.decisions += fields.entries("decisions")
                .compactMap { DecisionReader(problems: problems).decision($0, gate: gate.id) }
            draft.rules += fields.elements("rules")
                .compactMap { RuleReader(problems: problems).rule($0, gate: gate.id) }
            draft.obligations += fields.elements("obligations")
                .compactMap { ObligationReader(problems: problems).obligation($0, gate: gate.id) }
            guard let node = fields["gate"] else { continue }
            if let definition {
                problems.report(
                    .duplicateGate,
                    "the gate `\(gate.id)` is described twice",
                    at: node.position,
                    notes: [.init("it is described here first", at: definition.position)]
                )
            } else {
                let reader = GateReader(problems: problems)
                definition = reader.gate(node, id: gate.id, caseGate: gate.caseGate)
            }
        }
        if let cases = gate.cases { loader.noteCases(cases) }
        if let definition {
            draft.gates.append(definition)
        } else {
            problems.report(.missingGate, "no file of the gate `\(gate.id)` has the key `gate`", at: gate.position)
        }
    }
}
