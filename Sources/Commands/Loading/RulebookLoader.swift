import Diagnostics
import Rulebooks

/// Reads and compiles one rulebook, with any overlays.
struct RulebookLoader {
    /// The files.
    let source: RulebookSource

    init(_ source: RulebookSource) {
        self.source = source
    }

    /// The rulebook with overlays applied in order.
    ///
    /// - Throws: `CommandFailure` with every problem of every file, its lines quoted.
    func rulebook(_ overlays: [RulebookSource.Overlay] = []) throws(CommandFailure) -> Rulebook {
        try read(overlays).rulebook
    }

    /// The rulebook and what its reader warns of.
    func read(
        _ overlays: [RulebookSource.Overlay] = []
    ) throws(CommandFailure) -> (rulebook: Rulebook, warnings: [Diagnostic]) {
        let source = source.applying(overlays)
        do throws(RulebookError) {
            let (definition, warnings) = try RulebookReader.read(source)
            return (try Rulebook(definition), warnings)
        } catch {
            throw CommandFailure(error, in: source)
        }
    }
}

extension CommandFailure {
    /// Says what is wrong with a rulebook and quotes its lines.
    init(_ error: RulebookError, in source: RulebookSource) {
        let files = Set(error.diagnostics.compactMap { $0.position?.file })
        self.init(error.diagnostics, sources: source.texts(named: files))
    }
}
