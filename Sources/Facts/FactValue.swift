public import Quantities

/// The value of a fact, known for certain.
///
/// Whole numbers and decimals are both exact decimals; an ISO country code and an enum word are strings.
public enum FactValue: Hashable, Sendable {
    /// True or false.
    case bool(Bool)
    /// An exact number.
    case decimal(ExactDecimal)
    /// A text, a country code or an enum word.
    case string(String)
    /// A calendar date.
    case date(CalendarDate)
    /// A list.
    case list([FactValue])
}
