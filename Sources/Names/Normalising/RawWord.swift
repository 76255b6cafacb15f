/// A run of letters, digits or Han characters of a text, with what stands around it.
struct RawWord {
    /// What parts a word from the next one.
    struct Gap: OptionSet {
        let rawValue: UInt8
        static let comma = Gap(rawValue: 1)
        static let colon = Gap(rawValue: 2)
        static let dot = Gap(rawValue: 4)
        static let slash = Gap(rawValue: 8)
        static let space = Gap(rawValue: 16)
    }

    /// Small Latin letters and digits; empty for Han characters.
    var letters: [UInt8] = []
    /// The letters if those of other scripts are read by their shape.
    var shape: [UInt8] = []
    /// Simplified Han characters.
    var han: [UInt32] = []
    var written = ""
    /// Where a capital letter follows a small one, or the last of several capital ones.
    var seams: [Int] = []
    var latinCount = 0
    /// Letters of scripts whose letters may look like Latin ones.
    var foreignCount = 0
    /// Letters among those that look like a Latin one.
    var alikeCount = 0
    /// How deep in brackets the word stands.
    var depth = 0
    var gap: Gap = []
    var isUpper = true

    var isHan: Bool { !han.isEmpty }
    var isNumber: Bool { !letters.isEmpty && letters.allSatisfy { (0x30...0x39).contains($0) } }
}
