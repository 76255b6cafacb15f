/// A place in a text that a user wrote: a file, a line and a column.
///
/// Lines and columns count from 1; columns count Unicode code points, which is what editors show for the texts
/// that Passgate reads.
public struct SourcePosition: Hashable, Sendable, Comparable {
    /// The file as the user named it, `-` for standard input, or a label such as `--fact`.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Creates a position; `line` and `column` count from 1.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// Orders positions by file, then line, then column.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
