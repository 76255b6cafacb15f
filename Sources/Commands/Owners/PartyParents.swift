import Deciding
import Diagnostics
import Facts
import Ownership
import Presenting
import Rulebooks

/// What the parties table says of a party's headquarters and its ultimate parent.
struct PartyParents {
    private static let columns = (parent: "parent", source: "source", note: "note")

    private let name: String
    private let headquarters: String?
    private let parent: String?
    private let parentHeadquarters: String?
    private let source: String
    private let note: String
    private let file: String

    /// Looks a party up.
    ///
    /// - Throws: `CommandFailure`, codes `call.unknown-party` and `call.ambiguous-party`.
    init(_ rulebook: Rulebook, _ name: String) throws(CommandFailure) {
        guard let finder = ReferenceFinder(rulebook, naming: FactNames.buyer),
            let ownership = rulebook.definition.ownership
        else {
            throw CommandFailure(
                "rulebook.no-ownership",
                "the rulebook has no table of parties or no rules of ownership"
            )
        }
        let entry: ReferenceFinder.Entry
        switch finder.match(name) {
        case .row(let found): entry = found
        case .family(_, let entries), .ambiguous(let entries):
            throw CommandFailure(
                "call.ambiguous-party",
                "`\(name)` can mean \(entries.map { "`\($0.name)`" }.joined(separator: ", "))"
            )
        case .none(let nearMisses):
            throw CommandFailure(
                "call.unknown-party",
                "there is no file and no party of the rulebook named `\(name)`",
                hint: nearMisses.first.map { "did you mean `\($0)`?" }
                    ?? "put its owners into a file and name that; unknown is not the same as independent"
            )
        }
        func text(_ column: String?) -> String? {
            guard let index = column.flatMap({ finder.table.columns.firstIndex(of: $0) }),
                case .string(let text)? = finder.table.rows[entry.row].cells[index], !text.isEmpty
            else { return nil }
            return text
        }
        /// What the table says where a fact is looked up.
        func lookedUp(_ fact: Reference?) -> String? {
            let definition = rulebook.definition.facts.first { $0.name == fact?.name }
            return text(definition?.lookup?.column)
        }
        self.name = entry.name
        headquarters = lookedUp(ownership.headquarters)
        parentHeadquarters = lookedUp(ownership.parentHeadquarters)
        parent = text(Self.columns.parent)
        source = text(Self.columns.source) ?? ""
        note = text(Self.columns.note) ?? ""
        file = finder.table.file
    }

    /// Whether both countries are known.
    var isKnown: Bool { headquarters != nil && parentHeadquarters != nil }

    /// The answer as JSON.
    var document: [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            for (key, value) in [
                ("format", "passgate.parents/1"), ("party", name), ("headquarters", headquarters),
                ("ultimate_parent", parent), ("parent_headquarters", parentHeadquarters), ("source", source),
                ("note", note),
            ] {
                writer.key(key)
                writer.string(value)
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// The answer for people.
    func text(_ language: LocalisedText.Language, width: Int) -> String {
        func words(_ english: String, _ chinese: String) -> StyledText {
            StyledText(LocalisedText(english: english, chinese: chinese).text(in: language))
        }
        let unknown = words("unknown", "不明")
        var table = TextTable([.init(), .init(isFlexible: true)], width: width, indent: 2)
        table.add(words("headquarters", "总部"), headquarters.map { StyledText($0) } ?? unknown)
        table.add(words("ultimate parent", "最终母公司"), parent.map { StyledText($0) } ?? unknown)
        table.add(words("its headquarters", "其总部"), parentHeadquarters.map { StyledText($0) } ?? unknown)
        table.add(words("source", "来源"), StyledText(source))
        if !note.isEmpty { table.add(words("note", "备注"), StyledText(note)) }
        let head = StyledText(name, .strong) + StyledText("  \(file)", .faint)
        return ([head] + table.lines()).text(Style(isColoured: Terminal.isColoured))
    }
}
