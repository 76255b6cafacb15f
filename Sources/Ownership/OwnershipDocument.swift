package import Facts
import Quantities
package import Rulebooks

/// Answers about owners as JSON.
package enum OwnershipDocument {
    /// Writes one answer as an object.
    package static func write(_ finding: OwnershipFinding, in graph: OwnershipGraph, to writer: inout JSONWriter) {
        let words = ProofWording(rule: finding.rule, graph: graph)
        writer.object { writer in
            writer.key("rule")
            writer.string(finding.rule.id)
            writer.key("status")
            writer.string(finding.status)
            writer.key("rule_state")
            writer.string(finding.state?.id)
            writer.key("would_be")
            writer.string(finding.wouldBe)
            writer.key("aggregate_percent")
            writer.number(finding.aggregate.low.percent)
            writer.key("upper_percent")
            writer.number(finding.aggregate.high.percent)
            writer.key("listed_itself")
            writer.bool(finding.isListed)
            writer.key("closed")
            writer.bool(finding.isClosed)
            writer.key("flags")
            writer.strings(finding.flags.map(\.id))
            writer.key("governing_owners")
            writer.strings(finding.governing.map { graph.parties[$0].id })
            writer.key("owners")
            writer.array { writer in for owner in finding.owners { write(owner, graph, to: &writer) } }
            writer.key("settles")
            writer.array { writer in
                for open in finding.settles { write(open, words, graph, to: &writer) }
            }
            writer.key("facts")
            writer.array { writer in for fact in finding.facts(in: graph) { write(fact, to: &writer) } }
            writer.key("evidence")
            writer.string(finding.state?.evidence.rawValue)
            writer.key("cites")
            writer.strings(finding.rule.cites)
            writer.key("proof")
            write(finding.proof, to: &writer)
        }
    }

    /// Writes the way up to the ultimate parent as an object.
    package static func write(
        _ walk: ParentWalk,
        in graph: OwnershipGraph,
        _ definition: OwnershipDefinition,
        to writer: inout JSONWriter
    ) {
        let words = ParentWording(graph)
        writer.object { writer in
            writer.key("headquarters")
            writer.string(graph.parties[walk.start].headquarters)
            writer.key("chain")
            writer.strings([graph.parties[walk.start].id] + walk.steps.map { graph.parties[$0.parent].id })
            writer.key("ultimate_parent")
            writer.string(walk.ultimate.map { graph.parties[$0].id })
            writer.key("parent_headquarters")
            writer.string(walk.ultimate.flatMap { graph.parties[$0].headquarters })
            writer.key("ends")
            write(words.end(walk), to: &writer)
            writer.key("facts")
            writer.array { writer in for fact in walk.facts(in: graph, definition) { write(fact, to: &writer) } }
        }
    }

    private static func write(_ owner: OwnershipFinding.Owner, _ graph: OwnershipGraph, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("owner")
            writer.string(graph.parties[owner.party].id)
            writer.key("least_percent")
            writer.number(owner.share.low.percent)
            writer.key("most_percent")
            writer.number(owner.share.high.percent)
            writer.key("counts")
            writer.string(owner.counts.word)
        }
    }

    private static func write(
        _ open: OwnershipFinding.Open,
        _ words: ProofWording,
        _ graph: OwnershipGraph,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            switch open {
            case .share(let holding, let ownedFrom, let clearBelow):
                let holding = graph.holdings[holding]
                writer.key("owner")
                writer.string(graph.parties[holding.owner].id)
                writer.key("owned")
                writer.string(graph.parties[holding.owned].id)
                for (key, share) in [("owned_from_percent", ownedFrom), ("clear_below_percent", clearBelow)] {
                    writer.key(key)
                    if let share { writer.number(share.percent) } else { writer.null() }
                }
            case .listing(let party):
                writer.key("listing_of")
                writer.string(graph.parties[party].id)
            case .country(let party):
                writer.key("country_of")
                writer.string(graph.parties[party].id)
            }
            writer.key("says")
            write(words.settling(open), to: &writer)
        }
    }

    private static func write(_ fact: OwnershipFact, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("fact")
            writer.string(fact.fact)
            writer.key("value")
            writer.value(fact.value)
            writer.key("because")
            write(fact.because, to: &writer)
        }
    }

    private static func write(_ node: ProofNode, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("kind")
            writer.string(node.kind.rawValue)
            if let party = node.party {
                writer.key("party")
                writer.string(party)
            }
            writer.key("says")
            write(node.claim, to: &writer)
            guard !node.children.isEmpty else { return }
            writer.key("because")
            writer.array { writer in for child in node.children { write(child, to: &writer) } }
        }
    }

    private static func write(_ text: LocalisedText, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("en")
            writer.string(text.english)
            writer.key("zh")
            writer.string(text.chinese)
        }
    }
}

extension OwnershipFinding.Owned {
    /// The word in documents.
    fileprivate var word: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .open: "open"
        }
    }
}
