import Diagnostics

extension RulebookDraft {
    /// Reads all files that a manifest names.
    init(_ manifest: Manifest, loader: FileLoader, problems: Problems) {
        self.init(manifest: manifest)
        if let tables = manifest.tables {
            self.tables = TableReader(loader: loader, problems: problems).tables(tables)
        }
        for path in manifest.facts {
            guard let root = loader.root(of: path),
                let fields = Fields(root, of: "the file", keys: ["facts"], problems: problems)
            else { continue }
            facts += Self.facts(fields, gate: nil)
        }
        for gate in manifest.gates { read(gate, loader: loader, problems: problems) }
        if let path = manifest.verdict, let root = loader.root(of: path) {
            let keys = ["verdict", "evidence", "release", "facts", "collisions"]
            if let fields = Fields(root, of: "the file", keys: keys, problems: problems) {
                verdict = GateReader(problems: problems).verdict(fields)
                facts += Self.facts(fields, gate: nil)
                collisions = fields.elements("collisions")
                    .compactMap { RuleReader(problems: problems).rule($0, gate: nil, isCollision: true) }
            }
        }
        ownership = manifest.ownership.flatMap { loader.root(of: $0) }
            .flatMap { OwnershipReader(problems: problems).ownership($0) }
        if let cases = manifest.cases { loader.noteCases(cases) }
        let reader = OverlayReader(begins: manifest.begins, problems: problems)
        overlays = loader.expanded(manifest.overlays)
            .compactMap { loader.root(of: $0).flatMap { reader.overlay($0) } }
        profiles = loader.expanded(manifest.profiles)
            .compactMap { loader.root(of: $0).flatMap { ProfileDraft($0, problems: problems) } }
        for path in manifest.lists {
            if let root = loader.root(of: path) { ListReader(problems: problems).read(root, into: &lists) }
        }
    }

    private static func facts(_ fields: Fields, gate: String?) -> [FactDefinition] {
        fields.entries("facts").compactMap { FactReader(problems: fields.problems).fact($0, gate: gate) }
    }

    private mutating func read(_ gate: Manifest.Gate, loader: FileLoader, problems: Problems) {
        var definition: GateDefinition?
        for path in gate.files {
            let keys = ["facts", "decisions", "rules", "obligations", "gate"]
            guard let root = loader.root(of: path),
                let fields = Fields(root, of: "the file", keys: keys, problems: problems)
            else { continue }
            facts += Self.facts(fields, gate: gate.id)
            decisions += fields.entries("decisions")
                .compactMap { DecisionReader(problems: problems).decision($0, gate: gate.id) }
            rules += fields.elements("rules")
                .compactMap { RuleReader(problems: problems).rule($0, gate: gate.id) }
            obligations += fields.elements("obligations")
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
            gates.append(definition)
        } else {
            problems.report(.missingGate, "no file of the gate `\(gate.id)` has the key `gate`", at: gate.position)
        }
    }
}
