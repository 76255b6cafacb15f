/// An Internet address, of version 4 or 6, without zone.
public struct IPAddress: Hashable, Sendable {
    /// The address as a number of 32 or 128 bits.
    let bits: UInt128
    /// Whether the address is of version 4.
    let isVersion4: Bool

    init(version4 bits: UInt32) {
        self.bits = UInt128(bits)
        isVersion4 = true
    }

    init(version6 bits: UInt128) {
        self.bits = bits
        isVersion4 = false
    }

    /// Reads an address: four decimal numbers, or groups of hexadecimal digits as in RFC 4291, section 2.2.
    ///
    /// Numbers have no leading zeros. A version 4 address written as one of version 6 in hexadecimal
    /// (`::ffff:c0a8:1`) is the version 4 address; with dots (`::ffff:192.168.0.1`) it is refused, as is any zone.
    /// Nil comes back for what is refused.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        if !bytes.contains(UInt8(ascii: ":")) {
            guard let bits = Self.version4(bytes[...]) else { return nil }
            self.init(version4: bits)
            return
        }
        guard let (bits, hasDots) = Self.version6(bytes[...]) else { return nil }
        if bits >> 32 == 0xFFFF {
            guard !hasDots else { return nil }
            self.init(version4: UInt32(truncatingIfNeeded: bits))
        } else {
            self.init(version6: bits)
        }
    }

    /// Whether `text` is an address written in its canonical form, or nil when it is no address.
    ///
    /// The canonical form is what ``description`` gives.
    public static func isCanonical(_ text: String) -> Bool? {
        IPAddress(text).map { $0.description.utf8.elementsEqual(text.utf8) }
    }

    private static func version4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
                part.allSatisfy({ (48...57).contains($0) })
            else { return nil }
            let number = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - 48) }
            guard number < 256 else { return nil }
            bits = bits << 8 | number
        }
        return bits
    }

    private static func version6(_ text: ArraySlice<UInt8>) -> (bits: UInt128, hasDots: Bool)? {
        // `::` stands once for as many groups of zeros as are missing, at least one.
        guard let gap = text.indices.first(where: { text[$0...].starts(with: "::".utf8) }) else {
            guard let (groups, hasDots) = groups(text), groups.count == 8 else { return nil }
            return (number(groups), hasDots)
        }
        guard let head = groups(text[..<gap]), !head.hasDots, let tail = groups(text[(gap + 2)...]) else { return nil }
        let missing = 8 - head.groups.count - tail.groups.count
        guard missing >= 1 else { return nil }
        return (number(head.groups + Array(repeating: 0, count: missing) + tail.groups), tail.hasDots)
    }

    /// The groups of hexadecimal digits in a text; the last two may be written as a version 4 address.
    private static func groups(_ text: ArraySlice<UInt8>) -> (groups: [UInt16], hasDots: Bool)? {
        if text.isEmpty { return ([], false) }
        var groups: [UInt16] = []
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let bits = version4(part) else { return nil }
                return (groups + [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)], true)
            }
            guard (1...4).contains(part.count) else { return nil }
            var group: UInt16 = 0
            for byte in part {
                guard let digit = Unicode.Scalar(byte).hexadecimalValue else { return nil }
                group = group << 4 | digit
            }
            groups.append(group)
        }
        return (groups, false)
    }

    private static func number(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }
}

extension IPAddress {
    /// The version of the Internet Protocol, 4 or 6.
    public var family: Int { isVersion4 ? 4 : 6 }

    /// The number of bits, 32 or 128.
    var bitCount: Int { isVersion4 ? 32 : 128 }

    /// The address's first bits as a number.
    private func prefix(_ count: Int) -> UInt128 { bits >> UInt128(bitCount - count) }

    /// Whether it is `0.0.0.0` or `::`.
    public var isUnspecified: Bool { bits == 0 }

    /// Whether it is in `127.0.0.0/8`, or is `::1`.
    public var isLoopback: Bool { isVersion4 ? prefix(8) == 127 : bits == 1 }

    /// Whether it is in `224.0.0.0/4` or `ff00::/8`.
    var isMulticast: Bool { isVersion4 ? prefix(4) == 0xE : prefix(8) == 0xFF }

    /// Whether it is in `224.0.0.0/24`, or is a multicast address of version 6 with the scope of the link.
    public var isLinkLocalMulticast: Bool {
        isVersion4 ? prefix(24) == 0xE00000 : prefix(16) & 0xFF0F == 0xFF02
    }

    /// Whether it is in `169.254.0.0/16` or `fe80::/10`.
    public var isLinkLocalUnicast: Bool { isVersion4 ? prefix(16) == 0xA9FE : prefix(10) == 0x3FA }

    /// Whether it is none of the special addresses above nor the broadcast address.
    ///
    /// Private addresses count as global here, as in RFC 4291 and in the reference implementation of CEL.
    public var isGlobalUnicast: Bool {
        !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast && !(isVersion4 && bits == 0xFFFF_FFFF)
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address in the canonical form of RFC 5952.
    public var description: String {
        if isVersion4 {
            return [24, 16, 8, 0].map { String(bits >> UInt128($0) & 255) }.joined(separator: ".")
        }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
        // The first of the longest runs of zeros, when it has two groups or more, becomes `::`.
        var gap = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || groups[index] != 0 {
            if index - start > max(gap.count, 1) { gap = start..<index }
            start = index + 1
        }
        func text(_ range: Range<Int>) -> String {
            groups[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        return gap.isEmpty ? text(0..<8) : text(0..<gap.lowerBound) + "::" + text(gap.upperBound..<8)
    }
}

extension Unicode.Scalar {
    /// The value of a hexadecimal digit, or nil for anything else.
    fileprivate var hexadecimalValue: UInt16? {
        switch self {
        case "0"..."9": UInt16(value - 48)
        case "a"..."f": UInt16(value - 87)
        case "A"..."F": UInt16(value - 55)
        default: nil
        }
    }
}
