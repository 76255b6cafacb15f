import Diagnostics
import Testing

@Suite("Near misses")
struct NearMissTests {
    @Test("a name one letter off is suggested")
    func suggestsNearName() {
        let names = ["chip.tpp", "chip.tpp_density"]
        #expect(NearMiss.suggestion(for: "chip.tpp_densty", among: names) == "chip.tpp_density")
    }

    @Test("a name that is far from all is not suggested")
    func suggestsNothing() {
        #expect(NearMiss.suggestion(for: "zzz", among: ["chip.tpp", "order.date"]) == nil)
    }
}
