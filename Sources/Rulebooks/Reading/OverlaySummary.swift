public import Diagnostics

/// An overlay that a rulebook offers: a proposal or a what-if that is off until it is asked for.
public struct OverlaySummary: Hashable, Sendable {
    /// Its id, by which it is asked for.
    public var id: String
    /// Where it stands.
    public var position: SourcePosition
    /// Its title.
    public var title: LocalisedText
    /// What it stands for, in one sentence.
    public var says: LocalisedText?
    /// How well it is known; nil where its rules say so themselves.
    public var evidence: Evidence?
}
