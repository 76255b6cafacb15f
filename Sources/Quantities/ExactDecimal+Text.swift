internal import BigInt

extension ExactDecimal {
    /// Reads decimal text: an optional sign, digits, an optional fraction and an optional exponent.
    ///
    /// `20919.2`, `-3`, `+1.50` and `1e26` are read; nil comes back for anything else (`.5`, `5.`, `0x10`, `1_000`, white
    /// space), for more than 400 digits and for an exponent beyond 400 on either side.
    public init?(_ text: String) {
        var text = text
        guard let value = text.withUTF8({ ExactDecimal(utf8: $0) }) else { return nil }
        self = value
    }

    /// Reads decimal text from UTF-8 bytes; the same as ``init(_:)-(String)``.
    public init?(utf8 text: UnsafeBufferPointer<UInt8>) {
        guard let scanned = Scanned(text) else { return nil }
        let scale = scanned.exponent - scanned.fractionDigits
        if scanned.digits <= 18, (-18...0).contains(scale) {
            let numerator = scanned.isNegative ? -scanned.mantissa : scanned.mantissa
            if scale == 0 {
                self.init(numerator)
                return
            }
            let denominator = Self.powersOfTen[-scale]
            let divisor = Int64(Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
            self.init(storage: .small(numerator / divisor, denominator / divisor))
            return
        }
        let digits = text.lazy.prefix { $0 | 0x20 != UInt8(ascii: "e") }.filter { (48...57).contains($0) }
        guard let magnitude = BigUInt(String(decoding: Array(digits), as: UTF8.self)) else { return nil }
        let mantissa = BigInt(sign: scanned.isNegative ? .minus : .plus, magnitude: magnitude)
        self =
            scale >= 0
            ? ExactDecimal(reducing: mantissa * BigInt(10).power(scale), over: 1)
            : ExactDecimal(reducing: mantissa, over: BigInt(10).power(-scale))
    }

    /// Reads decimal text, or two of them with a slash between: `1/3`, the way ``description`` writes a number that no
    /// decimal fraction ends.
    ///
    /// Nil comes back for what neither is, and for a ratio to zero.
    public init?(decimalOrRatio text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = ExactDecimal(String(parts[0])) else { return nil }
        guard parts.count == 2 else {
            self = first
            return
        }
        guard let second = ExactDecimal(String(parts[1])), let ratio = first.divided(by: second) else { return nil }
        self = ratio
    }

    private static let powersOfTen: [Int64] = (0...18)
        .map { exponent in
            (0..<exponent).reduce(1) { power, _ in power * 10 }
        }

    /// What a first pass over decimal text finds.
    private struct Scanned {
        var isNegative = false
        var mantissa: Int64 = 0  // right only for up to 18 digits
        var digits = 0
        var fractionDigits = 0
        var exponent = 0

        init?(_ text: UnsafeBufferPointer<UInt8>) {
            var index = 0
            func peek() -> UInt8 { index < text.count ? text[index] : 0 }
            func digit() -> Int64? { (48...57).contains(peek()) ? Int64(peek() - 48) : nil }

            if peek() == UInt8(ascii: "-") || peek() == UInt8(ascii: "+") {
                isNegative = peek() == UInt8(ascii: "-")
                index += 1
            }
            while let value = digit() {
                mantissa = mantissa &* 10 &+ value
                digits += 1
                index += 1
            }
            guard digits > 0 else { return nil }
            if peek() == UInt8(ascii: ".") {
                index += 1
                while let value = digit() {
                    mantissa = mantissa &* 10 &+ value
                    fractionDigits += 1
                    index += 1
                }
                guard fractionDigits > 0 else { return nil }
                digits += fractionDigits
            }
            guard digits <= 400 else { return nil }
            if peek() | 0x20 == UInt8(ascii: "e") {
                index += 1
                let isDown = peek() == UInt8(ascii: "-")
                if isDown || peek() == UInt8(ascii: "+") { index += 1 }
                guard digit() != nil else { return nil }
                while let value = digit() {
                    exponent = exponent * 10 + Int(value)
                    guard exponent <= 400 else { return nil }
                    index += 1
                }
                if isDown { exponent = -exponent }
            }
            guard index == text.count else { return nil }
        }
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// The shortest exact decimal text when there is one (`20919.2`, `5.92`), else the ratio (`1/3`).
    public var description: String {
        if case .small(let numerator, let denominator) = storage {
            if denominator == 1 { return String(numerator) }
            if let text = Self.smallText(numerator, denominator) { return text }
        }
        let (numerator, denominator) = parts
        let twos = denominator.magnitude.trailingZeroBitCount
        var rest = denominator.magnitude >> twos
        var fives = 0
        while rest > 1 {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
            guard remainder == 0 else { return "\(numerator)/\(denominator)" }
            rest = quotient
            fives += 1
        }
        let places = max(twos, fives)
        let scaled = numerator.magnitude * BigUInt(10).power(places) / denominator.magnitude
        return Self.text(String(scaled), places: places, isNegative: numerator.sign == .minus)
    }

    /// The decimal text of a small ratio, or nil when it has none within 64 bits.
    private static func smallText(_ numerator: Int64, _ denominator: Int64) -> String? {
        let twos = denominator.trailingZeroBitCount
        var rest = denominator >> Int64(twos)
        var fives = 0
        while rest % 5 == 0 {
            rest /= 5
            fives += 1
        }
        let places = max(twos, fives)
        guard rest == 1, places < powersOfTen.count else { return nil }
        let factor = UInt64(powersOfTen[places] / denominator)
        let (scaled, overflow) = numerator.magnitude.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        return text(String(scaled), places: places, isNegative: numerator < 0)
    }

    /// The number with exactly `places` digits after the point, a half rounded away from zero.
    ///
    /// ```swift
    /// ExactDecimal("2.345").map { $0.fixed(places: 2) }  // "2.35"
    /// ```
    public func fixed(places: Int) -> String {
        let (numerator, denominator) = parts
        let scaled = Self.halfUp(numerator.magnitude * BigUInt(10).power(max(0, places)), denominator.magnitude)
        return Self.text(String(scaled), places: max(0, places), isNegative: numerator.sign == .minus && !scaled.isZero)
    }

    /// The number rounded to `places` digits after the point, a half away from zero.
    public func rounded(places: Int) -> ExactDecimal {
        if isInteger { return self }
        let power = BigUInt(10).power(max(0, places))
        let (numerator, denominator) = parts
        let scaled = Self.halfUp(numerator.magnitude * power, denominator.magnitude)
        return ExactDecimal(reducing: BigInt(sign: numerator.sign, magnitude: scaled), over: BigInt(power))
    }

    private static func halfUp(_ numerator: BigUInt, _ denominator: BigUInt) -> BigUInt {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return remainder << 1 >= denominator ? quotient + 1 : quotient
    }

    private static func text(_ scaled: String, places: Int, isNegative: Bool) -> String {
        var digits = scaled
        if digits.utf8.count <= places {
            digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
        }
        if places > 0 {
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
        }
        return isNegative ? "-" + digits : digits
    }
}

extension ExactDecimal {
    /// The nearest double, a tie to the even one; an infinity when the number is beyond all doubles.
    public var doubleValue: Double {
        if case .small(let numerator, let denominator) = storage, denominator == 1 { return Double(numerator) }
        let (numerator, denominator) = parts
        let (top, bottom) = (numerator.magnitude, denominator.magnitude)
        var lead = top.bitWidth - bottom.bitWidth
        if lead >= 0 ? top < bottom << lead : top << -lead < bottom { lead -= 1 }
        guard lead <= 1023 else { return numerator.sign == .minus ? -.infinity : .infinity }
        // The exponent of the last place of a double of this size, down to the subnormal ones.
        let last = max(lead - 52, -1074)
        let (dividend, divisor) = last >= 0 ? (top, bottom << last) : (top << -last, bottom)
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        let twice = remainder << 1
        let roundsUp = twice > divisor || (twice == divisor && quotient & 1 == 1)
        return Double(
            sign: numerator.sign == .minus ? .minus : .plus,
            exponent: last,
            significand: Double(UInt64(quotient) + (roundsUp ? 1 : 0))
        )
    }
}
