import ArgumentParser
import Diagnostics
import Rulebooks

/// Which rulebook a command uses.
struct RulebookOptions: ParsableArguments {
    @Option(
        name: .customLong("rulebook"),
        help: ArgumentHelp(
            "A folder with another rulebook than the one that comes with the program.",
            discussion: "Without it the environment variable PASSGATE_RULEBOOK is looked at.",
            valueName: "folder"
        )
    )
    var folder: String?

    /// The rulebook without overlays.
    func loader() throws(CommandFailure) -> RulebookLoader {
        if let folder = folder ?? SystemFiles.environment("PASSGATE_RULEBOOK") {
            return RulebookLoader(try RulebookFolder.source(at: folder))
        }
        do throws(RulebookError) {
            return RulebookLoader(try RulebookSource.default)
        } catch {
            throw CommandFailure(error.diagnostics)
        }
    }
}

/// Which overlays a command applies.
struct OverlayOptions: ParsableArguments {
    @Option(
        name: .customLong("overlay"),
        help: ArgumentHelp(
            "An overlay of the rulebook by its id, or a file with one. Repeat it to stack several.",
            valueName: "id or file"
        )
    )
    var names: [String] = []

    /// The overlays, those in files read.
    func overlays() throws(CommandFailure) -> [RulebookSource.Overlay] {
        var overlays: [RulebookSource.Overlay] = []
        for name in names {
            guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/") else {
                overlays.append(.named(name))
                continue
            }
            overlays.append(.file(path: name, bytes: try UserFile.bytes(of: name)))
        }
        return overlays
    }
}
