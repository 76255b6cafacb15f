import Deciding
import Facts
import Quantities
import Rulebooks

/// Chips as JSON.
enum ChipDocument {
    /// A list of chips.
    static func list(_ chips: [Chip], on date: CalendarDate) -> [UInt8] {
        var writer = JSONWriter(isPretty: true)
        writer.array { writer in
            for chip in chips { write(chip, on: date, to: &writer) }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ chip: Chip, on date: CalendarDate, to writer: inout JSONWriter) {
        let profile = ChipProfile(chip, on: date)
        writer.object { writer in
            for column in chip.table.finder.table.columns {
                writer.key(column)
                writer.value(chip.cell(column))
            }
            writer.key("operations")
            writer.array { writer in
                for format in chip.formats {
                    writer.object { writer in
                        writer.key("format")
                        writer.string(format.name)
                        writer.key("dense_tops")
                        writer.number(format.tops)
                        writer.key("bits")
                        if let bits = format.bits { writer.int(bits) } else { writer.null() }
                        writer.key("product")
                        if let product = format.product { writer.number(product) } else { writer.null() }
                    }
                }
            }
            writer.key("computed")
            writer.object { writer in
                for (fact, value) in profile.computed {
                    writer.key(fact.name)
                    writer.value(value)
                }
            }
            writer.key("on")
            writer.string(date.description)
            writer.key("answers")
            writer.object { writer in
                for (decision, answer) in profile.answers {
                    writer.key(decision.name)
                    switch answer {
                    case .word(let word): writer.string(word)
                    case .set(let words): writer.strings(words)
                    case .number(let number): writer.number(number)
                    case .date(let date): writer.string(date.description)
                    case .none, .undetermined: writer.null()
                    }
                }
            }
            writer.key("rules")
            writer.array { writer in
                for (rule, truth) in profile.rules {
                    writer.object { writer in
                        writer.key("rule")
                        writer.string(rule.id)
                        writer.key("value")
                        if let truth { writer.bool(truth) } else { writer.string("unknown") }
                    }
                }
            }
        }
    }
}
