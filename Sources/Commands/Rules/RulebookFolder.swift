import Foundation
import Rulebooks

/// Reads rulebooks from folders.
enum RulebookFolder {
    private static let extensions: Set<String> = ["yaml", "yml", "csv", "jsonl"]

    /// The files of a folder that can be part of a rulebook; what can't be read is kept with the reason.
    ///
    /// - Parameter folder: The folder as the user names it.
    /// - Returns: A source whose messages name files by the folder and their path in it.
    static func source(_ folder: String) -> RulebookSource {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        var files: [String: [UInt8]] = [:]
        var unreadable: [String: String] = [:]
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for path in paths {
            guard let ending = path.split(separator: ".").last, extensions.contains(String(ending)),
                !path.split(separator: "/").contains(where: { $0.hasPrefix(".") })
            else { continue }
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: prefix + path, isDirectory: &isFolder)
            if isFolder.boolValue {
                unreadable[path] = "it is a folder"
                continue
            }
            do {
                files[path] = try Array(Data(contentsOf: URL(filePath: prefix + path)))
            } catch {
                unreadable[path] = "it can't be opened"
            }
        }
        return RulebookSource(files: files, unreadable: unreadable, prefix: prefix)
    }
}
