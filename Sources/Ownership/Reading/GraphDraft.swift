import Diagnostics
import Quantities

/// A graph that is being read: parties and holdings by their ids, and what is wrong with them.
struct GraphDraft {
    /// An id with its place.
    struct Name {
        var id: String
        var position: SourcePosition?
    }

    private var parties: [OwnershipParty] = []
    private var places: [SourcePosition?] = []
    private var index: [String: Int] = [:]
    private var holdings: [(owner: Name, owned: Name, holding: Holding)] = []
    private(set) var errors: [Diagnostic] = []
    private(set) var warnings: [Diagnostic] = []

    mutating func report(_ code: Diagnostic.Code, _ message: String, at place: SourcePosition?, hint: String? = nil) {
        errors.append(Diagnostic(code, message, at: place, hint: hint))
    }

    mutating func warn(_ code: Diagnostic.Code, _ message: String, at place: SourcePosition?, hint: String? = nil) {
        warnings.append(Diagnostic(code, message, at: place, severity: .warning, hint: hint))
    }

    /// Adds a party that must not be there yet.
    mutating func add(_ party: OwnershipParty, at place: SourcePosition?) {
        if let first = index[party.id] {
            errors.append(
                Diagnostic(
                    .duplicateParty,
                    "there are two parties `\(party.id)`",
                    at: place,
                    notes: [Diagnostic.Note("the first stands here", at: places[first])]
                )
            )
            return
        }
        index[party.id] = parties.count
        parties.append(party)
        places.append(place)
    }

    /// Adds to what is known of a party, which is created where it is not there yet.
    mutating func amend(_ name: Name, _ change: (inout OwnershipParty) -> String?) {
        if index[name.id] == nil { add(OwnershipParty(id: name.id), at: name.position) }
        guard let place = index[name.id] else { return }
        if let contradiction = change(&parties[place]) {
            report(.contradiction, contradiction, at: name.position, hint: "keep one of them")
        }
    }

    /// Adds a holding; its owner and what it owns are named by ids and resolved at the end.
    mutating func add(_ owner: Name, owns owned: Name, _ holding: Holding) {
        holdings.append((owner, owned, holding))
    }

    /// The graph, or everything that is wrong with it; `areAllDeclared` says that every party must have been declared.
    mutating func graph(areAllDeclared: Bool) throws(OwnershipError) -> OwnershipGraph {
        var resolved: [Holding] = []
        for entry in holdings {
            for name in [entry.owner, entry.owned] where index[name.id] == nil {
                if areAllDeclared {
                    report(
                        .unknownParty,
                        "there is no party `\(name.id)`",
                        at: name.position,
                        hint: NearMiss.suggestion(for: name.id, among: index.keys).map { "did you mean `\($0)`?" }
                    )
                } else {
                    add(OwnershipParty(id: name.id), at: name.position)
                }
            }
            guard let owner = index[entry.owner.id], let owned = index[entry.owned.id] else { continue }
            var holding = entry.holding
            holding.owner = owner
            holding.owned = owned
            resolved.append(holding)
        }
        guard errors.isEmpty else { throw OwnershipError(errors) }
        let graph = OwnershipGraph(parties: parties, holdings: resolved)
        for party in parties.indices { warnOfTooMuch(party, in: graph) }
        return graph
    }

    /// Warns where more than the whole of a party is held at some time.
    private mutating func warnOfTooMuch(_ party: Int, in graph: OwnershipGraph) {
        let held = graph.holdingsIn[party].map { graph.holdings[$0] }.filter { $0.share.low > .none }
        guard held.reduce(0, { $0 + $1.share.low.parts }) > BasisPoints.whole.parts else { return }
        var changes = held.map { (day: $0.from?.daysSince1970 ?? .min, parts: $0.share.low.parts, at: $0.position) }
        changes += held.compactMap { holding in
            holding.to.map { (day: $0.daysSince1970, parts: -holding.share.low.parts, at: nil) }
        }
        var total = 0
        // What ends on a day ends before anything begins on it.
        for change in changes.sorted(by: { ($0.day, $0.parts) < ($1.day, $1.parts) }) {
            total += change.parts
            guard total > BasisPoints.whole.parts else { continue }
            let day = CalendarDate(daysSince1970: Int(change.day)).map { " on \($0)" } ?? ""
            return warn(
                .tooMuch,
                "the shares stated of `\(graph.parties[party].id)` come to \(BasisPoints(parts: total))\(day)",
                at: change.at,
                hint: "a source is wrong, or the shares are of different kinds"
            )
        }
    }
}

extension GraphDraft {
    /// What is known of a share from its texts: the share itself, or the least and the most it can be.
    mutating func share(_ percent: Figure?, min least: Figure?, max most: Figure?) -> ShareRange? {
        let before = errors.count
        let exact = percent.flatMap { share($0) }
        let low = least.flatMap { share($0) }
        let high = most.flatMap { share($0) }
        guard errors.count == before else { return nil }
        let range = (low: low ?? .none, high: high ?? .whole)
        guard range.low <= range.high else {
            report(.badShare, "the least share, \(range.low), is above the most, \(range.high)", at: least?.position)
            return nil
        }
        guard let exact else { return ShareRange(range.low, range.high) }
        guard range.low <= exact, exact <= range.high else {
            report(
                .badShare,
                "the share of \(exact) is not between \(range.low) and \(range.high)",
                at: percent?.position
            )
            return nil
        }
        return ShareRange(exact)
    }

    /// A number as it was written.
    struct Figure {
        var text: String
        var number: ExactDecimal?
        var position: SourcePosition?

        init(_ text: String, at position: SourcePosition?) {
            self.text = text
            number = ExactDecimal(text)
            self.position = position
        }

        init(_ number: ExactDecimal, at position: SourcePosition?) {
            text = number.description
            self.number = number
            self.position = position
        }
    }

    private mutating func share(_ figure: Figure) -> BasisPoints? {
        if let share = figure.number.flatMap({ BasisPoints(percent: $0) }) { return share }
        report(
            .badShare,
            "`\(figure.text)` is not a share in percent",
            at: figure.position,
            hint: "a share is a number from 0 to 100 with at most eight decimals"
        )
        return nil
    }

    /// A date from its text; nil where there is none, or a wrong one, which is reported.
    mutating func date(_ text: String?, at place: SourcePosition?) -> CalendarDate? {
        guard let text else { return nil }
        if let date = CalendarDate(iso: text) { return date }
        report(.badDate, "`\(text)` is not a date that exists", at: place, hint: "dates are written YYYY-MM-DD")
        return nil
    }

    /// Reports a time that ends before it begins.
    mutating func checkTime(_ from: CalendarDate?, _ to: CalendarDate?, _ what: String, at place: SourcePosition?) {
        guard let from, let to, to <= from else { return }
        report(
            .backwardDates,
            "\(what) begins on \(from) and is over on \(to) already",
            at: place,
            hint: "the end is the first day on which it is over"
        )
    }
}
