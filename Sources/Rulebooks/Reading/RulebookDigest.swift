import Crypto

/// The digest that tells rulebooks apart.
///
/// It is the SHA-256 of a listing as `sha256sum` prints it (the digest of a file, two spaces, its path, a line feed),
/// sorted by path, then one such line for each overlay applied. Files count with LF line ends. Cases do not count.
enum RulebookDigest {
    /// The digest of the bytes of one file, their line ends made LF.
    static func bytes(of file: [UInt8]) -> [UInt8] {
        guard file.contains(UInt8(ascii: "\r")) else { return Array(SHA256.hash(data: file)) }
        var normal: [UInt8] = []
        normal.reserveCapacity(file.count)
        for (index, byte) in file.enumerated() {
            if byte == UInt8(ascii: "\r") {
                if index + 1 < file.count, file[index + 1] == UInt8(ascii: "\n") { continue }
                normal.append(UInt8(ascii: "\n"))
            } else {
                normal.append(byte)
            }
        }
        return Array(SHA256.hash(data: normal))
    }

    /// The digest of a source in hexadecimal, of which only the files at some paths count.
    static func text(of source: RulebookSource, paths: Set<String>) -> String {
        var listing: [UInt8] = []
        func add(_ digest: [UInt8], _ path: String) {
            listing += hexadecimal(digest).utf8
            listing += "  \(path)\n".utf8
        }
        for path in paths.sorted() {
            add(source.digest(of: path), path)
        }
        for overlay in source.overlays {
            switch overlay {
            case .named(let id): add([], "overlay \(id)")
            case .file(_, let file): add(bytes(of: file), "overlay")
            }
        }
        return hexadecimal(Array(SHA256.hash(data: listing)))
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
