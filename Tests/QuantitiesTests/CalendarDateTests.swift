import Quantities
import TestSupport
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
    private static func isLeap(_ year: Int) -> Bool {
        year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
    }

    private static func length(_ year: Int, _ month: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    @Test("every day of the calendar follows the day before it")
    func walksWholeCalendar() throws {
        var number = try #require(CalendarDate(year: 1, month: 1, day: 1)).daysSince1970
        var weekday = 1  // 0001-01-01 was a Monday in the extended calendar
        var failures = 0
        for year in 1...9999 {
            for month in 1...12 {
                for day in 1...Self.length(year, month) {
                    let date = CalendarDate(daysSince1970: Int(number))
                    let same = CalendarDate(year: year, month: month, day: day)
                    let fields = date.map { [$0.year, $0.month, $0.day, $0.weekday.rawValue] }
                    if date != same || fields != [year, month, day, weekday] { failures += 1 }
                    number += 1
                    weekday = weekday % 7 + 1
                }
            }
        }
        #expect(failures == 0)
        #expect(CalendarDate(daysSince1970: Int(number)) == nil)
        #expect(CalendarDate(daysSince1970: -719_163) == nil)
    }

    @Test("the epoch is day zero, a Thursday")
    func epoch() throws {
        let epoch = try #require(CalendarDate(year: 1970, month: 1, day: 1))
        #expect(epoch.daysSince1970 == 0)
        #expect(epoch.weekday == .thursday)
    }

    @Test(
        "days that do not exist and other spellings are refused",
        arguments: [
            "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31",
            "0000-01-01", "2026-1-01", "20260101", "2026-01-01T00:00:00Z", "", " 2026-01-01", "+026-01-01",
            "2026/01/01", "２026-01-01", "10000-01-01", "-001-01-01",
        ]
    )
    func refuses(_ text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test("dates print as they are read", arguments: ["0001-01-01", "0987-06-05", "2024-02-29", "9999-12-31"])
    func roundTrips(_ text: String) throws {
        #expect(try #require(CalendarDate(iso: text)).description == text)
    }

    @Test(
        "months later is the same day or the month's last",
        arguments: [
            ("2025-08-31", 6, "2026-02-28"), ("2023-08-31", 6, "2024-02-29"), ("2026-01-15", 6, "2026-07-15"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-12-31", 1, "2027-01-31"), ("2026-01-01", -1, "2025-12-01"),
            ("2024-02-29", 12, "2025-02-28"), ("2026-05-05", 0, "2026-05-05"), ("0001-01-31", 1, "0001-02-28"),
        ]
    )
    func addsMonths(_ start: String, months: Int, expected: String) throws {
        #expect(try #require(CalendarDate(iso: start)).adding(months: months)?.description == expected)
    }

    @Test("leaving the years 1 to 9999 gives nothing", arguments: [Int.min, -3_000_000, 3_700_000, Int.max])
    func staysInRange(_ amount: Int) throws {
        let date = try #require(CalendarDate(iso: "2026-02-15"))
        #expect(date.adding(days: amount) == nil)
        #expect(date.adding(months: amount) == nil)
    }

    @Test("days between dates, order and year's end agree with counting", arguments: 0..<200)
    func countsDays(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let start = try #require(CalendarDate(daysSince1970: Int.random(in: -719_162...2_900_000, using: &random)))
        let step = Int.random(in: -1000...30_000, using: &random)
        guard let later = start.adding(days: step) else { return }
        #expect(later - start == step)
        #expect((start < later) == (step > 0))
        #expect((start.description < later.description) == (step > 0))
        let end = start.endOfYear
        #expect(end.year == start.year && end.month == 12 && end.day == 31)
    }
}
