public import Quantities

/// The answer to one question of a gate.
public enum Answer: Hashable, Sendable {
    /// There is no value, and that is the answer.
    case none
    /// A word.
    case word(String)
    /// A whole number.
    case number(ExactDecimal)
    /// A calendar date.
    case date(CalendarDate)
    /// A sorted set of words.
    case set([String])
    /// Facts are missing without which it can't be answered.
    case undetermined

    /// Whether facts are missing.
    public var isUndetermined: Bool { self == .undetermined }

    /// The word, where the answer is one.
    public var word: String? {
        if case .word(let word) = self { word } else { nil }
    }
}

/// The lower-case word that stands for an answer that facts are missing for.
public let undeterminedWord = "undetermined"
