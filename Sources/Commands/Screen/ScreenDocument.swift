import Facts
import Names
import Quantities
import Rulebooks
import Screening

/// What was found about one party, for programs: `passgate.screening/1`.
struct ScreenDocument {
    let finding: PartyFinding
    let lists: ListsDefinition
    let language: LocalisedText.Language

    /// The document, pretty or in one line, with a line break at its end.
    func bytes(isPretty: Bool) -> [UInt8] {
        var writer = JSONWriter(isPretty: isPretty)
        writer.object { write(to: &$0) }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func write(to writer: inout JSONWriter) {
        writer.key("format")
        writer.string("passgate.screening/1")
        writer.key("party")
        writer.object { writer in
            let party = finding.party
            for (key, text) in [
                ("id", party.id.isEmpty ? nil : party.id), ("name", party.name), ("country", party.country),
                ("address", party.address),
            ] {
                writer.key(key)
                writer.string(text)
            }
            writer.key("digest")
            writer.string("sha256:" + party.digest)
        }
        writer.key("on")
        writer.string(finding.day.description)
        writer.key("outcome")
        writer.string(finding.outcome.rawValue)
        writer.key("hits")
        writer.int(finding.hitCount)
        writer.key("reviews")
        writer.int(finding.reviewCount)
        writer.key("cut")
        writer.bool(finding.isCut)
        writer.key("matches")
        writer.array { writer in for match in finding.matches { writer.object { write(match, to: &$0) } } }
        writer.key("omitted")
        writer.int(finding.omittedCount)
        writer.key("facts")
        writer.array { writer in for fact in finding.consequences { writer.object { write(fact, to: &$0) } } }
        writer.key("others")
        writer.array { writer in for other in finding.others { writer.object { write(other, to: &$0) } } }
        writer.key("lists")
        writer.array { writer in for version in finding.versions { writer.object { write(version, to: &$0) } } }
        writer.key("not_screened")
        writer.strings(finding.missing)
    }

    private func write(_ match: FoundEntry, to writer: inout JSONWriter) {
        writer.key("effect")
        writer.string(match.effect?.rawValue)
        writer.key("outcome")
        writer.string(match.outcome.rawValue)
        writer.key("score")
        writer.int(match.score)
        writer.key("exact")
        writer.bool(match.isExact)
        writer.key("place")
        let place: String? =
            switch match.places {
            case .unknown: nil
            case .same: "same"
            case .different: "different"
            }
        writer.string(place)
        writer.key("list")
        writer.string(match.entry.list)
        writer.key("entry_key")
        writer.string(match.entry.key)
        writer.key("listed_as")
        writer.string(match.name)
        writer.key("weak")
        writer.bool(match.isWeak)
        writer.key("reasons")
        writer.array { writer in
            for reason in match.reasons {
                writer.object { writer in
                    writer.key("id")
                    writer.string("\(reason)")
                    writer.key("says")
                    writer.string(MatchWording.reason(reason).text(in: language))
                }
            }
        }
        writer.key("because")
        writer.strings(MatchWording.reasons(match).map { $0.text(in: language) })
        writer.key("words")
        writer.array { writer in
            for pair in match.words {
                writer.object { writer in
                    writer.key("asked")
                    writer.string(pair.query.isEmpty ? nil : pair.query)
                    writer.key("listed")
                    writer.string(pair.candidate.isEmpty ? nil : pair.candidate)
                    writer.key("way")
                    writer.string(pair.way.map { "\($0)" })
                    writer.key("similarity")
                    writer.int(pair.similarity)
                }
            }
        }
        writer.key("counts_on_day")
        writer.bool(match.countsOnDay)
        writer.key("standing")
        writer.string(match.standing.rawValue)
        writer.key("disposition")
        if let disposition = match.disposition {
            writer.object { disposition.write(to: &$0) }
        } else {
            writer.null()
        }
        let list = lists.list(match.entry.list)
        writer.key("would_make")
        writer.array { writer in
            for consequence in list?.consequences(of: match.entry, on: finding.day) ?? [] {
                writer.object { writer in
                    writer.key("fact")
                    writer.string(consequence.fact.name)
                    writer.key("value")
                    writer.value(consequence.value)
                    writer.key("cites")
                    writer.strings(consequence.cites)
                }
            }
        }
        writer.key("marks")
        writer.strings((list?.marks(of: match.entry, on: finding.day) ?? []).map(\.id))
        writer.key("list_version")
        writer.object { write(match.version, to: &$0) }
        writer.key("entry_digest")
        writer.string("sha256:" + match.entryDigest)
        writer.key("entry")
        match.entry.write(to: &writer)
    }

    private func write(_ consequence: PartyConsequence, to writer: inout JSONWriter) {
        writer.key("fact")
        writer.string(consequence.fact)
        writer.key("state")
        let state =
            switch consequence.state {
            case .known: "known"
            case .unsettled: "to_be_settled"
            case .notScreened: "not_screened"
            case .silent: "silent"
            }
        writer.string(state)
        writer.key("value")
        writer.value(consequence.value)
        writer.key("sources")
        writer.array { writer in
            for source in consequence.sources {
                writer.object { writer in
                    writer.key("list")
                    writer.string(source.list)
                    writer.key("as_of")
                    writer.string(source.version?.asOf?.description)
                    writer.key("digest")
                    writer.string(source.version.map { "sha256:" + $0.digest })
                    writer.key("entry_key")
                    writer.string(source.match?.entry.key)
                    writer.key("cites")
                    writer.strings(source.cites)
                    writer.key("evidence")
                    writer.string(source.evidence.rawValue)
                    writer.key("says")
                    writer.string(source.says.text(in: language))
                }
            }
        }
    }

    private func write(_ other: NearName, to writer: inout JSONWriter) {
        writer.key("name")
        writer.string(other.name)
        writer.key("list")
        writer.string(other.list)
        writer.key("entry_key")
        writer.string(other.key)
        writer.key("score")
        writer.int(other.score)
        writer.key("reasons")
        writer.strings(other.reasons.map { "\($0)" })
    }

    private func write(_ version: StoredVersion, to writer: inout JSONWriter) {
        writer.key("list")
        writer.string(version.list)
        writer.key("version")
        writer.int(version.number)
        writer.key("as_of")
        writer.string(version.asOf?.description)
        writer.key("digest")
        writer.string("sha256:" + version.digest)
        writer.key("entries")
        writer.int(version.entryCount)
    }
}

extension Disposition {
    /// Writes the members of an object.
    func write(to writer: inout JSONWriter) {
        writer.key("verdict")
        writer.string(verdict.rawValue)
        writer.key("reason")
        writer.string(reason)
        writer.key("by")
        writer.string(reviewer)
        writer.key("at")
        writer.string(decidedAt)
        writer.key("until")
        writer.string(expires)
    }
}
