package import Quantities
package import Rulebooks

/// A place in which rules and formulas have truths, of whatever kind.
///
/// The combination of contributions into answers is written once, over this protocol: with three-valued truths it
/// gives the answer for what is known, with decision diagrams it gives the answer in every world that is still open.
package protocol TruthContext {
    /// What a truth is here.
    associatedtype Value: Equatable
    /// False.
    var no: Value { get }
    /// True.
    var yes: Value { get }
    /// The law date.
    var date: CalendarDate { get }
    /// Conjunction.
    mutating func and(_ left: Value, _ right: Value) -> Value
    /// Disjunction.
    mutating func or(_ left: Value, _ right: Value) -> Value
    /// Negation.
    mutating func not(_ value: Value) -> Value
    /// The truth with what is unknown taken as false.
    mutating func settled(_ value: Value) -> Value
    /// The truth of a formula.
    mutating func truth(of formula: Formula) -> Value
    /// The truth of a rule that is in force, displaced where one that overrides it is true.
    mutating func truth(ofRule rule: Int) -> Value
    /// The condition under which an exception is tested at all; nil: always.
    func testedWhen(_ rule: Int) -> Formula?
    /// Whether a rule takes part.
    func isInForce(_ rule: Int) -> Bool
}

extension TruthContext {
    /// Per label of a decision, whether it is the answer.
    package mutating func labels(of decision: CompiledDecision) -> [Value] {
        var result = [Value](repeating: no, count: decision.labels.count)
        var open = yes
        for contributor in decision.before where isInForce(contributor.rule) {
            let here = and(open, truth(ofRule: contributor.rule))
            result[contributor.label] = or(result[contributor.label], here)
            open = and(open, not(here))
        }
        if let when = decision.when {
            let asked = truth(of: when)
            result[decision.otherwiseLabel] = or(result[decision.otherwiseLabel], and(open, not(asked)))
            open = and(open, asked)
        }
        for choice in decision.choices where open != no {
            let here = and(open, truth(of: choice.when))
            result[choice.label] = or(result[choice.label], here)
            open = and(open, not(here))
        }
        if open == no { return result }
        var own = contributions(to: decision)
        if decision.definition.ignoresUnknown { own = own.map { settled($0) } }
        for label in own.indices {
            result[label] = or(result[label], and(open, own[label]))
            open = and(open, not(own[label]))
        }
        result[decision.defaultLabel] = or(result[decision.defaultLabel], open)
        return result
    }

    /// Per value, whether something contributes it, the stricter ones not yet regarded.
    private mutating func contributions(to decision: CompiledDecision) -> [Value] {
        var own = [Value](repeating: no, count: decision.valueCount)
        for contributor in decision.contributors where contributor.label < own.count && isInForce(contributor.rule) {
            own[contributor.label] = or(own[contributor.label], truth(of: contributor, to: decision))
        }
        for requirement in decision.requirements {
            guard let label = requirement.unserved, label < own.count, isInForce(requirement.rule) else { continue }
            own[label] = or(own[label], truthUnserved(requirement))
        }
        return own
    }

    /// Whether a contribution counts: its rule is true, a requirement it serves stands, and for an exception no
    /// requirement stands that it can't overcome.
    package mutating func truth(
        of contributor: CompiledDecision.Contributor,
        to decision: CompiledDecision
    ) -> Value {
        var result = truth(ofRule: contributor.rule)
        if result == no { return no }
        if let serves = contributor.serves {
            var stands = no
            for requirement in serves where isInForce(requirement) {
                stands = or(stands, truth(ofRule: requirement))
            }
            result = and(result, stands)
        }
        if let overcomes = contributor.overcomes {
            if let tested = tested(contributor.rule) { result = and(result, tested) }
            for (requirement, overcoming) in zip(decision.carved, overcomes)
            where isInForce(requirement) && !overcoming.holds(on: date) {
                result = and(result, not(truth(ofRule: requirement)))
            }
        }
        return result
    }

    /// Whether a requirement stands of which no serving rule is true.
    package mutating func truthUnserved(_ requirement: CompiledDecision.Requirement) -> Value {
        let stands = truth(ofRule: requirement.rule)
        if stands == no { return no }
        var served = no
        for server in requirement.servers where isInForce(server) {
            served = or(served, truth(ofRule: server))
        }
        return and(stands, not(served))
    }

    /// The rules (and requirements that speak for themselves) that give a label of a decision, with the truth of each.
    package mutating func ways(to label: Int, of decision: CompiledDecision) -> [(rule: Int, truth: Value)] {
        var found: [(rule: Int, truth: Value)] = []
        for contributor in decision.before where contributor.label == label && isInForce(contributor.rule) {
            found.append((contributor.rule, truth(ofRule: contributor.rule)))
        }
        for contributor in decision.contributors where contributor.label == label && isInForce(contributor.rule) {
            found.append((contributor.rule, truth(of: contributor, to: decision)))
        }
        for requirement in decision.requirements where requirement.unserved == label && isInForce(requirement.rule) {
            found.append((requirement.rule, truthUnserved(requirement)))
        }
        return found.filter { $0.truth != no }
    }

    /// Per member of a set decision, whether some rule contributes it and the answer it hangs on keeps it.
    package mutating func members(of decision: CompiledDecision) -> [Value] {
        var result = [Value](repeating: no, count: decision.labels.count)
        for contributor in decision.contributors + decision.before where isInForce(contributor.rule) {
            result[contributor.label] = or(result[contributor.label], truth(ofRule: contributor.rule))
        }
        if decision.definition.ignoresUnknown { result = result.map { settled($0) } }
        if let when = decision.when {
            let asked = truth(of: when)
            result = result.map { and($0, asked) }
        }
        if let of = decision.of {
            for member in result.indices {
                let kept = truth(of: .answer(decision: of, labels: decision.keptUnder[member]))
                result[member] = and(result[member], kept)
            }
        }
        return result
    }

    /// The truth of a fact that rules contribute.
    package mutating func truth(ofContributed rules: [Int], needsAll: Bool, unless: Int?) -> Value {
        var result = no
        var any = false
        for rule in rules where isInForce(rule) {
            let here = truth(ofRule: rule)
            result = needsAll ? (any ? and(result, here) : here) : or(result, here)
            any = true
        }
        if let unless { result = and(result, not(truth(of: .fact(unless)))) }
        return result
    }

    private mutating func tested(_ rule: Int) -> Value? { testedWhen(rule).map { truth(of: $0) } }
}
