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

extension FactValue: CustomStringConvertible {
    /// The value as people write it: texts and dates without quotes, lists in brackets.
    public var description: String {
        switch self {
        case .bool(let value): value ? "true" : "false"
        case .decimal(let number): number.description
        case .string(let text): text
        case .date(let date): date.description
        case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        }
    }
}
