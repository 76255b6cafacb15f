/// Reduces spellings of one name to one text, so that they can be compared.
enum SpellingFold {
    /// The letters and digits of a name in lower case; full-width forms become plain, spaces and punctuation go.
    ///
    /// `NVIDIA H200-SXM`, `nvidia h200 sxm` and `ＮＶＩＤＩＡ　Ｈ２００ＳＸＭ` all fold to `nvidiah200sxm`.
    static func folded(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            let plain = halfWidth(scalar)
            guard isKept(plain) else { continue }
            text += plain.properties.lowercaseMapping
        }
        return text
    }

    /// Full-width forms (U+FF01 to U+FF5E) stand at a fixed distance from their plain ones.
    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }
}
