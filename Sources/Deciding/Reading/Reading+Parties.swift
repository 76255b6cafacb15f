import Diagnostics
import Facts
import Quantities
import Rulebooks

extension Reading {
    /// Folds the parties of an order into the facts that speak of one buyer, as the schema says for each.
    mutating func foldParties(into order: inout Order, facts: [Statement]) {
        let stated = facts.filter { $0.name.hasPrefix(partyPrefix) }
        let others = facts.filter { !$0.name.hasPrefix(partyPrefix) }
        var worlds: [(role: String, evaluator: Evaluator)] = []
        for (number, party) in statement.parties.enumerated() {
            guard let read = world(of: party, number, others: others, date: order.date) else { continue }
            worlds.append(read)
            order.parties.append(named(party))
        }
        guard !worlds.isEmpty else { return }
        for (index, definition) in rulebook.definition.facts.enumerated() where definition.name.hasPrefix(partyPrefix) {
            fold(index, definition, worlds, into: &order.inputs)
        }
        for fact in stated { compare(fact, with: &order.inputs) }
        for (party, world) in worlds.enumerated() {
            order.partyAssumed += assumed(party, world.evaluator, shown: order.inputs.partySources)
        }
    }

    /// What profiles gave for one party, where the folded value does not say so.
    private func assumed(_ party: Int, _ evaluator: Evaluator, shown: [Int: FactSource]) -> [Decision.Assumed] {
        shown.keys.sorted()
            .compactMap { index in
                let source = evaluator.world.sources[index]
                guard case .profile(let id) = source, shown[index] != source,
                    let value = evaluator.value(ofVariable: index)
                else { return nil }
                let path = rulebook.facts[index].name.dropFirst(partyPrefix.count)
                return Decision.Assumed(fact: "parties[\(party)].\(path)", value: value, profile: id, in: rulebook)
            }
    }

    private mutating func world(
        of party: [Statement],
        _ number: Int,
        others: [Statement],
        date: CalendarDate
    ) -> (role: String, evaluator: Evaluator)? {
        var role: String?
        var facts = others
        for field in party {
            if field.name == "role" {
                if case .text(let text) = field.value { role = text }
                if case .value(.string(let text)) = field.value { role = text }
            } else {
                facts.append(Statement(name: partyPrefix + field.name, value: field.value, position: field.position))
            }
        }
        guard let role, partyRoles.contains(role) else {
            problems.append(
                Diagnostic(
                    "order.party-role",
                    "a party needs a `role`",
                    at: party.first?.position ?? statement.position,
                    hint: "it is one of \(partyRoles.joined(separator: ", "))"
                )
            )
            return nil
        }
        return (role, Evaluator(rulebook, inputs(of: facts, party: number), on: date))
    }

    private func named(_ party: [Statement]) -> [Decision.NamedFact] {
        party.map { field in
            let value: FactValue? =
                switch field.value {
                case .text(let text): .string(text)
                case .value(let value): value
                case .null: nil
                }
            return Decision.NamedFact(name: field.name, value: value)
        }
    }

