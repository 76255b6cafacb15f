import Testing

@testable import Presenting

@Suite("Lists of dotted names")
struct DottedNamesTests {
    @Test("a stem shared with the name before is not written again")
    func shares() {
        #expect(DottedNames.list(["us.exc.rpl", "us.exc.gov", "us.rev.a.b"]) == ["us.exc.rpl", ".gov", "us.rev.a.b"])
        #expect(DottedNames.list(["buyer.military", "buyer.name"]) == ["buyer.military", ".name"])
    }

    @Test("names of one part and names apart stand in full")
    func apart() {
        let names = ["necessity", "necessity", "chip.tpp", "order.to", "chip.maker"]
        #expect(DottedNames.list(names) == names)
    }
}
