import Rulebooks

/// The grades that answers can have in the worlds that are still open.
///
/// A value that can be reached in several ways is as well evidenced as the best of them, as an answer is that several
/// rules give; along one way the weakest link counts. Where a rule's grade is that of a row which is not known yet, its
/// own grade stands for it.
struct PossibleGrades {
    private let rulebook: Rulebook
    /// Per decision and per rank of the scale the worlds in which its answer has that rank or a better one.
    private var decisions: [Int: [Diagram.Node]] = [:]

    init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    private var ranks: Range<Int> { rulebook.definition.verdict.scale.indices }

    /// The best grade that some worlds allow.
    ///
    /// - Parameters:
    ///   - worlds: the worlds.
    ///   - graded: per rank the worlds in which the grade is of that rank or a better one.
    ///   - context: where the worlds are.
    /// - Returns: the grade, `.none` where no world has one.
    func best(in worlds: Diagram.Node, _ graded: [Diagram.Node], _ context: inout DiagramContext) -> Answer {
        let rank = ranks.first { context.and(worlds, graded[$0]) != Diagram.no }
        return rank.map { .word(rulebook.definition.verdict.scale[$0].grade) } ?? .none
    }

    /// Per rank the worlds in which a decision's answer has that rank or a better one.
    mutating func ofDecision(_ index: Int, _ context: inout DiagramContext) -> [Diagram.Node] {
        if let known = decisions[index] { return known }
        let decision = rulebook.decisions[index]
        var graded = ranks.map { _ in context.no }
        for (label, worlds) in context.labelValues(of: index).enumerated() where worlds != Diagram.no {
            let givers = context.ways(to: label, of: decision)
            var own = decision.definition.governing == .latest ? latest(givers, &context) : best(givers, &context)
            if label == decision.defaultLabel, let grade = decision.definition.defaultEvidence {
                let isGivenByNone = context.not(givers.reduce(context.no) { context.or($0, $1.truth) })
                for rank in rulebook.rank(of: grade)..<ranks.upperBound {
                    own[rank] = context.or(own[rank], isGivenByNone)
                }
            }
            for rank in ranks { graded[rank] = context.or(graded[rank], context.and(worlds, own[rank])) }
        }
        decisions[index] = graded
        return graded
    }

    /// Per rank the worlds in which one of the rules that are true has that rank or a better one.
    private func best(_ givers: [(rule: Int, truth: Diagram.Node)], _ context: inout DiagramContext) -> [Diagram.Node] {
        var graded = ranks.map { _ in context.no }
        for giver in givers {
            for rank in rank(ofRule: giver.rule, context)..<ranks.upperBound {
                graded[rank] = context.or(graded[rank], giver.truth)
            }
        }
        return graded
    }

    /// Per rank the worlds in which the latest of the rules that are true all have that rank or a better one.
    private func latest(
        _ givers: [(rule: Int, truth: Diagram.Node)],
        _ context: inout DiagramContext
    ) -> [Diagram.Node] {
        var graded = ranks.map { _ in context.no }
        var open = context.yes
        let evaluator = context.evaluator
        for (_, alike) in Dictionary(grouping: givers, by: { evaluator.since($0.rule) }).sorted(by: { $0.key > $1.key })
        {
            let given = context.and(open, alike.reduce(context.no) { context.or($0, $1.truth) })
            for rank in ranks {
                let worse = alike.filter { self.rank(ofRule: $0.rule, context) > rank }
                let isWorse = worse.reduce(context.no) { context.or($0, $1.truth) }
                graded[rank] = context.or(graded[rank], context.and(given, context.not(isWorse)))
            }
            open = context.and(open, context.not(given))
        }
        return graded
    }

    private func rank(ofRule rule: Int, _ context: DiagramContext) -> Int {
        rulebook.rank(of: context.evaluator.evidence(ofRule: rule))
    }

    /// Per rank the worlds in which a gate's state has that rank or a better one.
    private mutating func ofGate(_ index: Int, _ context: inout DiagramContext) -> [Diagram.Node] {
        var graded = ranks.map { _ in context.no }
        var open = context.yes
        for entry in rulebook.gates[index].evidence {
            let here = context.and(open, context.truth(of: entry.when))
            if let grade = entry.grade {
                for rank in rulebook.rank(of: grade)..<ranks.upperBound {
                    graded[rank] = context.or(graded[rank], here)
                }
            } else if let of = entry.of {
                let own = ofDecision(of, &context)
                for rank in ranks { graded[rank] = context.or(graded[rank], context.and(here, own[rank])) }
            }
            open = context.and(open, context.not(here))
        }
        return graded
    }

    /// Per rank the worlds in which the gates give a verdict with that rank or a better one: the best of the gates where
    /// one suffices, else the worst of those that apply.
    ///
    /// - Parameters:
    ///   - label: the verdict.
    ///   - states: per gate the worlds of each of its states.
    ///   - context: where the worlds are.
    /// - Returns: the worlds per rank.
    mutating func ofVerdict(
        _ label: Int,
        states: [[Diagram.Node]],
        _ context: inout DiagramContext
    ) -> [Diagram.Node] {
        let verdict = rulebook.definition.verdict
        guard label < verdict.values.count else { return ranks.map { _ in context.no } }
        let gates = states.indices.map { ofGate($0, &context) }
        if verdict.loneSuffices.contains(verdict.values[label]) {
            return ranks.map { rank in
                gates.indices.reduce(context.no) { context.or($0, context.and(states[$1][label], gates[$1][rank])) }
            }
        }
        let neutral = verdict.values.count
        return ranks.map { rank in
            var isGraded = context.no
            var isMet = context.yes
            for (gate, graded) in gates.enumerated() {
                let applies = context.and(context.not(states[gate][neutral]), graded[ranks.upperBound - 1])
                isGraded = context.or(isGraded, applies)
                isMet = context.and(isMet, context.or(context.not(applies), graded[rank]))
            }
            return context.and(isGraded, isMet)
        }
    }

    /// Per rank the worlds in which the collisions that are true all rest on rules of that rank or a better one.
    func ofCollisions(_ rules: [Int], _ context: inout DiagramContext) -> [Diagram.Node] {
        ranks.map { rank in
            var isWorse = context.no
            for rule in rules {
                let between = rulebook.rules[rule].definition.between.flatMap { rulebook.ruleIndex[$0.name] ?? [] }
                let worst = between.filter { context.isInForce($0) }.map { self.rank(ofRule: $0, context) }.max()
                if let worst, worst > rank { isWorse = context.or(isWorse, context.truth(ofRule: rule)) }
            }
            return context.not(isWorse)
        }
    }
}
