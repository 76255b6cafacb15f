import Deciding
import Facts
import Rulebooks

/// The values that come near to a limit of a rule that counts here, so that a reader looks at them twice.
struct NearLimits {
    let glossary: Glossary

    /// A value that is near to a limit, with the rules whose limit it is and the variants whose value it is.
    private struct Line {
        let near: Decision.NearLimit
        var rules: [String] = []
        var labels: [String] = []
    }

    /// A line for each value and limit; variants are named where it is not so of all of them.
    func write(_ gate: String, of variants: [(label: String, decision: Decision)], on page: inout Page) {
        let wording = glossary.wording
        var label = wording[.nearLimit]
        for line in lines(gate, of: variants) {
            let names = line.labels.count < variants.count ? line.labels.joined(separator: wording[.comma]) : ""
            let words = wording[
                .nearValue,
                glossary.fact(line.near.fact, .decimal(line.near.value)),
                glossary.value(.decimal(line.near.limit), of: line.near.fact),
                line.rules.joined(separator: wording[.comma])
            ]
            page.labelled(label, StyledText(names.isEmpty ? words : names + wording[.colon] + words, .caution))
            label = ""
        }
    }

    private func lines(_ id: String, of variants: [(label: String, decision: Decision)]) -> [Line] {
        var lines: [Line] = []
        for variant in variants {
            guard let gate = variant.decision.gates.first(where: { $0.id == id }) else { continue }
            for reason in reasons(of: gate) {
                for near in reason.near {
                    let index = lines.firstIndex { $0.near == near } ?? lines.count
                    if index == lines.count { lines.append(Line(near: near)) }
                    let rule = reason.value == false ? glossary.wording[.notMet, reason.rule] : reason.rule
                    if !lines[index].rules.contains(rule) { lines[index].rules.append(rule) }
                    if lines[index].labels.last != variant.label { lines[index].labels.append(variant.label) }
                }
            }
        }
        return lines
    }

    /// The rules with such values but those that bear on nothing here or in whose place another one decides.
    private func reasons(of gate: Decision.Gate) -> [Decision.Reason] {
        let near = gate.because.filter { !$0.near.isEmpty && $0.displacedBy == nil }
        guard !near.isEmpty else { return [] }
        let sorting = ReasonSorting(gate: gate, glossary: glossary)
        let left = Set((sorting.idle + sorting.outranked).map(\.rule))
        return near.filter { !left.contains($0.rule) }
    }
}
