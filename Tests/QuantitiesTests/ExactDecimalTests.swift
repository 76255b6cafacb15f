import Quantities
import TestSupport
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
    static func decimal(_ text: String) throws -> ExactDecimal {
        try #require(ExactDecimal(text), "`\(text)` is decimal text")
    }

    @Test(
        "decimal text is read exactly and printed in its shortest form",
        arguments: [
            ("0", "0"), ("-0", "0"), ("0.000", "0"), ("5.92", "5.92"), ("20919.20", "20919.2"), ("+7", "7"),
            ("1e3", "1000"), ("1.5E-3", "0.0015"), ("1e+26", "100000000000000000000000000"), ("-12.50", "-12.5"),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9223372036854775808"), ("0.1e1", "1"), ("007", "7"),
            (
                "1234567890123456789012345678901234567890.000000000000000000000000000001",
                "1234567890123456789012345678901234567890.000000000000000000000000000001"
            ),
        ]
    )
    func readsText(_ text: String, printed: String) throws {
        #expect(try Self.decimal(text).description == printed)
    }

    @Test(
        "anything but decimal text is refused",
        arguments: [
            "", "-", "+", ".5", "5.", "1e", "1e+", "e5", "1 ", " 1", "1_000", "0x10", "1e401", "1e-401", "--1", "1.2.3",
            "nan", "inf", "１", "1e99999999999999999999", String(repeating: "1", count: 401),
            "0." + String(repeating: "0", count: 400),
        ]
    )
    func refusesText(_ text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test("text at the limits is read", arguments: [String(repeating: "9", count: 400), "1e400"])
    func readsLongText(_ text: String) {
        #expect(ExactDecimal(text)?.isInteger == true)
    }

    @Test("sums, differences, products and order agree with arithmetic on paper", arguments: 0..<400)
    func agreesWithModel(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let places = [4, 9, 12, 20, 35][seed % 5]
        let (a, b) = (DecimalModel(places: places, using: &random), DecimalModel(places: places, using: &random))
        let (x, y) = (try Self.decimal(a.text), try Self.decimal(b.text))
        #expect(x.description == a.normalText)
        #expect((x + y).description == (a + b).normalText)
        #expect((x * y).description == (a * b).normalText)
        #expect((x < y) == (a < b))
        #expect((y < x) == (b < a))
        #expect(x + y - y == x)
        #expect((x + y - y).hashValue == x.hashValue)
        #expect(-(-x) == x)
        if let quotient = x.divided(by: y) {
            #expect(quotient * y == x)
            #expect(quotient.signum == x.signum * y.signum)
        } else {
            #expect(y == .zero)
        }
    }

    @Test("a value is the same whichever path made it", arguments: 0..<200)
    func isCanonical(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let numerator = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...62, using: &random)
        let huge = try Self.decimal("1e40")
        let direct = ExactDecimal(numerator)
        let detour = direct * huge - huge * direct + direct
        #expect(direct == detour)
        #expect(direct.hashValue == detour.hashValue)
        #expect(detour.int64 == numerator)
        #expect(Set([direct, detour]).count == 1)
    }

    @Test("neighbours of the 64-bit limits are exact")
    func crossesLimits() {
        let (low, high) = (ExactDecimal(Int64.min), ExactDecimal(Int64.max))
        #expect((high + 1).description == "9223372036854775808")
        #expect((high + 1).int64 == nil)
        #expect((high + 1) - 1 == high)
        #expect((low - 1).description == "-9223372036854775809")
        #expect((-low).description == "9223372036854775808")
        #expect(-(-low) == low)
        #expect((low * low).description == "85070591730234615865843651857942052864")
        #expect(low.divided(by: -1) == high + 1)
        #expect(ExactDecimal(1).divided(by: low).map { $0 * low } == 1)
        #expect(low < high && low < low + 1 && high < high + 1 && low - 1 < low)
        #expect(ExactDecimal(UInt64.max) == high + high + 1)
    }

    @Test("what has no finite decimal text prints as a ratio")
    func printsRatio() {
        #expect(ExactDecimal(1).divided(by: 3)?.description == "1/3")
        #expect(ExactDecimal(-10).divided(by: 6)?.description == "-5/3")
        #expect(ExactDecimal(15832).divided(by: 814)?.description == "7916/407")
        #expect(ExactDecimal(1).divided(by: 0) == nil)
    }

    @Test("text is exact where the digits just fit in 64 bits and where they do not")
    func printsWideFractions() {
        let thousandth = ExactDecimal(1).divided(by: 1000)
        let long = "0.000000000000000001"
        #expect(thousandth.map { ($0 * ExactDecimal(Int64.max)).description } == "9223372036854775.807")
        #expect(thousandth.map { ($0 * ExactDecimal(Int64.min)).description } == "-9223372036854775.808")
        #expect(ExactDecimal(long)?.description == long)
        #expect(ExactDecimal("-" + long)?.description == "-" + long)
        #expect(
            ExactDecimal(Int64.max).divided(by: ExactDecimal(Int64(1) << 62))?.description
                .hasPrefix("1.99999999999999999978") == true
        )
        #expect(ExactDecimal(1).divided(by: ExactDecimal(Int64(1) << 20))?.description == "0.00000095367431640625")
        #expect(ExactDecimal(1).divided(by: ExactDecimal(Int64(1) << 17))?.description == "0.00000762939453125")
    }

    @Test("whole numbers are told from fractions")
    func tellsIntegers() throws {
        #expect(try Self.decimal("3.00").isInteger)
        #expect(try Self.decimal("3.00").int64 == 3)
        #expect(try !Self.decimal("3.01").isInteger)
        #expect(try Self.decimal("3.01").int64 == nil)
        #expect(try Self.decimal("-3.99").truncated == -3)
        #expect(try Self.decimal("3.99").truncated == 3)
        #expect(try Self.decimal("-12345678901234567890.9").truncated.description == "-12345678901234567890")
    }

    @Test(
        "rounding takes a half away from zero",
        arguments: [
            ("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("2.344999", 2, "2.34"), ("0.5", 0, "1"), ("-0.4", 0, "0"),
            ("1", 3, "1.000"), ("0.0049", 2, "0.00"), ("99.995", 2, "100.00"), ("20919.2", 1, "20919.2"),
            ("1234567890123456789012.25", 1, "1234567890123456789012.3"),
        ]
    )
    func rounds(_ text: String, places: Int, expected: String) throws {
        let value = try Self.decimal(text)
        #expect(value.fixed(places: places) == expected)
        #expect(try value.rounded(places: places) == Self.decimal(expected))
    }

    @Test("doubles are taken over exactly and come back unchanged", arguments: 0..<400)
    func roundTripsDoubles(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let value = Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
        guard value.isFinite else { return }
        #expect(try #require(ExactDecimal(exactly: value)).doubleValue == value)
    }

    @Test("the nearest double of decimal text is what the standard library reads", arguments: 0..<300)
    func nearestDouble(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let number = DecimalModel(places: 30, using: &random)
        let text = number.text + "e\(Int.random(in: -360...310, using: &random))"
        #expect(try Self.decimal(text).doubleValue == #require(Double(text)))
    }

    @Test("special doubles")
    func specialDoubles() throws {
        #expect(ExactDecimal(exactly: .nan) == nil)
        #expect(ExactDecimal(exactly: .infinity) == nil)
        #expect(ExactDecimal(exactly: -.infinity) == nil)
        #expect(ExactDecimal(exactly: -0.0) == .zero)
        #expect(ExactDecimal(exactly: 0.5)?.description == "0.5")
        #expect(
            ExactDecimal(exactly: 0.1)?.description == "0.1000000000000000055511151231257827021181583404541015625"
        )
        #expect(ExactDecimal(exactly: .leastNonzeroMagnitude)?.doubleValue == .leastNonzeroMagnitude)
        #expect(ExactDecimal(exactly: .greatestFiniteMagnitude)?.doubleValue == .greatestFiniteMagnitude)
        #expect(try Self.decimal("1e400").doubleValue == .infinity)
        #expect(try Self.decimal("-1e400").doubleValue == -.infinity)
    }

    @Test("a ratio is read the way it is printed", arguments: ["1/3", "12100/37", "-2/7", "20919.2", "0"])
    func ratio(_ text: String) throws {
        #expect(try #require(ExactDecimal(decimalOrRatio: text)).description == text)
    }

    @Test("what is no ratio is not read", arguments: ["1/0", "1/", "/3", "1/2/3", "1 / 3", "a/b", ""])
    func noRatio(_ text: String) {
        #expect(ExactDecimal(decimalOrRatio: text) == nil)
    }
}
