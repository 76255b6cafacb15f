import Quantities

/// The share that listed parties hold of a party if shares are multiplied along every chain.
///
/// Shares count at their least. Where owners own each other the chains have no end, and their sum is the solution of a
/// system of linear equations. The rules do not reckon so; the figure serves as a warning.
struct LookThrough {
    /// The share as a ratio; a lower bound where a loop is too large or a chain too long to be reckoned exactly.
    let ratio: ExactDecimal

    private static let loopLimit = 48
    private static let rounds = 100
    private static let bitLimit = 4096

    /// One owner of a party: its share as a ratio and, where it is not listed itself, its place among the unknowns.
    private struct Term {
        let share: ExactDecimal
        let owner: Int?
    }

    /// Reckons the share of a party.
    init(_ target: Int, in view: OwnershipView) {
        let parties = Self.ancestors(of: target, in: view)
        let place = Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1, $0) })
        let terms = parties.map { party in
            view.holdingsIn[party].filter { view.shares[$0].low > .none }
                .map { holding in
                    let owner = view.graph.holdings[holding].owner
                    let share = view.shares[holding].low.percent.divided(by: 100) ?? .zero
                    return Term(share: share, owner: view.isListed[owner] ? nil : place[owner])
                }
        }
        var values = [ExactDecimal?](repeating: nil, count: parties.count)
        Self.reckonChains(terms, &values)
        let open = values.indices.filter { values[$0] == nil }
        if !open.isEmpty {
            if open.count <= Self.loopLimit, let solved = Self.solution(open, terms, values) {
                for (index, value) in zip(open, solved) { values[index] = value }
            } else {
                Self.approach(open, terms, &values)
            }
        }
        ratio = values.first.flatMap(\.self) ?? .zero
    }

    /// The target and the unlisted parties that hold something of it, directly or through others; the target first.
    private static func ancestors(of target: Int, in view: OwnershipView) -> [Int] {
        var found = [target]
        var seen: Set<Int> = [target]
        var next = 0
        while next < found.count {
            for holding in view.holdingsIn[found[next]] where view.shares[holding].low > .none {
                let owner = view.graph.holdings[holding].owner
                if !view.isListed[owner], seen.insert(owner).inserted { found.append(owner) }
            }
            next += 1
        }
        return found
    }

    /// Reckons every party above which there is no loop.
    private static func reckonChains(_ terms: [[Term]], _ values: inout [ExactDecimal?]) {
        var waiting = terms.map { $0.count { $0.owner != nil } }
        var below = [[Int]](repeating: [], count: terms.count)
        for (party, terms) in terms.enumerated() {
            for owner in terms.compactMap(\.owner) { below[owner].append(party) }
        }
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        while let party = ready.popLast() {
            values[party] = bounded(terms[party].reduce(.zero) { $0 + $1.share * value(of: $1, values) })
            for owned in below[party] {
                waiting[owned] -= 1
                if waiting[owned] == 0 { ready.append(owned) }
            }
        }
    }

    private static func value(of term: Term, _ values: [ExactDecimal?]) -> ExactDecimal {
        guard let owner = term.owner else { return 1 }
        return values[owner] ?? .zero
    }

    /// Solves the equations of loops exactly; nil where they have no sensible solution, as with shares above all.
    private static func solution(
        _ open: [Int],
        _ terms: [[Term]],
        _ values: [ExactDecimal?]
    ) -> [ExactDecimal]? {
        let place = Dictionary(uniqueKeysWithValues: open.enumerated().map { ($1, $0) })
        var rows = open.enumerated()
            .map { row, party -> [ExactDecimal] in
                var cells = [ExactDecimal](repeating: .zero, count: open.count + 1)
                cells[row] = 1
                for term in terms[party] {
                    if let owner = term.owner, let column = place[owner] {
                        cells[column] -= term.share
                    } else {
                        cells[open.count] += term.share * value(of: term, values)
                    }
                }
                return cells
            }
        for column in open.indices {
            guard let pivot = (column..<open.count).first(where: { rows[$0][column] != .zero }) else { return nil }
            rows.swapAt(column, pivot)
            let head = rows[column]
            for row in open.indices where row != column && rows[row][column] != .zero {
                guard let factor = rows[row][column].divided(by: head[column]) else { return nil }
                for cell in column...open.count { rows[row][cell] -= factor * head[cell] }
            }
        }
        let solved = open.indices.compactMap { rows[$0][open.count].divided(by: rows[$0][$0]) }
        guard solved.count == open.count, solved.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
        return solved
    }

    /// Goes round the loops a number of times: each round adds longer chains, so that the result is a lower bound.
    private static func approach(_ open: [Int], _ terms: [[Term]], _ values: inout [ExactDecimal?]) {
        for _ in 0..<rounds {
            let before = values
            for party in open {
                let sum = terms[party].reduce(ExactDecimal.zero) { $0 + $1.share * value(of: $1, before) }
                values[party] = floored(min(sum, 1), places: 15)
            }
            if values == before { return }
        }
    }

    /// The number itself, or where it has grown beyond all use, one a little below it.
    private static func bounded(_ number: ExactDecimal) -> ExactDecimal {
        number.bitWidth <= bitLimit ? number : floored(number, places: 60)
    }

    private static func floored(_ number: ExactDecimal, places: Int) -> ExactDecimal {
        let power = ExactDecimal("1e\(places)") ?? 1
        return (number * power).truncated.divided(by: power) ?? .zero
    }
}
