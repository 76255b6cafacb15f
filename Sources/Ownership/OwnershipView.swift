import Quantities
package import Rulebooks

/// A graph as one rule sees it on one day.
struct OwnershipView {
    let graph: OwnershipGraph
    let rule: OwnershipDefinition.Rule
    /// Per holding what counts of its share: an override, or what the graph says.
    var shares: [ShareRange]
    /// Per party the holdings in it on the day.
    let holdingsIn: [[Int]]
    /// Per party the holdings that it has on the day.
    let holdingsOf: [[Int]]
    /// Per party the step of strictness of its strictest certain listing that counts; nil: none.
    let step: [Int?]
    /// Per party whether it is listed for certain.
    let isListed: [Bool]
    /// Per party whether it is or may be listed.
    let mayBeListed: [Bool]
    /// The share of the rule.
    let needed: Int
    private let isStrict: Bool

    /// Creates a view.
    ///
    /// - Parameters:
    ///   - graph: the graph.
    ///   - rule: the rule.
    ///   - date: the day whose listings count.
    ///   - holdingDate: the day whose holdings count, if it is another.
    init(
        _ graph: OwnershipGraph,
        _ rule: OwnershipDefinition.Rule,
        on date: CalendarDate,
        holdings holdingDate: CalendarDate? = nil
    ) {
        self.graph = graph
        self.rule = rule
        let day = holdingDate ?? date
        let isActive = graph.holdings.map { $0.isInForce(on: day) }
        holdingsIn = graph.holdingsIn.map { $0.filter { isActive[$0] } }
        holdingsOf = graph.holdingsOf.map { $0.filter { isActive[$0] } }
        shares = graph.holdings.map(\.share)
        var step = [Int?](repeating: nil, count: graph.parties.count)
        var mayBeListed = [Bool](repeating: false, count: graph.parties.count)
        for (party, definition) in graph.parties.enumerated() {
            for listing in definition.listings where listing.isInForce(on: date) {
                guard let found = rule.step(of: listing) else { continue }
                mayBeListed[party] = true
                if listing.isCertain { step[party] = min(step[party] ?? found, found) }
            }
        }
        self.step = step
        isListed = step.map { $0 != nil }
        self.mayBeListed = mayBeListed
        needed = BasisPoints(percent: rule.threshold.share)?.parts ?? BasisPoints.whole.parts
        isStrict = rule.threshold.comparison == .moreThan
    }

    /// Whether a sum of shares is enough under the rule.
    func isEnough(_ parts: Int) -> Bool { isStrict ? parts > needed : parts >= needed }
}

extension OwnershipDefinition.Rule {
    /// The step of strictness of a listing; nil where it does not count.
    package func step(of listing: Listing) -> Int? {
        counts.firstIndex { step in
            step.contains { counted in
                counted.list.name == listing.list
                    && (counted.programmes.isEmpty || listing.programmes.contains { counted.programmes.contains($0) })
            }
        }
    }
}
