import Names

/// Figures of one test, a line for each group of cases.
struct ScreenTestTable {
    /// How the cases of one group came out.
    struct Line {
        let group: String
        /// Cases that ought to be found, by outcome.
        var wanted = Tally()
        /// Cases that ought not to be found, by outcome.
        var unwanted = Tally()

        mutating func count(_ outcome: NameOutcome, isWanted: Bool) {
            if isWanted { wanted.count(outcome) } else { unwanted.count(outcome) }
        }
    }

    /// How often each outcome came.
    struct Tally {
        private(set) var hits = 0
        private(set) var reviews = 0
        private(set) var clears = 0

        var total: Int { hits + reviews + clears }

        mutating func count(_ outcome: NameOutcome) {
            switch outcome {
            case .hit: hits += 1
            case .review: reviews += 1
            case .clear: clears += 1
            }
        }

        /// A share in thousandths, or nil of nothing.
        func share(_ count: Int) -> Int? { total == 0 ? nil : (1000 * count + total / 2) / total }
    }

    let title: String
    private(set) var lines: [Line] = []
    /// Cases that did not come out as expected, one text each.
    var failures: [String] = []

    init(title: String) { self.title = title }

    /// Counts a case in a group, which is added at the end if it is new.
    mutating func count(_ outcome: NameOutcome, isWanted: Bool, in group: String) {
        let index = lines.firstIndex { $0.group == group } ?? lines.count
        if index == lines.count { lines.append(Line(group: group)) }
        lines[index].count(outcome, isWanted: isWanted)
    }

    mutating func sort() { lines.sort { $0.group < $1.group } }
}
