import Deciding
import Diagnostics
import Facts
import Rulebooks

/// Replaces the names of chips and parties in an order by those of the reference tables.
///
/// A family name stands for each of its variants, so one order can become several.
struct NamedRows {
    /// An order with the name of the variant it speaks of.
    struct Variant {
        let label: String
        var statement: OrderStatement
    }

    private let rulebook: Rulebook
    private let chips: ReferenceFinder?
    private let buyers: ReferenceFinder?
    private let countries: ReferenceFinder?
    private let countryFacts: Set<String>
    private(set) var problems: [Diagnostic] = []
    private(set) var notes: [Diagnostic] = []

    init(_ rulebook: Rulebook, _ draft: OrderDraft) {
        self.rulebook = rulebook
        chips = draft.hasOwnChip ? nil : ReferenceFinder(rulebook, naming: FactNames.chip)
        buyers = draft.hasOwnParty ? nil : ReferenceFinder(rulebook, naming: FactNames.buyer)
        countries = rulebook.definition.tables.first { $0.name == countryTable }.flatMap { ReferenceFinder($0) }
        countryFacts = Set(rulebook.definition.facts.filter { $0.kind == .country }.map(\.name))
    }

    /// The orders that a statement makes: one, or one for each variant of a family.
    mutating func variants(of statement: OrderStatement) -> [Variant] {
        var statement = statement
        for index in statement.facts.indices {
            if statement.facts[index].name == FactNames.buyer { resolveBuyer(&statement.facts[index]) }
            resolveCountry(&statement.facts[index], as: statement.facts[index].name)
        }
        for party in statement.parties.indices {
            for field in statement.parties[party].indices {
                let name = partyPrefix + statement.parties[party][field].name
                if name == FactNames.buyer { resolveBuyer(&statement.parties[party][field]) }
                resolveCountry(&statement.parties[party][field], as: name)
            }
        }
        for leg in statement.legs.indices {
            for fact in statement.legs[leg].indices {
                resolveCountry(&statement.legs[leg][fact], as: statement.legs[leg][fact].name)
            }
        }
        let given = givenFigures(in: statement)
        for leg in statement.legs.indices {
            for fact in statement.legs[leg].indices where statement.legs[leg][fact].name == FactNames.chip {
                resolveChipOfLeg(&statement.legs[leg][fact], isDescribed: given)
            }
        }
        return chipVariants(of: statement, isDescribed: given)
    }

    // MARK: Chips

    private mutating func chipVariants(of statement: OrderStatement, isDescribed: Bool) -> [Variant] {
        let places = statement.facts.indices.filter { statement.facts[$0].name == FactNames.chip }
        guard let first = places.first, let name = statement.facts[first].text else {
            return [Variant(label: statement.id ?? "", statement: statement)]
        }
        let names: [String]
        switch chips?.match(name) {
        case .row(let entry)?: names = [entry.name]
        case .family(_, let entries)?: names = entries.map(\.name)
        case .ambiguous(let entries)?:
            problems.append(ambiguous(name, entries, at: statement.facts[first].position))
            return []
        case .none(let nearMisses)? where !isDescribed:
            problems.append(unknownChip(name, nearMisses, at: statement.facts[first].position))
            return []
        case .none?, nil: names = [name]
        }
        return names.map { variant in
            var copy = statement
            for place in places where isSame(statement.facts[place].text, as: names) {
                copy.facts[place].value = .text(variant)
            }
            return Variant(label: variant, statement: copy)
        }
    }

    /// Whether another statement of the name means the same rows, so that it is no contradiction.
    private func isSame(_ name: String?, as names: [String]) -> Bool {
        guard let name else { return false }
        switch chips?.match(name) {
        case .row(let entry)?: return names.contains(entry.name)
        case .family(_, let entries)?: return entries.map(\.name) == names
        default: return names == [name]
        }
    }

    private mutating func resolveChipOfLeg(_ fact: inout Statement, isDescribed: Bool) {
        guard let name = fact.text else { return }
        switch chips?.match(name) {
        case .row(let entry)?: fact.value = .text(entry.name)
        case .family(_, let entries)?, .ambiguous(let entries)?:
            problems.append(ambiguous(name, entries, at: fact.position))
        case .none(let nearMisses)? where !isDescribed:
            problems.append(unknownChip(name, nearMisses, at: fact.position))
        case .none?, nil: break
        }
    }

    /// Whether the order states any figure that the table of chips would give.
    private func givenFigures(in statement: OrderStatement) -> Bool {
        guard let table = chips?.table.name else { return false }
        let figures = rulebook.definition.facts.filter { $0.lookup?.table.name == table }.map(\.name)
        return (statement.facts + statement.legs.flatMap { $0 })
            .contains { fact in fact.value != .null && figures.contains(rulebook.factName(for: fact.name)) }
    }

    private func unknownChip(_ name: String, _ nearMisses: [String], at position: SourcePosition) -> Diagnostic {
        let near = nearMisses.isEmpty ? "" : "did you mean \(nearMisses.map { "`\($0)`" }.joined(separator: ", "))? "
        return Diagnostic(
            "order.unknown-chip",
            "no chip `\(name)` is known",
            at: position,
            hint: "\(near)`passgate chips list` shows all; state the figures of another with --fact or --chip-row"
        )
    }

    private func ambiguous(
        _ name: String,
        _ entries: [ReferenceFinder.Entry],
        at position: SourcePosition
    ) -> Diagnostic {
        Diagnostic(
            "order.ambiguous-name",
            "`\(name)` can mean several",
            at: position,
            hint: "name one of \(entries.map { "`\($0.name)`" }.joined(separator: ", "))"
        )
    }

    // MARK: Countries and parties

    /// A country may be named in full; what is no country is left for the reader to refuse.
    private func resolveCountry(_ fact: inout Statement, as name: String) {
        guard let text = fact.text, countryFacts.contains(rulebook.factName(for: name)),
            case .row(let entry)? = countries?.match(text)
        else { return }
        fact.value = .text(entry.name)
    }

    private mutating func resolveBuyer(_ fact: inout Statement) {
        guard let name = fact.text, let buyers else { return }
        switch buyers.match(name) {
        case .row(let entry): fact.value = .text(entry.name)
        case .family(_, let entries), .ambiguous(let entries):
            problems.append(ambiguous(name, entries, at: fact.position))
        case .none(let nearMisses):
            let near =
                nearMisses.isEmpty ? "" : "did you mean \(nearMisses.map { "`\($0)`" }.joined(separator: ", "))? "
            notes.append(
                Diagnostic(
                    "order.unknown-party",
                    "no party `\(name)` is known, so nothing is assumed of it",
                    at: fact.position,
                    severity: .note,
                    hint: "\(near)state what you know with --fact or --party-row"
                )
            )
        }
    }
}

extension Statement {
    /// The text stated, where it is one.
    fileprivate var text: String? {
        switch value {
        case .text(let text), .value(.string(let text)): text
        default: nil
        }
    }
}
