import Foundation
import TestSupport
import Testing

/// One run of the real program.
struct PassgateRun {
    /// What it printed.
    let output: String
    /// What it said on standard error.
    let errors: String
    /// The status it left with.
    let status: Int32

    /// Runs the program that was built beside the tests.
    ///
    /// The day of the question is fixed, so that no result depends on the day on which the tests run.
    init(
        _ arguments: [String],
        input: [UInt8] = [],
        environment: [String: String] = [:],
        folder: URL = RulebookFiles.package
    ) throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["PASSGATE_KNOWN_ON": "2026-11-24", "LANG": "C.UTF-8"].merging(environment) { $1 }
        let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = standardError
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input))
        try standardInput.fileHandleForWriting.close()
        let errors = ReadingThread(standardError.fileHandleForReading)
        output = String(decoding: standardOutput.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        self.errors = errors.text()
        process.waitUntilExit()
        status = process.terminationStatus
    }

    /// Runs the program with arguments as in a shell, words in double quotes kept together.
    init(_ line: String, input: String = "", environment: [String: String] = [:]) throws {
        try self.init(Self.words(of: line), input: Array(input.utf8), environment: environment)
    }

    /// The words of a line.
    static func words(of line: String) -> [String] {
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .flatMap { index, part in
                index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
            }
    }

    /// The program in the build folder of the tests.
    static let program: URL = {
        let bundles =
            Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])]
        for bundle in bundles {
            for folder in [bundle, bundle.deletingLastPathComponent()] {
                let program = folder.appending(path: "passgate")
                if FileManager.default.isExecutableFile(atPath: program.path(percentEncoded: false)) { return program }
            }
        }
        return RulebookFiles.path(".build/debug/passgate")
    }()
}

/// Reads one stream to its end beside the other, so that neither fills its pipe.
private final class ReadingThread: Sendable {
    private let queue = DispatchQueue(label: "reading")
    private let result: LockedText

    /// A text behind a lock.
    private final class LockedText: @unchecked Sendable {
        // The queue below is serial: what it writes is read only after it was waited for.
        var text = ""
    }

    init(_ handle: FileHandle) {
        let result = LockedText()
        self.result = result
        queue.async { result.text = String(decoding: handle.readDataToEndOfFile(), as: UTF8.self) }
    }

    func text() -> String { queue.sync { result.text } }
}

/// A folder that is removed when it is no longer needed.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "passgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Writes a file and gives its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = url.appending(path: name)
        try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: path)
        return path.path(percentEncoded: false)
    }

    /// Writes a text and gives its path.
    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

    deinit { try? FileManager.default.removeItem(at: url) }
}
