import Diagnostics
import Rulebooks

/// Reads the folder of a rulebook.
enum RulebookFolder {
    /// The files that a rulebook can be made of.
    private static let suffixes = [".yaml", ".yml", ".csv", ".jsonl"]
    /// How many files and how deep a folder may be, so that a wrong path ends in an error and not in a long wait.
    private static let fileLimit = 2000
    private static let depthLimit = 8
    private static let manifest = "rulebook.yaml"

    /// The files of a folder as a source.
    ///
    /// - Throws: `CommandFailure`, codes `rulebook.no-folder`, `rulebook.not-a-folder`, `rulebook.no-manifest`,
    ///   `rulebook.unreadable`, `rulebook.too-large`.
    static func source(at path: String) throws(CommandFailure) -> RulebookSource {
        try check(path)
        let prefix = path.hasSuffix("/") ? path : path + "/"
        var files: [String: [UInt8]] = [:]
        var unreadable: [String: String] = [:]
        var folders: [(name: String, depth: Int)] = [("", 0)]
        while let folder = folders.popLast() {
            for name in try names(in: prefix + folder.name) {
                let relative = folder.name + name
                do throws(SystemFiles.Failure) {
                    let isNamedLikeAFile = suffixes.contains { name.hasSuffix($0) }
                    switch try SystemFiles.kind(of: prefix + relative) {
                    case .folder where isNamedLikeAFile: unreadable[relative] = "it is a folder"
                    case .folder: if folder.depth < depthLimit { folders.append((relative + "/", folder.depth + 1)) }
                    case .file: if isNamedLikeAFile { files[relative] = try SystemFiles.bytes(of: prefix + relative) }
                    }
                } catch {
                    unreadable[relative] = error.reason
                }
                guard files.count <= fileLimit else {
                    throw CommandFailure("rulebook.too-large", "`\(path)` holds more than \(fileLimit) files")
                }
            }
        }
        return RulebookSource(files: files, unreadable: unreadable, prefix: prefix)
    }

    private static func check(_ path: String) throws(CommandFailure) {
        let kind: SystemFiles.Kind
        do throws(SystemFiles.Failure) {
            kind = try SystemFiles.kind(of: path)
        } catch {
            throw CommandFailure("rulebook.no-folder", "the rulebook `\(path)` can't be read: \(error.reason)")
        }
        guard kind == .folder else {
            throw CommandFailure(
                "rulebook.not-a-folder",
                "`\(path)` is a file, and a rulebook is a folder",
                hint: "name the folder that holds `\(manifest)`"
            )
        }
        guard try names(in: path).contains(manifest) else {
            throw CommandFailure(
                "rulebook.no-manifest",
                "there is no `\(manifest)` in `\(path)`",
                hint: "name the folder that holds it"
            )
        }
    }

    private static func names(in folder: String) throws(CommandFailure) -> [String] {
        do throws(SystemFiles.Failure) {
            return try SystemFiles.names(in: folder)
        } catch {
            throw CommandFailure("rulebook.unreadable", "the folder `\(folder)` can't be read: \(error.reason)")
        }
    }
}
