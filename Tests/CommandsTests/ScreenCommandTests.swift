import Facts
import Foundation
import TestSupport
import Testing

/// A folder with a store of made-up lists, and the program run on it.
struct ScreeningBench {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    var storePath: String { folder.url.appending(path: "deep/store.sqlite").path(percentEncoded: false) }

    func run(_ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]) throws -> PassgateRun {
        try PassgateRun(
            arguments,
            input: input,
            environment: [
                "PASSGATE_STORE": storePath,
                "PASSGATE_RULEBOOK": RulebookFiles.path("rulebook").path(percentEncoded: false),
                "PASSGATE_USER": "tester",
            ]
            .merging(environment) { $1 },
            folder: folder.url
        )
    }

    func json(_ arguments: [String]) throws -> JSONNode {
        let run = try run(arguments + ["--json"])
        return try JSONReader.node(in: Array(run.output.utf8), file: "output")
    }

    /// Imports a list of entries, each a name with what stands behind it.
    @discardableResult
    func importing(
        _ entries: [(name: String, aliases: String, requirement: String)],
        asOf: String,
        source: String = "Entity List (EL) - Bureau of Industry and Security"
    ) throws -> PassgateRun {
        let header =
            "source,entity_number,name,addresses,alt_names,license_requirement,source_list_url,"
            + "federal_register_notice\n"
        let rows = entries.map { entry in
            "\(source),,\"\(entry.name)\",\"1 Road, CN\",\"\(entry.aliases)\",\"\(entry.requirement)\",u,90 FR 1\n"
        }
        let file = try folder.file("list.csv", header + rows.joined())
        return try run(["lists", "import", file, "--as-of", asOf, "--force"])
    }

    static let entries = [
        ("Kangdi Aerospace Co., Ltd.", "KDA Works", "All items"),
        ("Cambricon Technologies Corporation Limited", "", "All items, see 734.9(e)(2)"),
        ("Zhongxing Guangdian 13th Institute", "", "All items"), ("Nanping Optics Plant", "", "All items"),
    ]
}

@Suite("passgate screen")
struct ScreenCommandTests {
    @Test("a hit is told with its list, words, reason and what it makes true; a clear name with what was screened")
    func page() throws {
        let bench = try ScreeningBench()
        try bench.importing(ScreeningBench.entries, asOf: "2026-01-01")
        let hit = try bench.run(["screen", "KANGDI AEROSPACE COMPANY LIMITED", "--country", "CN"])
        #expect(hit.status == 1)
        #expect(hit.output.hasPrefix("HIT  KANGDI AEROSPACE COMPANY LIMITED  CN"))
        #expect(hit.output.contains("Entity List, of 2026-01-01"))
        #expect(hit.output.contains("90 FR 1"))
        #expect(hit.output.contains("KANGDI = Kangdi"))
        #expect(hit.output.contains("the same name"))
        #expect(hit.output.contains("buyer.entity_listed = true"))
        #expect(hit.errors.isEmpty)
        let clear = try bench.run(["screen", "Brookhaven Bakery Inc"])
        #expect(clear.status == 0)
        #expect(clear.output.hasPrefix("CLEAR"))
        #expect(clear.output.contains("not in the store, so not screened: MEU"))
    }

    @Test("a Chinese name is found by the table of brands, and the page can be Chinese")
    func chinese() throws {
        let bench = try ScreeningBench()
        try bench.importing(ScreeningBench.entries, asOf: "2026-01-01")
        let run = try bench.run(["screen", "中科寒武纪科技股份有限公司", "--lang", "zh"])
        #expect(run.status == 1)
        #expect(run.output.contains("命中"))
        #expect(run.output.contains("Cambricon Technologies Corporation Limited"))
        #expect(run.output.contains("脚注 4"))
    }

    @Test("the document names outcome, matches, facts with sources, lists, and what was not screened")
    func document() throws {
        let bench = try ScreeningBench()
        try bench.importing(ScreeningBench.entries, asOf: "2026-01-01")
        let node = try bench.json(["screen", "Kangdi Aerospace", "--on", "2026-02-01"])
        #expect(node["format"]?.string == "passgate.screening/1")
        #expect(node["outcome"]?.string == "hit")
        #expect(node["on"]?.string == "2026-02-01")
        let match = try #require(node["matches"]?.array?.first)
        #expect(match["effect"]?.string == "hit")
        #expect(match["entry"]?["name"]?.string == "Kangdi Aerospace Co., Ltd.")
        #expect(match["words"]?.array?.isEmpty == false)
        let facts = try #require(node["facts"]?.array)
        let listed = try #require(facts.first { $0["fact"]?.string == "buyer.entity_listed" })
        #expect(listed["state"]?.string == "known")
        #expect(listed["sources"]?.array?.first?["as_of"]?.string == "2026-01-01")
        let other = try #require(facts.first { $0["fact"]?.string == "buyer.sdn_744_8" })
        #expect(other["state"]?.string == "not_screened")
        #expect(node["not_screened"]?.array?.contains { $0.string == "SDN" } == true)
    }

