import CEL
import Diagnostics
import Facts
import Quantities

/// Turns a definition into a rulebook, gathering problems as it goes.
struct RulebookCompiler {
    let definition: RulebookDefinition
    let ruleDefinitions: [RuleDefinition]
    var problems: [Diagnostic] = []
    var atoms: [Atom] = []
    var atomIndex: [String: Int] = [:]
    let factIndex: [String: Int]
    let decisionIndex: [String: Int]
    let ruleIndex: [String: [Int]]
    let tableIndex: [String: Int]
    let groups: [CompiledGroup]
    let groupIndex: [String: Int]
    let environment: Environment
    var labels: [[String?]] = []
    /// Per contributed target the rules that contribute it.
    var contributorsByTarget: [String: [Int]] = [:]

    init(_ definition: RulebookDefinition) {
        self.definition = definition
        ruleDefinitions = definition.rules + definition.collisions
        factIndex = Self.index(definition.facts.map(\.name))
        decisionIndex = Self.index(definition.decisions.map(\.name))
        tableIndex = Self.index(definition.tables.map(\.name))
        ruleIndex = Dictionary(grouping: ruleDefinitions.indices, by: { [ruleDefinitions] in ruleDefinitions[$0].id })
        groups = Self.groups(of: definition.tables)
        groupIndex = Self.index(groups.map(\.name))
        environment = Self.environment(for: definition)
        for index in ruleDefinitions.indices {
            for contribution in ruleDefinitions[index].contributes {
                contributorsByTarget[contribution.target.name, default: []].append(index)
            }
        }
    }

    private static func index(_ names: [String]) -> [String: Int] {
        Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The nodes that are main answers, and those that the verdict is made from.
    func wantedNodes(
        facts: Int,
        rules: [CompiledRule],
        decisions: [CompiledDecision],
        gates: [CompiledGate]
    ) -> Set<Int> {
        var wanted = Set(decisions.indices.filter { decisions[$0].definition.isMain }.map { facts + rules.count + $0 })
        for gate in gates {
            for state in gate.states {
                for variable in variables(in: state.when) {
                    wanted.insert(variable < facts ? variable : variable + rules.count)
                }
            }
        }
        wanted.formUnion((definition.rules.count..<rules.count).map { facts + $0 })
        return wanted
    }

    /// Numbers the lookups so that those which find the same row have the same number.
    func lookupGroups(of facts: [CompiledFact]) -> (groups: [Int], count: Int) {
        var numbers: [String: Int] = [:]
        let groups = facts.map { fact -> Int in
            guard let lookup = fact.lookup, !lookup.sums else { return -1 }
            let key = "\(lookup.table) \(lookup.only) \(lookup.match) \(lookup.picksLatest)"
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            return number
        }
        return (groups, numbers.count)
    }

    func boundaries() -> [CalendarDate] {
        var found: Set<CalendarDate> = []
        for rule in ruleDefinitions {
            found.insert(rule.from)
            if let end = rule.to?.adding(days: 1) { found.insert(end) }
        }
        for table in definition.tables {
            for name in ["since", "until", "date"] {
                guard let column = table.columns.firstIndex(of: name) else { continue }
                found.formUnion(table.rows.compactMap { $0.cells[column]?.date })
            }
        }
        return found.sorted()
    }

    // MARK: Names

    mutating func fact(_ reference: Reference) -> Int? {
        if let index = factIndex[reference.name] { return index }
        unknown(reference, what: "fact", among: factIndex.keys)
        return nil
    }

    mutating func decision(_ reference: Reference) -> Int? {
        if let index = decisionIndex[reference.name] { return index }
        unknown(reference, what: "decision", among: decisionIndex.keys)
        return nil
    }

    mutating func rules(_ reference: Reference) -> [Int] {
        if let indices = ruleIndex[reference.name] { return indices }
        unknown(reference, what: "rule", among: ruleIndex.keys)
        return []
    }

    private mutating func unknown(_ reference: Reference, what: String, among names: some Sequence<String>) {
        problems.append(
            Diagnostic(
                "rulebook.unknown-name",
                "`\(reference.name)` is not a declared \(what)",
                at: reference.position,
                hint: NearMiss.suggestion(for: reference.name, among: names).map { "did you mean `\($0)`?" }
            )
        )
    }

    /// All labels an answer of a decision can have: values, then those of `before` rules, default, otherwise.
    func labels(of decision: DecisionDefinition) -> [String?] {
        var labels: [String?] = decision.values
        func add(_ label: String?) {
            if !labels.contains(label) { labels.append(label) }
        }
        for choice in decision.choices { add(choice.value) }
        for reference in decision.before {
            for index in ruleIndex[reference.name] ?? [] {
                for contribution in ruleDefinitions[index].contributes where contribution.target.name == decision.name {
                    for value in contribution.values { add(value) }
                }
            }
        }
        if let unserved = decision.unserved { add(unserved) }
        if decision.kind != .set {
            add(decision.defaultValue)
            add(decision.otherwise)
        }
        return labels
    }
}
