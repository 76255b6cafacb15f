internal import Quantities

/// Numbers as text in the forms of printf, exact for every double and every precision.
///
/// The text grows with the precision: the caller bounds it.
enum NumberText {
    /// As `%f`: that many digits after the point, a tie going to the even digit.
    static func fixed(_ value: Double, places: Int) -> String {
        if let name = special(value) { return name }
        let digits = ExactDigits(value).rounded(toPlaces: places)
        return sign(value) + digits.plainText(places: places)
    }

    /// As `%e`: one digit before the point and `places` after it, an exponent of two digits or more.
    static func scientific(_ value: Double, places: Int) -> String {
        if let name = special(value) { return name }
        var digits = ExactDigits(value)
        if !digits.isZero { digits = digits.rounded(toPlaces: places + digits.leadingPlace) }
        return sign(value) + digits.scientificText(places: places)
    }

    /// The shortest digits that give the same double back, without exponent: `0.1`, `100000000000000000000000`.
    static func plain(_ value: Double) -> String {
        if let name = special(value) { return name }
        let digits = ExactDigits(shortest: value)
        return sign(value) + digits.plainText(places: max(0, digits.digits.count - digits.point))
    }

    /// The shortest digits that give the same double back, with an exponent below 1e-4 and from `threshold` tens on.
    ///
    /// A threshold of 6 gives what `%g` gives in Go, 21 what JavaScript prints.
    static func general(_ value: Double, threshold: Int = 21) -> String {
        if let name = special(value) { return name }
        let digits = ExactDigits(shortest: value)
        if digits.isZero || (-4..<threshold).contains(digits.point - 1) { return plain(value) }
        return sign(value) + digits.scientificText(places: digits.digits.count - 1)
    }

    /// The bytes in hexadecimal, two digits each.
    static func hexadecimal(_ bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
        let symbols = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        return String(decoding: bytes.flatMap { [symbols[Int($0 >> 4)], symbols[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// An integer to base 2, 8, 10 or 16; a negative one is its size with a minus.
    static func integer(_ value: some BinaryInteger, radix: Int, uppercase: Bool = false) -> String {
        String(value, radix: radix, uppercase: uppercase)
    }

    private static func sign(_ value: Double) -> String {
        value.sign == .minus ? "-" : ""
    }

    private static func special(_ value: Double) -> String? {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return nil
    }
}

/// The size of a double as decimal digits `0.d1d2d3...` times ten to the power of `point`.
private struct ExactDigits {
    // INVARIANT: neither starts nor ends with a zero; empty for zero.
    var digits: [UInt8]
    var point: Int

    var isZero: Bool { digits.isEmpty }

    /// The number of places that the first digit stands before the units, negative: behind the point.
    var leadingPlace: Int { 1 - point }

    /// All digits of the exact binary value.
    init(_ value: Double) {
        self.init(text: ExactDecimal(exactly: value.magnitude)?.description ?? "0")
    }

    /// As few digits as tell the value from its neighbours.
    init(shortest value: Double) {
        self.init(text: value.magnitude.description)
    }

    private init(text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "e"))
        let exponent = parts.count > 1 ? Int(String(Substring(parts[1]))) ?? 0 : 0
        let mantissa = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        digits = mantissa.joined().map { $0 - UInt8(ascii: "0") }
        point = mantissa[0].count + exponent
        normalise()
    }

    private mutating func normalise() {
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point -= zeros
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 1 }
    }

    /// The value with nothing after that many places, a tie going to the even digit.
    func rounded(toPlaces places: Int) -> ExactDigits {
        let kept = point + places
        guard kept < digits.count else { return self }
        guard kept >= 0 else { return ExactDigits(text: "0") }
        var result = self
        let rest = digits[kept...]
        result.digits = Array(digits[..<kept])
        let half = rest[kept] > 5 || (rest[kept] == 5 && rest.count > 1)
        let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
        if half || (rest[kept] == 5 && isOdd) {
            var index = kept - 1
            while index >= 0, result.digits[index] == 9 {
                result.digits[index] = 0
                index -= 1
            }
            if index >= 0 {
                result.digits[index] += 1
            } else {
                result.digits.insert(1, at: 0)
                result.point += 1
            }
        }
        result.normalise()
        return result
    }

    private func digit(_ index: Int) -> UInt8 {
        UInt8(ascii: "0") + (digits.indices.contains(index) ? digits[index] : 0)
    }

    func plainText(places: Int) -> String {
        var text: [UInt8] = point > 0 ? (0..<point).map(digit) : [UInt8(ascii: "0")]
        if places > 0 {
            text.append(UInt8(ascii: "."))
            text += (point..<point + places).map { $0 < 0 ? UInt8(ascii: "0") : digit($0) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    func scientificText(places: Int) -> String {
        var text = [digit(0)]
        if places > 0 {
            text.append(UInt8(ascii: "."))
            text += (1...places).map(digit)
        }
        let exponent = point - 1
        let number = String(exponent.magnitude)
        return String(decoding: text, as: UTF8.self)
            + (exponent < 0 ? "e-" : "e+") + (number.utf8.count < 2 ? "0" : "") + number
    }
}
