import Deciding
import Facts

/// Decisions that say the same, each with the name of what it is about.
struct DecisionGroup {
    private(set) var members: [(label: String, decision: Decision)]

    /// The decision that stands for all.
    var decision: Decision { members[0].decision }
    var labels: [String] { members.map(\.label) }

    /// Parts decisions into groups that say the same, in the order in which they come; of the answers only those to
    /// the questions of `headline` must agree.
    static func groups(of decisions: [(label: String, decision: Decision)], headline: Set<String>) -> [DecisionGroup] {
        var groups: [DecisionGroup] = []
        var index: [Key: Int] = [:]
        for member in decisions {
            let key = Key(member.decision, headline: headline)
            if let found = index[key] {
                groups[found].members.append(member)
            } else {
                index[key] = groups.count
                groups.append(DecisionGroup(members: [member]))
            }
        }
        return groups
    }

    /// The group of one leg.
    func leg(_ index: Int) -> DecisionGroup {
        DecisionGroup(members: members.map { ($0.label, $0.decision.legs[index]) })
    }

    /// What the order states of one leg and not of all.
    func apart(_ index: Int) -> [Decision.NamedFact] {
        let legs = decision.legs
        return legs[index].stated.filter { fact in !legs.allSatisfy { $0.stated.contains(fact) } }
    }

    // MARK: What is stated

    /// How many stated facts a line beside the headline can hold.
    static let fewFacts = 4

    /// Of facts that the order states, those that the headline does not say and that do not tell variants apart.
    func stated(_ facts: [Decision.NamedFact]) -> [Decision.NamedFact] {
        let differing = Set(differing.map(\.name))
        return facts.filter { fact in
            let isCommon = decision.legs.allSatisfy { $0.stated.contains(fact) }
            return !Headline.facts.contains(fact.name) && !differing.contains(fact.name) && isCommon
        }
    }

    // MARK: Differences

    /// A fact or an answer with its value for each member.
    struct Difference {
        let name: String
        let values: [FactValue?]
    }

    /// The facts that are not the same for all members, in the order of the schema.
    var differing: [Difference] {
        guard members.count > 1 else { return [] }
        let tables = members.map { member in
            var table: [String: FactValue] = [:]
            for fact in member.decision.stated { table[fact.name] = fact.value }
            for fact in member.decision.assumed { table[fact.fact] = fact.value }
            return table
        }
        var seen: Set<String> = []
        let names = members.flatMap { $0.decision.stated.map(\.name) + $0.decision.assumed.map(\.fact) }
        return names.filter { seen.insert($0).inserted }
            .compactMap { name in
                let values = tables.map { $0[name] }
                return Set(values).count > 1 ? Difference(name: name, values: values) : nil
            }
    }

    /// The answers that are not the same for all members.
    var differingAnswers: [(name: String, answers: [Answer])] {
        guard members.count > 1 else { return [] }
        return decision.gates.flatMap(\.answers)
            .compactMap { answer in
                let answers = members.map { $0.decision.answer(answer.name) }
                return Set(answers).count > 1 ? (answer.name, answers) : nil
            }
    }

    /// What must agree for decisions to be printed as one.
    private struct Key: Hashable {
        let verdict: [String?]
        let evidence: Answer
        let gates: [Gate]
        let collisions: [String]
        let needs: [String]
        let possible: [String]
        let legs: [Key]

        struct Gate: Hashable {
            let state: String
            let evidence: Answer
            let answers: [Decision.NamedAnswer]
            let obligations: [String]
            let flags: [String]
            let notes: [String]
        }

        init(_ decision: Decision, headline: Set<String>) {
            verdict = [decision.verdict, decision.reason, decision.release]
            evidence = decision.evidence
            gates = decision.gates.map { gate in
                Gate(
                    state: gate.state,
                    evidence: gate.evidence,
                    answers: gate.answers.filter { headline.contains($0.name) },
                    obligations: gate.obligations.map { "\($0.id) \($0.state) \($0.stands)" },
                    flags: gate.flags.map { "\($0.rule) \($0.isRaised == true)" },
                    notes: gate.notes
                )
            }
            collisions = decision.collisions.map { "\($0.id) \($0.kind) \($0.isCertain)" }
            let decisive = decision.needs.filter { $0.couldChange.contains(verdictName) }
            needs = decisive.map { "\($0.fact) \($0.couldChange)" }
            possible = decision.possible.map { "\($0.name) \($0.values.map(\.value))" }
            legs = decision.legs.map { Key($0, headline: headline) }
        }
    }
}

/// What `possible`, `needs` and `would_change` call the verdict and the release of goods.
let verdictName = "verdict"
let releaseName = "release"
