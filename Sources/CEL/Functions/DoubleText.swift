/// Doubles as text with as many digits as are needed to read the same double back.
enum DoubleText {
    /// As `%g` prints it: with an exponent when that is below -4 or above 5, as the reference implementation does.
    static func general(_ value: Double) -> String {
        guard let parts = Parts(value) else { return special(value) }
        let exponent = parts.point - 1
        guard exponent < -4 || exponent >= 6 else { return parts.plain }
        var text = parts.isNegative ? "-" : ""
        text += parts.digits.prefix(1)
        if parts.digits.count > 1 { text += "." + parts.digits.dropFirst() }
        let magnitude = abs(exponent)
        return text + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0\(magnitude)" : "\(magnitude)")
    }

    /// Without an exponent, however long that is.
    static func plain(_ value: Double) -> String {
        Parts(value)?.plain ?? special(value)
    }

    static func special(_ value: Double) -> String {
        value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
    }

    /// The shortest digits of a finite double, and the place of the point among them.
    private struct Parts {
        let isNegative: Bool
        /// Digits without zeros at either end; a single zero for nought.
        let digits: String
        /// How many of the digits stand before the point; may be negative or beyond them.
        let point: Int

        init?(_ value: Double) {
            guard value.isFinite else { return nil }
            isNegative = value.sign == .minus
            // Swift's own text has the shortest digits, in one of the forms 12.5 and 1.25e+30.
            let text = value.magnitude.description
            let pieces = text.split(separator: "e")
            let halves = pieces[0].split(separator: ".", omittingEmptySubsequences: false)
            let whole = String(halves[0])
            let fraction = halves.count > 1 ? String(halves[1]) : ""
            let all = Array((whole + fraction).utf8)
            let exponent = pieces.count > 1 ? Int(pieces[1]) ?? 0 : 0
            let leading = all.prefix { $0 == UInt8(ascii: "0") }.count
            guard leading < all.count else {
                digits = "0"
                point = 1
                return
            }
            let trailing = all.reversed().prefix { $0 == UInt8(ascii: "0") }.count
            digits = String(decoding: all[leading..<(all.count - trailing)], as: UTF8.self)
            point = whole.utf8.count + exponent - leading
        }

        var plain: String {
            let sign = isNegative ? "-" : ""
            let count = digits.utf8.count
            if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
            if point >= count { return sign + digits + String(repeating: "0", count: point - count) }
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        }
    }
}
