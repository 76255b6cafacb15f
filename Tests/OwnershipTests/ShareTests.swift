import Ownership
import Quantities
import Testing

@Suite("Shares")
struct ShareTests {
    @Test("are ordered by size")
    func order() {
        #expect(BasisPoints(4999) < BasisPoints(5000))
    }

    @Test(
        "are read exactly and printed as they are",
        arguments: [
            ("49.99", "49.99 %"), ("50", "50.00 %"), ("0", "0.00 %"), ("100", "100.00 %"),
            ("33.33333333", "33.33333333 %"),
            ("0.00000001", "0.00000001 %"),
        ]
    )
    func exact(_ text: String, _ shown: String) throws {
        let share = try #require(ExactDecimal(text).flatMap { BasisPoints(percent: $0) })
        #expect(share.description == shown)
        #expect(share.percent == ExactDecimal(text))
    }

    @Test("that are none are refused", arguments: ["-0.01", "100.01", "33.333333333", "1e9"])
    func refused(_ text: String) throws {
        #expect(try BasisPoints(percent: #require(ExactDecimal(text))) == nil)
    }
}
