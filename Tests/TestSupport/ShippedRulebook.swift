public import Rulebooks

/// The rulebook of this package, read from its folder.
public enum ShippedRulebook {
    /// The compiled rulebook, with the overlays named.
    public static func load(overlays: [String] = []) throws -> Rulebook {
        let read = try RulebookFiles.read(RulebookFiles.path("rulebook"))
        let source = RulebookSource(
            files: read.files,
            unreadable: read.unreadable,
            prefix: "rulebook/",
            overlays: overlays.map { .named($0) }
        )
        return try Rulebook(RulebookReader.read(source).definition)
    }
}