    private func fold(
        _ index: Int,
        _ definition: FactDefinition,
        _ worlds: [(role: String, evaluator: Evaluator)],
        into inputs: inout Inputs
    ) {
        let path = definition.name.dropFirst(partyPrefix.count)
        let unknown = worlds.indices.filter { !worlds[$0].evaluator.isKnown(fact: index) }
        switch definition.parties ?? .endUser {
        case .any, .each:
            let truths = worlds.map { $0.evaluator.world.truths[index] }
            let truth = truths.reduce(Truth.no) { $0 || $1 }
            set(index, truth, worlds, into: &inputs)
            if truth == .unknown { inputs.partyNeeds[index] = needs(index, unknown, worlds, String(path)) }
        case .all:
            let counted = worlds.filter { definition.roles.isEmpty || definition.roles.contains($0.role) }
            let truth = counted.map { $0.evaluator.world.truths[index] }.reduce(Truth.yes) { $0 && $1 }
            set(index, counted.isEmpty ? .unknown : truth, counted, into: &inputs)
        case .highest:
            let numbers = worlds.map { $0.evaluator.world.values[index]?.number }
            let highest = unknown.isEmpty ? numbers.compactMap { $0 }.max() : nil
            state(index, highest.map { .decimal($0) }, worlds.filter { highest == number(index, $0) }, into: &inputs)
            if !unknown.isEmpty { inputs.partyNeeds[index] = unknown.map { "parties[\($0)].\(path)" } }
        case .endUser:
            let chosen =
                worlds.first { $0.role == "end_user" } ?? worlds.first { $0.role == "ultimate_consignee" } ?? worlds[0]
            state(index, chosen.evaluator.value(ofVariable: index), [chosen], into: &inputs)
        }
    }

    /// Which fields of which parties keep a folded fact from being known.
    private func needs(
        _ index: Int,
        _ unknown: [Int],
        _ worlds: [(role: String, evaluator: Evaluator)],
        _ path: String
    ) -> [String] {
        unknown.flatMap { party in
            var found: Set<Int> = []
            var seen: Set<Int> = []
            worlds[party].evaluator.collectMissing(variable: index, &found, &seen)
            let names = found.sorted().map { rulebook.facts[$0].name }.filter { $0.hasPrefix(partyPrefix) }
            return (names.isEmpty ? [partyPrefix + path] : names)
                .map { "parties[\(party)].\($0.dropFirst(partyPrefix.count))" }
        }
    }

    private func number(_ index: Int, _ party: (role: String, evaluator: Evaluator)) -> ExactDecimal? {
        party.evaluator.world.values[index]?.number
    }

    private func set(
        _ index: Int,
        _ truth: Truth,
        _ worlds: [(role: String, evaluator: Evaluator)],
        into inputs: inout Inputs
    ) {
        inputs.partyTruths[index] = truth
        let settling = worlds.filter { $0.evaluator.world.truths[index] == truth }
        inputs.partySources[index] = truth == .unknown ? FactSource.none : source(index, settling)
    }

    private func state(
        _ index: Int,
        _ value: FactValue?,
        _ worlds: [(role: String, evaluator: Evaluator)],
        into inputs: inout Inputs
    ) {
        inputs.stated[index] = value
        if value == nil { inputs.statedUnknown.insert(index) }
        inputs.partySources[index] = value == nil ? FactSource.none : source(index, worlds)
    }

    /// Where a folded value came from: what was assumed of one party is an assumption for the order.
    private func source(_ index: Int, _ worlds: [(role: String, evaluator: Evaluator)]) -> FactSource {
        let sources = worlds.map { $0.evaluator.world.sources[index] }
        return sources.first { $0 != .stated && $0 != .derived } ?? sources.first ?? FactSource.none
    }

    /// Both forms may be stated only where they agree.
    private mutating func compare(_ fact: Statement, with inputs: inout Inputs) {
        guard let index = rulebook.factIndex[rulebook.factName(for: fact.name)] else { return }
        let value = fact.value == .null ? nil : value(of: fact, rulebook.definition.facts[index])
        guard value != nil || fact.value == .null else { return }
        inputs.partySources[index] = .stated
        let folded = inputs.partyTruths[index]?.bool.map { FactValue.bool($0) } ?? inputs.stated[index]
        guard folded != value else { return }
        problems.append(
            Diagnostic(
                "order.contradiction",
                "`\(fact.name)` is stated beside `parties`, and they do not agree",
                at: fact.position,
                hint: "state the parties alone"
            )
        )
    }
}

/// The roles that a party can have, 15 CFR 748.5 (c) to (f) in the words of the schema.
let partyRoles = ["purchaser", "intermediate_consignee", "ultimate_consignee", "end_user"]
