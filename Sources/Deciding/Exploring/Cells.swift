import CEL
import Facts
import Quantities
import Rulebooks

/// The ways in which one open fact can turn out, as far as any test tells them apart.
struct Cells {
    /// The fact.
    let fact: Int
    /// One value of each cell.
    var representatives: [FactValue] = []
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
        case .date: return dates(of: fact).map { .date($0) }
        case .string, .country: return texts(of: fact, definition).map { .string($0) }
        }
    }

    private func texts(of fact: Int, _ definition: FactDefinition) -> [String] {
        var found = Set((rulebook.countryClasses[fact] ?? []).map { $0[0] })
        for atom in rulebook.cones[fact].atoms {
            switch rulebook.atoms[atom].test {
            case .text(let variable, let words) where variable == fact: found.formUnion(words)
            case .program(let program): found.formUnion(program.literalTexts)
            default: break
            }
        }
        for other in rulebook.facts {
            guard let lookup = other.lookup, let match = lookup.match.first(where: { $0.fact == fact }) else {
                continue
            }
            let table = rulebook.definition.tables[lookup.table]
            found.formUnion(lookup.rows.compactMap { table.rows[$0].cells[match.column]?.text })
        }
        for other in rulebook.facts {
            if case .program(let program) = other.origin, other.reads.contains(fact) {
                found.formUnion(program.literalTexts)
                for read in other.reads {
                    if let text = world.values.indices.contains(read) ? world.values[read]?.text : nil {
                        found.insert(text)
                    }
                }
            }
        }
        let other = definition.kind == .country ? "ZZ" : Self.otherText
        return found.sorted() + [other]
    }

    private func dates(of fact: Int) -> [CalendarDate] {
        var found: Set<CalendarDate> = []
        for atom in rulebook.cones[fact].atoms {
            if case .date(let variable, _, let literal) = rulebook.atoms[atom].test, variable == fact {
                found.formUnion([literal, literal.adding(days: -1), literal.adding(days: 1)].compactMap { $0 })
            }
        }
        return found.isEmpty ? [world.date] : found.sorted()
    }

    /// Each threshold and a value on either side of it, within the fact's range.
    private func numbers(around thresholds: [ExactDecimal], _ definition: FactDefinition) -> [ExactDecimal] {
        let one = ExactDecimal(Int64(1))
        let two = ExactDecimal(Int64(2))
        var points: [ExactDecimal] = []
        if let first = thresholds.first { points.append(first - one) }
        for (index, threshold) in thresholds.enumerated() {
            points.append(threshold)
            if index + 1 < thresholds.count, let middle = (threshold + thresholds[index + 1]).divided(by: two) {
                points.append(middle)
            }
        }
        if let last = thresholds.last { points.append(last + one) }
        let isInside = { (point: ExactDecimal) in
            (definition.minimum.map { $0 <= point } ?? true) && (definition.maximum.map { point <= $0 } ?? true)
        }
        points += [definition.minimum, definition.maximum].compactMap { $0 }
        let inside = points.filter(isInside).sorted()
        return inside.isEmpty ? [definition.minimum ?? .zero] : inside
    }

    /// The numbers at which some test changes its truth when this fact alone moves, ascending.
    func thresholds(of fact: Int) -> [ExactDecimal] {
        var found: Set<ExactDecimal> = []
        for atom in rulebook.cones[fact].atoms {
            switch rulebook.atoms[atom].test {
            case .number(let variable, _, let literal) where variable == fact:
                found.insert(literal)
            case .number(let variable, _, let literal) where variable < rulebook.facts.count:
                guard case .program(let program) = rulebook.facts[variable].origin, program.slots.contains(fact),
                    inputs.stated[variable] == nil
                else { continue }
                if let root = root(moving: fact, { $0.value(of: program)?.number.map { $0 - literal } }) {
                    found.insert(root)
                }
            case .compare(let left, _, let right) where rulebook.atoms[atom].reads.contains(fact):
                if let root = root(of: left, right, moving: fact) { found.insert(root) }
            default: break
            }
        }
        return found.sorted()
    }

    /// Where two expressions meet when a fact moves, the others standing still; nil where that is not found.
    private func root(of left: Program, _ right: Program, moving fact: Int) -> ExactDecimal? {
        root(moving: fact) { world in
            guard let a = world.value(of: left)?.number, let b = world.value(of: right)?.number else { return nil }
            return a - b
        }
    }

    /// Where a difference that is linear in a fact, or becomes linear when multiplied by it, is zero.
    private func root(
        moving fact: Int,
        _ difference: (Evaluator) -> ExactDecimal?
    ) -> ExactDecimal? {
        var copy = self
        let points = [1, 2, 4].map { ExactDecimal(Int64($0)) }
        var differences: [ExactDecimal] = []
        for point in points {
            copy.world.values[fact] = .decimal(point)
            guard let value = difference(copy) else { return nil }
            differences.append(value)
        }
        return Self.root(of: differences) ?? Self.root(of: zip(points, differences).map { $0 * $1 })
    }

    /// Where a line through values at 1, 2 and 4 is zero; nil where they are on no line or it never is.
    private static func root(of values: [ExactDecimal]) -> ExactDecimal? {
        let slope = values[1] - values[0]
        guard slope != .zero, values[2] - values[1] == slope + slope else { return nil }
        return (slope - values[0]).divided(by: slope)
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
            cells.representatives.append(value)
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
