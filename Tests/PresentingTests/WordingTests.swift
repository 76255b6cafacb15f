import Rulebooks
import Testing

@testable import Presenting

@Suite("Wording")
struct WordingTests {
    @Test("every phrase stands in both languages", arguments: Phrase.allCases)
    func complete(phrase: Phrase) throws {
        let pair = try #require(Wording.table[phrase])
        #expect(!pair.en.isEmpty)
        #expect(!pair.zh.isEmpty)
    }

    @Test("both languages fill in the same places", arguments: Phrase.allCases)
    func places(phrase: Phrase) throws {
        let pair = try #require(Wording.table[phrase])
        for place in ["{0}", "{1}", "{2}"] {
            #expect(pair.en.contains(place) == pair.zh.contains(place))
        }
    }

    @Test("places are filled in")
    func fills() {
        #expect(Wording(language: .english)[.leg, "1", "2"] == "LEG 1 OF 2")
        #expect(Wording(language: .chinese)[.leg, "1", "2"] == "第 1 段，共 2 段")
    }

    @Test("every evidence word has a meaning and a Chinese name", arguments: Evidence.allCases)
    func evidence(evidence: Evidence) {
        #expect(Wording.grades[evidence] != nil)
        #expect(Wording.names[evidence] != nil)
    }
}
