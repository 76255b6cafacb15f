import Ownership
import Testing

@Suite("Basis points")
struct BasisPointsTests {
    @Test("are ordered by size")
    func order() {
        #expect(BasisPoints(4999) < BasisPoints(5000))
    }
}
