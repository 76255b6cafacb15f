import Diagnostics

/// The files of a rulebook and the overlays to apply to it; holding it does no input or output.
public struct RulebookSource: Hashable, Sendable {
    /// A file of the folder.
    package enum File: Hashable, Sendable {
        /// The bytes as read.
        case bytes([UInt8])
        /// A YAML file that was parsed before.
        case parsed(DataNode)
        /// What stands there can't be read, for a reason in words.
        case unreadable(String)
    }

    /// An overlay to apply.
    public enum Overlay: Hashable, Sendable {
        /// One of the folder, by its id.
        case named(String)
        /// A file of the user's.
        case file(path: String, bytes: [UInt8])
    }

    /// What stands before the paths of files in messages, such as `rulebook/`; empty for none.
    public var prefix: String
    /// The files by their path relative to the folder, with `/` between names.
    package var files: [String: File]
    /// The digests of files whose original bytes are not held.
    var digests: [String: [UInt8]] = [:]
    /// The overlays applied, in order.
    public var overlays: [Overlay]

    /// Creates a source from the bytes of its files.
    ///
    /// - Parameters:
    ///   - files: The bytes by path relative to the folder, with `/` between names.
    ///   - unreadable: For paths that exist but can't be read, the reason.
    ///   - prefix: What stands before the paths in messages.
    ///   - overlays: The overlays to apply, in order.
    public init(
        files: [String: [UInt8]],
        unreadable: [String: String] = [:],
        prefix: String = "",
        overlays: [Overlay] = []
    ) {
        self.prefix = prefix
        self.files = files.mapValues { .bytes($0) }.merging(unreadable.mapValues { .unreadable($0) }) { _, new in new }
        self.overlays = overlays
    }

    /// The digest of a file's content, its line ends made LF.
    func digest(of path: String) -> [UInt8] {
        if let digest = digests[path] { return digest }
        guard case .bytes(let bytes)? = files[path] else { return [] }
        return RulebookDigest.bytes(of: bytes)
    }

    /// The same rulebook with more overlays, applied after those it has.
    public func applying(_ overlays: [Overlay]) -> RulebookSource {
        var copy = self
        copy.overlays += overlays
        return copy
    }
}
