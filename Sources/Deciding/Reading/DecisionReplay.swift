public import Diagnostics
public import Facts
public import Quantities
public import Rulebooks

/// What is wrong with a stored decision, or why it can't be decided again.
public struct ReplayError: Error, Hashable, Sendable {
    /// Every problem found, sorted by position, never empty.
    public let diagnostics: [Diagnostic]

    /// Creates an error from problems in any order.
    public init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sortedByPosition()
    }
}

/// A stored decision, read back so that its order can be decided again.
///
/// The document is all that is needed beside its rulebook: what the order stated, the two days, the overlays, and which
/// facts profiles gave. Facts that tables and the schema gave are found again there.
public struct DecisionReplay: Sendable {
    /// A fact that a profile gave, with why the document says so.
    struct ProfileFact: Hashable, Sendable {
        let name: String
        let value: FactValue
        let why: String
        let position: SourcePosition
    }

    /// What the order stated.
    public let statement: OrderStatement
    /// The day on which the question was put.
    public let knownOn: CalendarDate
    /// The overlays that were applied, by id.
    public let overlays: [String]
    /// The digest of the rulebook that answered.
    public let digest: String
    let profileFacts: [ProfileFact]
    private let digestPosition: SourcePosition

    /// Reads a document `passgate.decision/1`.
    ///
    /// - Parameter document: the document as JSON.
    /// - Throws: `ReplayError` with every problem of the document.
    public init(_ document: JSONNode) throws(ReplayError) {
        var reading = DocumentReading()
        reading.checkFormat(of: document)
        let knownOn = reading.date("known_on", in: document)
        let rulebook = reading.member("rulebook", in: document)
        let digest = reading.text("digest", in: rulebook)
        let overlays = reading.elements("overlays", in: rulebook)
        self.overlays = overlays.compactMap(\.string)
        statement = reading.statement(of: document)
        profileFacts = reading.profileFacts(of: document)
        digestPosition = rulebook?["digest"]?.position ?? document.position
        guard reading.problems.isEmpty, let knownOn, let digest else { throw ReplayError(reading.problems) }
        self.knownOn = knownOn
        self.digest = digest
    }

    /// The order, ready to be decided again.
    ///
    /// - Parameters:
    ///   - rulebook: the rulebook, with the overlays of the document applied.
    ///   - anyRulebook: whether a rulebook with other content may answer, which can give another answer.
    /// - Returns: the order.
    /// - Throws: `ReplayError`, code `replay.other-rulebook` where the rulebook is another one, and the problems of an
    ///   order that does not fit it.
    public func order(for rulebook: Rulebook, anyRulebook: Bool = false) throws(ReplayError) -> Order {
        let found = "sha256:\(rulebook.definition.digest)"
        guard found == digest || anyRulebook else {
            throw ReplayError([
                Diagnostic(
                    "replay.other-rulebook",
                    "the decision is by the rulebook \(digest), and this one is \(found)",
                    at: digestPosition,
                    hint: "name the folder of that rulebook with --rulebook, and overlays from files with --overlay"
                )
            ])
        }
        let reader = OrderReader(rulebook, knownOn: knownOn, profiles: profiles(of: rulebook.definition))
        do throws(OrderError) {
            return try reader.order(statement)
        } catch {
            throw ReplayError(error.diagnostics)
        }
    }

    /// The profiles as far as the document shows them: its own entries first, so that they keep their precedence, then
    /// those of the rulebook that it names in full, for facts that only a change of the order would bring to light.
    private func profiles(of rulebook: RulebookDefinition) -> [ProfileDefinition] {
        var found: [ProfileDefinition] = []
        for fact in profileFacts {
            let known = rulebook.profiles.first { $0.title.english == fact.why }
            let prefix = Decision.Assumed.unnamedProfile
            let id = known?.id ?? (fact.why.hasPrefix(prefix) ? String(fact.why.dropFirst(prefix.count)) : fact.why)
            let entry = ProfileDefinition.Entry(fact: Reference(fact.name, at: fact.position), value: fact.value)
            if let index = found.firstIndex(where: { $0.id == id }) {
                found[index].facts.append(entry)
            } else {
                found.append(ProfileDefinition(id: id, title: known?.title ?? .init(english: id), facts: [entry]))
            }
        }
        let named = Set(found.map(\.id))
        return found + rulebook.profiles.filter { named.contains($0.id) }
    }
}

extension Decision.Assumed {
    /// How the reason begins where a profile is not one of the rulebook's; its id follows.
    static let unnamedProfile = "profile "

    /// What a profile gives: its title says why, or its id where it is not one of the rulebook's.
    init(fact: String, value: FactValue, profile id: String, in rulebook: Rulebook) {
        let title = rulebook.definition.profiles.first { $0.id == id }?.title
        self.init(
            fact: fact,
            value: value,
            source: .profile,
            why: title ?? LocalisedText(english: Self.unnamedProfile + id, chinese: "假设集 \(id)")
        )
    }
}

