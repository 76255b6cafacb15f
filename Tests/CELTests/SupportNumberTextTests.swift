import Foundation
import TestSupport
import Testing

@testable import CEL

@Suite("Numbers as text")
struct SupportNumberTextTests {
    @Test(
        "fixed notation rounds the exact value, a tie to even",
        arguments: [
            (1.2345, 3, "1.234"), (2.71828, 6, "2.718280"), (1.5, 0, "2"), (2.5, 0, "2"), (0.5, 0, "0"),
            (3.5001, 0, "4"),
            (-123.4994, 3, "-123.499"), (123.4999, 3, "123.500"), (9.995, 2, "9.99"), (999.9996, 3, "1000.000"),
            (-0.0, 2, "-0.00"), (0, 0, "0"), (1e21, 1, "1000000000000000000000.0"), (0.06, 1, "0.1"), (0.04, 1, "0.0"),
        ] as [(Double, Int, String)]
    )
    func fixed(_ value: Double, places: Int, expected: String) {
        #expect(NumberText.fixed(value, places: places) == expected)
    }

    @Test(
        "scientific notation has an exponent of two digits or more",
        arguments: [
            (1052.032911275, 6, "1.052033e+03"), (2.71828, 6, "2.718280e+00"), (0, 2, "0.00e+00"), (9.99, 1, "1.0e+01"),
            (1e-7, 0, "1e-07"), (1e300, 3, "1.000e+300"), (-5, 0, "-5e+00"), (2.5, 0, "2e+00"),
        ] as [(Double, Int, String)]
    )
    func scientific(_ value: Double, places: Int, expected: String) {
        #expect(NumberText.scientific(value, places: places) == expected)
    }

    @Test("both notations agree with the C library on any double", arguments: 0..<400)
    func agreesWithC(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let wide = Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
        let near = (Double.random(in: -1000...1000, using: &random) * 64).rounded() / 64
        let places = Int.random(in: 0...25, using: &random)
        for value in [wide, near] where value.isFinite {
            #expect(NumberText.fixed(value, places: places) == String(format: "%.\(places)f", value))
            #expect(NumberText.scientific(value, places: places) == String(format: "%.\(places)e", value))
            #expect(Double(NumberText.plain(value)) == value)
            #expect(Double(NumberText.general(value)) == value)
        }
    }

    @Test("the shortest text is used where no precision is asked for")
    func shortest() {
        #expect(NumberText.plain(3.14) == "3.14")
        #expect(NumberText.plain(4) == "4")
        #expect(NumberText.plain(1e23) == "100000000000000000000000")
        #expect(NumberText.plain(5e-7) == "0.0000005")
        #expect(NumberText.plain(-0.0) == "-0")
        #expect(NumberText.general(123.456) == "123.456")
        #expect(NumberText.general(1e21) == "1e+21")
        #expect(NumberText.general(1e20) == "100000000000000000000")
        #expect(NumberText.general(1_234_567, threshold: 6) == "1.234567e+06")
        #expect(NumberText.general(-4.5e-5) == "-4.5e-05")
    }

    @Test("what is not a number has a name")
    func special() {
        for format in [NumberText.plain, { NumberText.fixed($0, places: 1) }, { NumberText.scientific($0, places: 1) }]
        {
            #expect(format(.nan) == "NaN")
            #expect(format(.infinity) == "Infinity")
            #expect(format(-.infinity) == "-Infinity")
        }
    }

    @Test("integers and bytes in other bases")
    func bases() {
        #expect(NumberText.integer(-30, radix: 16) == "-1e")
        #expect(NumberText.integer(UInt64.max, radix: 16, uppercase: true) == "FFFFFFFFFFFFFFFF")
        #expect(NumberText.integer(Int64.min, radix: 2) == "-1" + String(repeating: "0", count: 63))
        #expect(NumberText.integer(65535, radix: 8) == "177777")
        #expect(NumberText.hexadecimal("Hello".utf8) == "48656c6c6f")
        #expect(NumberText.hexadecimal([0, 175], uppercase: true) == "00AF")
    }
}
