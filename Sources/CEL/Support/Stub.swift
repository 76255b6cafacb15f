struct LinearRegex: Sendable {
    let pattern: String
    var programSize: Int { pattern.utf8.count }
    init(_ pattern: String) throws { self.pattern = pattern }
    func matches(_ text: String) -> Bool { text.utf8.elementsEqual(pattern.utf8) }
}
/// Stub.
public struct IPAddress: Hashable, Sendable {}
/// Stub.
public struct CIDRBlock: Hashable, Sendable {}
