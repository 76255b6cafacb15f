import Deciding
import Facts
import Rulebooks

/// The sentence that says what an order is: which chip goes to whom, where, and when.
struct Headline {
    let glossary: Glossary
    let group: DecisionGroup
    private var wording: Wording { glossary.wording }

    /// The facts that the sentence is made of.
    static let facts: Set<String> = [chip, buyer, destination, origin, date]

    private static let chip = "chip.name"
    private static let buyer = "buyer.name"
    private static let destination = "order.to"
    private static let origin = "order.from"
    private static let date = "order.date"

    /// The sentence.
    var text: String {
        var text = group.decision.orderID.map { $0 + wording[.colon] } ?? ""
        text += subject
        let buyer = value(Self.buyer)
        let place = value(Self.destination).map { glossary.place($0) }
        switch (buyer, place) {
        case (let buyer?, let place?): text += wording[.toBuyerIn, buyer, place]
        case (let buyer?, nil): text += wording[.toBuyer, buyer]
        case (nil, let place?): text += wording[.toPlace, place]
        case (nil, nil): break
        }
        if let date = value(Self.date) { text += wording[.shipped, date] }
        if let origin = value(Self.origin) { text += wording[.shippedFrom, glossary.place(origin)] }
        return text
    }

    /// What all variants are called: the words that their names begin with, or all their names.
    var subject: String {
        let labels = group.labels.filter { !$0.isEmpty }
        guard let first = labels.first else { return value(Self.chip) ?? wording[.goods] }
        let words = labels.map { $0.split(separator: " ") }
        let shared = words[0].indices
            .prefix { index in
                words.allSatisfy { $0.indices.contains(index) && $0[index] == words[0][index] }
            }
        guard labels.count > 1 else { return first }
        return shared.isEmpty
            ? labels.joined(separator: wording[.comma]) : words[0][..<shared.endIndex].joined(separator: " ")
    }

    /// What the order states, the same in every leg.
    private func value(_ name: String) -> String? {
        let decision = group.decision
        let found = decision.stated.first { $0.name == name && $0.value != nil }
        guard let found, decision.legs.allSatisfy({ $0.stated.contains(found) }) else { return nil }
        return glossary.value(found.value, of: name, isNamed: false)
    }
}
