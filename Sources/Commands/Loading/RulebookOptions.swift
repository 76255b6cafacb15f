import ArgumentParser
import Diagnostics
import Rulebooks

/// Which rulebook a command uses.
struct RulebookOptions: ParsableArguments {
    @Option(
        name: .customLong("rulebook"),
        help: ArgumentHelp(
            "A folder with another rulebook than the one that comes with the program.",
            discussion: "Without it PASSGATE_RULEBOOK in the environment counts, then `rulebook` in config.json.",
            valueName: "folder"
        )
    )
    var folder: String?

    /// The rulebook without overlays.
    func loader() throws(CommandFailure) -> RulebookLoader {
        if let setting = try Settings.setting(.rulebook, flag: "--rulebook", folder) {
            return RulebookLoader(try RulebookFolder.source(at: setting.value))
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
