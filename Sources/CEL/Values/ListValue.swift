/// A list of values.
public struct ListValue: Sendable {
    /// The elements in order.
    public let elements: [Value]

    /// How much there is to walk when the whole list is looked at.
    let weight: Int

    /// Creates a list.
    public init(_ elements: [Value]) {
        self.elements = elements
        weight = elements.reduce(1) { $0.addingSaturated($1.weight) }
    }

    func equals(_ other: ListValue) -> Bool {
        guard elements.count == other.elements.count else { return false }
        for index in elements.indices where !elements[index].equals(other.elements[index]) { return false }
        return true
    }
}
