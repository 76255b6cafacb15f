public import Facts
public import Quantities
public import Rulebooks

/// The answer to one order on one date, with all that is needed to check it and to replay it.
///
/// Programs get it as the document `passgate.decision/1` (`document()`), people as text or a page.
public struct Decision: Sendable {
    /// A fact with its value.
    public struct NamedFact: Hashable, Sendable {
        /// The fact.
        public let name: String
        /// Its value; nil: stated to be unknown.
        public let value: FactValue?

        /// Creates a fact with its value.
        public init(name: String, value: FactValue?) {
            self.name = name
            self.value = value
        }
    }

    /// A fact that the answer rests on and that the order did not state.
    public struct Assumed: Hashable, Sendable {
        /// The fact.
        public let fact: String
        /// The value used.
        public let value: FactValue
        /// Where it is from.
        public let source: Source
        /// Why, in words.
        public let why: LocalisedText

        /// What kind of source gave it.
        public enum Source: String, Hashable, Sendable {
            /// A row of a reference table.
            case table
            /// A profile that the user asked for.
            case profile
            /// The schema, under a condition.
            case assumption
            /// The schema.
            case `default`
        }
    }

    /// Which rulebook answered.
    public struct Stamp: Hashable, Sendable {
        /// Its id.
        public let id: String
        /// Its version.
        public let version: String
        /// `sha256:` and the digest of its content.
        public let digest: String
        /// The overlays applied.
        public let overlays: [String]
        /// The day of its newest source.
        public let lawKnownTo: CalendarDate
    }

    /// A question with its answer.
    public struct NamedAnswer: Hashable, Sendable {
        /// The decision.
        public let name: String
        /// The answer.
        public let answer: Answer
    }

    /// One value that an open answer can still take.
    public struct Possible: Hashable, Sendable {
        /// The value; nil: no value.
        public let value: String?
        /// What leads there, in words.
        public let condition: LocalisedText
        /// The same in few words, one way each.
        public let ways: [LocalisedText]
        /// The grade it would have.
        public let evidence: Answer
    }

    /// Something to do or to keep to.
    public struct Obligation: Hashable, Sendable {
        /// Its name.
        public let id: String
        /// Whether it is met.
        public let state: State
        /// Whether it stands for certain, or only if an open condition does.
        public let stands: Bool
        /// One plain sentence.
        public let says: LocalisedText
        /// The facts that would settle its state.
        public let needs: [String]

        /// Whether an obligation is met.
        public enum State: String, Hashable, Sendable {
            /// It is met.
            case met
            /// It is not.
            case unmet
            /// It is not known whether it is met.
            case unknown
            /// It can't be settled by a fact of the order: it is to be done.
            case toDo = "to_do"
        }
    }

    /// A red flag.
    public struct Flag: Hashable, Sendable {
        /// The rule.
        public let rule: String
        /// True, or nil while unknown.
        public let isRaised: Bool?
        /// One plain sentence.
        public let says: LocalisedText
        /// The facts that would settle it.
        public let needs: [String]
    }

    /// A rule of the chain that led to the answer.
    public struct Reason: Hashable, Sendable {
        /// The rule.
        public let rule: String
        /// Its title.
        public let title: LocalisedText
        /// True, or nil while unknown.
        public let value: Bool?
        /// The rule that displaces it, if one does.
        public let displacedBy: String?
        /// Its condition as written.
        public let condition: String
        /// The facts it read; nil values are unknown.
        public let read: [NamedFact]
        /// The limits in its condition that values come near to.
        public let near: [NearLimit]
        /// What it adds.
        public let contributes: [String]
        /// Its citations.
        public let cites: [String]
        /// How well it is known.
        public let evidence: Evidence
        /// What qualifies that.
        public let caveat: LocalisedText?
        /// One plain sentence.
        public let says: LocalisedText
        /// The overlay that brought it.
        public let overlay: String?
    }

    /// A value that is at a limit or so near that a small error in it could turn the comparison.
    public struct NearLimit: Hashable, Sendable {
        /// The fact.
        public let fact: String
        /// Its value.
        public let value: ExactDecimal
        /// The number that the condition compares it with.
        public let limit: ExactDecimal
    }

