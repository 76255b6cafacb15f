/// An address with the length of its network's prefix, as in `192.168.0.1/24` (RFC 4632).
///
/// Bits after the prefix are kept: `192.168.0.1/24` is not `192.168.0.0/24`, though both are the same network.
public struct CIDRBlock: Hashable, Sendable {
    /// The address as written.
    public let address: IPAddress
    /// The number of bits that all addresses of the network share.
    public let prefixLength: Int

    private init(_ address: IPAddress, prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    /// Reads an address, a slash and the length in decimal without leading zeros, or gives nil.
    ///
    /// A version 4 address written as one of version 6 is refused, since the length would be ambiguous.
    public init?(_ text: String) {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")), let address = IPAddress(String(text[..<slash]))
        else { return nil }
        let digits = text.utf8[text.utf8.index(after: slash)...]
        guard (1...3).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ (48...57).contains($0) }),
            let length = Int(String(Substring(digits))), length <= address.bitCount,
            !address.isVersion4 || !text.utf8.contains(UInt8(ascii: ":"))
        else { return nil }
        self.init(address, prefixLength: length)
    }

    /// The block with all bits after the prefix zero.
    public var masked: CIDRBlock {
        let rest = UInt128(address.bitCount - prefixLength)
        // A shift by all bits gives zero.
        let bits = (address.bits >> rest) << rest
        let network =
            address.isVersion4 ? IPAddress(version4: UInt32(bits)) : IPAddress(version6: bits)
        return CIDRBlock(network, prefixLength: prefixLength)
    }

    /// Whether an address is of this network; one of the other version never is.
    public func contains(_ other: IPAddress) -> Bool {
        let rest = UInt128(address.bitCount - prefixLength)
        return address.isVersion4 == other.isVersion4 && address.bits >> rest == other.bits >> rest
    }

    /// Whether all addresses of another block are of this network.
    public func contains(_ other: CIDRBlock) -> Bool {
        prefixLength <= other.prefixLength && contains(other.address)
    }
}

extension CIDRBlock: CustomStringConvertible {
    /// The address in its canonical form, a slash and the length.
    public var description: String { "\(address)/\(prefixLength)" }
}
