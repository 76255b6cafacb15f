import Deciding
import Diagnostics
import Facts

/// A file of worked cases, one a line.
struct CaseFile {
    /// One line.
    struct Line {
        /// Its number, from 1.
        let number: Int
        /// The case, or what is wrong with the line.
        let content: Result<RuleCase, FactsError>
    }

    /// The file as the user named it.
    let path: String
    /// The lines that are not blank.
    let lines: [Line]

    init(_ bytes: [UInt8], path: String) {
        self.path = path
        lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in
                guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { return nil }
                let number = index + 1
                let content = Result<RuleCase, FactsError> { () throws(FactsError) in
                    try RuleCase(JSONReader.node(in: Array(line), file: path, firstLine: number))
                }
                return Line(number: number, content: content)
            }
    }

    /// The files that the user names; all of them are read before any is used.
    static func read(_ paths: [String]) throws(CommandFailure) -> [CaseFile] {
        var files: [CaseFile] = []
        var problems: [Diagnostic] = []
        for path in paths {
            do throws(CommandFailure) {
                files.append(CaseFile(try UserFile.bytes(of: path), path: path))
            } catch {
                problems += error.diagnostics
            }
        }
        if !problems.isEmpty { throw CommandFailure(problems) }
        return files
    }
}
