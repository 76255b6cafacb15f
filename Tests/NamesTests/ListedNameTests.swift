import Names
import Testing

@Suite("A listed name")
struct ListedNameTests {
    @Test("is strong and without a country unless its list says otherwise")
    func plainName() {
        let name = ListedName(entry: 1, text: "Example Ltd.")
        #expect(!name.isWeak)
        #expect(name.countries.isEmpty)
    }
}
