/// Parts a text into words, folding case, accents, width and scripts on the way.
struct WordScanner {
    /// How many characters are read; a name that is longer is cut.
    static let limit = 2000
    /// How many words are kept.
    static let wordLimit = 64

    private let table: NameTable
    private(set) var words: [RawWord] = []
    private(set) var isCut = false
    private var word = RawWord()
    private var depth = 0
    private var wasUpper = false
    private var upperRun = 0

    init(_ text: String, table: NameTable) {
        self.table = table
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            if count > Self.limit || words.count >= Self.wordLimit {
                isCut = true
                break
            }
            scan(scalar)
        }
        endWord()
        chooseScripts()
    }

    private mutating func scan(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x61...0x7A: addLatin(UInt8(value), isUpper: false, scalar)
        case 0x41...0x5A: addLatin(UInt8(value) + 0x20, isUpper: true, scalar)
        case 0x30...0x39: addLatin(UInt8(value), isUpper: true, scalar)
        case 0x27, 0x60, 0x2018, 0x2019, 0x201B, 0x2032, 0x02BB...0x02BF, 0xB4, 0xFF07:
            word.written.unicodeScalars.append(scalar)
        case 0x20...0x7F: separate(scalar)
        case 0x3400...0x9FFF, 0x20000...0x3FFFF: addHan(table.simplified(value), scalar)
        case 0xAC00...0xD7A3: addOther(Hangul.letters(value), [], scalar)
        default: scanOther(scalar)
        }
    }

    private mutating func scanOther(_ scalar: Unicode.Scalar) {
        if let (sound, shape) = table.letters(of: scalar.value) {
            let text = String(decoding: sound, as: UTF8.self)
            if let first = text.unicodeScalars.first, first.value > 0x7F {
                for character in text.unicodeScalars { addHan(table.simplified(character.value), scalar) }
            } else if shape.isEmpty, scalar.value < 0x370 || scalar.value > 0x1D00 {
                for letter in sound {
                    addLatin(letter, isUpper: scalar.properties.isUppercase, scalar, isFirst: letter == sound.first)
                }
            } else {
                addOther(sound, shape, scalar)
            }
            return
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: break
        case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: separate(" ")
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
            .decimalNumber, .spacingMark:
            addHan(scalar.value, scalar)
        default: separate(Self.ascii[scalar.value] ?? " ")
        }
    }

    /// Marks of other scripts that do what an ASCII one does.
    private static let ascii: [UInt32: Unicode.Scalar] = [
        0xFF08: "(", 0xFF09: ")", 0x3010: "(", 0x3011: ")", 0xFF0C: ",", 0x3001: ",", 0xFF1A: ":", 0xFF1B: ",",
        0xFF0E: ".", 0x3002: ",", 0xFF06: "&", 0xFF0F: "/", 0xFF3B: "(", 0xFF3D: ")", 0xFF5E: " ",
    ]

    private mutating func separate(_ scalar: Unicode.Scalar) {
        endWord()
        switch scalar {
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth = max(0, depth - 1)
        case "&", "+":
            word.letters = Array("and".utf8)
            word.shape = word.letters
            word.written = "&"
            word.gap = .space
            endWord()
            words[words.count - 1].gap.insert(.space)
        case ",", ";": mark(.comma)
        case ":": mark(.colon)
        case ".": mark(.dot)
        case "/": mark(.slash)
        case "-" where words.last?.gap.contains(.space) ?? false: mark(.colon)
        case "\u{0}"..."\u{20}": mark(.space)
        default: mark(.space)
        }
    }

    private mutating func mark(_ gap: RawWord.Gap) {
        if !words.isEmpty { words[words.count - 1].gap.insert(gap) }
    }

    private mutating func addLatin(_ letter: UInt8, isUpper: Bool, _ scalar: Unicode.Scalar, isFirst: Bool = true) {
        if word.isHan { endWord() }
        if isUpper, !wasUpper, !word.letters.isEmpty { word.seams.append(word.letters.count) }
        if !isUpper, upperRun > 1, letter > 0x39 { word.seams.append(word.letters.count - 1) }
        wasUpper = isUpper
        upperRun = isUpper && letter > 0x39 ? upperRun + 1 : 0
        if !isUpper { word.isUpper = false }
        word.letters.append(letter)
        word.shape.append(letter)
        if letter > 0x39 { word.latinCount += 1 }
        if isFirst { word.written.unicodeScalars.append(scalar) }
    }

    private mutating func addOther(_ sound: [UInt8], _ shape: [UInt8], _ scalar: Unicode.Scalar) {
        if word.isHan { endWord() }
        word.letters += sound
        word.shape += shape.isEmpty ? sound : shape
        word.foreignCount += 1
        if !shape.isEmpty { word.alikeCount += 1 }
        word.written.unicodeScalars.append(scalar)
    }

    private mutating func addHan(_ character: UInt32, _ scalar: Unicode.Scalar) {
        if !word.letters.isEmpty { endWord() }
        word.han.append(character)
        word.written.unicodeScalars.append(scalar)
    }

    private mutating func endWord() {
        wasUpper = false
        upperRun = 0
        guard !word.letters.isEmpty || word.isHan else {
            word = RawWord()
            return
        }
        word.depth = depth
        words.append(word)
        word = RawWord()
    }

    /// Reads letters that look like Latin ones as such, in a word that mixes scripts or among Latin words.
    private mutating func chooseScripts() {
        let hasLatin = words.contains { $0.latinCount > 1 && $0.foreignCount == 0 && !$0.isHan }
        for index in words.indices where words[index].foreignCount > 0 {
            let word = words[index]
            let isAlike = word.alikeCount == word.foreignCount
            if word.latinCount > 0 || (hasLatin && isAlike) { words[index].letters = word.shape }
        }
    }
}

/// Hangul syllables in Latin letters, after the Revised Romanisation, simplified.
enum Hangul {
    private static let first = "g kk n d tt r m b pp s ss  j jj ch k t p h"
        .split(separator: " ", omittingEmptySubsequences: false)
    private static let middle = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(separator: " ")
    private static let last = " k k k n n n t l k m p t t p t m p p t t ng t t k t p t"
        .split(
            separator: " ",
            omittingEmptySubsequences: false
        )

    /// The letters of one syllable.
    static func letters(_ value: UInt32) -> [UInt8] {
        let number = Int(value) - 0xAC00
        guard (0..<11172).contains(number) else { return [] }
        return Array(first[number / 588].utf8) + Array(middle[number % 588 / 28].utf8) + Array(last[number % 28].utf8)
    }

    /// Letters of the official romanisation as persons usually write them: o for eo, u for eu.
    static func usual(_ letters: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for (index, letter) in letters.enumerated() {
            let next = index + 1 < letters.count ? letters[index + 1] : 0
            if letter == UInt8(ascii: "e"), next == UInt8(ascii: "o") || next == UInt8(ascii: "u") { continue }
            result.append(letter)
        }
        return result
    }
}
