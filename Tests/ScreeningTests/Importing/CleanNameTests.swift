import Screening
import Testing

@Suite("What lists write beside names")
struct CleanNameTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let written: String
        let name: String
        var others: [String] = []
        var coversSuccessors = false
        var affiliatedWith: String?
        var isAddress = false

        var testDescription: String { written }
    }

    @Test(
        "is taken off them",
        arguments: [
            Case(written: " Plain  Name Ltd. ", name: "Plain Name Ltd."),
            Case(written: "Trailing Comma Co.,", name: "Trailing Comma Co."),
            Case(
                written: "PEARL (A.K.A. NEI-CHIEN CHU) LI",
                name: "PEARL LI",
                others: ["NEI-CHIEN CHU"]
            ),
            Case(written: "Sabanican Company (a.k.a.", name: "Sabanican Company"),
            Case(
                written: "Kreig; a.k.a. Cow Craig; a.k.a. Hall Jermaine",
                name: "Kreig",
                others: ["Cow Craig", "Hall Jermaine"]
            ),
            Case(
                written: "Cho Yan Nathan; a.k.a Nathan Man Man",
                name: "Cho Yan Nathan",
                others: ["Nathan Man Man"]
            ),
            Case(
                written: "Chitron Ltd., a.k.a. Chi-Chung Ltd. (Chitron-Shenzhen)",
                name: "Chitron Ltd.",
                others: ["Chi-Chung Ltd. (Chitron-Shenzhen)"]
            ),
            Case(
                written: "Mesbah Energy Company (a.k.a. “MEC”)",
                name: "Mesbah Energy Company",
                others: ["MEC"]
            ),
            Case(
                written: "OAO Works (f.k.a. Old Works (Branch))",
                name: "OAO Works",
                others: ["Old Works (Branch)"]
            ),
            Case(
                written: "Works, JSC (a.k.a., Machine-Building Plant OJSC",
                name: "Works, JSC",
                others: ["Machine-Building Plant OJSC"]
            ),
            Case(
                written: "Import Company; and any successor, sub-unit, or subsidiary thereof",
                name: "Import Company",
                coversSuccessors: true
            ),
            Case(
                written: "Group Co., Ltd. (Group). Affiliated Entity: Group Beijing Co., Ltd.",
                name: "Group Beijing Co., Ltd.",
                affiliatedWith: "Group Co., Ltd. (Group)."
            ),
            Case(written: "Institute 13 subordinate institution:", name: "Institute 13"),
            Case(written: "Affiliated Supply and Services", name: "Affiliated Supply and Services"),
            Case(written: "Trading House (See alternate address under Pakistan)", name: "Trading House"),
            Case(written: "Address 01", name: "Address 01", isAddress: true),
            Case(written: "Address Book Company 5", name: "Address Book Company 5"),
            Case(written: "Kayak Adventures", name: "Kayak Adventures"),
            Case(written: "O’Brien’s Works", name: "O’Brien’s Works"),
            Case(written: "\u{0}\u{9}\u{A0}", name: ""),
            Case(written: "a.k.a.", name: ""),
        ]
    )
    func cleans(_ example: Case) {
        let clean = CleanName(example.written)
        #expect(clean.name == example.name)
        #expect(clean.others == example.others)
        #expect(clean.coversSuccessors == example.coversSuccessors)
        #expect(clean.affiliatedWith == example.affiliatedWith)
        #expect(clean.isAddress == example.isAddress)
    }

    @Test("in remarks quoted names are weak ones, and an apostrophe does not end one")
    func quoted() {
        let remarks = "DOB 1962; a.k.a. 'BNC'; a.k.a. 'O'Neil Works'; Linked To: X."
        #expect(CleanName.quotedNames(in: remarks) == ["BNC", "O'Neil Works"])
        #expect(CleanName.quotedNames(in: "a.k.a. 'cut off") == [])
    }

    @Test("a name full of marks takes no longer than it should", .timeLimit(.minutes(1)))
    func hostile() {
        let clean = CleanName(String(repeating: "(a.k.a. ", count: 500))
        #expect(clean.name.utf8.count < 4_000)
    }
}
