import Diagnostics
import Facts
import Foundation
import Ownership
import Quantities
import Rulebooks
import TestSupport
import Testing

/// What the tests of this module share.
enum Shipped {
    /// The ownership rules of the rulebook in this package.
    static let definition: Result<OwnershipDefinition, any Error> = Result {
        try #require(try ShippedRulebook.load().definition.ownership)
    }

    /// A rule of them.
    static func rule(_ id: String) throws -> OwnershipDefinition.Rule {
        try #require(try definition.get().rule(id))
    }
}

/// A date that is known to exist.
func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

/// A graph from JSON as people write it.
func graph(_ json: String) throws -> OwnershipCase {
    let entries = try OwnershipFile.read(Array(json.utf8), file: "graph.json", Shipped.definition.get())
    return try #require(entries.first).content.get()
}

/// What the first rule says of the target of a graph.
func finding(_ json: String, rule: String = "bis_affiliates", on date: String = "2026-12-01") throws -> OwnershipFinding
{
    let asked = try graph(json)
    return try OwnershipEvaluator(Shipped.definition.get(), asked.graph)
        .finding(Shipped.rule(rule), of: #require(asked.target), on: day(date))
}
