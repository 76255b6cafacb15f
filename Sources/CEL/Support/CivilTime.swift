internal import Foundation
internal import Quantities

/// What calendar and clock show at a point in time in some zone.
struct CivilTime: Hashable, Sendable {
    /// The year; 0 and 10000 occur where a zone's offset leads out of the range of timestamps.
    let year: Int
    /// The month, from 1.
    let month: Int
    /// The day of the month, from 1.
    let day: Int
    /// The day of the year, from 1.
    let dayOfYear: Int
    /// The day of the week; Sunday is 0.
    let dayOfWeek: Int
    /// The hour, from 0 to 23.
    let hour: Int
    /// The minute, from 0 to 59.
    let minute: Int
    /// The second, from 0 to 59.
    let second: Int
    /// The whole milliseconds after the second.
    let millisecond: Int

    /// Creates what is shown `offset` seconds ahead of UTC.
    init(_ time: Timestamp, offset: Int) {
        let local = Int(time.seconds) + offset
        let secondOfDay = (local % 86_400 + 86_400) % 86_400
        let days = (local - secondOfDay) / 86_400
        hour = secondOfDay / 3600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
        millisecond = Int(time.nanoseconds) / 1_000_000
        // 1970-01-01 was a Thursday; no timestamp is as many days before it as are added here, a multiple of seven.
        dayOfWeek = (days + 4 + 700_000_000) % 7

        // The calendar repeats after 400 years, which brings the days just outside its range back into it.
        let cycle = 146_097
        let shift = days < -719_162 ? 1 : days > 2_932_896 ? -1 : 0
        guard let date = CalendarDate(daysSince1970: days + shift * cycle),
            let newYear = CalendarDate(year: date.year, month: 1, day: 1)
        else { preconditionFailure("a timestamp with an offset is at most a day out of range") }
        let fields = date.fields
        year = fields.year - shift * 400
        month = fields.month
        day = fields.day
        dayOfYear = date - newYear + 1
    }

    /// Creates what is shown in a zone, or nil when there is no such zone.
    ///
    /// A zone is a name of the time zone database (`Australia/Sydney`), an offset in hours and minutes (`+11:00`,
    /// `02:00`, `-00:00`), or an empty text for UTC.
    init?(_ time: Timestamp, zone: String) {
        guard let offset = Self.offset(of: zone, at: time) else { return nil }
        self.init(time, offset: offset)
    }

    private static func offset(of zone: String, at time: Timestamp) -> Int? {
        if zone.isEmpty || zone == "UTC" { return 0 }
        if zone.utf8.contains(UInt8(ascii: ":")) { return numericOffset(zone) }
        // Names are those of the database: Foundation would also read `GMT+3` and abbreviations that mean a zone only
        // in one country.
        guard zone.utf8.count <= 64, let found = TimeZone(identifier: zone), isDatabaseName(zone) else { return nil }
        return found.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.seconds)))
    }

    private static func isDatabaseName(_ zone: String) -> Bool {
        zone.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
            case UInt8(ascii: "+"): zone.hasPrefix("Etc/")
            default: false
            }
        }
    }

    private static func numericOffset(_ text: String) -> Int? {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.joined().allSatisfy({ (48...57).contains($0) }),
            let hours = Int(String(decoding: parts[0], as: UTF8.self)),
            let minutes = Int(String(decoding: parts[1], as: UTF8.self)),
            hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isNegative ? -60 : 60)
    }
}
