import Diagnostics
import Facts
import Foundation
import Quantities
import Rulebooks
import Screening
import TestSupport
import Testing

/// What tests of lists share.
enum Lists {
    /// The rulebook of this package, which is read once.
    static let definition: Result<RulebookDefinition, any Error> = Result {
        let read = try RulebookFiles.read(RulebookFiles.path("rulebook"))
        return try RulebookReader.read(RulebookSource(files: read.files, prefix: "rulebook/")).definition
    }

    static func importer(_ limits: ImportLimits = ImportLimits()) throws -> ListImporter {
        let definition = try definition.get()
        return ListImporter(definition.lists, countries: CountryNames(definition), limits: limits)
    }

    static func read(
        _ texts: [String: String],
        limits: ImportLimits = ImportLimits(),
        _ change: (inout ListImporter.Options) -> Void = { _ in }
    ) throws -> ListReading {
        var options = ListImporter.Options()
        change(&options)
        let files = texts.sorted { $0.key < $1.key }.map { ListFile(name: $0.key, bytes: Array($0.value.utf8)) }
        return try importer(limits).read(files, options)
    }

    /// The problems of files that can't be imported.
    static func problems(
        _ texts: [String: String],
        limits: ImportLimits = ImportLimits(),
        _ change: (inout ListImporter.Options) -> Void = { _ in }
    ) throws -> [String] {
        let error = try #require(throws: ScreeningError.self) { try read(texts, limits: limits, change) }
        return error.diagnostics.map { "\($0.code)" }
    }

    /// A batch of entries for the store.
    static func batch(_ entries: [ListEntry], list: String = "EL", asOf: String? = "2026-01-01") -> ListBatch {
        let digest = entries.map(\.digest).joined()
        return ListBatch(
            list: list,
            asOf: asOf.flatMap { CalendarDate(iso: $0) },
            digest: ListFile(name: "", bytes: Array(digest.utf8) + Array((asOf ?? "").utf8)).digest,
            format: "test",
            files: ["test"],
            entries: entries
        )
    }

    static func entry(_ name: String, list: String = "EL", aliases: [String] = [], remarks: String? = nil) -> ListEntry
    {
        var entry = ListEntry(list: list, name: name)
        entry.key = ListEntry.key(ofName: name)
        entry.aliases = aliases.map { ListEntry.Alias($0) }
        entry.remarks = remarks
        return entry
    }

    static let deed = Deed(at: "2026-11-24T09:00:00Z", who: "tester")

    static func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

    /// A folder of real list files beside the package, which may be missing.
    static var shared: URL {
        RulebookFiles.package.deletingLastPathComponent().appending(path: "shared/lists")
    }

    static var hasShared: Bool { FileManager.default.fileExists(atPath: shared.path(percentEncoded: false)) }

    static func sharedFile(_ path: String) throws -> ListFile {
        ListFile(name: path, bytes: Array(try Data(contentsOf: shared.appending(path: path))))
    }
}

/// A folder that is removed when it is no longer needed.
final class StoreFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "passgate-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    var store: String { url.appending(path: "store.sqlite").path(percentEncoded: false) }

    deinit { try? FileManager.default.removeItem(at: url) }
}
