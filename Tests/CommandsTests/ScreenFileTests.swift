import Facts
import Foundation
import TestSupport
import Testing

@Suite("passgate screen --file")
struct ScreenFileTests {
    private func bench() throws -> ScreeningBench {
        let bench = try ScreeningBench()
        try bench.importing(ScreeningBench.entries, asOf: "2026-01-01")
        return bench
    }

    private func outcomes(_ run: PassgateRun) throws -> [String] {
        let table = try CSVReader.table(in: Array(run.output.utf8), file: "output")
        let column = try #require(table.column(named: "outcome"))
        return table.records.map { $0.fields[column] }
    }

    @Test("gives a row for each party in order, found by the header, and leaves with the worst")
    func csv() throws {
        let bench = try bench()
        let text = "Address,NAME,id\n,\"Kangdi Aerospace Co., Ltd.\",a\n,Brookhaven Bakery,b\n"
        let run = try bench.run(["screen", "--file", "-"], input: Array(text.utf8))
        #expect(run.status == 1)
        #expect(try outcomes(run) == ["hit", "clear"])
        #expect(run.output.contains("Kangdi Aerospace Co., Ltd."))
        #expect(run.errors.isEmpty)
        let clear = try bench.run(["screen", "--file", "-"], input: Array("name\nBrookhaven Bakery\n".utf8))
        #expect(clear.status == 0)
    }

    @Test("says what is wrong with a row and screens the others")
    func rejects() throws {
        let text = "id,name,country\na,Kangdi Aerospace,CN\nb,,CN\nc,Brookhaven Bakery,Atlantis\nd,too,many,fields\n"
        let run = try bench().run(["screen", "--file", "-"], input: Array(text.utf8))
        #expect(run.status == 2)
        #expect(try outcomes(run) == ["hit", "rejected", "clear", "rejected"])
        #expect(run.errors.contains("-:3: error: the name is empty"))
        #expect(run.errors.contains("-:4: note: `Atlantis`"))
        #expect(run.errors.contains("-:5: error: "))
    }

    @Test("reads and writes JSON lines")
    func json() throws {
        let text =
            "{\"id\": 7, \"name\": \"Kangdi Aerospace\"}\n{\"name\": 3}\nnonsense\n{\"name\": \"Brookhaven Bakery\"}\n"
        let run = try bench().run(["screen", "--file", "-", "--json"], input: Array(text.utf8))
        #expect(run.status == 2)
        let nodes = try JSONLines(Array(run.output.utf8))
            .map { try JSONReader.node(in: Array($0.bytes), file: "output", firstLine: $0.number) }
        #expect(nodes.map { $0["outcome"]?.string } == ["hit", "rejected", "rejected", "clear"])
        #expect(nodes[0]["party"]?["id"]?.string == "7")
    }

    @Test("refuses a file without names", arguments: ["", "id,country\n1,CN\n", "name\n", "name,name\na,b\n"])
    func refused(_ text: String) throws {
        let run = try bench().run(["screen", "--file", "-"], input: Array(text.utf8))
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test("needs ids that tell parties apart to keep them")
    func ids() throws {
        let bench = try bench()
        let text = "id,name\na,Kangdi Aerospace\na,Brookhaven Bakery\n,Nanping Optics Plant\n"
        let run = try bench.run(["screen", "--file", "-", "--keep"], input: Array(text.utf8))
        #expect(run.status == 2)
        #expect(try outcomes(run) == ["hit", "rejected", "rejected"])
        #expect(try bench.run(["screen", "list", "--all"]).output.contains("kept parties: 1"))
    }
}
