package import Rulebooks

/// One sentence of a proof with what it rests on.
package struct ProofNode: Hashable, Sendable {
    /// What a sentence speaks of.
    package enum Kind: String, Hashable, Sendable {
        /// The answer.
        case answer
        /// What the rule is on the day.
        case state
        /// A holder and whether its share counts.
        case owner
        /// A listing.
        case listing
        /// Something else that one should know.
        case note
    }

    /// What it speaks of.
    package let kind: Kind
    /// The sentence.
    package let claim: LocalisedText
    /// The id of the party it speaks of.
    package let party: String?
    /// What it rests on.
    package var children: [ProofNode]

    /// Creates a sentence.
    package init(_ kind: Kind, _ claim: LocalisedText, party: String? = nil, children: [ProofNode] = []) {
        self.kind = kind
        self.claim = claim
        self.party = party
        self.children = children
    }
}

extension ProofNode {
    /// The proof as lines of text, indented by depth.
    package func lines(in language: LocalisedText.Language, depth: Int = 0) -> [(depth: Int, text: String)] {
        [(depth, claim.text(in: language))] + children.flatMap { $0.lines(in: language, depth: depth + 1) }
    }
}