    @Test("a name that differs by its number alone is another party")
    func numbers() throws {
        let bench = try ScreeningBench()
        try bench.importing(ScreeningBench.entries, asOf: "2026-01-01")
        #expect(try bench.run(["screen", "Zhongxing Guangdian 13th Institute"]).status == 1)
        #expect(try bench.run(["screen", "Zhongxing Guangdian 14th Institute"]).status == 0)
    }

    @Test("without a list nothing is known, which is no clearance")
    func empty() throws {
        let bench = try ScreeningBench()
        let run = try bench.run(["screen", "Brookhaven Bakery Inc"])
        #expect(run.status == 3)
        #expect(run.output.contains("there is no list in the store"))
        #expect(!FileManager.default.fileExists(atPath: bench.storePath))
        let bulk = try bench.run(["screen", "--file", "-"], input: Array("name\nBrookhaven Bakery\n".utf8))
        #expect(bulk.status == 3)
        #expect(bulk.output.contains(",not_screened,"))
        #expect(bulk.errors.contains("no list is in the store"))
    }

    @Test(
        "a name that can't be screened is refused, whatever is in the store",
        arguments: [
            ("", "party.empty-name"), ("  ", "party.empty-name"), ("\u{1}\u{2}\u{8}", "party.empty-name"),
            ("\u{202E}\u{2066}", "party.empty-name"), ("Co., Ltd.", "party.no-name"), ("有限公司", "party.no-name"),
            (String(repeating: "Kangdi ", count: 1_500), "party.long-name"),
        ]
    )
    func refused(_ name: String, _ code: String) throws {
        let run = try ScreeningBench().run(["screen", name])
        #expect(run.status == 2)
        #expect(run.errors.contains(code))
        #expect(run.output.isEmpty)
    }

    @Test("bytes that are no UTF-8 are refused, as an argument and in a file")
    func invalid() throws {
        let bench = try ScreeningBench()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "exec \"$0\" screen \"$(printf 'Kangdi \\377\\376')\"",
            PassgateRun.program.path(percentEncoded: false),
        ]
        process.environment = ["PASSGATE_STORE": bench.storePath]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 2)
        #expect(said.contains("party.bad-text"))
        let file = try bench.run(["screen", "--file", "-"], input: Array("name\n".utf8) + [0xFF, 0xFE, 0x0A])
        #expect(file.status == 2)
        #expect(file.errors.contains("csv.not-utf8"))
    }

    @Test("marks of direction neither hide a name nor reach the terminal")
    func directions() throws {
        let bench = try ScreeningBench()
        try bench.importing(ScreeningBench.entries, asOf: "2026-01-01")
        let run = try bench.run(["screen", "\u{202E}Kangdi Aero\u{200B}space\u{202C} \u{1B}[31mCo Ltd"])
        #expect(run.status == 1)
        #expect(!run.output.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B })
    }

    @Test(
        "a call that is wrong is refused",
        arguments: [
            ["screen"], ["screen", "A", "--file", "b.csv"], ["screen", "Kangdi", "--country", "Atlantis"],
            ["screen", "Kangdi", "--on", "2026-02-30"], ["screen", "Kangdi", "--limit", "0"],
            ["screen", "--file", "missing.csv"], ["screen", "--file", "-", "--country", "CN"],
            ["screen", "Kangdi", "--keep", "--id", ""], ["screen", "decide", "p", "e", "--clear"],
            ["screen", "list"], ["screen", "log"], ["screen", "again"],
        ]
    )
    func wrongCalls(_ arguments: [String]) throws {
        let run = try ScreeningBench().run(arguments)
        #expect(run.status == 2, "\(run.output)")
        #expect(!run.errors.isEmpty)
    }

    @Test("a damaged index file is built again, and a damaged store is said to be damaged")
    func damaged() throws {
        let bench = try ScreeningBench()
        try bench.importing(ScreeningBench.entries, asOf: "2026-01-01")
        #expect(try bench.run(["screen", "Kangdi Aerospace"]).status == 1)
        let index = URL(filePath: bench.storePath + ".names")
        var bytes = try Data(contentsOf: index)
        bytes[bytes.count - 9] ^= 0x55
        try bytes.write(to: index)
        #expect(try bench.run(["screen", "Kangdi Aerospace"]).status == 1)
        #expect(try Data(contentsOf: index) != bytes)
        try Data(repeating: 0x42, count: 9_000).write(to: URL(filePath: bench.storePath))
        let run = try bench.run(["screen", "Kangdi Aerospace"])
        #expect(run.status == 2)
        #expect(run.errors.contains("store.damaged"))
    }
}
