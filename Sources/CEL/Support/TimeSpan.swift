internal import Quantities

/// A length of time, exact to the nanosecond, within 292 years either way.
public struct TimeSpan: Hashable, Comparable, Sendable {
    /// The whole of it in nanoseconds.
    let nanoseconds: Int64

    init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Creates a whole number of seconds, or nil when it is out of range.
    init?(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return nil }
        nanoseconds = product
    }

    /// The whole hours in all of it, towards zero.
    var hours: Int64 { nanoseconds / 3_600_000_000_000 }

    /// The whole minutes in all of it, towards zero.
    var minutes: Int64 { nanoseconds / 60_000_000_000 }

    /// The whole seconds in all of it, towards zero.
    var seconds: Int64 { nanoseconds / 1_000_000_000 }

    /// The whole milliseconds of the part below a second.
    var millisecondPart: Int64 { nanoseconds / 1_000_000 % 1000 }

    /// Whether the left one comes first.
    public static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The sum, or nil when it is out of range.
    func adding(_ other: TimeSpan) -> TimeSpan? {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(other.nanoseconds)
        return overflow ? nil : TimeSpan(nanoseconds: sum)
    }

    /// The difference, or nil when it is out of range.
    func subtracting(_ other: TimeSpan) -> TimeSpan? {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
        return overflow ? nil : TimeSpan(nanoseconds: difference)
    }

    /// The opposite, or nil for the least span, which has none.
    var negated: TimeSpan? {
        TimeSpan(nanoseconds: 0).subtracting(self)
    }
}

extension TimeSpan {
    /// Reads numbers with units, such as `1h30m`, `1.5s` or `-3ms`; a bare `0` needs no unit.
    ///
    /// Units are `h`, `m`, `s`, `ms`, `us` (also `µs`) and `ns`. What is finer than a nanosecond is cut off, part by
    /// part. Nil comes back for other text and for what is out of range.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.elementsEqual([UInt8(ascii: "0")]) {
            self.init(nanoseconds: 0)
            return
        }
        guard !rest.isEmpty else { return nil }

        // The least span is one further from zero than the greatest, so the sum is kept without sign.
        var total: UInt64 = 0
        while !rest.isEmpty {
            guard let part = Self.part(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        guard total <= Int64.max.magnitude + (isNegative ? 1 : 0) else { return nil }
        self.init(nanoseconds: isNegative ? Int64(truncatingIfNeeded: 0 &- total) : Int64(total))
    }

    /// Takes one number with its unit from the front of `text`, in nanoseconds.
    private static func part(_ text: inout ArraySlice<UInt8>) -> UInt64? {
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        let whole = text.prefix(while: isDigit)
        text = text[whole.endIndex...]
        var fraction: ArraySlice<UInt8> = []
        if text.first == UInt8(ascii: ".") {
            text.removeFirst()
            fraction = text.prefix(while: isDigit)
            text = text[fraction.endIndex...]
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let name = text.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
        text = text[name.endIndex...]
        guard let unit = units[String(decoding: name, as: UTF8.self)] else { return nil }

        var wholeValue: UInt64 = 0
        for byte in whole {
            let (scaled, overflow) = wholeValue.multipliedReportingOverflow(by: 10)
            let (next, carry) = scaled.addingReportingOverflow(UInt64(byte - 48))
            guard !overflow, !carry else { return nil }
            wholeValue = next
        }
        let (nanoseconds, overflow) = wholeValue.multipliedReportingOverflow(by: UInt64(unit))
        guard !overflow else { return nil }
        guard !fraction.isEmpty else { return nanoseconds }
        guard let exact = ExactDecimal("0." + String(decoding: fraction, as: UTF8.self)),
            let below = (exact * ExactDecimal(unit)).truncated.int64
        else { return nil }
        let (sum, carry) = nanoseconds.addingReportingOverflow(UInt64(below))
        return carry ? nil : sum
    }

    private static let units: [String: Int64] = [
        "ns": 1, "us": 1000, "\u{B5}s": 1000, "\u{3BC}s": 1000, "ms": 1_000_000,
        "s": 1_000_000_000, "m": 60_000_000_000, "h": 3_600_000_000_000,
    ]
}

extension TimeSpan: CustomStringConvertible {
    /// The span in seconds with as many decimals as it needs: `1000000s`, `-1.5s`.
    public var description: String {
        let (whole, part) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        return (nanoseconds < 0 ? "-" : "") + "\(whole)" + Self.fractionText(nanoseconds: Int(part)) + "s"
    }

    /// A point and the digits of a part of a second without closing zeros, or nothing for zero.
    static func fractionText(nanoseconds: Int) -> String {
        guard nanoseconds > 0 else { return "" }
        let digits = String(nanoseconds)
        var text = "." + String(repeating: "0", count: 9 - digits.utf8.count) + digits
        while text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
        return text
    }
}
