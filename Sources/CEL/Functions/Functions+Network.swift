extension Functions {
    static func networkUnary(_ builtin: Builtin, _ value: Value) throws(EvaluationError) -> Value {
        switch (builtin, value) {
        case (.ip, .address), (.cidr, .block): return value
        case (.ip, .block(let block)): return .address(block.address)
        case (.ip, .string(let text)): return .address(try address(text))
        case (.cidr, .string(let text)): return .block(try block(text))
        case (.isIP, .string(let text)): return .bool(IPAddress(text) != nil)
        case (.isCIDR, .string(let text)): return .bool(CIDRBlock(text) != nil)
        case (.ipIsCanonical, .string(let text)):
            return .bool(try address(text).description.hasSameCodePoints(as: text))
        case (.masked, .block(let block)): return .block(block.masked)
        case (.prefixLength, .block(let block)): return .int(Int64(block.prefixLength))
        case (.family, .address(let address)): return .int(Int64(address.family))
        case (.isUnspecified, .address(let address)): return .bool(address.isUnspecified)
        case (.isLoopback, .address(let address)): return .bool(address.isLoopback)
        case (.isGlobalUnicast, .address(let address)): return .bool(address.isGlobalUnicast)
        case (.isLinkLocalMulticast, .address(let address)): return .bool(address.isLinkLocalMulticast)
        case (.isLinkLocalUnicast, .address(let address)): return .bool(address.isLinkLocalUnicast)
        default: throw .noOverload(builtin, value)
        }
    }

    static func networkBinary(_ builtin: Builtin, _ left: Value, _ right: Value) throws(EvaluationError) -> Value {
        guard case .block(let block) = left else { throw .noOverload(builtin, left, right) }
        switch (builtin, right) {
        case (.containsIP, .address(let address)): return .bool(block.contains(address))
        case (.containsIP, .string(let text)): return .bool(block.contains(try address(text)))
        case (.containsCIDR, .block(let other)): return .bool(block.contains(other))
        case (.containsCIDR, .string(let text)): return .bool(block.contains(try self.block(text)))
        default: throw .noOverload(builtin, left, right)
        }
    }

    static func networkText(_ value: Value) throws(EvaluationError) -> String {
        switch value {
        case .address(let address): address.description
        case .block(let block): block.description
        default: throw .noOverload(.toString, value)
        }
    }

    private static func address(_ text: String) throws(EvaluationError) -> IPAddress {
        guard let address = IPAddress(text) else { throw unreadable(text, as: "net.IP") }
        return address
    }

    private static func block(_ text: String) throws(EvaluationError) -> CIDRBlock {
        guard let block = CIDRBlock(text) else { throw unreadable(text, as: "net.CIDR") }
        return block
    }
}
