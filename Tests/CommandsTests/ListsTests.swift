import Facts
import Foundation
import TestSupport
import Testing

@Suite("passgate lists")
struct ListsTests {
    private static let header =
        "source,entity_number,name,addresses,alt_names,license_requirement,source_list_url,federal_register_notice\n"

    private static func rows(_ range: Range<Int>, padding: Int = 0) -> String {
        header
            + range.map { number in
                "Entity List (EL) - Bureau of Industry and Security,,\"Company \(number), Ltd.\",\"1 Road, CN\","
                    + "\"Firm \(number)\(String(repeating: "x", count: padding))\",All items,u,1 FR 2\n"
            }
            .joined()
    }

    private func run(_ folder: ScratchFolder, _ arguments: [String], input: String = "") throws -> PassgateRun {
        try PassgateRun(
            arguments,
            input: Array(input.utf8),
            environment: [
                "PASSGATE_STORE": folder.url.appending(path: "deep/store.sqlite").path(percentEncoded: false),
                "PASSGATE_RULEBOOK": RulebookFiles.path("rulebook").path(percentEncoded: false),
                "PASSGATE_USER": "tester",
            ],
            folder: folder.url
        )
    }

    @Test("import, status, diff and show work together, and the log of versions grows")
    func together() throws {
        let folder = try ScratchFolder()
        let first = try folder.file("a.csv", Self.rows(0..<100))
        let second = try folder.file("b.csv", Self.rows(2..<103))
        #expect(try run(folder, ["lists", "status"]).output.contains("no list has been imported"))

        let look = try run(folder, ["lists", "import", first, "--dry-run"])
        #expect(look.status == 0)
        #expect(look.output.contains("nothing was changed"))
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "deep").path(percentEncoded: false)))

        #expect(try run(folder, ["lists", "import", first, "--as-of", "2026-01-01"]).status == 0)
        let again = try run(folder, ["lists", "import", first, "--as-of", "2026-01-01"])
        #expect(again.status == 0)
        #expect(again.output.contains("same file"))
        #expect(try run(folder, ["lists", "import", second, "--as-of", "2026-02-01"]).status == 0)

        let status = try run(folder, ["lists", "status", "--json"])
        let node = try JSONReader.node(in: Array(status.output.utf8), file: "status")
        let list = try #require(node["lists"]?.array?.first)
        #expect(list["list"]?.string == "EL")
        #expect(list["as_of"]?.string == "2026-02-01")
        #expect(list["imported_by"]?.string == "tester")

        let diff = try run(folder, ["lists", "diff", "EL"])
        #expect(diff.status == 1)
        #expect(diff.output.contains("3 new, 2 gone, 0 changed, 98 the same"))
        #expect(try run(folder, ["lists", "diff", "EL", "--from", "2", "--to", "2"]).status == 0)

        let shown = try run(folder, ["lists", "show", "company 7 ltd"])
        #expect(shown.status == 0)
        #expect(shown.output.contains("buyer.entity_listed = true"))
        #expect(try run(folder, ["lists", "show", "no such firm"]).status == 2)
    }

    @Test("what looks wrong is refused and changes nothing, and forced it is taken")
    func refusals() throws {
        let folder = try ScratchFolder()
        _ = try run(folder, ["lists", "import", try folder.file("a.csv", Self.rows(0..<100)), "--as-of", "2026-02-01"])
        let short = try folder.file("b.csv", Self.rows(0..<90))
        let refused = try run(folder, ["lists", "import", short, "--as-of", "2026-01-01"])
        #expect(refused.status == 2)
        #expect(refused.errors.contains("list.shrunk"))
        #expect(refused.errors.contains("list.older"))
        #expect(refused.output.isEmpty)
        #expect(try run(folder, ["lists", "import", short]).errors.contains("list.undated"))
        #expect(try run(folder, ["lists", "import", short, "--as-of", "2999-01-01"]).errors.contains("call.bad-date"))
        #expect(try run(folder, ["lists", "import", "-"], input: "").errors.contains("list.empty"))
        #expect(try run(folder, ["lists", "status"]).output.contains("100"))
        #expect(try run(folder, ["lists", "import", short, "--force"]).status == 0)
    }

    @Test("rows that can't be read are told, and written to a file")
    func rejects() throws {
        let folder = try ScratchFolder()
        let file = try folder.file("a.csv", Self.rows(0..<100) + "too,few\n")
        let side = folder.url.appending(path: "side.csv").path(percentEncoded: false)
        let done = try run(folder, ["lists", "import", file, "--rejects", side])
        #expect(done.status == 0)
        #expect(done.output.contains("1 row was not taken in"))
        #expect(done.output.contains("a.csv:102: the record has 2 fields"))
        let table = try CSVReader.table(in: Array(try Data(contentsOf: URL(filePath: side))), file: "side")
        #expect(table.records.map { $0.fields[1] } == ["102"])
        #expect(table.records.map { $0.fields[3] } == ["too,few"])
    }

    @Test("a kill in the middle of an import leaves the version before it whole", .timeLimit(.minutes(3)))
    func killed() throws {
        let folder = try ScratchFolder()
        _ = try run(folder, ["lists", "import", try folder.file("a.csv", Self.rows(0..<100)), "--as-of", "2026-01-01"])
        let large = try folder.file("b.csv", Self.rows(0..<3_000, padding: 200))
        var wasKilledInside = false
        for delay in [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.4, 2] {
            let process = Process()
            process.executableURL = PassgateRun.program
            process.arguments = ["lists", "import", large, "--as-of", "2026-02-01"]
            process.environment = [
                "PASSGATE_STORE": folder.url.appending(path: "deep/store.sqlite").path(percentEncoded: false),
                "PASSGATE_RULEBOOK": RulebookFiles.path("rulebook").path(percentEncoded: false),
            ]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            Thread.sleep(forTimeInterval: delay)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let status = try run(folder, ["lists", "status", "--json"])
            #expect(status.status == 0, "\(status.errors)")
            let node = try JSONReader.node(in: Array(status.output.utf8), file: "status")
            let list = try #require(node["lists"]?.array?.first)
            let count = list["entries"].map { "\($0.content)" } ?? ""
            #expect(count.contains("100") || count.contains("3000"), "after \(delay) s: \(count)")
            if process.terminationReason == .uncaughtSignal { wasKilledInside = true }
            guard process.terminationReason == .uncaughtSignal else { break }
        }
        #expect(wasKilledInside)
        #expect(try run(folder, ["lists", "import", large, "--as-of", "2026-02-01"]).status == 0)
    }

    @Test("a disk without room is said so, and the store is as it was", arguments: [64, 256, 1024])
    func full(_ blocks: Int) throws {
        let folder = try ScratchFolder()
        _ = try run(folder, ["lists", "import", try folder.file("a.csv", Self.rows(0..<100)), "--as-of", "2026-01-01"])
        let large = try folder.file("b.csv", Self.rows(0..<6_000, padding: 200))
        let store = folder.url.appending(path: "deep/store.sqlite").path(percentEncoded: false)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // The shell counts blocks of 512 bytes.
        process.arguments = [
            "-c", "ulimit -f \(blocks); exec \"$0\" lists import \"$1\" --as-of 2026-02-01 --store \"$2\"",
            PassgateRun.program.path(percentEncoded: false), large, store,
        ]
        process.environment = ["PASSGATE_RULEBOOK": RulebookFiles.path("rulebook").path(percentEncoded: false)]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 2)
        #expect(said.contains("store.full"), "\(said)")
        #expect(try run(folder, ["lists", "status", "--json"]).output.contains("\"entries\": 100"))
        #expect(try run(folder, ["lists", "import", large, "--as-of", "2026-02-01"]).status == 0)
    }

    @Test("a damaged store is said to be damaged")
    func damaged() throws {
        let folder = try ScratchFolder()
        let store = try folder.file("deep/store.sqlite", [UInt8](repeating: 0x42, count: 9_000))
        for arguments in [
            ["lists", "status"], ["lists", "diff", "EL"], ["lists", "show", "x"],
            ["lists", "import", try folder.file("a.csv", Self.rows(0..<3))],
        ] {
            let run = try run(folder, arguments)
            #expect(run.status == 2)
            #expect(run.errors.contains("store.damaged"), "\(run.errors)")
        }
        #expect(try Data(contentsOf: URL(filePath: store)).count == 9_000)
    }
}
