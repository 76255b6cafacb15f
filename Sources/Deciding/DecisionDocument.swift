import Facts
import Quantities
import Rulebooks

extension Decision {
    /// The name of the form that documents have.
    static let format = "passgate.decision/1"

    /// The decision as the document `passgate.decision/1`: keys in a fixed order, so that equal decisions are equal bytes.
    ///
    /// - Parameter isPretty: one member a line for people; one line otherwise.
    /// - Returns: the document in UTF-8, without a final line break.
    public func document(isPretty: Bool = false) -> [UInt8] {
        var writer = JSONWriter(isPretty: isPretty)
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("format", Self.format)
            writer.key("order")
            writeOrder(to: &writer)
            writer.member("on", on.description)
            writer.member("known_on", knownOn.description)
            writer.key("rulebook")
            writer.object { writer in
                writer.member("id", rulebook.id)
                writer.member("version", rulebook.version)
                writer.member("digest", rulebook.digest)
                writer.key("overlays")
                writer.strings(rulebook.overlays)
                writer.member("law_known_to", rulebook.lawKnownTo.description)
            }
            writeAssumed(to: &writer)
            writer.member("verdict", verdict)
            writer.member("reason", reason)
            writer.member("release", release)
            writer.key("evidence")
            writer.answer(evidence)
            writePossible(to: &writer)
            writer.key("gates")
            writer.object { writer in
                for gate in gates {
                    writer.key(gate.id)
                    gate.write(to: &writer)
                }
            }
            writeRest(to: &writer)
        }
    }

    /// What the order did not state: what was assumed, then all that was found out, so that it can be decided again.
    private func writeAssumed(to writer: inout JSONWriter) {
        writer.key("assumed")
        writer.array { writer in
            for assumed in assumed {
                writer.object { writer in
                    writer.member("fact", assumed.fact)
                    writer.key("value")
                    writer.value(assumed.value)
                    writer.member("source", assumed.source.rawValue)
                    writer.member("why", assumed.why.english)
                }
            }
            for found in findings {
                let finding = found.finding
                writer.object { writer in
                    writer.member("fact", finding.shownFact)
                    writer.key("value")
                    writer.value(finding.value)
                    if let suspected = finding.suspected {
                        writer.key("suspected")
                        writer.value(suspected)
                    }
                    writer.member("source", finding.source)
                    writer.member("why", finding.why.english)
                    if let other = found.contradiction { writer.member("contradicted_by", other.english) }
                }
            }
        }
    }

    private func writeOrder(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", orderID)
            writer.key("facts")
            writer.facts(stated)
            if !parties.isEmpty {
                writer.key("parties")
                writer.array { writer in for party in parties { writer.facts(party) } }
            }
        }
    }

    private func writePossible(to writer: inout JSONWriter) {
        writer.key("possible")
        writer.object { writer in
            for (name, values) in possible {
                writer.list(name, values) { writer, possible in
                    writer.member("value", possible.value)
                    writer.member("if", possible.condition.english)
                    writer.key("evidence")
                    writer.answer(possible.evidence)
                }
            }
        }
    }

    private func writeRest(to writer: inout JSONWriter) {
        writer.list("collisions", collisions) { writer, collision in
            writer.member("id", collision.id)
            writer.member("kind", collision.kind)
            writer.member("state", collision.isCertain ? "true" : "possible")
            writer.member("says", collision.says.english)
            writer.key("needs")
            writer.strings(collision.needs)
        }
        writer.list("needs", needs) { writer, need in
            writer.member("fact", need.fact)
            writer.member("ask", need.ask.english)
            writer.key("could_change")
            writer.strings(need.couldChange)
        }
        writer.list("would_change", wouldChange) { writer, change in
            writer.key("change")
            writer.object { $0.member(change.fact, change.to) }
            writer.key("to")
            writer.answers(change.answers)
        }
        writer.list("alternatives", alternatives) { writer, alternative in
            writer.key("switch")
            writer.object { writer in
                writer.key(alternative.fact)
                writer.value(alternative.value)
            }
            writer.member("verdict", alternative.verdict)
            writer.key("to")
            writer.answers(alternative.answers)
        }
        writer.key("legs")
        writer.array { writer in for leg in legs { leg.write(to: &writer) } }
        writer.member("notice", notice.english)
    }
}

extension Decision.Gate {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("state", state)
            writer.key("answers")
            writer.answers(answers)
            writer.key("evidence")
            writer.answer(evidence)
            writer.list("obligations", obligations) { writer, obligation in
                writer.member("id", obligation.id)
                writer.member("state", obligation.state.rawValue)
                writer.key("certain")
                writer.bool(obligation.stands)
                writer.member("says", obligation.says.english)
                writer.key("needs")
                writer.strings(obligation.needs)
            }
            writer.list("flags", flags) { writer, flag in
                writer.member("rule", flag.rule)
                writer.member("state", flag.isRaised == true ? "true" : "unknown")
                writer.member("says", flag.says.english)
                writer.key("needs")
                writer.strings(flag.needs)
            }
            writer.key("notes")
            writer.strings(notes)
            writer.list("because", because) { writer, reason in
                writer.member("rule", reason.rule)
                writer.key("value")
                reason.value.map { writer.bool($0) } ?? writer.string("unknown")
                if let displaced = reason.displacedBy { writer.member("displaced_by", displaced) }
                writer.member("condition", reason.condition)
                writer.key("read")
                writer.facts(reason.read)
                if !reason.near.isEmpty {
                    writer.list("near", reason.near) { writer, near in
                        writer.member("fact", near.fact)
                        writer.key("value")
                        writer.number(near.value)
                        writer.key("limit")
                        writer.number(near.limit)
                    }
                }
                writer.key("adds")
                writer.strings(reason.contributes)
                writer.key("cites")
                writer.strings(reason.cites)
                writer.member("evidence", reason.evidence.rawValue)
                if let caveat = reason.caveat { writer.member("caveat", caveat.english) }
                if let overlay = reason.overlay { writer.member("overlay", overlay) }
                writer.member("says", reason.says.english)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ key: String, _ text: String?) {
        self.key(key)
        string(text)
    }

    fileprivate mutating func list<T>(_ key: String, _ items: [T], _ body: (inout JSONWriter, T) -> Void) {
        self.key(key)
        array { writer in
            for item in items { writer.object { body(&$0, item) } }
        }
    }

    fileprivate mutating func facts(_ facts: [Decision.NamedFact]) {
        object { writer in
            for fact in facts {
                writer.key(fact.name)
                writer.value(fact.value)
            }
        }
    }

    fileprivate mutating func answers(_ answers: [Decision.NamedAnswer]) {
        object { writer in
            for answer in answers {
                writer.key(answer.name)
                writer.answer(answer.answer)
            }
        }
    }

    fileprivate mutating func answer(_ answer: Answer) {
        switch answer {
        case .none: null()
        case .word(let word): string(word)
        case .number(let number): self.number(number)
        case .date(let date): string(date.description)
        case .set(let members): strings(members)
        case .undetermined: string(undeterminedWord)
        }
    }
}
