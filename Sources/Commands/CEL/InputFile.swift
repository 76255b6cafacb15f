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
