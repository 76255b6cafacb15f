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

    /// The files of a rulebook's own cases, in the order of its gates, those of the verdict last.
    ///
    /// - Throws: ``RulebookError`` where a file can't be read.
    public static func cases(
        of source: RulebookSource
    ) throws(RulebookError) -> [(file: String, bytes: [UInt8])] {
        let problems = Problems()
        let loader = FileLoader(source, problems: problems)
        let start = SourcePosition(file: loader.shown(Manifest.path), line: 1, column: 1)
        let manifest = loader.root(of: Reference(Manifest.path, at: start))
            .flatMap { Manifest($0, problems: problems) }
        let paths = (manifest?.gates.map(\.cases) ?? []) + [manifest?.cases]
        let files = paths.compactMap(\.self)
            .compactMap { path in
                loader.bytes(of: path).map { (loader.shown(path.name), $0) }
            }
        guard !problems.hasErrors else { throw RulebookError(problems.all) }
        return files
    }

    /// The overlays that a rulebook offers, by file name.
    ///
    /// - Throws: ``RulebookError`` where the rulebook can't be used.
    public static func overlays(of source: RulebookSource) throws(RulebookError) -> [OverlaySummary] {
        try reading(of: source).overlays
    }

    /// What reading a rulebook gives.
    struct Reading {
        /// The definition.
        var definition: RulebookDefinition
        /// What is odd but not wrong, sorted by position.
        var warnings: [Diagnostic]
        /// The overlays of the folder.
        var overlays: [OverlaySummary]
        /// The files that the rulebook consists of.
        var paths: Set<String>
        /// The content of those of them that are YAML.
        var roots: [String: DataNode]
    }

    /// Reads a rulebook and says what it consists of.
    static func reading(of source: RulebookSource) throws(RulebookError) -> Reading {
        let problems = Problems()
        let loader = FileLoader(source, problems: problems)
        let reading = reading(of: source, loader: loader, problems: problems)
        guard let reading, !problems.hasErrors else {
            throw RulebookError(problems.all.filter { $0.severity == .error })
        }
        return reading
    }

    /// What could be read; if problems were reported it is not to be used.
    private static func reading(of source: RulebookSource, loader: FileLoader, problems: Problems) -> Reading? {
        let start = SourcePosition(file: loader.shown(Manifest.path), line: 1, column: 1)
        guard let root = loader.root(of: Reference(Manifest.path, at: start)),
            let manifest = Manifest(root, problems: problems)
        else { return nil }
        let draft = RulebookDraft(manifest, loader: loader, problems: problems)
        loader.warnOfUnnamedFiles(at: start)
        let overlays = OverlayPlan(source.overlays, folder: draft.overlays, loader: loader, problems: problems)
            .overlays(begins: manifest.begins)
        RulebookChecker(draft: draft, problems: problems).checkUnapplied(except: Set(overlays.map(\.id)))
        var application = OverlayApplication(draft: draft, problems: problems)
        for overlay in overlays { application.apply(overlay) }
        let profiles = RulebookChecker(draft: application.draft, problems: problems).check()
        let digest = RulebookDigest.text(of: source, paths: loader.namedPaths.subtracting(loader.casePaths))
        return application.draft.definition(overlays: overlays, profiles: profiles, digest: digest)
            .map { definition in
                Reading(
                    definition: definition,
                    warnings: problems.all.sortedByPosition(),
                    overlays: draft.overlays.map(\.summary),
                    paths: loader.namedPaths,
                    roots: loader.roots
                )
            }
    }
}
