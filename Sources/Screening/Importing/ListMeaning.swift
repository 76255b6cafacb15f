package import Quantities
package import Rulebooks

extension ListDefinition {
    /// The facts that an entry makes true on a day; none where the listing does not count on it.
    package func consequences(of entry: ListEntry, on day: CalendarDate) -> [Consequence] {
        guard entry.counts(on: day) else { return [] }
        return makes.filter { entry.meets($0.condition, on: day) }
    }

    /// What else is to be said of an entry.
    package func marks(of entry: ListEntry, on day: CalendarDate) -> [Mark] {
        marks.filter { entry.meets($0.condition, on: day) }
    }
}

extension ListEntry {
    /// Whether a condition of the rulebook holds for the entry.
    package func meets(_ condition: EntryCondition, on day: CalendarDate) -> Bool {
        condition.holds(programmes: programmes, requirement: requirement, on: day)
    }
}
