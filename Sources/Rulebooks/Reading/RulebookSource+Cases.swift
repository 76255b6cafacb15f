import Diagnostics

extension RulebookSource {
    /// The files of worked cases that the rulebook names, in the order of its gates, then those of the verdict.
    ///
    /// A rulebook that can't be read names none; reading it says why.
    package var caseFiles: [(path: String, bytes: [UInt8])] {
        guard let (manifest, _) = manifest else { return [] }
        let paths = manifest.gates.compactMap { $0.cases?.name } + [manifest.cases?.name].compactMap { $0 }
        return paths.compactMap { path in
            if case .bytes(let bytes)? = files[path] { (prefix + path, bytes) } else { nil }
        }
    }

    /// The ids of the overlays that the rulebook offers, sorted.
    package var overlayIDs: [String] {
        guard let (manifest, loader) = manifest else { return [] }
        return loader.expanded(manifest.overlays)
            .compactMap { loader.root(of: $0).flatMap { RuleReader.id(of: $0) } }
            .sorted()
    }

    private var manifest: (Manifest, FileLoader)? {
        let problems = Problems()
        let loader = FileLoader(self, problems: problems)
        let start = SourcePosition(file: prefix + Manifest.path, line: 1, column: 1)
        guard let root = loader.root(of: Reference(Manifest.path, at: start)),
            let manifest = Manifest(root, problems: problems)
        else { return nil }
        return (manifest, loader)
    }

    /// The texts of files that were read as they stand, by the name that positions give them.
    package func texts(named names: Set<String>) -> [String: String] {
        var texts: [String: String] = [:]
        for (path, file) in files where names.contains(prefix + path) {
            if case .bytes(let bytes) = file { texts[prefix + path] = String(decoding: bytes, as: UTF8.self) }
        }
        for case .file(let path, let bytes) in overlays where names.contains(path) {
            texts[path] = String(decoding: bytes, as: UTF8.self)
        }
        return texts
    }
}
