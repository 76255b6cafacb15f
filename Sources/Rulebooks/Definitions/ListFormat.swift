public import Diagnostics

/// How one layout of list files is told from others, and where in it the parts of an entry stand.
///
/// Each record of a file is looked at as a tree of named values, whether the file is a table, JSON or XML. A path names
/// values in it, its steps separated by dots; where a step finds several values, all are followed.
public struct ListFormat: Hashable, Sendable {
    /// What kind of text the file is.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        /// A table with one record a line.
        case table
        /// One JSON value.
        case json
        /// One JSON value a line.
        case jsonLines = "json_lines"
        /// XML.
        case xml
    }

    /// A value that must be found for the format to be the right one, or for a record to be read.
    public struct Test: Hashable, Sendable {
        /// Where.
        public var path: String
        /// What must be there, letter case aside; empty: anything but nothing.
        public var any: [String]
        /// What must not be there.
        public var none: [String]
    }

    /// Where texts are taken from.
    public struct Pick: Hashable, Sendable {
        /// The paths, in order.
        public var paths: [String]
        /// Whether the texts of all paths make one text, instead of one each.
        public var isJoined = false
        /// What separates several texts in one value.
        public var split: String?
        /// The path, from the file's root, of the table in which a number is an index.
        public var table: String?
        /// What texts are called here; a text that is not in it stays as it is, unless `fallback` says otherwise.
        public var words: [String: String] = [:]
        /// What stands for a text that is not among `words`, and for none.
        public var fallback: String?
        /// A text that is the same for all.
        public var constant: String?
        /// Whether only the part behind the last comma is meant.
        public var isLastPart = false

        /// Creates a pick of some paths.
        public init(paths: [String] = []) {
            self.paths = paths
        }
    }

    /// Where further names are taken from.
    public struct Names: Hashable, Sendable {
        /// The values that hold one name each.
        public var each: Pick
        /// Where in such a value the name stands; nil: it is the value.
        public var name: Pick?
        /// Where its kind stands.
        public var kind: Pick?
        /// The kinds that the list itself calls weak.
        public var weak: [String]
    }

    /// Where addresses are taken from.
    public struct Addresses: Hashable, Sendable {
        /// The values that hold one address each.
        public var each: Pick
        /// The parts of an address, in the order in which they are written.
        public var parts: [Pick]
        /// Where the country stands.
        public var country: Pick?
    }

    /// Where identifiers are taken from.
    public struct Identifiers: Hashable, Sendable {
        /// The values that hold one identifier each.
        public var each: Pick
        /// Where its kind stands.
        public var label: Pick?
        /// Where the identifier stands; nil: it is the value.
        public var value: Pick?
    }

    /// Another file of the same layout family, or other records of the same file, with parts of the entries.
    public struct Join: Hashable, Sendable {
        /// The name under which its records are found in an entry's record.
        public var name: String
        /// The columns of a table without a header.
        public var columns: [String]
        /// What other records of the same file must have; empty for another file.
        public var tests: [Test]
        /// The path to the key of the entry that they belong to.
        public var key: String
        /// Whether a text of this path goes on where that of the entry broke off: path here, path in the entry.
        public var continues: [String]
    }

    /// Its name.
    public var id: String
    /// Where it is described.
    public var position: SourcePosition
    /// What it is, for people.
    public var title: LocalisedText
    /// What kind of text.
    public var form: Form
    /// What separates the fields of a table.
    public var separator: String
    /// The columns of a table that has no header.
    public var columns: [String]
    /// The columns, members, or elements that must be there.
    public var has: [String]
    /// The values that must be there: in the root of JSON and XML, in some record of a table.
    public var tests: [Test]
    /// The path of the records from the root; empty: the root itself.
    public var records: [String]
    /// Texts that stand for nothing.
    public var empty: [String]
    /// Which records are read.
    public var only: [Test]
    /// Further files and records.
    public var joins: [Join]
    /// Where the day stands on which the list was issued, from the root.
    public var asOf: String?
    /// Where in the records days stand the newest of which is about that day.
    public var newest: [String]
    /// Which list a record belongs to, from the record.
    public var list: Pick?
    /// Which list the file is, from its root.
    public var listOfFile: Pick?
    /// The entry's parts.
    public var fields: Fields

    /// Where the parts of an entry stand.
    public struct Fields: Hashable, Sendable {
        /// What the list numbers it by.
        public var id: Pick?
        /// Its name; nil: the first of `names`.
        public var name: Pick?
        /// Its other names.
        public var names: [Names] = []
        /// Where other names stand in quotes behind a label, all of them weak.
        public var weakNamesIn: Pick?
        /// What it is.
        public var type: Pick?
        /// Countries beside those of its addresses.
        public var countries: Pick?
        /// Its addresses.
        public var addresses: [Addresses] = []
        /// The programmes under which it is listed.
        public var programmes: Pick?
        /// The licence requirement.
        public var requirement: Pick?
        /// The licence policy.
        public var policy: Pick?
        /// The notice that listed it.
        public var citation: Pick?
        /// The day of the listing.
        public var listed: Pick?
        /// The day from which it counts.
        public var starts: Pick?
        /// The last day on which it counts.
        public var ends: Pick?
        /// What tells that it no longer counts: it has none of `none`, where it has one of `any`.
        public var ended: Test?
        /// A function or title.
        public var title: Pick?
        /// Remarks.
        public var remarks: Pick?
        /// Identifiers.
        public var identifiers: [Identifiers] = []
        /// Where to read more.
        public var url: Pick?
    }
}
