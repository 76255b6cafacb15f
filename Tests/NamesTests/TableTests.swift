import Foundation
import Names
import TestSupport
import Testing

@Suite("The tables of names")
struct TableTests {
    @Test("are packed as they stand in the folder")
    func packed() throws {
        let target = FileManager.default.temporaryDirectory.appending(path: "tables-\(UUID().uuidString).bin")
        defer { try? FileManager.default.removeItem(at: target) }
        let packer = Process()
        packer.executableURL = RulebookFiles.path("scripts/embed-names")
        packer.arguments = [target.path(percentEncoded: false)]
        try packer.run()
        packer.waitUntilExit()
        #expect(packer.terminationStatus == 0)
        #expect(try Array(Data(contentsOf: target)) == NameTable.packed)
    }

    @Test("give the source of every row")
    func sources() throws {
        let folder = RulebookFiles.path("names")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "tsv" }
        #expect(files.count > 10)
        for file in files {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            let columns = lines[0].split(separator: "\t")
            #expect(columns.last == "source")
            for (number, line) in lines.enumerated() {
                let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                if fields.count != columns.count || fields.last?.isEmpty ?? true {
                    Issue.record("\(file.lastPathComponent):\(number + 1) has no source")
                }
            }
        }
    }
}
