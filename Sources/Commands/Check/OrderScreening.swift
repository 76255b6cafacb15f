import Deciding
import Diagnostics
import Facts
import Quantities
import Rulebooks
import Screening

/// Screens the parties of an order and adds what was found to it.
struct OrderScreening {
    /// What documents name as the source of what was found.
    private static let source = "screening"

    private let rulebook: Rulebook
    private let screener: OrderScreener
    private let table: ReferenceFinder?
    /// The lists in the store.
    let versions: [StoredVersion]
    /// The file with the graph of owners; nil where none was given.
    let ownersFile: String?
    /// Where the store lies.
    let storePath: String

    init(
        _ rulebook: Rulebook,
        _ screener: OrderScreener,
        versions: [StoredVersion],
        ownersFile: String?,
        storePath: String
    ) {
        self.rulebook = rulebook
        self.screener = screener
        self.versions = versions
        self.ownersFile = ownersFile
        self.storePath = storePath
        table = ReferenceFinder(rulebook, naming: FactNames.buyer)
    }

    /// The codes of the lists of the rulebook that are not in the store.
    var missing: [String] {
        let known = Set(versions.map(\.list))
        return rulebook.definition.lists.lists.map(\.code).filter { !known.contains($0) }
    }

    /// Screens all parties, and puts what was found into the order in the place of what was found before.
    ///
    /// A name that can't be screened is told with everything else that is wrong.
    ///
    /// - Parameter draft: the order.
    /// - Returns: what was found, party by party.
    /// - Throws: `CommandFailure` where the store can't be read.
    func screen(_ draft: inout OrderDraft) throws(CommandFailure) -> [OrderPartyFinding] {
        draft.statement.findings = []
        var found: [OrderPartyFinding] = []
        for (party, position) in parties(of: draft) {
            if let problem = party.names.first.flatMap({ PartyName.problem(with: $0) }) {
                draft.problems.append(Diagnostic(problem.code, problem.message, at: position, hint: problem.hint))
                continue
            }
            found.append(try CommandFailure.catching { () throws(ScreeningError) in try screener.finding(for: party) })
        }
        draft.statement.findings = found.flatMap { found in
            found.facts.filter { rulebook.factIndex[$0.fact].map { rulebook.facts[$0].mayBeStated } ?? false }
                .map { fact in
                    Finding(
                        source: Self.source,
                        fact: fact.fact,
                        party: found.party.place,
                        leg: found.party.leg,
                        value: fact.value,
                        suspected: fact.suspected,
                        why: fact.why
                    )
                }
        }
        return found
    }

    // MARK: Parties

    /// The parties of an order with the places of their names, leg by leg.
    private func parties(of draft: OrderDraft) -> [(party: OrderParty, position: SourcePosition)] {
        let order = draft.statement
        guard !order.legs.isEmpty else { return parties(order.facts, order, leg: nil, draft) }
        return order.legs.enumerated()
            .flatMap { number, leg in
                let names = Set(leg.map { rulebook.factName(for: $0.name) })
                let others = order.facts.filter { !names.contains(rulebook.factName(for: $0.name)) }
                return parties(others + leg, order, leg: number, draft)
            }
    }

    private func parties(
        _ facts: [Statement],
        _ order: OrderStatement,
        leg: Int?,
        _ draft: OrderDraft
    ) -> [(party: OrderParty, position: SourcePosition)] {
        // An order without a day is refused when it is read.
        guard let day = text(FactNames.date, in: facts).flatMap({ CalendarDate(iso: $0.text) }) else { return [] }
        func party(_ facts: [Statement], prefix: String, place: Int?, role: String?) -> (OrderParty, SourcePosition) {
            let name = text(FactNames.buyer, in: facts, prefix: prefix)
            let row = name.flatMap { draft.hasOwnParty ? nil : self.row($0.text) }
            return (
                OrderParty(
                    place: place,
                    leg: leg,
                    role: role,
                    names: name.map { names($0.text, row) } ?? [],
                    country: headquarters.flatMap { text($0, in: facts, prefix: prefix)?.text },
                    on: day,
                    tableFacts: row.map(tableFacts) ?? []
                ),
                name?.position ?? facts.first?.position ?? order.position
            )
        }
        if order.parties.isEmpty { return [party(facts, prefix: "", place: nil, role: nil)] }
        return order.parties.enumerated()
            .map { place, fields in
                party(fields, prefix: partyPrefix, place: place, role: text("role", in: fields)?.text)
            }
    }

    private var headquarters: String? { rulebook.definition.ownership?.headquarters?.name }

    private func text(
        _ fact: String,
        in facts: [Statement],
        prefix: String = ""
    ) -> (text: String, position: SourcePosition)? {
        for statement in facts where statement.name == fact || rulebook.factName(for: prefix + statement.name) == fact {
            switch statement.value {
            case .text(let text), .value(.string(let text)): return (text, statement.position)
            case .value(.date(let date)): return (date.description, statement.position)
            default: continue
            }
        }
        return nil
    }

    // MARK: The table of parties

    private func row(_ name: String) -> Int? {
        guard case .row(let entry)? = table?.match(name) else { return nil }
        return entry.row
    }

    private func cell(_ row: Int, _ column: String?) -> String? {
        guard let table, let column, let index = table.table.columns.firstIndex(of: column),
            case .string(let text)? = table.table.rows[row].cells[index], !text.isEmpty
        else { return nil }
        return text
    }

    /// The name as it was stated, then the names in full that the table has.
    private func names(_ stated: String, _ row: Int?) -> [String] {
        var names = [stated]
        for column in table?.table.columns ?? [] where column.hasPrefix("name") {
            guard let row, let name = cell(row, column), !names.contains(name), PartyName.problem(with: name) == nil
            else { continue }
            names.append(name)
        }
        return names
    }

    /// The facts that the row of the party gives.
    private func tableFacts(_ row: Int) -> Set<String> {
        Set(
            rulebook.definition.facts
                .filter { $0.lookup?.table.name == table?.table.name && cell(row, $0.lookup?.column) != nil }
                .map(\.name)
        )
    }
}
