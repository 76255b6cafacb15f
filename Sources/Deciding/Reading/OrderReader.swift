import Diagnostics
import Facts
public import Quantities
public import Rulebooks

/// Reads orders against the fact schema of a rulebook.
public struct OrderReader: Sendable {
    let rulebook: Rulebook
    /// The day on which the question is put.
    let knownOn: CalendarDate
    /// The profiles to assume, in order of precedence.
    let profiles: [ProfileDefinition]
    /// Whether the schema's conditional assumptions and the tables that cases do not rely on may be used.
    let isLive: Bool
    private let countries: Set<String>

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - rulebook: the rulebook whose schema orders are read against.
    ///   - knownOn: the day on which the question is put.
    ///   - profiles: sets of assumptions, in order of precedence.
    ///   - isLive: false for cases, which state what they need.
    public init(_ rulebook: Rulebook, knownOn: CalendarDate, profiles: [ProfileDefinition] = [], isLive: Bool = true) {
        self.rulebook = rulebook
        self.knownOn = knownOn
        self.profiles = profiles
        self.isLive = isLive
        let table = rulebook.definition.tables.first { $0.name == countryTable }
        let key = table?.key.flatMap { table?.columns.firstIndex(of: $0) }
        countries = Set(key.map { key in table?.rows.compactMap { $0.cells[key]?.text } ?? [] } ?? [])
    }

    /// The order that a statement makes.
    ///
    /// - Throws: `OrderError` with every problem of the statement: unknown or derived facts, wrong types, values
    ///   outside a fact's domain, contradictions, missing facts without which no order is decided.
    public func order(_ statement: OrderStatement) throws(OrderError) -> Order {
        var reading = Reading(reader: self, statement: statement)
        let order = reading.order()
        if !reading.problems.isEmpty { throw OrderError(reading.problems) }
        guard let order else { throw OrderError([reading.noDate()]) }
        return order
    }

    func isCountry(_ code: String) -> Bool { countries.isEmpty || countries.contains(code) }
    var countryNames: Set<String> { countries }
}

/// The table of a rulebook that lists the countries there are.
package let countryTable = "countries"

/// The part of fact names that speaks of a single party.
package let partyPrefix = "buyer."

/// One order being read.
struct Reading {
    let reader: OrderReader
    let statement: OrderStatement
    var problems: [Diagnostic] = []
    /// The leg being read.
    private var leg: Int?
    var rulebook: Rulebook { reader.rulebook }

    init(reader: OrderReader, statement: OrderStatement) {
        self.reader = reader
        self.statement = statement
    }

    mutating func order() -> Order? {
        let inputs = inputs(of: statement.facts)
        guard statement.legs.isEmpty else { return legs() }
        guard let order = order(inputs, statement.facts) else { return nil }
        return order
    }

    private mutating func legs() -> Order? {
        var legs: [Order] = []
        for (number, leg) in statement.legs.enumerated() {
            self.leg = number
            let names = Set(leg.map { rulebook.factName(for: $0.name) })
            let facts = statement.facts.filter { !names.contains(rulebook.factName(for: $0.name)) } + leg
            guard let order = order(inputs(of: facts), facts) else { continue }
            legs.append(order)
        }
        guard let first = legs.first else { return nil }
        var whole = first
        whole.legs = legs
        return whole
    }

    private mutating func order(_ inputs: Inputs, _ facts: [Statement]) -> Order? {
        for (index, definition) in rulebook.definition.facts.enumerated()
        where definition.missing == .refuse && inputs.stated[index] == nil && !isAttempted(definition.name, facts) {
            let ask = definition.ask?.english ?? definition.meaning.english
            problems.append(
                Diagnostic(
                    "order.missing-fact",
                    "`\(definition.name)` is missing, and without it nothing can be decided",
                    at: statement.position,
                    hint: "\(ask)"
                )
            )
        }
        guard let dateFact = rulebook.dateFact, let date = inputs.stated[dateFact]?.date else { return nil }
        if date < rulebook.definition.begins {
            problems.append(
                Diagnostic(
                    "order.before-rulebook",
                    "\(date) is before the rulebook begins, which is \(rulebook.definition.begins)",
                    at: facts.first { rulebook.factName(for: $0.name) == rulebook.facts[dateFact].name }?.position
                        ?? statement.position,
                    hint: "this rulebook can't decide orders of that time"
                )
            )
        }
        if reader.knownOn < rulebook.definition.begins { problems.append(knownTooEarly()) }
        var order = Order(id: statement.id, inputs: inputs, date: date)
        order.findings = statement.findings.indices
            .filter { statement.findings[$0].leg == nil || statement.findings[$0].leg == leg }
        if !statement.parties.isEmpty { foldParties(into: &order, facts: facts) }
        return order
    }

