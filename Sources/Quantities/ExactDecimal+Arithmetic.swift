internal import BigInt

extension ExactDecimal: Hashable, Comparable {
    /// Whether two numbers are the same point on the number line.
    public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
        switch (left.storage, right.storage) {
        case (.small(let a, let b), .small(let c, let d)): a == c && b == d
        case (.large(let l), .large(let r)): l.numerator == r.numerator && l.denominator == r.denominator
        default: false
        }
    }

    /// Orders numbers by their value, exactly.
    ///
    /// - Complexity: two multiplications, without allocation, when both fit in 64 bits.
    public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
            if b == d { return a < c }
            let (l, r) = (a.multipliedFullWidth(by: d), c.multipliedFullWidth(by: b))
            return l.high == r.high ? l.low < r.low : l.high < r.high
        }
        return largeLess(left, right)
    }

    @inline(never)
    private static func largeLess(_ left: ExactDecimal, _ right: ExactDecimal) -> Bool {
        if left.signum != right.signum { return left.signum < right.signum }
        let (l, r) = (left.parts, right.parts)
        return l.numerator * r.denominator < r.numerator * l.denominator
    }

    /// Hashes the number; equal numbers hash alike however they were made.
    public func hash(into hasher: inout Hasher) {
        switch storage {
        case .small(let numerator, let denominator):
            hasher.combine(numerator)
            hasher.combine(denominator)
        case .large(let ratio):
            hasher.combine(ratio.numerator)
            hasher.combine(ratio.denominator)
        }
    }
}

extension ExactDecimal {
    /// The exact sum.
    public static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
            if b == 1, d == 1 {
                let (sum, overflow) = a.addingReportingOverflow(c)
                if !overflow { return ExactDecimal(sum) }
            }
            // Each product is below 2^126 in size, so neither they nor their sum can overflow.
            return ExactDecimal(
                reducing: Int128(a) &* Int128(d) &+ Int128(c) &* Int128(b),
                over: Int128(b) &* Int128(d)
            )
        }
        let (l, r) = (left.parts, right.parts)
        return ExactDecimal(
            reducing: l.numerator * r.denominator + r.numerator * l.denominator,
            over: l.denominator * r.denominator
        )
    }

    /// The exact difference.
    public static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        left + -right
    }

    /// The exact product.
    public static func * (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
            return ExactDecimal(reducing: Int128(a) &* Int128(c), over: Int128(b) &* Int128(d))
        }
        let (l, r) = (left.parts, right.parts)
        return ExactDecimal(reducing: l.numerator * r.numerator, over: l.denominator * r.denominator)
    }

    /// The number with its sign turned.
    public static prefix func - (value: ExactDecimal) -> ExactDecimal {
        switch value.storage {
        case .small(let numerator, let denominator):
            ExactDecimal(reduced: -Int128(numerator), over: Int128(denominator))
        case .large(let ratio): ExactDecimal(reducing: -ratio.numerator, over: ratio.denominator)
        }
    }

    /// The exact quotient, or nil when `divisor` is zero.
    public func divided(by divisor: ExactDecimal) -> ExactDecimal? {
        if case .small(let a, let b) = storage, case .small(let c, let d) = divisor.storage {
            guard c != 0 else { return nil }
            let top = Int128(a) &* Int128(d)
            let bottom = Int128(b) &* Int128(c)
            return bottom < 0
                ? ExactDecimal(reducing: -top, over: -bottom) : ExactDecimal(reducing: top, over: bottom)
        }
        let (l, r) = (parts, divisor.parts)
        guard !r.numerator.isZero else { return nil }
        let top = l.numerator * r.denominator
        return ExactDecimal(
            reducing: r.numerator.sign == .minus ? -top : top,
            over: l.denominator * BigInt(r.numerator.magnitude)
        )
    }

    /// Replaces the left number by the exact sum.
    public static func += (left: inout ExactDecimal, right: ExactDecimal) {
        left = left + right
    }

    /// Replaces the left number by the exact difference.
    public static func -= (left: inout ExactDecimal, right: ExactDecimal) {
        left = left - right
    }

    /// Replaces the left number by the exact product.
    public static func *= (left: inout ExactDecimal, right: ExactDecimal) {
        left = left * right
    }
}
