package import Diagnostics
internal import Names

/// Tells whether a text can be screened as a name at all.
package enum PartyName {
    /// How many characters a name may have.
    package static let lengthLimit = 2_000
    /// How many words it may have.
    package static let wordLimit = 64

    /// What is wrong with a name; nil where it can be screened.
    package static func problem(with text: String) -> Diagnostic? {
        if text.unicodeScalars.contains("\u{FFFD}") {
            return Diagnostic(
                .partyBadText,
                "the name is not proper UTF-8: it holds U+FFFD, which stands for bytes that could not be read",
                hint: "give the name as UTF-8"
            )
        }
        guard text.unicodeScalars.contains(where: isVisible) else {
            return Diagnostic(.partyEmptyName, "the name is empty: it holds no letter and no digit")
        }
        if text.unicodeScalars.count > lengthLimit {
            return Diagnostic(
                .partyLongName,
                "the name has \(text.unicodeScalars.count) characters, and at most \(lengthLimit) are read",
                hint: "give the name alone, without what stands around it"
            )
        }
        let name = NameNormaliser().name(text)
        if name.isCut {
            return Diagnostic(
                .partyLongName,
                "the name has more than \(wordLimit) words",
                hint: "give the name alone, without what stands around it"
            )
        }
        if isLegalFormAlone(text, name) {
            return Diagnostic(
                .partyNoName,
                "`\(text)` holds no name to compare, such as a legal form alone",
                hint: "give the name in full"
            )
        }
        return nil
    }

    /// Whether nothing but a legal form stands in a text, which behind a name would be no more than that.
    private static func isLegalFormAlone(_ text: String, _ name: NormalName) -> Bool {
        // A name of common words alone is compared by them, so that it has to be asked what they would be elsewhere.
        guard name.others.isEmpty, name.tokens.allSatisfy({ $0.kind == .word }) else { return false }
        return NameNormaliser().name("Qorvath " + text).tokens.dropFirst()
            .allSatisfy { $0.kind == .legal || $0.kind == .particle }
    }

    /// Whether only the first words of a name are compared.
    static func isCut(_ text: String) -> Bool {
        let name = NameNormaliser().name(text)
        return ([name.tokens] + name.others)
            .contains { tokens in
                tokens.count { !$0.isRedundant && ($0.kind != .particle || $0.weight > 0) } > PreparedName.tokenLimit
            }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}

extension Diagnostic.Code {
    package static let partyEmptyName: Self = "party.empty-name"
    package static let partyLongName: Self = "party.long-name"
    package static let partyNoName: Self = "party.no-name"
    package static let partyBadText: Self = "party.bad-text"
}
