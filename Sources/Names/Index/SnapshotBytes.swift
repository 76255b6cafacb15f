#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The bytes of a snapshot: a file mapped into memory, or memory of our own.
final class SnapshotBytes: @unchecked Sendable {
    // Unchecked because of the pointer: nothing writes to the bytes once they are here.
    let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Copies bytes to memory that is aligned for every kind of number.
    init(copying source: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(source.count, 1), alignment: 64)
        memory.copyBytes(from: source)
        bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<source.count])
        isMapped = false
    }

    /// Maps a file.
    ///
    /// - Throws: `NameIndexError` with `snapshot.unreadable` if there is no such file, or `snapshot.truncated` if it is
    ///   empty.
    init(mapping path: String) throws(NameIndexError) {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Self.failure(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw NameIndexError(.snapshotUnreadable, "`\(path)` is not a file")
        }
        let length = Int(status.st_size)
        guard length > 0 else { throw NameIndexError(.snapshotTruncated, "`\(path)` is empty") }
        guard let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw Self.failure(path)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: length)
        isMapped = true
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        } else {
            bytes.deallocate()
        }
    }

    /// Writes bytes to a file that appears whole or not at all.
    static func write(_ source: [UInt8], to path: String) throws(NameIndexError) {
        let draft = "\(path).\(getpid()).part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw failure(draft) }
        var done = 0
        while done < source.count {
            let count = source.withUnsafeBytes {
                systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: $0[done...]))
            }
            if count < 0 && errno != EINTR {
                let reason = failure(draft)
                close(descriptor)
                unlink(draft)
                throw reason
            }
            done += max(count, 0)
        }
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(draft, path) == 0 else {
            let reason = failure(path)
            unlink(draft)
            throw reason
        }
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    private static func failure(_ path: String) -> NameIndexError {
        let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
        return NameIndexError(
            .snapshotUnreadable,
            "can't read or write `\(path)`: \(reason.prefix(1).lowercased() + reason.dropFirst())"
        )
    }
}
