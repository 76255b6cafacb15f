import Diagnostics
import Foundation
import Names
import TestSupport
import Testing

@Suite("A snapshot of the index")
struct IndexSnapshotTests {
    private static let names = IndexTestNames.names(120, seed: 30)

    private static func bytes(stamp: [UInt8] = [1, 2, 3]) -> [UInt8] {
        var writer = IndexSnapshotWriter(stamp: stamp)
        CandidateIndex.write(names.enumerated().map { (Int32($0.offset), $0.element) }, to: &writer)
        return writer.bytes()
    }

    /// Runs a test with a file that is taken away afterwards.
    private static func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString).snapshot")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(bytes).write(to: file)
        try body(file.path())
    }

    private static func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch let error as NameIndexError {
            return error.diagnostics.first?.code.text
        } catch {
            return "\(error)"
        }
    }

    @Test("is the same each time it is made")
    func isRepeatable() {
        #expect(Self.bytes() == Self.bytes())
    }

    @Test("gives the same answers from a file")
    func roundTrip() throws {
        let built = try CandidateIndex(Self.names.enumerated().map { (Int32($0.offset), $0.element) })
        var writer = IndexSnapshotWriter(stamp: [7])
        CandidateIndex.write(Self.names.enumerated().map { (Int32($0.offset), $0.element) }, to: &writer)
        try Self.withFile([]) { path in
            try writer.write(to: path)
            let opened = try CandidateIndex(IndexSnapshot(path: path, stamp: [7]))
            #expect(opened.count == built.count)
            for query in IndexTestNames.names(200, seed: 31) {
                #expect(opened.candidates(for: query) == built.candidates(for: query))
            }
        }
    }

    @Test("is refused with any byte changed", arguments: [32, 33])
    func refusesChange(seed: Int) throws {
        let bytes = Self.bytes()
        var random = SeededGenerator(seed: seed)
        let places = Array(0..<96) + (0..<300).map { _ in Int.random(in: 96..<bytes.count, using: &random) }
        for place in places {
            var changed = bytes
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            #expect(throws: NameIndexError.self, "byte \(place)") { try CandidateIndex(IndexSnapshot(changed)) }
        }
    }

    @Test("is refused when cut or lengthened", arguments: [0, 1, 7, 63, 64, 65, 1_000])
    func refusesCut(length: Int) throws {
        let bytes = Self.bytes()
        try Self.withFile(Array(bytes[..<length])) { path in
            #expect(Self.code { _ = try IndexSnapshot(path: path) } == "snapshot.truncated")
        }
        #expect(Self.code { _ = try IndexSnapshot(Array(bytes.dropLast(length + 1))) } == "snapshot.truncated")
        #expect(Self.code { _ = try IndexSnapshot(bytes + [0]) } == "snapshot.truncated")
    }

    @Test("is refused when it was made from something else")
    func refusesStale() throws {
        try Self.withFile(Self.bytes(stamp: [1, 2, 3])) { path in
            #expect(Self.code { _ = try IndexSnapshot(path: path, stamp: [1, 2, 4]) } == "snapshot.stale")
            #expect(Self.code { _ = try IndexSnapshot(path: path, stamp: []) } == "snapshot.stale")
            #expect(Self.code { _ = try IndexSnapshot(path: path, stamp: [1, 2, 3]) } == nil)
            #expect(Self.code { _ = try IndexSnapshot(path: path) } == nil)
        }
    }

    @Test("says what is wrong with a file that is none")
    func refusesForeign() throws {
        var later = Self.bytes()
        later[8] += 1
        #expect(Self.code { _ = try IndexSnapshot(later) } == "snapshot.version")
        let text = Array(String(repeating: "name,country\n", count: 20).utf8)
        #expect(Self.code { _ = try IndexSnapshot(text) } == "snapshot.foreign")
        #expect(Self.code { _ = try IndexSnapshot(path: "/nonexistent/names") } == "snapshot.unreadable")
        #expect(Self.code { _ = try IndexSnapshot(path: "/") } == "snapshot.unreadable")
        #expect(
            Self.code { _ = try CandidateIndex(IndexSnapshot(IndexSnapshotWriter().bytes())) } == "snapshot.corrupt"
        )
    }
}
