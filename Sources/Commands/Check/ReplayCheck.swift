import Deciding
import Diagnostics
import Facts
import Rulebooks

/// Decides stored decisions again from their own documents and compares the bytes.
struct ReplayCheck {
    /// What deciding a document again gave.
    enum Finding {
        /// The same document to the byte.
        case same
        /// Another one, with the first difference in words.
        case different(String)
    }

    private let path: String
    private let bytes: [UInt8]
    private let text: String
    private let loader: RulebookLoader
    private let overlays: [RulebookSource.Overlay]
    private var rulebooks: [[String]: Rulebook] = [:]

    /// Compares documents with what a rulebook answers now.
    ///
    /// - Parameters:
    ///   - path: the file of documents.
    ///   - loader: what reads rulebooks.
    ///   - overlays: those given in the call, in place of those that the documents name.
    /// - Throws: `CommandFailure` if the file can't be read.
    init(_ path: String, loader: RulebookLoader, overlays: [RulebookSource.Overlay]) throws(CommandFailure) {
        self.path = path
        self.loader = loader
        self.overlays = overlays
        bytes = try UserFile.bytes(of: path)
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A finding for each document of the file, which holds one a line.
    mutating func findings() throws(CommandFailure) -> [Finding] {
        var findings: [Finding] = []
        for line in JSONLines(bytes) { findings.append(try finding(line)) }
        guard !findings.isEmpty else { throw CommandFailure("replay.empty", "`\(path)` holds no decision") }
        return findings
    }

    private mutating func finding(_ line: JSONLine) throws(CommandFailure) -> Finding {
        let stored = Array(line.bytes)
        do {
            let replay = try DecisionReplay(JSONReader.node(in: stored, file: path, firstLine: line.number))
            let rulebook = try rulebook(replay.overlays)
            let found = Decider(rulebook).decision(on: try replay.order(for: rulebook)).document()
            return found == stored ? .same : .different(Self.difference(stored, found))
        } catch let error as FactsError {
            throw CommandFailure(error.diagnostics, sources: [path: text])
        } catch let error as ReplayError {
            throw CommandFailure(error.diagnostics, sources: [path: text])
        } catch let error as CommandFailure {
            throw error
        } catch {
            throw CommandFailure("replay.failed", "\(error)")
        }
    }

    private mutating func rulebook(_ names: [String]) throws(CommandFailure) -> Rulebook {
        if let known = rulebooks[names] { return known }
        let rulebook = try loader.rulebook(overlays.isEmpty ? names.map { .named($0) } : overlays)
        rulebooks[names] = rulebook
        return rulebook
    }

    /// The first place at which two documents differ, with what stands there in each.
    private static func difference(_ stored: [UInt8], _ found: [UInt8]) -> String {
        let place = zip(stored, found).prefix { $0 == $1 }.count
        func excerpt(_ bytes: [UInt8]) -> String {
            String(decoding: bytes[max(0, place - before)..<min(bytes.count, place + after)], as: UTF8.self)
        }
        return "the first difference is at byte \(place + 1)\n  stored: \(excerpt(stored))\n  now:    \(excerpt(found))"
    }

    /// How much is shown on either side of a difference.
    private static let before = 40
    private static let after = 40
}

extension ReplayCheck.Finding {
    /// The finding as people read it.
    var text: String {
        switch self {
        case .same: "the same bytes"
        case .different(let words): words
        }
    }

    /// Whether nothing differs.
    var isSame: Bool {
        if case .same = self { true } else { false }
    }
}
