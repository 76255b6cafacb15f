import CEL
import Facts
import Quantities
import Rulebooks

/// The ways in which one open fact can turn out, as far as any test tells them apart.
struct Cells {
    /// The fact.
    let fact: Int
    /// Per test the truth in each cell; nil where other open facts matter too.
    var truths: [Int: [Bool?]] = [:]
}

extension Evaluator {
    /// What a text can't be that any rule names.
    static let otherText = "\u{1}"

    /// Values of a fact, at least one for each way in which a test or table tells values apart.
    func candidates(for fact: Int) -> [FactValue] {
        let definition = rulebook.definition.facts[fact]
        switch definition.kind {
        case .bool: return [.bool(false), .bool(true)]
        case .enum: return definition.values.map { .string($0) }
        case .int, .decimal: return numbers(around: thresholds(of: fact), definition).map { .decimal($0) }
        case .date:
            let dates = rulebook.tests[fact].dates
            return dates.isEmpty ? [.date(world.date)] : dates.map { .date($0) }
        case .string, .country: return wordClasses(of: fact).map { .string($0[0]) }
        }
    }

    /// The texts that a fact can be, those that no test, table or other fact tells apart together, each class sorted
    /// and the classes by their first; last what no rule names.
    func wordClasses(of fact: Int) -> [[String]] {
        let tests = rulebook.tests[fact]
        var classes = tests.classes
        var single = tests.words.map { [$0] }
        for rival in Set(tests.rivals.compactMap({ world.values[$0]?.text })) {
            if let index = tests.classOf[rival] {
                classes[index].removeAll { $0 == rival }
            } else if tests.words.contains(rival) {
                continue
            }
            single.append([rival])
        }
        let found = classes.filter { !$0.isEmpty } + single
        let other = rulebook.definition.facts[fact].kind == .country ? "ZZ" : Self.otherText
        return found.sorted { $0[0] < $1[0] } + [[other]]
    }

    /// Each threshold, each end of the fact's range, and a value between any two of them.
    func numbers(around thresholds: [ExactDecimal], _ definition: FactDefinition) -> [ExactDecimal] {
        let ends = [definition.minimum, definition.maximum].compactMap { $0 }
        let marks = Set(thresholds.filter { definition.allows($0) } + ends).sorted()
        guard let first = marks.first, let last = marks.last else { return [.zero] }
        let one = ExactDecimal(Int64(1))
        var points: [ExactDecimal] = []
        if definition.minimum == nil { points.append(first - one) }
        for (mark, next) in zip(marks, marks.dropFirst()) {
            points.append(mark)
            if let middle = definition.middle(of: mark, next) { points.append(middle) }
        }
        points.append(last)
        if definition.maximum == nil { points.append(last + one) }
        return points
    }

    /// The numbers at which some test changes its truth when this fact alone moves, ascending.
    func thresholds(of fact: Int) -> [ExactDecimal] {
        let tests = rulebook.tests[fact]
        guard !tests.computed.isEmpty || !tests.comparisons.isEmpty else { return tests.numbers }
        var found = Set(tests.numbers)
        var moved = Moved(evaluator: self, fact: fact)
        for (variable, program, number) in tests.computed where inputs.stated[variable] == nil {
            if let root = moved.root({ $0.number(of: program).map { $0 - number } }) { found.insert(root) }
        }
        for (left, right) in tests.comparisons {
            let root = moved.root { moved in
                moved.number(of: left).flatMap { left in moved.number(of: right).map { left - $0 } }
            }
            if let root { found.insert(root) }
        }
        return found.sorted()
    }

    /// The cells of an open fact: its candidates, those that no test of the list tells apart counted once.
    func cells(of fact: Int, atoms: [Int]) -> Cells {
        var cells = Cells(fact: fact)
        var seen: [[Bool?]] = []
        var copy = self
        for value in candidates(for: fact) {
            copy.set(fact: fact, to: value)
            let vector = atoms.map { copy.truth(ofAtom: $0).bool }
            guard !seen.contains(vector) else { continue }
            seen.append(vector)
        }
        for (index, atom) in atoms.enumerated() { cells.truths[atom] = seen.map { $0[index] } }
        return cells
    }

    /// Sets a fact and computes anew the facts that are computed from it without any rule.
    mutating func set(fact: Int, to value: FactValue?) {
        inputs.stated[fact] = value
        let cone = rulebook.cones[fact]
        forget(cone)
        computeFact(fact)
        for step in cone.steps {
            if case .fact(let index) = rulebook.steps[step], index != fact { computeFact(index) }
        }
    }
}

extension FactDefinition {
    /// Whether a number is within the fact's range.
    fileprivate func allows(_ number: ExactDecimal) -> Bool {
        (minimum.map { $0 <= number } ?? true) && (maximum.map { number <= $0 } ?? true)
    }

    /// A value between two numbers, nil where the fact can have none.
    fileprivate func middle(of low: ExactDecimal, _ high: ExactDecimal) -> ExactDecimal? {
        guard let middle = (low + high).divided(by: ExactDecimal(Int64(2))) else { return nil }
        guard kind == .int else { return middle }
        let whole = middle.rounded(places: 0)
        return low < whole && whole < high ? whole : nil
    }
}

/// A world in which one number is another one, for what is computed from it directly.
private struct Moved: Activation {
    let evaluator: Evaluator
    let fact: Int
    var value = ExactDecimal.zero

    func binding(at slot: Int) -> Binding {
        slot == fact ? .value(.decimal(value)) : evaluator.binding(at: slot)
    }

    func number(of program: Program) -> ExactDecimal? {
        guard case .value(let value) = program.evaluate(self) else { return nil }
        return FactValue(value)?.number
    }

    /// Where a difference that is linear in the fact, or becomes linear when multiplied by it, is zero.
    mutating func root(_ difference: (Moved) -> ExactDecimal?) -> ExactDecimal? {
        let points = [1, 2, 4].map { ExactDecimal(Int64($0)) }
        var differences: [ExactDecimal] = []
        for point in points {
            value = point
            guard let difference = difference(self) else { return nil }
            differences.append(difference)
        }
        return Self.root(of: differences) ?? Self.root(of: zip(points, differences).map { $0 * $1 })
    }

    /// Where a line through values at 1, 2 and 4 is zero; nil where they are on no line or it never is.
    private static func root(of values: [ExactDecimal]) -> ExactDecimal? {
        let slope = values[1] - values[0]
        guard slope != .zero, values[2] - values[1] == slope + slope else { return nil }
        return (slope - values[0]).divided(by: slope)
    }
}
