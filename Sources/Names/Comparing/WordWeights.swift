/// How much each word tells within a list: a word that many names have tells little.
///
/// Words that are not in it keep the weight that the tables of names give them.
package struct WordWeights: Hashable, Sendable {
    /// The weights of the tables alone, for when there is no list.
    package static let standard = WordWeights(concepts: [], weights: [])

    /// The words that are weighed, as ``PreparedName/concept(of:)`` numbers them, sorted.
    package let concepts: [UInt32]
    package let weights: [UInt16]

    /// Takes weights over as they were saved; concepts must be sorted.
    package init(concepts: [UInt32], weights: [UInt16]) {
        self.concepts = concepts
        self.weights = weights
    }

    /// Counts in how many names each word stands.
    package init(names: some Sequence<NormalName>) {
        var counts: [UInt32: Int] = [:]
        for name in names {
            for concept in Set(
                name.tokens.filter { Self.isWeighed($0.kind) }.map { PreparedName.concept(of: $0.canonical) }
            ) {
                counts[concept, default: 0] += 1
            }
        }
        let common = counts.filter { $0.value > Self.rare }.sorted { $0.key < $1.key }
        concepts = common.map(\.key)
        weights = common.map { Self.weight(count: $0.value) }
    }

    /// Names of one party and its branches share a brand, so that one which is this rare is still a brand.
    private static let rare = 8

    private static func isWeighed(_ kind: TokenKind) -> Bool { kind == .brand || kind == .word }

    /// A thousand for a rare word, a hundred less each time its count doubles.
    private static func weight(count: Int) -> UInt16 {
        var weight = 1000
        var rest = count / rare
        while rest > 0, weight > 400 {
            weight -= 100
            rest /= 2
        }
        return UInt16(weight)
    }

    /// The weight of a word.
    package func weight(of concept: UInt32, kind: TokenKind, standard: UInt16) -> UInt16 {
        guard Self.isWeighed(kind), !concepts.isEmpty else { return standard }
        var low = 0
        var high = concepts.count
        while low < high {
            let middle = (low + high) / 2
            if concepts[middle] == concept { return min(standard, weights[middle]) }
            if concepts[middle] < concept { low = middle + 1 } else { high = middle }
        }
        return standard
    }
}
