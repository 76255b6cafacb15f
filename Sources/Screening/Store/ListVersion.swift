package import Quantities

/// Which issue of a list an answer rests on.
package struct ListVersion: Hashable, Sendable {
    /// The name of the list as the store keeps it.
    package let list: String
    /// The day on which its publisher issued it, if the file or its importer said so.
    package let asOf: CalendarDate?
    /// SHA-256 of the bytes that were imported, in hexadecimal.
    package let digest: String

    package init(list: String, asOf: CalendarDate?, digest: String) {
        self.list = list
        self.asOf = asOf
        self.digest = digest
    }
}
