import TestSupport
import Testing

@testable import CEL

@Suite("Network addresses")
struct SupportNetworkTests {
    @Test(
        "addresses are read and print in their canonical form",
        arguments: [
            ("192.168.0.1", "192.168.0.1"), ("0.0.0.0", "0.0.0.0"), ("2001:db8::68", "2001:db8::68"),
            ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
            ("0:0:1:0:0:0:1:0", "0:0:1::1:0"), ("1:0:0:2:0:0:3:4", "1::2:0:0:3:4"),
            ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
            ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("::ffff:c0a8:1", "192.168.0.1"), ("::c0a8:1", "::c0a8:1"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("0001:0002::", "1:2::"), ("::ffff:0:0:1", "::ffff:0:0:1"),
        ]
    )
    func reads(_ text: String, printed: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == printed)
        #expect(IPAddress(printed) == address)
        #expect(IPAddress.isCanonical(text) == (text == printed))
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "192.168.0.1.0", "192.168.0", "192.168.0.256", "192.168.00.1", "192.168.0.01", "192.168.0.1 ", " ::1",
            "2001:db8:::68", ":1", "1:", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4::5:6:7:8",
            "12345::", "g::", "fe80::1%en0", "::ffff:192.168.0.1", "::1.2.3", "1.2.3.4::", "::1.2.3.4:5", "1.2.3.4:5",
            "::1.2.3.04", "-1.2.3.4", "+1.2.3.4", "１.2.3.4", "[::1]", "0x1.2.3.4", "1..2.3", "....", ":",
        ]
    )
    func refuses(_ text: String) {
        #expect(IPAddress(text) == nil)
        #expect(IPAddress.isCanonical(text) == nil)
    }

    @Test("a version 4 address in hexadecimal is the version 4 address")
    func unwrapsMapped() {
        #expect(IPAddress("::ffff:c0a8:1") == IPAddress("192.168.0.1"))
        #expect(IPAddress("::ffff:c0a8:1") != IPAddress("192.168.10.1"))
        #expect(IPAddress("::ffff:c0a8:1")?.family == 4)
        #expect(IPAddress("::1")?.family == 6)
        #expect(IPAddress("::1") != IPAddress("0.0.0.1"))
    }

    @Test(
        "kinds of addresses",
        arguments: [
            ("0.0.0.0", "unspecified"), ("::", "unspecified"), ("127.0.0.1", "loopback"), ("127.255.1.2", "loopback"),
            ("::1", "loopback"), ("192.168.0.1", "global"), ("10.0.0.1", "global"), ("255.255.255.255", ""),
            ("128.0.0.1", "global"), ("224.0.0.1", "link multicast"), ("224.0.1.1", ""), ("239.1.1.1", ""),
            ("ff02::1", "link multicast"), ("ff32::1", "link multicast"), ("ff05::1", ""), ("169.254.169.254", "link"),
            ("169.255.0.1", "global"), ("fe80::1", "link"), ("febf::1", "link"), ("fec0::1", "global"),
            ("fd00::1", "global"), ("fd80::1", "global"), ("2001:db8::abcd", "global"), ("::2", "global"),
        ]
    )
    func tellsKinds(_ text: String, kind: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.isUnspecified == (kind == "unspecified"))
        #expect(address.isLoopback == (kind == "loopback"))
        #expect(address.isGlobalUnicast == (kind == "global"))
        #expect(address.isLinkLocalMulticast == (kind == "link multicast"))
        #expect(address.isLinkLocalUnicast == (kind == "link"))
    }

    @Test(
        "blocks are read and print",
        arguments: ["192.168.0.1/24", "0.0.0.0/0", "10.0.0.1/32", "2001:db8::/32", "::/0", "::1/128"]
    )
    func readsBlocks(_ text: String) throws {
        #expect(try #require(CIDRBlock(text)).description == text)
    }

    @Test(
        "other text is no block",
        arguments: [
            "", "/", "192.168.0.0", "192.168.0.0/", "192.168.0.0/33", "192.168.0.0/024", "192.168.0.0/+8", "1.2.3.4/-1",
            "192.168.0.0/24/8", "::/129", "fe80::1%en0/24", "::ffff:192.168.0.1/24", "::ffff:c0a8:1/120", "/24",
            "192.168.0.0/2 ", "192.168.0/24", "1.2.3.4/8.0", "1.2.3.4/1000",
        ]
    )
    func refusesBlocks(_ text: String) {
        #expect(CIDRBlock(text) == nil)
    }

    @Test(
        "a block contains the addresses and blocks of its network",
        arguments: [
            ("192.168.0.0/24", "192.168.0.1", true), ("192.168.0.7/24", "192.168.0.255", true),
            ("192.168.0.0/24", "192.168.1.1", false), ("0.0.0.0/0", "255.1.2.3", true), ("0.0.0.0/0", "::1", false),
            ("::/0", "ffff::", true), ("::/0", "1.2.3.4", false), ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::1", false), ("10.0.0.1/32", "10.0.0.1", true),
            ("192.168.0.0/24", "::ffff:c0a8:1", true),
        ]
    )
    func contains(_ block: String, address: String, expected: Bool) throws {
        let block = try #require(CIDRBlock(block))
        let address = try #require(IPAddress(address))
        #expect(block.contains(address) == expected)
        let single = try #require(CIDRBlock("\(address)/\(address.bitCount)"))
        #expect(block.contains(single) == expected)
    }

    @Test("containment of blocks goes by length and network")
    func containsBlocks() throws {
        let block = try #require(CIDRBlock("192.168.0.0/24"))
        #expect(try block.contains(#require(CIDRBlock("192.168.0.128/25"))))
        #expect(try block.contains(#require(CIDRBlock("192.168.0.9/24"))))
        #expect(try !block.contains(#require(CIDRBlock("192.168.0.0/23"))))
        #expect(try !block.contains(#require(CIDRBlock("192.168.1.0/25"))))
        #expect(CIDRBlock("192.168.0.1/24")?.masked == block)
        #expect(CIDRBlock("192.168.0.1/24") != block)
        #expect(CIDRBlock("255.1.2.3/0")?.masked.description == "0.0.0.0/0")
        #expect(CIDRBlock("2001:db8:ffff::1/33")?.masked.description == "2001:db8:8000::/33")
        #expect(CIDRBlock("192.168.0.1/24")?.address == IPAddress("192.168.0.1"))
    }

    @Test("what an address prints is read back as the same address", arguments: 0..<300)
    func roundTrips(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let groups = (0..<8)
            .map { _ in Bool.random(using: &random) ? 0 : UInt16.random(in: 0...0xFFFF, using: &random) }
        let text = groups.map { String($0, radix: 16) }.joined(separator: ":")
        guard let address = IPAddress(text), address.family == 6 else { return }
        #expect(address.bits == groups.reduce(0) { $0 << 16 | UInt128($1) })
        #expect(IPAddress(address.description) == address)
        #expect(address.description.utf8.count <= text.utf8.count)
    }
}
