package import Diagnostics

/// What is wrong with a list, or with the store that keeps lists.
package struct ScreeningError: Error, Hashable, Sendable {
    /// Every problem found, sorted by position, never empty.
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sortedByPosition()
    }

    /// An error of one problem.
    package init(
        _ code: Diagnostic.Code,
        _ message: String,
        at position: SourcePosition? = nil,
        hint: String? = nil
    ) {
        self.init([Diagnostic(code, message, at: position, hint: hint)])
    }
}

extension Diagnostic.Code {
    // Files of lists.
    package static let listEmpty: Self = "list.empty"
    package static let listUnknownLayout: Self = "list.unknown-layout"
    package static let listUnknownSource: Self = "list.unknown-source"
    package static let listOtherSource: Self = "list.other-source"
    package static let listTooLarge: Self = "list.too-large"
    package static let listTruncated: Self = "list.truncated"
    package static let listRejected: Self = "list.rejected-rows"
    package static let listShrunk: Self = "list.shrunk"
    package static let listOlder: Self = "list.older"
    package static let listUndated: Self = "list.undated"
    package static let listTwice: Self = "list.twice"
    package static let listLonePart: Self = "list.lone-part"
    package static let listMissingPart: Self = "list.missing-part"
    package static let xmlSyntax: Self = "xml.syntax"
    package static let xmlTruncated: Self = "xml.truncated"
    package static let xmlTooDeep: Self = "xml.too-deep"
    package static let xmlDoctype: Self = "xml.doctype"
    package static let xmlEncoding: Self = "xml.encoding"

    // The store.
    package static let storeDamaged: Self = "store.damaged"
    package static let storeForeign: Self = "store.foreign"
    package static let storeNewer: Self = "store.newer"
    package static let storeFull: Self = "store.full"
    package static let storeBusy: Self = "store.busy"
    package static let storeFailed: Self = "store.failed"
    package static let storeUnknownEntry: Self = "store.unknown-entry"
    package static let storeUnknownVersion: Self = "store.unknown-version"
    package static let storeUnknownHit: Self = "store.unknown-hit"
    package static let storeWrongDisposition: Self = "store.wrong-disposition"
}
