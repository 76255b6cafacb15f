/// Hashes of our own, so that a snapshot means the same to every program that reads it.
enum Hashing {
    private static let first: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let third: UInt64 = 0x1656_67B1_9E37_79F9

    /// A hash of a short text; different kinds of text with equal bytes differ.
    static func key(_ kind: UInt64, _ bytes: some Sequence<UInt8>) -> UInt64 {
        var state = kind &* second ^ third
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return mixed(state)
    }

    /// A hash of two numbers.
    static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 {
        mixed((left &* first) ^ rotated(right &* second, by: 29))
    }

    /// Spreads every bit of a number over all bits.
    static func mixed(_ number: UInt64) -> UInt64 {
        var bits = number
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A checksum of many bytes in four lanes, after the manner of xxHash; it guards against faults, not against forgery.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lane0 = first
        var lane1 = second
        var lane2 = third
        var lane3 = first ^ second
        let blocks = bytes.count / 32
        for block in 0..<blocks {
            let offset = block * 32
            lane0 = step(lane0, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            lane1 = step(lane1, bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
            lane2 = step(lane2, bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self))
            lane3 = step(lane3, bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self))
        }
        var sum = rotated(lane0, by: 1) &+ rotated(lane1, by: 7) &+ rotated(lane2, by: 12) &+ rotated(lane3, by: 18)
        for offset in (blocks * 32)..<bytes.count {
            sum = rotated(sum ^ (UInt64(bytes[offset]) &* third), by: 11) &* first
        }
        return mixed(sum ^ UInt64(bytes.count))
    }

    @inline(__always)
    private static func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* second, by: 31) &* first
    }

    @inline(__always)
    private static func rotated(_ number: UInt64, by count: UInt64) -> UInt64 {
        (number << count) | (number >> (64 - count))
    }
}
