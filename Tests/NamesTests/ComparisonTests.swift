import Names
import TestSupport
import Testing

@Suite("Two names compared")
struct ComparisonTests {
    private let normaliser = NameNormaliser()
    private let comparison = NameComparison()

    private func result(_ query: String, _ candidate: String) -> NameResult {
        comparison.result(
            query: PreparedName(normaliser.name(query)),
            candidate: PreparedName(normaliser.name(candidate))
        )
    }

    @Test(
        "are one party's",
        arguments: [
            ("Lantuvex Technologies", "LANTUVEX TECHNOLOGY CO., LTD."),
            ("Lantuvxe Technology", "Lantuvex Technology Ltd"),
            ("Technology Lantuvex (Shanghai)", "Shanghai Lantuvex Technology"),
            ("Lantu vex Semiconductor", "Lantuvex Semiconductor"),
            ("Shanghai LantuvexSemiconductor", "Shanghai Lantuvex Semiconductor"),
            ("上海蓝途薇科技有限公司", "Shanghai Lantuwei Technology Co., Ltd."),
            ("上海藍途薇科技有限公司", "上海蓝途薇科技有限公司"),
            ("Tsing Hwa Lantu Electronics", "Qinghua Lantu Electronics"),
            ("Ivanov, Petr", "Petr Ivanov"),
            ("Пётр Иванов", "Petr Ivanov"),
            ("Muhammad Al-Rawi", "Mohammed El Rawi"),
        ]
    )
    func hits(_ query: String, _ candidate: String) {
        #expect(result(query, candidate).outcome == .hit)
    }

    @Test(
        "are not one party's",
        arguments: [
            ("Lantuvex Technology", "Orionmark Technology"),
            ("Shanghai Technology Ltd", "Shanghai Lantuvex Technology Ltd"),
            ("Lantuvex Steel Tubes", "Lantuvex Steel Valves"), ("Huaxin Technology", "Huaxun Technology Ltd"),
            ("Lantuvex 13th Institute", "Lantuvex 14th Institute"),
            ("Lantuvex Leasing 3 Ltd", "Lantuvex Leasing 6 Ltd"),
            ("蓝途第十三研究所", "蓝途第十四研究所"), ("Wuhan Lantuvex Optics", "Wuxi Lantuvex Optics"),
            ("Emma Daniels", "EMMA LLC"), ("Lantuvex Mail Services", "Lantuvex Rail Services"),
            ("11420 Corp.", "Belletech Corp"), ("Lantuvex Canada Ltd", "Lantuvex Ltd"),
        ]
    )
    func others(_ query: String, _ candidate: String) {
        #expect(result(query, candidate).outcome != .hit)
    }

    @Test("that differ by a number alone are clear")
    func numbers() {
        for number in 10..<60 {
            let found = result("Lantuvex \(number)th Research Institute", "Lantuvex \(number + 1)th Research Institute")
            #expect(found.outcome == .clear)
            #expect(found.reasons.contains(.numbersDiffer))
        }
    }

    @Test("with a character that looks like another are one party's, and say so")
    func shapes() {
        let found = result("南京蓝途倌息技术有限公司", "南京蓝途信息技术有限公司")
        #expect(found.outcome == .hit)
        #expect(found.reasons == [.mistypedCharacter])
    }

    @Test(
        "a slip of the hand apart are one party's if all the rest agrees",
        arguments: [
            // A letter left out, put in twice, swapped, struck beside its place, and a reading that no word has.
            ("Feiyun", "Feiyuan"), ("Haaiyi", "Haiyi"), ("Yunaqi", "Yuanqi"), ("Yuzi", "Yizi"), ("Kunei", "Kunxi"),
        ]
    )
    func slips(_ query: String, _ candidate: String) {
        let listed = "Wuhan \(candidate) Semiconductor Co., Ltd."
        #expect(result("Wuhan \(query) Semiconductor Co., Ltd.", listed).outcome == .hit)
        #expect(result("Wuhan \(query) Semicnductor Co., Ltd.", listed).outcome == .hit)
        #expect(result("\(query) Semiconductor Co., Ltd.", "\(candidate) Semiconductor Co., Ltd.").outcome != .hit)
        #expect(result("Wuhan \(query) Co., Ltd.", "Wuhan \(candidate) Co., Ltd.").outcome != .hit)
        #expect(result("Wuxi \(query) Semiconductor Co., Ltd.", listed).outcome != .hit)
        #expect(result("Wuhan \(query) Software Co., Ltd.", listed).outcome != .hit)
    }

    @Test("another good syllable is no slip")
    func syllables() {
        for (query, candidate) in [("Hongda", "Rongda"), ("Huaxin", "Huajin")] {
            let found = result("Wuhan \(query) Semiconductor Co., Ltd.", "Wuhan \(candidate) Semiconductor Co., Ltd.")
            #expect(found.outcome == .review)
            #expect(found.reasons.contains(.doubtfulSpelling))
        }
    }

    @Test("a term of two words is known with one of them mistyped")
    func terms() {
        #expect(result("Wuhan Lantuvex Integrated Cicuit", "Wuhan Lantuvex Integrated Circuit").outcome == .hit)
    }

    @Test("give the same result whenever they are compared", arguments: 0..<200 as Range<UInt64>)
    func isStable(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let query = RandomNames.name(using: &generator)
        let candidate = RandomNames.name(using: &generator)
        #expect(result(query, candidate) == result(query, candidate))
        #expect(result(query, query).outcome == .hit)
        #expect((0...1000).contains(result(query, candidate).score))
    }

    @Test("do not change with case, marks and the order of words", arguments: 0..<200 as Range<UInt64>)
    func isIndifferent(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let name = RandomNames.name(using: &generator)
        #expect(result(name.uppercased(), name).outcome == .hit)
        #expect(result(name.replacing(",", with: "").replacing(".", with: ""), name).outcome == .hit)
        #expect(result(name.replacing(" Co., Ltd.", with: " Limited"), name).outcome == .hit)
    }
}

/// Invented names for properties.
enum RandomNames {
    private static let places = ["Beijing", "Shanghai", "Wuxi", "Xi'an", "Hong Kong", "Dubai"]
    private static let trades = ["Technology", "Semiconductor", "Trading", "Software", "Precision Machinery"]
    private static let forms = ["Co., Ltd.", "LLC", "GmbH", "Inc.", "Sdn. Bhd."]
    private static let syllables = ["ka", "lo", "ven", "tra", "mon", "xin", "hua", "del", "qui", "zor", "ping"]

    static func name(using generator: inout SeededGenerator) -> String {
        let brand = (0..<Int.random(in: 2...4, using: &generator))
            .compactMap { _ in syllables.randomElement(using: &generator) }.joined()
        return [places, [brand], trades, forms].compactMap { $0.randomElement(using: &generator) }
            .joined(separator: " ")
    }
}
