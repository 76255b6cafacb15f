import Diagnostics
import Facts
import Quantities
import Rulebooks

/// Reads a graph of owners from JSON: `{"nodes": [...], "edges": [...]}`.
struct JSONGraphReader {
    private static let nodeKeys = [
        "id", "name", "country", "hq_country", "lists", "ultimate", "type", "parent", "note", "source",
    ]
    private static let edgeKeys = [
        "owner", "owned", "percent", "min", "max", "from", "to", "control", "parent", "source", "note",
    ]
    private static let listingKeys = ["list", "since", "until", "program", "programs", "certain", "note", "source"]
    /// The types of parties above which nobody can stand.
    private static let ultimateTypes = ["person", "individual", "state"]

    private let definition: OwnershipDefinition
    private(set) var draft = GraphDraft()
    private var isComplete = false

    init(_ definition: OwnershipDefinition) {
        self.definition = definition
    }

    /// Reads the members of an object.
    mutating func read(_ root: JSONNode) {
        isComplete = flag(root, "complete")
        for node in elements(root, "nodes") { readNode(node) }
        for edge in elements(root, "edges") { readEdge(edge) }
    }

    private mutating func elements(_ root: JSONNode, _ key: String) -> [JSONNode] {
        guard let node = root[key] else {
            draft.report(.missing, "there are no `\(key)`", at: root.position)
            return []
        }
        if let elements = node.array { return elements }
        draft.report(.wrongForm, "`\(key)` must be an array", at: node.position)
        return []
    }

    private mutating func readNode(_ node: JSONNode) {
        guard isObject(node, "a node", Self.nodeKeys), let id = text(node, "id", isNeeded: true) else { return }
        let type = text(node, "type")
        var party = OwnershipParty(
            id: id,
            name: text(node, "name"),
            country: country(node, "country"),
            headquarters: country(node, "hq_country"),
            isUltimate: flag(node, "ultimate") || type.map(Self.ultimateTypes.contains) ?? false
        )
        if let lists = node["lists"], lists.content != .null {
            if let entries = lists.array {
                party.listings = entries.compactMap { listing($0) }
            } else {
                draft.report(.wrongForm, "`lists` must be an array", at: lists.position)
            }
        }
        draft.add(party, at: node.position)
        if let parent = text(node, "parent") {
            let stated = Holding(
                owner: 0,
                owned: 0,
                share: .unknown,
                isParent: true,
                position: node["parent"]?.position
            )
            draft.add(
                .init(id: parent, position: node["parent"]?.position),
                owns: .init(id: id, position: node.position),
                stated
            )
        }
    }

    private mutating func listing(_ node: JSONNode) -> Listing? {
        if let code = node.string { return Listing(known(code, at: node.position)) }
        guard isObject(node, "a listing", Self.listingKeys), let code = text(node, "list", isNeeded: true) else {
            return nil
        }
        let since = date(node, "since")
        let until = date(node, "until")
        draft.checkTime(since, until, "the listing", at: node["until"]?.position)
        return Listing(
            known(code, at: node["list"]?.position),
            programmes: texts(node, "program") + texts(node, "programs"),
            since: since,
            until: until,
            isCertain: node["certain"] == nil || flag(node, "certain")
        )
    }

    /// The rulebook's code for a list; another list is kept as it is, since being on it is worth telling.
    private mutating func known(_ code: String, at place: SourcePosition?) -> String {
        if let list = definition.list(code) { return list.code }
        let codes = definition.lists.map(\.code)
        draft.warn(
            .unknownList,
            "the rulebook knows no list `\(code)`, so it counts under no rule",
            at: place,
            hint: NearMiss.suggestion(for: code, among: codes).map { "did you mean `\($0)`?" }
                ?? "it knows \(codes.joined(separator: ", "))"
        )
        return code
    }

    private mutating func readEdge(_ edge: JSONNode) {
        guard isObject(edge, "an edge", Self.edgeKeys) else { return }
        let owner = text(edge, "owner", isNeeded: true)
        let owned = text(edge, "owned", isNeeded: true)
        let share = draft.share(figure(edge, "percent"), min: figure(edge, "min"), max: figure(edge, "max"))
        let from = date(edge, "from")
        let to = date(edge, "to")
        draft.checkTime(from, to, "the holding", at: edge["to"]?.position)
        let holding = Holding(
            owner: 0,
            owned: 0,
            share: share ?? .unknown,
            from: from,
            to: to,
            controls: flag(edge, "control"),
            isParent: flag(edge, "parent"),
            source: text(edge, "source"),
            position: edge.position
        )
        guard let owner, let owned else { return }
        draft.add(
            .init(id: owner, position: edge["owner"]?.position),
            owns: .init(id: owned, position: edge["owned"]?.position),
            holding
        )
    }

    // MARK: Values

    private mutating func isObject(_ node: JSONNode, _ what: String, _ keys: [String]) -> Bool {
        guard let members = node.members else {
            draft.report(.wrongForm, "\(what) must be an object", at: node.position)
            return false
        }
        for member in members where !keys.contains(member.key) {
            let near = NearMiss.suggestion(for: member.key, among: keys)
            draft.warn(
                .unknownKey,
                "\(what) has no use for `\(member.key)`",
                at: member.position,
                hint: near.map { "did you mean `\($0)`?" } ?? "it reads \(keys.joined(separator: ", "))"
            )
        }
        return true
    }

    private mutating func text(_ node: JSONNode, _ key: String, isNeeded: Bool = false) -> String? {
        switch node[key]?.content {
        case .string(let text)? where !text.isEmpty || !isNeeded: return text
        case nil, .null?:
            if isNeeded { draft.report(.missing, "`\(key)` is missing", at: node.position) }
        default: draft.report(.wrongForm, "`\(key)` must be a text that is not empty", at: node[key]?.position)
        }
        return nil
    }

    private mutating func texts(_ node: JSONNode, _ key: String) -> [String] {
        guard let value = node[key], value.content != .null else { return [] }
        if let text = value.string { return [text] }
        if let elements = value.array, elements.allSatisfy({ $0.string != nil }) {
            return elements.compactMap(\.string)
        }
        draft.report(.wrongForm, "`\(key)` must be a text or an array of texts", at: value.position)
        return []
    }

    private mutating func country(_ node: JSONNode, _ key: String) -> String? {
        guard let code = text(node, key), !code.isEmpty else { return nil }
        return code.uppercased()
    }

    private mutating func flag(_ node: JSONNode, _ key: String) -> Bool {
        switch node[key]?.content {
        case nil, .null?: return false
        case .bool(let value)?: return value
        default:
            draft.report(.wrongForm, "`\(key)` must be true or false", at: node[key]?.position)
            return false
        }
    }

    private mutating func figure(_ node: JSONNode, _ key: String) -> GraphDraft.Figure? {
        switch node[key]?.content {
        case nil, .null?: return nil
        case .number(let number)?: return .init(number, at: node[key]?.position)
        case .string(let text)?: return .init(text, at: node[key]?.position)
        default:
            draft.report(.badShare, "`\(key)` must be a number", at: node[key]?.position)
            return nil
        }
    }

    private mutating func date(_ node: JSONNode, _ key: String) -> CalendarDate? {
        draft.date(text(node, key), at: node[key]?.position)
    }

    /// The graph that was read.
    mutating func graph() throws(OwnershipError) -> OwnershipGraph {
        var graph = try draft.graph(areAllDeclared: true)
        graph.isComplete = isComplete
        return graph
    }
}
