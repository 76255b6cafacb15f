internal import Diagnostics
internal import Facts
internal import Quantities

/// Looks up values in the tree that a record of a list file is.
///
/// A path has steps separated by dots; the empty path is the tree itself. Where a step finds an array, every element
/// of it is followed.
enum SourceTree {
    /// The values at a path, nulls left out.
    static func nodes(at path: String, in root: JSONNode) -> [JSONNode] {
        var nodes = flattened(root)
        guard !path.isEmpty else { return nodes }
        for step in path.split(separator: ".") {
            nodes = nodes.flatMap { node in node[String(step)].map(flattened) ?? [] }
        }
        return nodes
    }

    private static func flattened(_ node: JSONNode) -> [JSONNode] {
        switch node.content {
        case .null: []
        case .array(let elements): elements.flatMap(flattened)
        default: [node]
        }
    }

    /// The text that a value is; nil for an array or an object, unless that has a text of its own.
    static func text(_ node: JSONNode) -> String? {
        switch node.content {
        case .string(let text): text
        case .number(let number): number.description
        case .bool(let value): value ? "true" : "false"
        case .object: node["#text"]?.string
        case .null, .array: nil
        }
    }

    /// A tree with a further member.
    static func adding(_ value: JSONNode, as key: String, to node: JSONNode) -> JSONNode {
        guard case .object(let members) = node.content else { return node }
        let member = JSONMember(key: key, position: value.position, value: value)
        return JSONNode(.object(members.filter { $0.key != key } + [member]), at: node.position)
    }
}