    /// What one gate says.
    public struct Gate: Sendable {
        /// The gate.
        public let id: String
        /// Its title.
        public let title: LocalisedText
        /// Its state in the words of the verdict.
        public let state: String
        /// Every answer, in the order of the rulebook.
        public let answers: [NamedAnswer]
        /// Its grade.
        public let evidence: Answer
        /// Its obligations.
        public let obligations: [Obligation]
        /// Its red flags that are raised or open.
        public let flags: [Flag]
        /// Its notes.
        public let notes: [String]
        /// The rules that are true or open.
        public let because: [Reason]

        /// The answer to a question, `.none` where the gate has no such question.
        public subscript(name: String) -> Answer { answers.first { $0.name == name }?.answer ?? .none }
    }

    /// A conflict of the gates with each other.
    public struct Collision: Hashable, Sendable {
        /// The rule.
        public let id: String
        /// hard, soft or dependency.
        public let kind: String
        /// True for certain, or possible.
        public let isCertain: Bool
        /// One plain sentence.
        public let says: LocalisedText
        /// The facts that would settle it.
        public let needs: [String]
        /// The rules that meet, with their citations.
        public let between: [Reason]
    }

    /// A fact that could still change an answer.
    public struct Need: Hashable, Sendable {
        /// The fact.
        public let fact: String
        /// The question to ask.
        public let ask: LocalisedText
        /// The answers it could change.
        public let couldChange: [String]
        /// What single values settle by themselves, where that was worked out.
        public var effects: [Effect] = []

        /// What one value of a fact settles, whatever the other open facts turn out to be.
        public struct Effect: Hashable, Sendable {
            /// The value.
            public let value: FactValue
            /// The verdict, if it settles that.
            public let verdict: String?
            /// The main answers that it settles.
            public let answers: [NamedAnswer]
            /// The values that rules give main answers which it makes true, stricter rules apart.
            public let leads: [NamedAnswer]
        }
    }

    /// A change of one fact that gives other answers.
    public struct Change: Hashable, Sendable {
        /// The fact.
        public let fact: String
        /// The change, `>= 6500` or `true`.
        public let to: String
        /// The answers it gives.
        public let answers: [NamedAnswer]
    }

    /// The verdict under another setting of a policy switch.
    public struct Alternative: Hashable, Sendable {
        /// The switch.
        public let fact: String
        /// Its other value.
        public let value: FactValue
        /// The verdict it gives.
        public let verdict: String
        /// The answers that differ.
        public let answers: [NamedAnswer]
    }

    /// The id of the order, if it has one.
    public var orderID: String?
    /// What the order stated, in the order of the schema.
    public var stated: [NamedFact]
    /// The parties it named, as they were given; empty where `buyer.*` was used.
    public var parties: [[NamedFact]]
    /// The law date.
    public var on: CalendarDate
    /// The day on which the question was put.
    public var knownOn: CalendarDate
    /// The rulebook.
    public var rulebook: Stamp
    /// The facts used without being stated.
    public var assumed: [Assumed]
    /// What was found out about the parties, with what contradicts it.
    public var findings: [Found] = []
    /// The verdict.
    public var verdict: String
    /// Why the verdict differs from what the gates say by themselves.
    public var reason: String?
    /// `hold` where goods must not be released whatever the verdict.
    public var release: String?
    /// Why goods are held.
    public var holds: [LocalisedText]
    /// The weakest link that mattered.
    public var evidence: Answer
    /// What an open verdict and open answers can still be.
    public var possible: [(name: String, values: [Possible])]
    /// The gates.
    public var gates: [Gate]
    /// The collisions.
    public var collisions: [Collision]
    /// The facts still needed.
    public var needs: [Need]
    /// What would change the answer.
    public var wouldChange: [Change]
    /// The answers under other policy settings.
    public var alternatives: [Alternative]
    /// The decisions of each leg, where the order has several.
    public var legs: [Decision]
    /// What every answer says of itself.
    public var notice: LocalisedText

    /// The answer to a question of any gate.
    public func answer(_ name: String) -> Answer {
        for gate in gates {
            if let found = gate.answers.first(where: { $0.name == name }) { return found.answer }
        }
        return .none
    }
}
