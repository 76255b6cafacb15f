import Diagnostics

/// A file that the user names; `-` is standard input.
enum UserFile {
    /// Its bytes.
    ///
    /// - Throws: `CommandFailure`, code `file.unreadable`.
    static func bytes(of path: String) throws(CommandFailure) -> [UInt8] {
        do throws(SystemFiles.Failure) {
            return try SystemFiles.bytes(of: path)
        } catch {
            let what = path == "-" ? "standard input" : "the file `\(path)`"
            throw CommandFailure("file.unreadable", "\(what) can't be read: \(error.reason)")
        }
    }
}
