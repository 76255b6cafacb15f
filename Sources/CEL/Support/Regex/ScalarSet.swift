/// A set of code points, as a class of a regular expression describes it.
struct ScalarSet: Hashable, Sendable {
    /// Ranges and general categories, or all but these.
    struct Part: Hashable, Sendable {
        var ranges: [ClosedRange<UInt32>] = []
        /// One bit for each general category, see ``ScalarSet/bit(of:)``.
        var categories: UInt32 = 0
        var isNegated = false

        func holds(_ scalar: Unicode.Scalar) -> Bool {
            if categories != 0, categories & ScalarSet.bit(of: scalar.properties.generalCategory) != 0 { return true }
            var (low, high) = (0, ranges.count)
            while low < high {
                let middle = (low + high) / 2
                if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
            }
            return low < ranges.count && ranges[low].lowerBound <= scalar.value
        }
    }

    private var parts: [Part]
    private let isNegated: Bool
    private let ignoresCase: Bool
    // Which of the first 128 code points are in the set, since most texts have no others.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)

    /// Creates a set that holds what any of the parts holds, or all else when it is negated.
    init(_ parts: [Part], isNegated: Bool = false, ignoresCase: Bool = false) {
        var plain = Part()
        self.parts = []
        for part in parts {
            if part.isNegated {
                var copy = part
                copy.ranges = Self.merged(part.ranges)
                self.parts.append(copy)
            } else {
                plain.ranges += part.ranges
                plain.categories |= part.categories
            }
        }
        plain.ranges = Self.merged(plain.ranges)
        self.parts.append(plain)
        self.isNegated = isNegated
        self.ignoresCase = ignoresCase
        for value in UInt8(0)..<128 where search(Unicode.Scalar(value)) {
            if value < 64 { ascii.low |= 1 << UInt64(value) } else { ascii.high |= 1 << UInt64(value - 64) }
        }
    }

    /// Whether the set holds a code point.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 { return ascii.low >> UInt64(value) & 1 == 1 }
        if value < 128 { return ascii.high >> UInt64(value - 64) & 1 == 1 }
        return search(scalar)
    }

    private func search(_ scalar: Unicode.Scalar) -> Bool {
        let candidates = ignoresCase ? CaseFolding.equivalents(of: scalar) : [scalar]
        return parts.contains { part in part.isNegated != candidates.contains(where: part.holds) } != isNegated
    }

    private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound &+ 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    static func == (left: ScalarSet, right: ScalarSet) -> Bool {
        left.parts == right.parts && left.isNegated == right.isNegated && left.ignoresCase == right.ignoresCase
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(parts)
        hasher.combine(isNegated)
        hasher.combine(ignoresCase)
    }
}

extension ScalarSet.Part {
    /// A part with one code point, for which it must be a scalar value.
    init(_ scalar: Unicode.Scalar) {
        ranges = [scalar.value...scalar.value]
    }

    /// The classes with a letter: `\d`, `\s`, `\w` and their opposites, of ASCII only.
    init?(perl letter: Unicode.Scalar) {
        switch letter {
        case "d", "D": ranges = [0x30...0x39]
        case "s", "S": ranges = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]
        case "w", "W": ranges = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
        default: return nil
        }
        isNegated = letter.value < 0x61
    }

    /// The classes of POSIX with a name, of ASCII only; a caret before the name negates it.
    init?(posix name: String) {
        let bare = name.hasPrefix("^") ? String(name.dropFirst()) : name
        switch bare {
        case "alnum": ranges = [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
        case "alpha": ranges = [0x41...0x5A, 0x61...0x7A]
        case "ascii": ranges = [0...0x7F]
        case "blank": ranges = [0x09...0x09, 0x20...0x20]
        case "cntrl": ranges = [0...0x1F, 0x7F...0x7F]
        case "digit": ranges = [0x30...0x39]
        case "graph": ranges = [0x21...0x7E]
        case "lower": ranges = [0x61...0x7A]
        case "print": ranges = [0x20...0x7E]
        case "punct": ranges = [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
        case "space": ranges = [0x09...0x0D, 0x20...0x20]
        case "upper": ranges = [0x41...0x5A]
        case "word": ranges = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
        case "xdigit": ranges = [0x30...0x39, 0x41...0x46, 0x61...0x66]
        default: return nil
        }
        isNegated = name.hasPrefix("^")
    }

    /// A general category (`Lu`), a group of them (`L`), a script (`Greek`) or `Any`; a caret before it negates it.
    init?(unicode name: String) {
        let bare = name.hasPrefix("^") ? String(name.dropFirst()) : name
        if bare == "Any" {
            ranges = [0...0x10_FFFF]
        } else if let bits = ScalarSet.categoryBits[bare] {
            categories = bits
        } else if let script = ScriptRanges.byName[bare] {
            ranges = script
        } else {
            return nil
        }
        isNegated = name.hasPrefix("^")
    }
}

extension ScalarSet {
    /// The bit that stands for a general category.
    static func bit(of category: Unicode.GeneralCategory) -> UInt32 {
        1 << (categoryOrder.firstIndex { $0.category == category }.map(UInt32.init) ?? 31)
    }

    private static let categoryOrder: [(name: String, category: Unicode.GeneralCategory)] = [
        ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter), ("Lm", .modifierLetter),
        ("Lo", .otherLetter), ("Mn", .nonspacingMark), ("Mc", .spacingMark), ("Me", .enclosingMark),
        ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
        ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation), ("Pi", .initialPunctuation),
        ("Pf", .finalPunctuation), ("Po", .otherPunctuation), ("Sm", .mathSymbol), ("Sc", .currencySymbol),
        ("Sk", .modifierSymbol), ("So", .otherSymbol), ("Zs", .spaceSeparator), ("Zl", .lineSeparator),
        ("Zp", .paragraphSeparator), ("Cc", .control), ("Cf", .format), ("Cs", .surrogate), ("Co", .privateUse),
    ]

    /// The bits of each category and of each group of categories with the same first letter.
    fileprivate static let categoryBits: [String: UInt32] = {
        var bits: [String: UInt32] = [:]
        for (name, category) in categoryOrder {
            bits[name] = bit(of: category)
            bits[String(name.prefix(1)), default: 0] |= bit(of: category)
        }
        return bits
    }()
}