    /// Whether a fact is stated with a value that can't be used, which is told by itself.
    private func isAttempted(_ name: String, _ facts: [Statement]) -> Bool {
        facts.contains { $0.value != .null && rulebook.factName(for: $0.name) == name }
    }

    /// What came before the first rule is not "no rule": nothing can be said of what was known then.
    private func knownTooEarly() -> Diagnostic {
        Diagnostic(
            "order.known-before-rulebook",
            "what was known on \(reader.knownOn) is not in the rulebook, which begins on \(rulebook.definition.begins)",
            at: statement.position,
            hint: "ask as of a later day"
        )
    }

    func noDate() -> Diagnostic {
        Diagnostic("order.missing-fact", "the order has no date", at: statement.position)
    }

    // MARK: Facts

    /// The facts of one party, or of an order whose parties are not told apart.
    ///
    /// - Parameters:
    ///   - facts: what was stated.
    ///   - party: the place of the party whose findings count.
    /// - Returns: the facts, placed on those of the rulebook.
    mutating func inputs(of facts: [Statement], party: Int? = nil) -> Inputs {
        var inputs = Inputs(rulebook: rulebook, knownOn: reader.knownOn)
        inputs.isLive = reader.isLive
        inputs.findings = statement.findings
        var positions: [Int: SourcePosition] = [:]
        for fact in facts {
            guard let (index, value) = read(fact) else { continue }
            if let earlier = positions[index], inputs.stated[index] != value {
                let old = inputs.stated[index].map { "\($0)" } ?? "unknown"
                problems.append(
                    Diagnostic(
                        "order.contradiction",
                        "`\(rulebook.facts[index].name)` is stated twice, as `\(old)` and as `\(value.map { "\($0)" } ?? "unknown")`",
                        at: fact.position,
                        hint: "state it once",
                        notes: [.init("the first is here", at: earlier)]
                    )
                )
                continue
            }
            positions[index] = fact.position
            inputs.stated[index] = value
            if value == nil { inputs.statedUnknown.insert(index) }
        }
        for (number, finding) in statement.findings.enumerated()
        where finding.party == party && (finding.leg == nil || finding.leg == leg) {
            guard let index = rulebook.factIndex[finding.fact] else { continue }
            inputs.finding[index] = number
            if let stated = inputs.stated[index], !finding.agrees(with: stated) {
                problems.append(contradiction(finding, stated, at: positions[index] ?? statement.position))
            }
        }
        for profile in reader.profiles.reversed() {
            for entry in profile.facts {
                if let index = rulebook.factIndex[entry.fact.name] {
                    inputs.profile[index] = (entry.value, profile.id)
                }
            }
        }
        return inputs
    }

    private func contradiction(_ finding: Finding, _ stated: FactValue, at position: SourcePosition) -> Diagnostic {
        let found = finding.value.map { "found `\($0)`" } ?? "leaves it open"
        return Diagnostic(
            "order.contradiction",
            "`\(finding.shownFact)` is stated as `\(stated)`, and \(finding.source) \(found): \(finding.why.english)",
            at: position,
            hint: "state nothing that \(finding.source) finds out, or settle what it found"
        )
    }

    private mutating func read(_ fact: Statement) -> (Int, FactValue?)? {
        let name = rulebook.factName(for: fact.name)
        guard let index = rulebook.factIndex[name] else {
            let known = rulebook.facts.filter(\.mayBeStated).map(\.name)
            problems.append(
                Diagnostic(
                    "order.unknown-fact",
                    "`\(fact.name)` is not a fact of this rulebook",
                    at: fact.position,
                    hint: NearMiss.suggestion(for: name, among: known).map { "did you mean `\($0)`?" }
                        ?? "`passgate rules facts` lists them"
                )
            )
            return nil
        }
        guard rulebook.facts[index].mayBeStated else {
            problems.append(
                Diagnostic(
                    "order.derived-fact",
                    "`\(name)` is computed and can't be stated",
                    at: fact.position,
                    hint: "state the facts it is computed from"
                )
            )
            return nil
        }
        guard fact.value != .null else { return (index, nil) }
        return value(of: fact, rulebook.definition.facts[index]).map { (index, $0) }
    }
}

extension Rulebook {
    /// The name of the fact that a user means: as declared, with hyphens for underscores allowed.
    package func factName(for name: String) -> String {
        if factIndex[name] != nil { return name }
        let folded = String(name.map { $0 == "-" ? "_" : $0 })
        return factIndex[folded] != nil ? folded : name
    }
}
