#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads files and folders, and writes the standard streams, with the system's own calls.
///
/// Foundation is left out here so that a command that reads one file starts without loading it.
enum SystemFiles {
    /// Why a file can't be read, in the words of the system.
    struct Failure: Error {
        /// The reason: `no such file or directory`.
        let reason: String
    }

    /// What stands at a path.
    enum Kind {
        /// A file or something that reads like one.
        case file
        /// A folder.
        case folder
    }

    /// What stands at a path, symbolic links followed.
    static func kind(of path: String) throws(Failure) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { throw lastFailure() }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The bytes of a file; `-` is standard input.
    static func bytes(of path: String) throws(Failure) -> [UInt8] {
        if path == "-" { return try bytes(from: STDIN_FILENO) }
        guard try kind(of: path) == .file else { throw Failure(reason: "it is a folder") }
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw lastFailure() }
        defer { close(descriptor) }
        return try bytes(from: descriptor)
    }

    /// The names in a folder but those that begin with a dot, sorted.
    static func names(in folder: String) throws(Failure) -> [String] {
        guard let stream = opendir(folder) else { throw lastFailure() }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Writes all bytes to a file, which is created or emptied.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw lastFailure() }
        defer { close(descriptor) }
        try write(bytes, toDescriptor: descriptor)
    }

    /// Makes a folder, and those above it, where they are missing.
    static func makeFolder(_ path: String) throws(Failure) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += part
            guard mkdir(prefix, 0o755) == 0 || errno == EEXIST || errno == EISDIR else { throw lastFailure() }
            prefix += "/"
        }
        if !path.isEmpty, try kind(of: path) != .folder { throw Failure(reason: "it is no folder") }
    }

    /// Lets a write beyond the largest file that is allowed fail, instead of ending the program.
    static func ignoreFileSizeSignal() { signal(SIGXFSZ, SIG_IGN) }

    /// Writes to standard output.
    static func writeOut(_ bytes: [UInt8]) throws(Failure) { try write(bytes, toDescriptor: STDOUT_FILENO) }

    /// Writes a text to standard error; what can't be written there can't be reported anywhere.
    static func writeError(_ text: String) { try? write(Array(text.utf8), toDescriptor: STDERR_FILENO) }

    /// Whether a standard stream is a terminal.
    static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// The standard streams.
    enum Stream: Int32 {
        case input = 0
        case output = 1
        case error = 2
    }

    /// How many columns the terminal of standard output shows; nil where it is none.
    static func terminalWidth() -> Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// The seconds since 1970.
    static func secondsSince1970() -> Int { time(nil) }

    /// The value of a variable of the environment; nil where it is not set or empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static func bytes(from descriptor: Int32) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                bytes.append(contentsOf: buffer[0..<count])
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw lastFailure()
            }
        }
    }

    private static func write(_ bytes: [UInt8], toDescriptor descriptor: Int32) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { systemWrite(descriptor, $0) }
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw lastFailure()
            }
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

    private static func lastFailure() -> Failure {
        let text = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
        return Failure(reason: text.prefix(1).lowercased() + text.dropFirst())
    }
}
