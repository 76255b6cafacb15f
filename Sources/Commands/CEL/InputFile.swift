import ArgumentParser
import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Files that a command reads.
enum InputFile {
    /// A file that can't be used, and why.
    struct Unreadable {
        let file: String
        var line: Int?
        let reason: String

        /// Says so on standard error, and gives the status to leave with.
        func exit() -> ExitCode {
            let place = line.map { "\(file):\($0)" } ?? file
            let text = Array("\(place): error: \(reason)\n".utf8)
            _ = write(2, text, text.count)
            return ExitCode(2)
        }
    }

    /// The bytes of a file, or of standard input when its name is `-`.
    static func bytes(of file: String) throws -> [UInt8] {
        if file == "-" { return standardInput() }
        return Array(try Data(contentsOf: URL(filePath: file)))
    }

    private static func standardInput() -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(0, &chunk, chunk.count)
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }
}