/// Reads the members of a decision document and gathers what is wrong with them.
private struct DocumentReading {
    var problems: [Diagnostic] = []

    mutating func checkFormat(of document: JSONNode) {
        guard document["format"]?.string != Decision.format else { return }
        report("a decision has the `format` \(Decision.format)", document["format"] ?? document)
    }

    mutating func member(_ key: String, in node: JSONNode?) -> JSONNode? {
        guard let node else { return nil }
        if let found = node[key] { return found }
        report("the decision has no `\(key)`", node)
        return nil
    }

    mutating func text(_ key: String, in node: JSONNode?) -> String? {
        guard let found = member(key, in: node) else { return nil }
        if let text = found.string { return text }
        report("`\(key)` is not a text", found)
        return nil
    }

    mutating func date(_ key: String, in node: JSONNode?) -> CalendarDate? {
        guard let text = text(key, in: node) else { return nil }
        if let date = CalendarDate(iso: text) { return date }
        if let found = node?[key] { report("`\(key)` is not a date that exists", found) }
        return nil
    }

    mutating func elements(_ key: String, in node: JSONNode?) -> [JSONNode] {
        guard let found = member(key, in: node) else { return [] }
        if let elements = found.array { return elements }
        report("`\(key)` is not a list", found)
        return []
    }

    /// What the order stated: for an order of several legs, each leg as a whole.
    mutating func statement(of document: JSONNode) -> OrderStatement {
        var statement = OrderStatement(position: document.position)
        let legs = elements("legs", in: document)
        guard let order = member("order", in: legs.first ?? document) else { return statement }
        statement.id = document["order"]?["id"]?.string
        statement.position = order.position
        statement.parties = (order["parties"]?.array ?? []).map { facts(of: $0) }
        if legs.isEmpty {
            statement.facts = member("facts", in: order).map { facts(of: $0) } ?? []
        } else {
            for leg in legs { statement.legs.append(leg["order"]?["facts"].map { facts(of: $0) } ?? []) }
        }
        for (number, part) in (legs.isEmpty ? [document] : legs).enumerated() {
            statement.findings += findings(of: part, leg: legs.isEmpty ? nil : number)
        }
        return statement
    }

    /// The facts that profiles gave, in the document and in each of its legs, each once.
    mutating func profileFacts(of document: JSONNode) -> [DecisionReplay.ProfileFact] {
        var found: [DecisionReplay.ProfileFact] = []
        for part in [document] + (document["legs"]?.array ?? []) {
            for entry in elements("assumed", in: part) where entry["source"]?.string == "profile" {
                guard let name = text("fact", in: entry).map(schemaName), let why = text("why", in: entry),
                    let value = entry["value"]?.factValue, !found.contains(where: { $0.name == name })
                else { continue }
                found.append(.init(name: name, value: value, why: why, position: entry.position))
            }
        }
        return found
    }

    /// What was found out, which is told under a source that is none of the program's own.
    mutating func findings(of part: JSONNode, leg: Int?) -> [Finding] {
        elements("assumed", in: part)
            .compactMap { entry in
                guard let source = entry["source"]?.string, Decision.Assumed.Source(rawValue: source) == nil,
                    let name = text("fact", in: entry), let why = text("why", in: entry)
                else { return nil }
                return Finding(
                    source: source,
                    fact: schemaName(name),
                    party: party(in: name),
                    leg: leg,
                    value: entry["value"]?.factValue,
                    suspected: entry["suspected"]?.factValue,
                    why: LocalisedText(english: why)
                )
            }
    }

    /// The place of the party in `parties[0].military`.
    private func party(in name: String) -> Int? {
        guard name.hasPrefix("parties["), let end = name.firstIndex(of: "]") else { return nil }
        return Int(name[..<end].dropFirst("parties[".count))
    }

    /// The fact of the schema: what is assumed of one party is told as `parties[0].military`.
    private func schemaName(_ name: String) -> String {
        guard name.hasPrefix("parties["), let end = name.firstIndex(of: "]") else { return name }
        return partyPrefix + name[end...].dropFirst("].".count)
    }

    private mutating func facts(of node: JSONNode) -> [Statement] {
        guard let members = node.members else {
            report("facts are an object", node)
            return []
        }
        return members.map { member in
            let value: Statement.Raw =
                switch member.value.factValue {
                case .string(let text)?: .text(text)
                case let value?: .value(value)
                case nil: .null
                }
            return Statement(name: member.key, value: value, position: member.value.position)
        }
    }

    private mutating func report(_ message: String, _ node: JSONNode) {
        problems.append(
            Diagnostic(
                "replay.bad-document",
                message,
                at: node.position,
                hint: "`passgate check --json` prints decisions"
            )
        )
    }
}
