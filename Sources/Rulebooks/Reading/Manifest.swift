import Diagnostics
import Quantities

/// What `rulebook.yaml` says: the rulebook's name and which files it is made of.
struct Manifest {
    /// A file that is named, with the place where it is named.
    typealias Path = Reference

    /// A gate with its files.
    struct Gate {
        var id: String
        var position: SourcePosition
        var files: [Path]
        var cases: Path?
        var caseGate: String
    }

    /// The name of the file.
    static let path = "rulebook.yaml"

    var id = ""
    var version = ""
    var title = LocalisedText(english: "")
    var begins: CalendarDate?
    var lawKnownTo: CalendarDate?
    var notice = LocalisedText(english: "")
    var nearLimitPercent: ExactDecimal?
    var tables: Path?
    var facts: [Path] = []
    var gates: [Gate] = []
    var verdict: Path?
    var ownership: Path?
    var cases: Path?
    var overlays: [Path] = []
    var profiles: [Path] = []
    var lists: [Path] = []

    /// Reads the manifest.
    init?(_ node: DataNode, problems: Problems) {
        let keys = [
            "id", "version", "title", "begins", "law_known_to", "notice", "near_limit_pct", "tables", "facts", "gates",
            "verdict", "ownership", "lists", "cases", "overlays", "profiles",
        ]
        guard let fields = Fields(node, of: "the rulebook", keys: keys, problems: problems) else { return nil }
        id = fields.requiredText("id") ?? ""
        version = fields.requiredText("version") ?? ""
        title = fields.requiredLocalised("title") ?? title
        begins = fields.required("begins").flatMap { fields.date(of: $0) }
        lawKnownTo = fields.required("law_known_to").flatMap { fields.date(of: $0) }
        notice = fields.requiredLocalised("notice") ?? notice
        nearLimitPercent = Self.percent("near_limit_pct", in: fields)
        tables = fields.reference("tables")
        facts = fields.references("facts") ?? []
        verdict = fields.required("verdict") == nil ? nil : fields.reference("verdict")
        ownership = fields.reference("ownership")
        cases = fields.reference("cases")
        overlays = fields.references("overlays") ?? []
        profiles = fields.references("profiles") ?? []
        lists = fields.references("lists") ?? []
        if fields.required("gates") != nil {
            gates = fields.elements("gates").compactMap { Self.gate($0, problems: problems) }
        }
        var seen: [String: SourcePosition] = [:]
        for gate in gates {
            if let first = seen[gate.id] {
                problems.report(
                    .duplicateGate,
                    "there are two gates `\(gate.id)`",
                    at: gate.position,
                    notes: [.init("the first stands here", at: first)]
                )
            } else {
                seen[gate.id] = gate.position
            }
        }
    }

    /// A percentage of some number, which is above zero and below that number.
    private static func percent(_ key: String, in fields: Fields) -> ExactDecimal? {
        guard let number = fields.number(key) else { return nil }
        if number > 0, number < 100 { return number }
        fields.problems.report(
            .badPercentage,
            "`\(key)` is a percentage above 0 and below 100, not \(number)",
            at: fields[key]?.position ?? fields.position,
            hint: "leave it out if no value is to be called near"
        )
        return nil
    }

    private static func gate(_ node: DataNode, problems: Problems) -> Gate? {
        let keys = ["id", "files", "cases", "case_gate"]
        guard let fields = Fields(node, of: "a gate", keys: keys, problems: problems),
            let id = fields.requiredText("id")
        else { return nil }
        return Gate(
            id: id,
            position: fields["id"]?.position ?? node.position,
            files: fields.required("files") == nil ? [] : fields.references("files") ?? [],
            cases: fields.reference("cases"),
            caseGate: fields.requiredText("case_gate") ?? ""
        )
    }
}
