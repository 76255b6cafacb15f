package import Diagnostics

/// Why an index of names can't be opened or saved.
package struct NameIndexError: Error, Hashable, Sendable {
    /// Every problem found, never empty.
    package let diagnostics: [Diagnostic]

    init(_ code: Diagnostic.Code, _ message: String, hint: String? = nil) {
        diagnostics = [Diagnostic(code, message, hint: hint)]
    }
}

extension Diagnostic.Code {
    /// The snapshot can't be read or written at all.
    package static let snapshotUnreadable: Self = "snapshot.unreadable"
    /// The file is no snapshot of names.
    package static let snapshotForeign: Self = "snapshot.foreign"
    /// The snapshot was written by another version of the program.
    package static let snapshotVersion: Self = "snapshot.version"
    /// The snapshot ends too early or too late.
    package static let snapshotTruncated: Self = "snapshot.truncated"
    /// The snapshot's bytes are not those that were written.
    package static let snapshotCorrupt: Self = "snapshot.corrupt"
    /// The snapshot was made from something else than what it is opened for.
    package static let snapshotStale: Self = "snapshot.stale"
}
