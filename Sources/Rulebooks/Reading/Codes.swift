import Diagnostics

extension Diagnostic.Code {
    // What a file is.
    static let fileMissing: Self = "file.missing"
    static let fileUnreadable: Self = "file.unreadable"
    static let fileNotUTF8: Self = "file.not-utf8"
    static let fileNotListed: Self = "file.not-listed"
    static let fileListedTwice: Self = "file.listed-twice"
    static let yamlSyntax: Self = "yaml.syntax"
    static let yamlDuplicateKey: Self = "yaml.duplicate-key"
    static let yamlKeyNotText: Self = "yaml.key-not-text"
    static let yamlTooLarge: Self = "yaml.too-large"
    static let yamlTooDeep: Self = "yaml.too-deep"

    static let snapshotDamaged: Self = "snapshot.damaged"
    static let snapshotVersion: Self = "snapshot.version"

    // The form of any entry.
    static let wrongForm: Self = "rulebook.wrong-form"
    static let badPercentage: Self = "rulebook.bad-percentage"
    static let unknownKey: Self = "rule.unknown-key"
    static let missingKey: Self = "rule.missing-key"
    static let conflictingKeys: Self = "rule.conflicting-keys"
    static let wrongType: Self = "rule.wrong-type"
    static let unknownWord: Self = "rule.unknown-word"
    static let unknownEvidence: Self = "rule.unknown-evidence"
    static let badDate: Self = "rule.bad-date"
    static let missingLanguage: Self = "text.missing-language"

    // Rules.
    static let missingCitation: Self = "rule.missing-citation"
    static let backwardDates: Self = "rule.backward-dates"
    static let timeHole: Self = "rule.time-hole"
    static let timeOverlap: Self = "rule.time-overlap"
    static let duplicateID: Self = "rule.duplicate-id"
    static let unknownID: Self = "rule.unknown-id"
    static let overrideOfNothing: Self = "rule.override-of-nothing"
    static let badID: Self = "rule.bad-id"
    static let contributesNothing: Self = "rule.contributes-nothing"
    static let unknownTarget: Self = "rule.unknown-target"
    static let notContributed: Self = "rule.not-contributed"
    static let wrongKind: Self = "rule.wrong-kind"

    // Facts.
    static let duplicateFact: Self = "fact.duplicate"
    static let unknownFact: Self = "fact.unknown"
    static let unknownFactKind: Self = "fact.unknown-kind"
    static let factWithoutValues: Self = "fact.without-values"
    static let factWithoutQuestion: Self = "fact.without-question"
    static let unknownFactValue: Self = "fact.unknown-value"
    static let valueOutOfRange: Self = "fact.out-of-range"
    static let factNotRaw: Self = "fact.not-raw"

    // Decisions, gates and the verdict.
    static let duplicateDecision: Self = "decision.duplicate"
    static let unknownDecision: Self = "decision.unknown"
    static let unknownValue: Self = "decision.unknown-value"
    static let duplicateGate: Self = "gate.duplicate"
    static let missingGate: Self = "gate.missing"
    static let unknownAttribute: Self = "decision.unknown-attribute"
    static let unknownState: Self = "gate.unknown-state"

    // Tables.
    static let unknownTable: Self = "table.unknown"
    static let lookupOfNothing: Self = "table.lookup-of-nothing"
    static let unknownColumn: Self = "table.unknown-column"
    static let badCell: Self = "table.bad-cell"
    static let duplicateKey: Self = "table.duplicate-key"
    static let ambiguousAlias: Self = "table.ambiguous-alias"
    static let rowWithoutSource: Self = "table.row-without-source"

    // Ownership.
    static let ownershipUnknownList: Self = "ownership.unknown-list"
    static let ownershipUnknownFlag: Self = "ownership.unknown-flag"
    static let ownershipBadShare: Self = "ownership.bad-share"

    // Lists of parties.
    static let duplicateList: Self = "list.duplicate"
    static let wrongFormat: Self = "list.wrong-format"

    // Overlays and profiles.
    static let duplicateProfile: Self = "profile.duplicate"
    static let unknownOverlay: Self = "overlay.unknown"
    static let duplicateOverlay: Self = "overlay.duplicate"
    static let overlayClash: Self = "overlay.clash"
    static let overlayAlreadyOff: Self = "overlay.already-off"
    static let overlayEndsNothing: Self = "overlay.ends-nothing"
}
