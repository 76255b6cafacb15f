import Names
import Testing

@Suite("A name in normal form")
struct NormaliserTests {
    private let normaliser = NameNormaliser()

    /// The words of a name as "kind:canonical".
    private func words(_ text: String) -> [String] {
        normaliser.name(text).tokens.filter { !$0.isRedundant && $0.kind != .particle }
            .map { "\($0.kind):\(String(decoding: $0.canonical, as: UTF8.self))" }
    }

    @Test(
        "is the same in several spellings",
        arguments: [
            ("Bei Jing Lantu Keji Youxian Gongsi", "Beijing Lantu Technology Co., Ltd."),
            ("北京蓝图科技有限公司", "Beijing Lantu Technology Limited"),
            ("CONSIGNEE: Lantu Technology GmbH", "Lantu Tech. G.m.b.H."),
            ("Lantu Int'l Trading LLC (END USER)", "LANTU INTERNATIONAL TRADE L.L.C."),
            ("Lantu Mfg. Inc., Room 1203, Bldg 5", "Lantu Manufacturing Incorporated"),
            ("Lantu Tеchnоlоgy Ltd", "Lantu Technology Ltd"),
            ("ＬＡＮＴＵ　Technology", "lantu technology"),
            ("ООО Лантус", "LANTUS, OOO"),
            ("Lantu Techn0logy", "Lantu Technology"),
            ("Lantu Technology; and any successor, sub-unit, or subsidiary thereof", "Lantu Technology"),
        ]
    )
    func spellings(_ first: String, _ second: String) {
        #expect(
            Set(words(first).filter { !$0.hasPrefix("legal") }) == Set(words(second).filter { !$0.hasPrefix("legal") })
        )
    }

    @Test(
        "keeps numbers apart",
        arguments: [
            ("第十四研究所", "number:14"), ("13th Institute", "number:13"), ("Phase II Ltd", "number:2"),
            ("No. 007 Plant", "number:7"), ("Three Gorges Ltd", "number:3"),
        ]
    )
    func numbers(_ text: String, _ number: String) {
        #expect(words(text).contains(number))
    }

    @Test("gives further names after their labels")
    func others() {
        let name = normaliser.name("Lantu Technology a.k.a. Orion Works")
        #expect(name.tokens.map(\.written) == ["Lantu", "Technology"])
        #expect(name.others.map { $0.map(\.written) } == [["Orion", "Works"]])
    }

    @Test("of odd texts is clear and bounded", arguments: OddNames.all)
    func odd(_ text: String) {
        let name = normaliser.name(text)
        #expect(name.tokens.count <= 1500)
        let prepared = PreparedName(name)
        let result = NameComparison().result(query: prepared, candidate: prepared)
        #expect(name.isEmpty ? result.outcome == .clear : result.outcome == .hit)
    }

    @Test("of a long text is cut and says so")
    func long() {
        #expect(normaliser.name(String(repeating: "lantu ", count: 5_000)).isCut)
        #expect(!normaliser.name("Lantu").isCut)
    }
}

/// Texts that are hardly names.
enum OddNames {
    static let all = [
        "", " ", "\u{0}\u{1}\u{2}", "\u{202E}dtL utnaL\u{202C}", "Co., Ltd.", "有限公司", "Ltd Ltd Ltd", "()()((", "12345",
        "&", "a", "的", "\u{FEFF}Lantu\u{200B}", "🚀🚀", "ប៉ុល ពត", "e\u{301}\u{301}\u{301}", "AT&T", "1", "é",
        String(repeating: "A", count: 10_000), String(repeating: "中", count: 10_000),
        String(repeating: "Ltd ", count: 2_500), String(repeating: "(", count: 10_000),
        String(repeating: "x y ", count: 2_500),
    ]
}
