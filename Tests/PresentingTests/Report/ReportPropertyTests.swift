import Facts
import Rulebooks
import TestSupport
import Testing

@testable import Deciding
@testable import Presenting

@Suite("What holds of every report")
struct ReportPropertyTests {
    @Test("no line is wider than the terminal", arguments: ReportCase.all, [44, 80])
    func width(reportCase: ReportCase, width: Int) throws {
        for language in LocalisedText.Language.allCases {
            let text = try reportCase.text(language, width: width, explain: width == 80)
            #expect(text.split(separator: "\n").filter { $0.displayWidth > width }.isEmpty)
        }
    }

    @Test("no line is wider than the terminal whatever names are given", arguments: 0..<40)
    func names(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let kept = try ReportCase.all[seed % ReportCase.all.count].decisions()
        let decisions = kept.map { label, decision in
            var decision = decision
            decision.stated = decision.stated.map { fact in
                guard case .string? = fact.value else { return fact }
                return Decision.NamedFact(name: fact.name, value: .string(name(&generator)))
            }
            return (label: name(&generator), decision: decision)
        }
        let width = Int.random(in: 40...120, using: &generator)
        let text = DecisionReport(
            decisions,
            rulebook: try RealOrders.rulebook(),
            language: seed % 2 == 0 ? .english : .chinese,
            isColoured: false,
            width: width,
            explain: seed % 3 == 0
        )
        .text()
        #expect(text.split(separator: "\n").filter { $0.displayWidth > width }.isEmpty)
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    private func name(_ generator: inout SeededGenerator) -> String {
        let alphabet = Array("abcXYZ  -.,北京科技有限公司（）\u{1B}\n\t\u{202E}éß🚀")
        return String(
            (0..<Int.random(in: 0...200, using: &generator))
                .map { _ in
                    alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                }
        )
    }

    @Test("colours change nothing but the colours", arguments: ReportCase.all)
    func colours(reportCase: ReportCase) throws {
        let plain = try reportCase.text()
        #expect(!plain.contains("\u{1B}"))
        let coloured = try reportCase.text(isColoured: true)
        #expect(coloured.contains("\u{1B}"))
        #expect(coloured.replacing(#/\x1B\[[0-9]+m/#, with: "") == plain)
    }

    @Test("no assumption is silent", arguments: ReportCase.all)
    func assumptions(reportCase: ReportCase) throws {
        let text = try reportCase.text()
        for (_, decision) in try reportCase.decisions() {
            for leg in decision.legs.isEmpty ? [decision] : decision.legs {
                for assumed in leg.assumed where !isSource(assumed) {
                    #expect(text.contains(assumed.fact) || text.contains(" " + shortened(assumed.fact)))
                }
            }
        }
    }

    /// A name as it stands after others of the same stem.
    private func shortened(_ name: String) -> String {
        let parts = name.split(separator: ".")
        return "." + parts.dropFirst(min(2, parts.count - 1)).joined(separator: ".")
    }

    /// Where a table says no more of a fact than the source that stands above it.
    private func isSource(_ assumed: Decision.Assumed) -> Bool {
        guard case .string(let text) = assumed.value, !text.isEmpty else { return false }
        return assumed.why.english.hasSuffix(text)
    }

    @Test("every need is named, or counted with where it is named", arguments: ReportCase.all)
    func needs(reportCase: ReportCase) throws {
        let text = try reportCase.text()
        let explained = try reportCase.text(explain: true)
        for (_, decision) in try reportCase.decisions() {
            for need in decision.needs {
                let isNamed = text.contains(need.fact) || text.contains(" " + shortened(need.fact))
                #expect(isNamed || text.contains(#/[0-9]+\s+facts,/#))
                #expect(explained.contains(need.fact))
            }
        }
    }

    @Test("every answer names its evidence, its law, its rulebook and what it is not", arguments: ReportCase.all)
    func footing(reportCase: ReportCase) throws {
        let text = try reportCase.text()
        let decision = try #require(try reportCase.decisions().first?.decision)
        #expect(text.contains("\nEvidence"))
        #expect(text.contains("as known on \(decision.knownOn)"))
        #expect(text.contains("Newest source read: \(decision.rulebook.lawKnownTo)"))
        #expect(text.contains(decision.rulebook.version))
        #expect(text.split(separator: "\n").joined(separator: " ").contains(decision.notice.english))
    }

    @Test("every rule that is true or open is printed with --explain", arguments: ReportCase.all)
    func rules(reportCase: ReportCase) throws {
        let text = try reportCase.text(explain: true)
        let decision = try #require(try reportCase.decisions().first?.decision)
        for gate in decision.gates {
            for reason in gate.because { #expect(text.contains("  \(reason.rule)  ")) }
        }
    }
}
