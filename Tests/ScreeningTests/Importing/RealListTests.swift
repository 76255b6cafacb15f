import Diagnostics
import Quantities
import Rulebooks
import Screening
import Testing

@Suite("Real list files", .enabled(if: Lists.hasShared, "the folder of real list files is not there"))
struct RealListTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let files: [String]
        let counts: [String: Int]
        var rejected = 0

        var testDescription: String { files.joined(separator: " ") }
    }

    @Test(
        "are taken in whole",
        arguments: [
            Case(
                files: ["us/csl-compact-2026-07-31.json"],
                counts: [
                    "SDN": 19_181, "EL": 3_420, "DPL": 1_596, "DTC": 787, "SSI": 286, "UVL": 222, "ISN": 161, "PLC": 78,
                    "MEU": 70, "CMIC": 68, "NS-MBS": 51, "CAP": 1,
                ]
            ),
            Case(files: ["us/entity-list-2026-07-09.json"], counts: ["EL": 3_409]),
            Case(files: ["us/meu-2026-07-09.json"], counts: ["MEU": 70]),
            Case(files: ["us/dpl-2026-04-14.json"], counts: ["DPL": 564]),
            Case(files: ["us/nscmic-2026-07-09.json"], counts: ["CMIC": 68]),
            Case(files: ["us/1260h-2026-06-10.json"], counts: ["1260H": 80]),
            Case(files: ["us/1286-fy2024.json"], counts: ["1286": 134]),
            Case(files: ["us/isn-2025-05.json"], counts: ["ISN": 528]),
            Case(files: ["un/UN_consolidated.xml"], counts: ["UN": 1_003]),
            Case(files: ["formats/dpl.tsv"], counts: ["DPL": 581]),
            Case(
                files: [
                    "formats/ofac-sdn.csv", "formats/ofac-add.csv", "formats/ofac-alt.csv",
                    "formats/ofac-sdn_comments.csv",
                    "formats/ofac-cons_prim.csv", "formats/ofac-cons_add.csv", "formats/ofac-cons_alt.csv",
                    "formats/ofac-cons_comments.csv",
                ],
                counts: ["SDN": 8_976, "SSI": 286, "PLC": 78, "CMIC": 68, "NS-MBS": 9, "CAP": 1]
            ),
            Case(
                files: ["formats/csl-consolidated-sample.csv"],
                counts: [
                    "DPL": 1, "DTC": 1, "EL": 1, "FSE": 1, "ISN": 1, "MEU": 1, "PLC": 2, "SDN": 1, "SSI": 3, "UVL": 1,
                ]
            ),
            Case(
                files: ["formats/csl-consolidated-sample-reconstructed.json"],
                counts: [
                    "DPL": 1, "DTC": 1, "EL": 1, "FSE": 1, "ISN": 1, "MEU": 1, "PLC": 2, "SDN": 1, "SSI": 3, "UVL": 1,
                ]
            ),
            Case(
                files: ["formats/csl-consolidated-old-layout.csv"],
                counts: [
                    "CAP": 1, "DPL": 8, "DTC": 10, "EL": 22, "ISN": 3, "PLC": 13, "SDN": 28, "SSI": 26, "UVL": 4,
                ]
            ),
        ]
    )
    func counts(_ example: Case) throws {
        let reading = try Lists.importer().read(try example.files.map(Lists.sharedFile))
        let found = Dictionary(uniqueKeysWithValues: reading.batches.map { ($0.list, $0.entries.count) })
        #expect(found == example.counts)
        #expect(Set(reading.batches.flatMap(\.rejections)).count == example.rejected)
        #expect(reading.notes.isEmpty)
        for batch in reading.batches {
            #expect(Set(batch.entries.map(\.key)).count == batch.entries.count, "keys of \(batch.list)")
            for entry in batch.entries where ListEntry(body: entry.body) != entry {
                Issue.record("\(entry.key) is not read as it was written")
            }
        }
    }

    @Test("give the facts that the rulebook says follow")
    func facts() throws {
        let lists = try Lists.definition.get().lists
        let reading = try Lists.importer().read([try Lists.sharedFile("us/csl-compact-2026-07-31.json")])
        let day = try Lists.date("2026-11-24")
        func count(_ code: String, _ fact: String) throws -> Int {
            let list = try #require(lists.list(code))
            let batch = try #require(reading.batches.first { $0.list == code })
            return batch.entries.count { entry in
                list.consequences(of: entry, on: day).contains { $0.fact.name == fact }
            }
        }
        #expect(try count("EL", "buyer.entity_listed") == 3_420)
        #expect(try count("MEU", "buyer.military_end_user") == 70)
        let blocked = try count("SDN", "buyer.sdn_744_8")
        #expect(blocked > 8_000 && blocked < 19_181)
    }

    @Test("footnotes show as marks, in both copies of a list")
    func footnotes() throws {
        let list = try #require(try Lists.definition.get().lists.list("EL"))
        let day = try Lists.date("2026-11-24")
        for path in ["us/csl-compact-2026-07-31.json", "us/entity-list-2026-07-09.json"] {
            let reading = try Lists.importer().read([try Lists.sharedFile(path)])
            let entries = try #require(reading.batches.first { $0.list == "EL" }).entries
            let marks = entries.flatMap { list.marks(of: $0, on: day).map(\.id) }
            let counts = Dictionary(grouping: marks, by: \.self).mapValues(\.count)
            #expect((counts["footnote_4"] ?? 0) >= 70, "\(path)")
            #expect((counts["footnote_1"] ?? 0) > 100, "\(path)")
            #expect((counts["footnote_5"] ?? 0) > 10, "\(path)")
        }
    }
}
