import Screening
import Testing

@Suite("The version of a list")
struct ListVersionTests {
    @Test("differs when the bytes differ")
    func digest() {
        #expect(ListVersion(list: "a", asOf: nil, digest: "00") != ListVersion(list: "a", asOf: nil, digest: "01"))
    }
}
