/// A step from a value to a part of it.
public struct AttributeStep: Hashable, Sendable {
    let key: MapKey

    /// A step to a field, or to the value at a string key, which is the same.
    public static func field(_ name: String) -> AttributeStep {
        AttributeStep(key: .string(CodePointString(name)))
    }

    /// A step to an element by its index, or to the value at an integer key.
    public static func index(_ index: Int) -> AttributeStep {
        AttributeStep(key: .int(Int64(index)))
    }
}

extension AttributeStep: CustomStringConvertible {
    /// The step as written behind what it starts from: `.tpp`, `[1]`, `["3A090.a"]`.
    public var description: String {
        switch key {
        case .bool(let value): "[\(value)]"
        case .int(let value): "[\(value)]"
        case .uint(let value): "[\(value)]"
        case .string(let key): AttributeStep.isPlain(key.text) ? ".\(key.text)" : "[\(StringQuote.quote(key.text))]"
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, !(0x30...0x39).contains(first) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}

/// A variable, or a part of one, such as `chip.tpp` or `items[1]`.
public struct Attribute: Hashable, Sendable {
    /// The slot of the variable in its environment.
    public let slot: Int
    /// The name of the variable.
    public let variable: String
    /// The steps from the variable to the part.
    public let steps: [AttributeStep]
}

extension Attribute: CustomStringConvertible {
    /// The attribute as an expression that reads it.
    public var description: String {
        variable + steps.map(\.description).joined()
    }
}

/// What an expression would need to know to have a value; never empty.
public struct UnknownSet: Hashable, Sendable {
    /// The attributes, each once, by the slots of their variables.
    public private(set) var attributes: [Attribute]

    init(_ attribute: Attribute) {
        attributes = [attribute]
    }

    /// The attributes of both sets.
    public func union(_ other: UnknownSet) -> UnknownSet {
        if attributes == other.attributes { return self }
        var union = self
        for attribute in other.attributes where !union.attributes.contains(attribute) {
            union.attributes.append(attribute)
        }
        union.attributes.sort { left, right in
            left.slot != right.slot ? left.slot < right.slot : left.description < right.description
        }
        return union
    }

    /// The attributes' names, sorted.
    public var names: [String] {
        attributes.map(\.description).sorted()
    }

    /// The slots of the attributes' variables, sorted.
    public var slots: [Int] {
        Array(Set(attributes.map(\.slot))).sorted()
    }
}
