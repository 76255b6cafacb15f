internal import BigInt

/// An exact rational number, always reduced, with a positive denominator.
///
/// Numbers of the law are compared exactly: 20919.2 is below 21000, and a ratio such as 15832/814 is kept as it is.
/// Small values (numerator and denominator in 64 bits) need no allocation; larger ones are exact all the same.
///
/// ```swift
/// let share = ExactDecimal(1).divided(by: 3)
/// share?.description  // "1/3"
/// ```
///
/// Repeated multiplication makes numbers that grow without end: where strangers choose the arithmetic, bound
/// ``bitWidth``.
public struct ExactDecimal: Sendable {
    enum Storage: Sendable {
        case small(Int64, Int64)
        case large(LargeRatio)
    }

    // INVARIANT: reduced, denominator > 0, and `small` whenever both parts fit in 64 bits, so that equal numbers
    // have equal storage.
    let storage: Storage

    init(storage: Storage) {
        self.storage = storage
    }

    /// The number zero.
    public static let zero = ExactDecimal(0 as Int64)

    /// Creates a whole number.
    @inlinable
    public init(_ value: Int) {
        self.init(Int64(value))
    }

    /// Creates a whole number.
    public init(_ value: Int64) {
        storage = .small(value, 1)
    }

    /// Creates a whole number.
    public init(_ value: UInt64) {
        if let small = Int64(exactly: value) {
            storage = .small(small, 1)
        } else {
            storage = .large(LargeRatio(BigInt(value), 1))
        }
    }

    /// Creates the exact value of a binary floating-point number, or nil for an infinity or NaN.
    ///
    /// The result for 0.1 is not one tenth but the number that the double stands for; read decimal text for the former.
    public init?(exactly value: Double) {
        guard value.isFinite else { return nil }
        if let whole = Int64(exactly: value) {
            self.init(whole)
            return
        }
        let scale = Int(max(value.exponent, -1022)) - 52
        let mantissa = BigInt(sign: value.sign == .minus ? .minus : .plus, magnitude: BigUInt(value.significandBits))
        self =
            scale >= 0
            ? ExactDecimal(reducing: mantissa << scale, over: 1)
            : ExactDecimal(reducing: mantissa, over: BigInt(1) << -scale)
    }

    /// Whether the number is whole.
    public var isInteger: Bool {
        switch storage {
        case .small(_, let denominator): denominator == 1
        case .large(let ratio): ratio.denominator == 1
        }
    }

    /// The number as a 64-bit integer, or nil when it is not whole or out of range.
    public var int64: Int64? {
        if case .small(let numerator, 1) = storage { numerator } else { nil }
    }

    /// Minus one, zero or one, as the number is below, at or above zero.
    public var signum: Int {
        switch storage {
        case .small(let numerator, _): Int(numerator.signum())
        case .large(let ratio): ratio.numerator.sign == .minus ? -1 : 1
        }
    }

    /// The bits that numerator and denominator take together, a measure of what arithmetic with the number costs.
    public var bitWidth: Int {
        switch storage {
        case .small: 128
        case .large(let ratio): ratio.numerator.magnitude.bitWidth + ratio.denominator.magnitude.bitWidth
        }
    }

    /// The number without its fraction, towards zero.
    public var truncated: ExactDecimal {
        switch storage {
        case .small(_, 1): self
        case .small(let numerator, let denominator): ExactDecimal(numerator / denominator)
        case .large(let ratio):
            ExactDecimal(
                reducing: BigInt(
                    sign: ratio.numerator.sign,
                    magnitude: ratio.numerator.magnitude / ratio.denominator.magnitude
                ),
                over: 1
            )
        }
    }
}

/// A ratio with a part that needs more than 64 bits; a class so that ``ExactDecimal`` stays small.
final class LargeRatio: Sendable {
    let numerator: BigInt
    let denominator: BigInt

    init(_ numerator: BigInt, _ denominator: BigInt) {
        self.numerator = numerator
        self.denominator = denominator
    }
}

extension ExactDecimal {
    /// The ratio of two integers in lowest terms; `denominator` is above zero.
    init(reducing numerator: BigInt, over denominator: BigInt) {
        let divisor = numerator.magnitude.greatestCommonDivisor(with: denominator.magnitude)
        let top = divisor == 1 ? numerator : BigInt(sign: numerator.sign, magnitude: numerator.magnitude / divisor)
        let bottom = divisor == 1 ? denominator : BigInt(denominator.magnitude / divisor)
        if let smallTop = Int64(exactly: top), let smallBottom = Int64(exactly: bottom) {
            storage = .small(smallTop, smallBottom)
        } else {
            storage = .large(LargeRatio(top, bottom))
        }
    }

    /// The ratio of two integers in lowest terms; `denominator` is above zero.
    init(reducing numerator: Int128, over denominator: Int128) {
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        self.init(reduced: numerator / Int128(divisor), over: denominator / Int128(divisor))
    }

    /// A ratio that is in lowest terms already.
    init(reduced numerator: Int128, over denominator: Int128) {
        if let smallTop = Int64(exactly: numerator), let smallBottom = Int64(exactly: denominator) {
            storage = .small(smallTop, smallBottom)
        } else {
            storage = .large(LargeRatio(BigInt(numerator), BigInt(denominator)))
        }
    }

    /// Numerator and denominator as big integers.
    var parts: (numerator: BigInt, denominator: BigInt) {
        switch storage {
        case .small(let numerator, let denominator): (BigInt(numerator), BigInt(denominator))
        case .large(let ratio): (ratio.numerator, ratio.denominator)
        }
    }

    static func greatestCommonDivisor<Integer: FixedWidthInteger & UnsignedInteger>(
        _ left: Integer,
        _ right: Integer
    ) -> Integer {
        var (a, b) = (left, right)
        if a == 0 { return b }
        if b == 0 { return a }
        // Binary algorithm: wide division is many times slower than shifts.
        let shift = min(a.trailingZeroBitCount, b.trailingZeroBitCount)
        a >>= Integer(a.trailingZeroBitCount)
        while b != 0 {
            b >>= Integer(b.trailingZeroBitCount)
            if a > b { swap(&a, &b) }
            b &-= a
        }
        return a << Integer(shift)
    }
}

extension ExactDecimal: ExpressibleByIntegerLiteral {
    /// Creates a whole number from a literal.
    public init(integerLiteral value: Int64) {
        self.init(value)
    }
}

extension Double {
    /// The significand as an integer, the hidden bit included.
    fileprivate var significandBits: UInt64 {
        isNormal ? significandBitPattern | 1 << 52 : significandBitPattern
    }
}
