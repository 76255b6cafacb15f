import Facts
import Quantities
import Rulebooks

/// Rules as JSON.
enum RuleDocument {
    /// A list of rules, each with everything that is written of it.
    static func list(_ rules: [RuleDefinition]) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.array { writer in
            for rule in rules {
                writer.object { write(rule, to: &$0) }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// The rules of one id, with the cases that reach them.
    static func history(_ id: String, _ entries: [CaseSurvey.Entry], hasCases: Bool) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.key("id")
            writer.string(id)
            writer.key("periods")
            writer.array { writer in
                for entry in entries {
                    writer.object { writer in
                        write(entry.rule, to: &writer)
                        guard hasCases else { return }
                        writer.key("true_in")
                        writer.strings(entry.trueIn)
                        writer.key("false_in")
                        writer.strings(entry.falseIn)
                    }
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ rule: RuleDefinition, to writer: inout JSONWriter) {
        func text(_ key: String, _ text: String?) {
            writer.key(key)
            writer.string(text)
        }
        func texts(_ key: String, _ texts: [String]) {
            guard !texts.isEmpty else { return }
            writer.key(key)
            writer.strings(texts)
        }
        func both(_ key: String, _ localised: LocalisedText?) {
            guard let localised else { return }
            writer.key(key)
            writer.object { writer in
                writer.key("en")
                writer.string(localised.english)
                writer.key("zh")
                writer.string(localised.chinese)
            }
        }
        text("id", rule.id)
        text("gate", rule.gate)
        if let overlay = rule.overlay { text("overlay", overlay) }
        both("title", rule.title)
        text("from", rule.from.description)
        text("to", rule.to?.description)
        text("known_from", rule.knownFrom.description)
        text("evidence", rule.evidence.rawValue)
        writer.key("contributes")
        writer.object { writer in
            for contribution in rule.contributes {
                writer.key(contribution.target.name)
                writer.strings(contribution.values)
            }
        }
        text("when", rule.when.text)
        texts("cites", rule.cites)
        texts("authority", rule.authority)
        both("caveat", rule.caveat)
        texts("overrides", rule.overrides.map(\.name))
        texts("served_by", rule.servedBy?.map(\.name) ?? [])
        texts("overcome_by", rule.overcomeBy.map(\.rule.name))
        both("says", rule.says)
    }
}
