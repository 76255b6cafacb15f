import Facts
import Quantities
public import Rulebooks

/// What worked cases make of the rules and tests of a rulebook: which were true, which false, which on their limit.
public struct CaseTruths: Sendable {
    /// The rulebook.
    public let rulebook: Rulebook
    /// Per rule the cases that make it true, in the order in which they were run.
    public private(set) var trueIn: [[String]]
    /// Per rule the cases that make it false, or in which it is out of force.
    public private(set) var falseIn: [[String]]
    /// Per test of a condition whether a case made it true.
    package private(set) var atomsTrue: [Bool]
    /// Per test of a condition whether a case made it false.
    package private(set) var atomsFalse: [Bool]
    /// Per boolean fact whether a case made it true.
    package private(set) var factsTrue: [Bool]
    /// Per boolean fact whether a case made it false.
    package private(set) var factsFalse: [Bool]
    /// Per test the values on the two sides of its limit, and on it.
    package private(set) var limits: [Int: LimitSides]

    /// Creates an account of no cases.
    public init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
        trueIn = Array(repeating: [], count: rulebook.rules.count)
        falseIn = trueIn
        atomsTrue = Array(repeating: false, count: rulebook.atoms.count)
        atomsFalse = atomsTrue
        factsTrue = Array(repeating: false, count: rulebook.facts.count)
        factsFalse = factsTrue
        limits = [:]
        for (index, atom) in rulebook.atoms.enumerated() {
            if let limit = LimitSides(atom.test) { limits[index] = limit }
        }
    }

    /// Takes a case into account.
    ///
    /// - Parameter ruleCase: the case; its overlays must already be part of the rulebook.
    /// - Throws: `OrderError` if its facts do not fit the schema.
    public mutating func add(_ ruleCase: RuleCase) throws(OrderError) {
        let known = ruleCase.knownOn?.string.flatMap { CalendarDate(iso: $0) } ?? rulebook.definition.lawKnownTo
        let order = try OrderReader(rulebook, knownOn: known, isLive: false).order(ruleCase.order)
        for part in order.legs.isEmpty ? [order] : order.legs {
            add(Evaluator(rulebook, part.inputs, on: part.date), ruleCase.id)
        }
    }

    private mutating func add(_ evaluator: Evaluator, _ id: String) {
        var evaluator = evaluator
        for rule in rulebook.rules.indices {
            if !evaluator.isInForce(rule) || evaluator.world.conditions[rule] == .no {
                falseIn[rule].append(id)
            } else if evaluator.world.conditions[rule] == .yes {
                trueIn[rule].append(id)
            }
        }
        for atom in rulebook.atoms.indices {
            switch evaluator.truth(ofAtom: atom) {
            case .yes: atomsTrue[atom] = true
            case .no: atomsFalse[atom] = true
            case .unknown: break
            }
        }
        for fact in rulebook.facts.indices where rulebook.facts[fact].isBool {
            switch evaluator.world.truths[fact] {
            case .yes: factsTrue[fact] = true
            case .no: factsFalse[fact] = true
            case .unknown: break
            }
        }
        for index in limits.keys { limits[index]?.add(evaluator) }
    }
}
