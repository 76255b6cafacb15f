internal import Quantities

/// A point in time, exact to the nanosecond, within the years 1 to 9999 of UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// The whole seconds since 1970-01-01T00:00:00Z, rounded down.
    let seconds: Int64
    /// The nanoseconds after them, from 0 to 999,999,999.
    let nanoseconds: Int32

    private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Creates a point in time, or nil when it is out of range.
    init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.range.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Creates a point in time from nanoseconds since 1970, or nil when it is out of range.
    private init?(total: Int128) {
        let part = (total % 1_000_000_000 + 1_000_000_000) % 1_000_000_000
        guard let seconds = Int64(exactly: (total - part) / 1_000_000_000) else { return nil }
        self.init(seconds: seconds, nanoseconds: Int32(part))
    }

    private var total: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

    /// Whether the left one comes first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The time that much later, or nil when it is out of range.
    func adding(_ span: TimeSpan) -> Timestamp? {
        Timestamp(total: total + Int128(span.nanoseconds))
    }

    /// The time that much earlier, or nil when it is out of range.
    func subtracting(_ span: TimeSpan) -> Timestamp? {
        Timestamp(total: total - Int128(span.nanoseconds))
    }

    /// The time from `start` to this one, or nil when it is too long for a span.
    func since(_ start: Timestamp) -> TimeSpan? {
        Int64(exactly: total - start.total).map(TimeSpan.init(nanoseconds:))
    }
}

extension Timestamp {
    /// Reads an RFC 3339 date and time, such as `2009-02-13T23:31:30.5+01:00`.
    ///
    /// `T` and `Z` are capitals, a fraction has at most nine digits, and there are no leap seconds. Nil comes back for
    /// anything else, for days that do not exist and for times out of range.
    init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
            index < bytes.count && bytes[index] == UInt8(ascii: character)
        }

        guard let date = CalendarDate(iso: String(decoding: bytes.prefix(10), as: UTF8.self)),
            has("T", at: 10), has(":", at: 13), has(":", at: 16),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            hour < 24, minute < 60, second < 60
        else { return nil }

        var index = 19
        var nanoseconds = 0
        if has(".", at: index) {
            let digits = bytes[20...].prefix { (48...57).contains($0) }
            guard (1...9).contains(digits.count), let value = number(digits.startIndex..<digits.endIndex) else {
                return nil
            }
            nanoseconds = value
            for _ in digits.count..<9 { nanoseconds *= 10 }
            index = digits.endIndex
        }

        var offset = 0
        if has("Z", at: index) {
            index += 1
        } else {
            guard has("+", at: index) || has("-", at: index), has(":", at: index + 3),
                let hours = number(index + 1..<index + 3), let minutes = number(index + 4..<index + 6),
                hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (has("-", at: index) ? -60 : 60)
            index += 6
        }
        guard index == bytes.count else { return nil }
        let local = Int(date.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second
        self.init(seconds: Int64(local - offset), nanoseconds: Int32(nanoseconds))
    }
}

extension Timestamp: CustomStringConvertible {
    /// The time in UTC with as many decimals as it needs: `2009-02-13T23:31:30.5Z`.
    public var description: String {
        let time = CivilTime(self, offset: 0)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let year = String(time.year)
        return String(repeating: "0", count: 4 - year.utf8.count) + year
            + "-\(two(time.month))-\(two(time.day))T\(two(time.hour)):\(two(time.minute)):\(two(time.second))"
            + TimeSpan.fractionText(nanoseconds: Int(nanoseconds)) + "Z"
    }
}
