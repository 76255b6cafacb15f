package import Ownership
package import Quantities
package import Rulebooks

/// Screens the parties of an order and those who own them, and says what follows for the facts of the rulebook.
package struct OrderScreener: Sendable {
    /// Screens one party.
    package typealias Screen = @Sendable (ScreenedParty, CalendarDate) throws(ScreeningError) -> PartyFinding

    private let definition: RulebookDefinition
    private let graph: OwnershipGraph?
    private let screen: Screen

    /// Creates a screener.
    ///
    /// - Parameters:
    ///   - definition: the rulebook.
    ///   - graph: who owns whom; nil where nothing was given.
    ///   - screen: what screens one party.
    package init(_ definition: RulebookDefinition, graph: OwnershipGraph?, screen: @escaping Screen) {
        self.definition = definition
        self.graph = graph
        self.screen = screen
    }

    /// Screens against the lists of a store.
    package init(_ definition: RulebookDefinition, graph: OwnershipGraph?, _ screener: PartyScreener) {
        self.init(definition, graph: graph) { party, day throws(ScreeningError) in
            try screener.screen(party, on: day, limit: Self.matchLimit)
        }
    }

    /// How many matches of one name are told; a name that is like more of them is worth no list of them all.
    private static let matchLimit = 50

    /// Screens one party of an order.
    ///
    /// - Throws: `ScreeningError` where its name can't be screened, or the store can't be read.
    package func finding(for party: OrderParty) throws(ScreeningError) -> OrderPartyFinding {
        var names: [PartyFinding] = []
        for name in party.names {
            names.append(try screen(ScreenedParty(id: "", name: name, country: party.country), party.day))
        }
        var finding = OrderPartyFinding(party: party, names: names, owners: nil, facts: [])
        let facts = OrderFacts(definition)
        finding.facts = names.isEmpty ? facts.withoutName(party) : facts.facts(of: names, party)
        guard let graph, definition.ownership != nil, let name = party.names.first else { return finding }
        switch target(party.names, in: graph) {
        case .failure(let missing):
            finding.owners = .notFound(missing.why)
            finding.facts += facts.withoutOwners(missing.why)
        case .success(let target):
            let owners = try owners(of: target, in: graph, finding, called: name)
            finding.owners = .found(owners)
            finding.facts += facts.facts(of: owners, party)
        }
        finding.facts.sort { $0.fact < $1.fact }
        return finding
    }

    // MARK: Owners

    private struct Missing: Error {
        let why: LocalisedText
    }

    /// The party in the graph that has one of the names: as its id, as its name, or as its name but for letter case,
    /// spaces and punctuation.
    private func target(_ names: [String], in graph: OwnershipGraph) -> Result<Int, Missing> {
        for name in names {
            if let index = graph.index[name] { return .success(index) }
            let key = ListEntry.key(ofName: name)
            let alike = graph.parties.indices.filter { ListEntry.key(ofName: graph.parties[$0].name) == key }
            let found = alike.filter { graph.parties[$0].name == name }
            let chosen = found.isEmpty ? alike : found
            if chosen.count > 1 {
                return .failure(
                    Missing(
                        why: LocalisedText(
                            english: "several parties of the graph of owners are named `\(name)`",
                            chinese: "股权图中有多方名为“\(name)”"
                        )
                    )
                )
            }
            if let index = chosen.first { return .success(index) }
        }
        return .failure(
            Missing(
                why: LocalisedText(
                    english: "`\(names.first ?? "")` is not in the graph of owners",
                    chinese: "股权图中没有“\(names.first ?? "")”"
                )
            )
        )
    }

    private func owners(
        of target: Int,
        in graph: OwnershipGraph,
        _ finding: OrderPartyFinding,
        called name: String
    ) throws(ScreeningError) -> OrderOwners {
        let day = finding.party.day
        var listed = graph.listing(target, listings(finding.names))
        var screened: [OrderOwners.Owner] = []
        var gaps: [LocalisedText] = []
        for party in Self.above(target, in: graph) {
            let node = graph.parties[party]
            if PartyName.problem(with: node.name) != nil {
                gaps.append(
                    LocalisedText(
                        english: "the owner `\(node.name)` can't be screened by that name",
                        chinese: "股东“\(node.name)”无法按名筛查"
                    )
                )
                continue
            }
            let found = try screen(ScreenedParty(id: "", name: node.name, country: node.country), day)
            screened.append(OrderOwners.Owner(party: party, finding: found))
            listed = listed.listing(party, listings([found]))
        }
        let rules = definition.ownership.map { ownership in
            let evaluator = OwnershipEvaluator(ownership, listed)
            return ownership.rules.map { evaluator.finding($0, of: target, on: day) }
                .filter { $0.state?.evidence != .proposed }
        }
        return OrderOwners(
            graph: listed,
            target: target,
            rules: rules ?? [],
            walk: ParentWalk(listed, from: target, on: day, definition.ownership?.parent ?? .init(.moreThan, 50)),
            screened: screened,
            gaps: gaps
        )
    }

    /// All who stand above a party at any time, in the order of the graph.
    private static func above(_ target: Int, in graph: OwnershipGraph) -> [Int] {
        var owners: [Int: [Int]] = [:]
        for holding in graph.holdings { owners[holding.owned, default: []].append(holding.owner) }
        var seen: Set<Int> = [target]
        var queue = [target]
        while let party = queue.popLast() {
            for owner in owners[party] ?? [] where seen.insert(owner).inserted { queue.append(owner) }
        }
        seen.remove(target)
        return seen.sorted()
    }

    /// The listings that matches make, as graphs of owners have them: what is to be reviewed is not certain.
    private func listings(_ findings: [PartyFinding]) -> [Listing] {
        var listings: [Listing] = []
        for match in findings.flatMap(\.matches) {
            guard let effect = match.effect, let list = definition.ownership?.list(match.entry.list)?.code else {
                continue
            }
            let listing = Listing(
                list,
                programmes: match.entry.programmes,
                since: match.entry.starts,
                isCertain: effect == .hit
            )
            if !listings.contains(listing) { listings.append(listing) }
        }
        return listings
    }
}
