public import Diagnostics

/// A sentence for people in the languages of the rulebook.
public struct LocalisedText: Hashable, Sendable {
    /// The languages that the rulebook is written in.
    public enum Language: String, Hashable, Sendable, CaseIterable {
        /// English.
        case english = "en"
        /// Simplified Chinese.
        case chinese = "zh"
    }

    /// The English text.
    public var english: String
    /// The simplified Chinese text, or nil where none was written.
    public var chinese: String?

    /// Creates a text.
    public init(english: String, chinese: String? = nil) {
        self.english = english
        self.chinese = chinese
    }

    /// The text in a language; English where the other is missing.
    public func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese ?? english
        }
    }
}

/// A CEL condition as it stands in a file.
public struct ConditionText: Hashable, Sendable {
    /// The expression.
    public var text: String
    /// Where its first character stands; columns of later ones follow on the same line.
    public var position: SourcePosition

    /// Creates a condition text.
    public init(_ text: String, at position: SourcePosition) {
        self.text = text
        self.position = position
    }
}

/// A name with the place where it stands, for messages about it.
public struct Reference: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Where it stands.
    public var position: SourcePosition

    /// Creates a reference.
    public init(_ name: String, at position: SourcePosition) {
        self.name = name
        self.position = position
    }
}

/// How well something is known to be law or fact, from best to worst.
public enum Evidence: String, Hashable, Sendable, CaseIterable {
    /// Law in force, read in its published text.
    case enacted
    /// An official decision or statement.
    case official
    /// Published guidance of the authority.
    case guidance
    /// A letter to an addressee, known from filings.
    case letter
    /// What the authority is known to do.
    case practice
    /// Press reports of unnamed sources, more than one.
    case reported
    /// One press report.
    case singleReport = "single_report"
    /// Concluded by the authors of the rulebook.
    case inferred
    /// Not law: a proposal.
    case proposed
}
