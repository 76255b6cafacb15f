import Diagnostics
import Quantities

extension OwnershipReader {
    /// Reads the listings that count, in steps.
    func counts(_ fields: Fields, lists: [String]) -> [[OwnershipDefinition.Counted]] {
        guard fields.required("counts") != nil else { return [] }
        return fields.elements("counts")
            .map { step in
                fields.list(of: step, "counts").compactMap { counted($0, fields, lists: lists) }
            }
    }

    private func counted(_ node: DataNode, _ rule: Fields, lists: [String]) -> OwnershipDefinition.Counted? {
        var list: Reference?
        var programmes: [String] = []
        if case .mapping = node.content {
            let keys = ["list", "programmes"]
            guard let fields = Fields(node, of: "a listing", keys: keys, problems: problems) else { return nil }
            list = fields.required("list") == nil ? nil : fields.reference("list")
            programmes = fields.texts("programmes") ?? []
        } else {
            list = rule.text(of: node, "counts").map { Reference($0, at: node.position) }
        }
        guard let list else { return nil }
        guard lists.contains(list.name) else {
            problems.report(
                .ownershipUnknownList,
                "there is no list `\(list.name)`",
                at: list.position,
                hint: NearMiss.suggestion(for: list.name, among: lists).map { "did you mean `\($0)`?" }
                    ?? "the lists stand under `lists`"
            )
            return nil
        }
        return .init(list: list, programmes: programmes)
    }

    /// Reads what a rule is from when to when.
    func states(_ fields: Fields, what: String) -> [OwnershipDefinition.State] {
        guard fields.required("states") != nil else { return [] }
        let nodes = fields.elements("states")
        let states = nodes.compactMap { state($0) }
        guard states.count == nodes.count else { return [] }
        check(states, at: nodes.map(\.position), what: what)
        return states
    }

    private func state(_ node: DataNode) -> OwnershipDefinition.State? {
        let keys = ["state", "from", "to", "applies", "evidence", "says"]
        guard let fields = Fields(node, of: "a state", keys: keys, problems: problems) else { return nil }
        let id = fields.requiredText("state")
        let applies = fields.required("applies") == nil ? nil : fields.flag("applies")
        let evidence: Evidence? =
            fields.required("evidence") == nil ? nil : fields.word("evidence", .unknownEvidence)
        let says = fields.requiredLocalised("says")
        let (from, to) = (fields.date("from"), fields.date("to"))
        let areDatesSound = (fields["from"] == nil) == (from == nil) && (fields["to"] == nil) == (to == nil)
        if let from, let to, to < from {
            problems.report(
                .backwardDates,
                "a state ends on \(to) and begins on \(from) only",
                at: fields["to"]?.position
            )
            return nil
        }
        guard let id, let applies, let evidence, let says, areDatesSound else { return nil }
        return .init(id: id, from: from, to: to, applies: applies, evidence: evidence, says: says)
    }

    /// States follow each other day by day, the first from ever and the last open.
    private func check(_ states: [OwnershipDefinition.State], at places: [SourcePosition], what: String) {
        guard let first = states.first, let last = states.last else { return }
        if let from = first.from {
            problems.report(.timeHole, "\(what) has no state before \(from)", at: places.first)
        }
        if let to = last.to {
            problems.report(.timeHole, "\(what) has no state after \(to)", at: places.last)
        }
        for (index, pair) in zip(states, states.dropFirst()).enumerated() {
            let place = places[index + 1]
            guard let to = pair.0.to, let from = pair.1.from, to < from else {
                problems.report(
                    .timeOverlap,
                    "\(what) is in two states at once",
                    at: place,
                    hint: "a state begins the day after the one before it ends",
                    notes: [.init("the state before it stands here", at: places[index])]
                )
                continue
            }
            if from - to > 1 {
                problems.report(
                    .timeHole,
                    "\(what) has no state between \(to) and \(from)",
                    at: place,
                    notes: [.init("the state before it stands here", at: places[index])]
                )
            }
        }
    }
}
