public import Foundation

/// Reads the files of a rulebook folder for tests.
public enum RulebookFiles {
    /// The folder of this package.
    public static var package: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// A path below the folder of this package.
    public static func path(_ path: String) -> URL {
        package.appending(path: path)
    }

    /// The bytes of all files below a folder by relative path, and the folders among them that a file name suggests
    /// to be files.
    public static func read(_ folder: URL) throws -> (files: [String: [UInt8]], unreadable: [String: String]) {
        var files: [String: [UInt8]] = [:]
        var unreadable: [String: String] = [:]
        let base = folder.standardizedFileURL.path(percentEncoded: false)
        let prefix = base.hasSuffix("/") ? base : base + "/"
        for path in try FileManager.default.subpathsOfDirectory(atPath: prefix) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: prefix + path, isDirectory: &isFolder)
            if !isFolder.boolValue {
                files[path] = try Array(Data(contentsOf: URL(filePath: prefix + path)))
            } else if path.hasSuffix(".yaml") {
                unreadable[path] = "it is a folder"
            }
        }
        return (files, unreadable)
    }
}
