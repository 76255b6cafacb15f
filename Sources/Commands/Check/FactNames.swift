/// The facts that flags of their own state, and the short names that files may use for them.
enum FactNames {
    /// The name of the chip.
    static let chip = "chip.name"
    /// How the names of facts about the chip begin.
    static let chipPrefix = "chip."
    /// The name of the buyer.
    static let buyer = "buyer.name"
    /// Where the goods go in the end.
    static let destination = "order.to"
    /// Where they are shipped from.
    static let origin = "order.from"
    /// The law date.
    static let date = "order.date"
    /// How many chips.
    static let quantity = "order.units"

    private static let shortNames = [
        "chip": chip, "buyer": buyer, "to": destination, "from": origin, "on": date, "date": date,
        "quantity": quantity,
    ]

    /// The fact that a name in a file means.
    static func fact(named name: String) -> String { shortNames[name] ?? name }
}
