/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31, without time or zone.
///
/// The calendar is extended backwards over the days before its introduction, as in ISO 8601.
public struct CalendarDate: Hashable, Sendable {
    /// A day of the week, numbered as in ISO 8601.
    public enum Weekday: Int, Hashable, Sendable, CaseIterable {
        /// The first day of the week.
        case monday = 1
        /// The second day of the week.
        case tuesday
        /// The third day of the week.
        case wednesday
        /// The fourth day of the week.
        case thursday
        /// The fifth day of the week.
        case friday
        /// The sixth day of the week.
        case saturday
        /// The seventh day of the week.
        case sunday
    }

    /// The days since 1970-01-01, negative before it.
    public let daysSince1970: Int32

    private static let daysInRange: ClosedRange<Int> = -719_162...2_932_896

    private init(unchecked days: Int) {
        daysSince1970 = Int32(days)
    }

    /// Creates the date that many days after 1970-01-01, or nil outside the years 1 to 9999.
    public init?(daysSince1970 days: Int) {
        guard Self.daysInRange.contains(days) else { return nil }
        self.init(unchecked: days)
    }

    /// Creates a date, or nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        // Years are counted from March, so that the leap day is a year's last.
        let shifted = month > 2 ? year : year - 1
        let (era, yearOfEra) = shifted.quotientAndRemainder(dividingBy: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(unchecked: era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads a date written as `YYYY-MM-DD`, or gives nil for any other text and for a day that does not exist.
    public init?(iso text: String) {
        var text = text
        guard let date = text.withUTF8({ CalendarDate(isoBytes: $0) }) else { return nil }
        self = date
    }

    private init?(isoBytes text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in text[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The year, from 1 to 9999.
    public var year: Int { fields.year }

    /// The month, from 1 to 12.
    public var month: Int { fields.month }

    /// The day of the month, from 1.
    public var day: Int { fields.day }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday; the lowest date in range is far above -7,000,000.
        let index = (Int(daysSince1970) + 3 + 7_000_000) % 7
        return Weekday.allCases[index]
    }

    /// The last day of the date's year.
    public var endOfYear: CalendarDate {
        let (year, month, day) = fields
        var rest = Self.days(inMonth: month, of: year) - day
        for later in month..<12 { rest += Self.days(inMonth: later + 1, of: year) }
        return CalendarDate(unchecked: Int(daysSince1970) + rest)
    }

    /// The date that many days later (earlier when negative), or nil when that is outside the years 1 to 9999.
    public func adding(days: Int) -> CalendarDate? {
        let (sum, overflow) = Int(daysSince1970).addingReportingOverflow(days)
        return overflow ? nil : CalendarDate(daysSince1970: sum)
    }

    /// The same day that many months later (earlier when negative), or the month's last day when it is shorter.
    ///
    /// Nil when that is outside the years 1 to 9999. One month after 31 January is 28 or 29 February.
    public func adding(months: Int) -> CalendarDate? {
        let (year, month, day) = fields
        let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, total >= 12 else { return nil }
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        return CalendarDate(year: newYear, month: newMonth, day: min(day, Self.days(inMonth: newMonth, of: newYear)))
    }

    /// The days from the right date to the left one.
    public static func - (left: CalendarDate, right: CalendarDate) -> Int {
        Int(left.daysSince1970) - Int(right.daysSince1970)
    }

    /// The number of days of a month, from 28 to 31.
    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Year, month and day, all from one calculation.
    public var fields: (year: Int, month: Int, day: Int) {
        // From 0000-03-01 on, so that eras of 400 years and months from March come out evenly.
        let (era, dayOfEra) = (Int(daysSince1970) + 719_468).quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}

extension CalendarDate: Comparable {
    /// Orders dates in time.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.daysSince1970 < right.daysSince1970
    }
}

extension CalendarDate: CustomStringConvertible {
    /// The date as `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = fields
        return String(unsafeUninitializedCapacity: 10) { bytes in
            var (y, m, d) = (year, month, day)
            for index in [3, 2, 1, 0] {
                bytes[index] = UInt8(48 + y % 10)
                y /= 10
            }
            bytes[4] = UInt8(ascii: "-")
            bytes[6] = UInt8(48 + m % 10)
            m /= 10
            bytes[5] = UInt8(48 + m)
            bytes[7] = UInt8(ascii: "-")
            bytes[9] = UInt8(48 + d % 10)
            d /= 10
            bytes[8] = UInt8(48 + d)
            return 10
        }
    }
}
