public import Diagnostics
public import Quantities

/// A JSON value with the place where it stands.
public struct JSONNode: Hashable, Sendable {
    /// What the value is.
    public indirect enum Content: Hashable, Sendable {
        /// `null`.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// A number, exactly as written.
        case number(ExactDecimal)
        /// A text.
        case string(String)
        /// An array.
        case array([JSONNode])
        /// An object, its members in the order written.
        case object([JSONMember])
    }

    /// What the value is.
    public let content: Content
    /// Where it begins.
    public let position: SourcePosition

    /// Creates a node.
    public init(_ content: Content, at position: SourcePosition) {
        self.content = content
        self.position = position
    }

    /// The member of an object by its key, or nil.
    public subscript(key: String) -> JSONNode? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, where it is one.
    public var string: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// The elements, where it is an array.
    public var array: [JSONNode]? {
        if case .array(let elements) = content { elements } else { nil }
    }

    /// The members, where it is an object.
    public var members: [JSONMember]? {
        if case .object(let members) = content { members } else { nil }
    }

    /// The value as facts have it; nil for `null` and for objects, and for arrays that hold one of these.
    public var factValue: FactValue? {
        switch content {
        case .null, .object: nil
        case .bool(let value): .bool(value)
        case .number(let number): .decimal(number)
        case .string(let text): .string(text)
        case .array(let elements): Self.list(elements)
        }
    }
}

extension JSONNode {
    private static func list(_ elements: [JSONNode]) -> FactValue? {
        let values = elements.compactMap(\.factValue)
        return values.count == elements.count ? .list(values) : nil
    }
}

/// One member of a JSON object.
public struct JSONMember: Hashable, Sendable {
    /// Its key.
    public let key: String
    /// Where the key stands.
    public let position: SourcePosition
    /// Its value.
    public let value: JSONNode

    /// Creates a member.
    public init(key: String, position: SourcePosition, value: JSONNode) {
        self.key = key
        self.position = position
        self.value = value
    }
}
