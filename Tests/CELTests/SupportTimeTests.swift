import Quantities
import TestSupport
import Testing

@testable import CEL

@Suite("Timestamps and time spans")
struct SupportTimeTests {
    @Test(
        "spans are read with their units",
        arguments: [
            ("0", 0), ("+0", 0), ("0s", 0), ("1h30m", 5_400_000_000_000), ("1.5s", 1_500_000_000), ("-3ms", -3_000_000),
            ("+1m", 60_000_000_000), ("1us", 1000), ("1µs", 1000), ("1μs", 1000), ("7ns", 7), (".5s", 500_000_000),
            ("1.s", 1_000_000_000), ("1h1m1s1ms1us1ns", 3_661_001_001_001), ("0.0000000019s", 1),
            ("0.3333333333333333333333333333333333334h", 1_200_000_000_000), ("9223372036854775807ns", Int64.max),
            ("-9223372036854775808ns", Int64.min), ("1000000s", 1_000_000_000_000_000), ("1s1s", 2_000_000_000),
        ] as [(String, Int64)]
    )
    func readsSpans(_ text: String, nanoseconds: Int64) {
        #expect(TimeSpan(text)?.nanoseconds == nanoseconds)
    }

    @Test(
        "other text and spans out of range are refused",
        arguments: [
            "", "-", "1", "s", ".s", "1x", "1 s", "1s ", "--1s", "1h-1m", "1d", "1S", "1e3s", "320000000000s",
            "-320000000000s", "9223372036854775808ns", "-9223372036854775809ns", "9223372036854775807ns1ns",
            "99999999999999999999ns", "00", "1.2.3s", "１s",
        ]
    )
    func refusesSpans(_ text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test(
        "spans print in seconds",
        arguments: [
            ("1000000s", "1000000s"), ("500ms", "0.5s"), ("-1500ms", "-1.5s"), ("0", "0s"), ("1ns", "0.000000001s"),
            ("-1ns", "-0.000000001s"), ("1h45m47s", "6347s"), ("123.321456789s", "123.321456789s"),
            ("-9223372036854775808ns", "-9223372036.854775808s"),
        ]
    )
    func printsSpans(_ text: String, printed: String) throws {
        #expect(try #require(TimeSpan(text)).description == printed)
    }

    @Test("what a span prints is read back as the same span", arguments: 0..<200)
    func roundTripsSpans(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let span = TimeSpan(nanoseconds: .random(in: .min ... .max, using: &random) >> Int64(seed % 60))
        #expect(TimeSpan(span.description) == span)
        #expect(span.hours == span.seconds / 3600 && span.minutes == span.seconds / 60)
    }

    @Test(
        "RFC 3339 times are read and print in UTC",
        arguments: [
            ("2009-02-13T23:31:30Z", "2009-02-13T23:31:30Z"), ("2009-02-13T23:31:30.500Z", "2009-02-13T23:31:30.5Z"),
            ("2023-02-03T23:31:20+00:00", "2023-02-03T23:31:20Z"),
            ("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"),
            ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59.999999999Z", nil),
            ("2009-02-13T23:31:30-09:30", "2009-02-14T09:01:30Z"),
        ] as [(String, String?)]
    )
    func readsTimes(_ text: String, printed: String?) throws {
        #expect(try #require(Timestamp(rfc3339: text)).description == printed ?? text)
    }

    @Test(
        "other text and times out of range are refused",
        arguments: [
            "", "2009-02-13", "2009-02-13T23:31:30", "2009-02-13t23:31:30Z", "2009-02-13T23:31:30z",
            "2009-02-13 23:31:30Z", "2009-02-30T00:00:00Z", "2009-02-13T24:00:00Z", "2009-02-13T23:60:00Z",
            "2009-02-13T23:31:60Z", "2009-02-13T23:31:30.Z", "2009-02-13T23:31:30.1234567890Z",
            "2009-02-13T23:31:30,5Z", "2009-02-13T23:31:30+0100", "2009-02-13T23:31:30+24:00",
            "2009-02-13T23:31:30+01:60", "2009-02-13T23:31:30Zx", "0001-01-01T00:00:00+00:01",
            "9999-12-31T23:59:59-00:01", "10000-01-01T00:00:00Z", "2009-02-13T23:31Z", "2009-02-13T23:31:30.5",
        ]
    )
    func refusesTimes(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("what a time prints is read back as the same time", arguments: 0..<200)
    func roundTripsTimes(seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
        let part = Int32.random(in: 0..<1_000_000_000, using: &random)
        let time = try #require(Timestamp(seconds: seconds, nanoseconds: part))
        #expect(Timestamp(rfc3339: time.description) == time)
        let span = TimeSpan(nanoseconds: .random(in: .min ... .max, using: &random) >> Int64(seed % 60))
        guard let later = time.adding(span) else { return }
        #expect(later.since(time) == span)
        #expect(later.subtracting(span) == time)
        #expect((time < later) == (span.nanoseconds > 0))
    }

    @Test("arithmetic does not leave the range")
    func staysInRange() throws {
        let first = try #require(Timestamp(rfc3339: "0001-01-01T00:00:00Z"))
        let last = try #require(Timestamp(rfc3339: "9999-12-31T23:59:59.999999999Z"))
        #expect(last.adding(TimeSpan(nanoseconds: 1)) == nil)
        #expect(first.subtracting(TimeSpan(nanoseconds: 1)) == nil)
        #expect(first.adding(TimeSpan(nanoseconds: -1)) == nil)
        #expect(last.since(first) == nil)
        #expect(TimeSpan(nanoseconds: .min).negated == nil)
        #expect(TimeSpan(nanoseconds: .max).adding(TimeSpan(nanoseconds: 1)) == nil)
        #expect(TimeSpan(nanoseconds: .min).subtracting(TimeSpan(nanoseconds: 1)) == nil)
        #expect(TimeSpan(seconds: .max) == nil)
    }

    @Test(
        "calendar and clock are shown in the zone asked for",
        arguments: [
            ("", "2009-2-13 44 5 23:31:30"), ("UTC", "2009-2-13 44 5 23:31:30"),
            ("Australia/Sydney", "2009-2-14 45 6 10:31:30"), ("US/Central", "2009-2-13 44 5 17:31:30"),
            ("+11:00", "2009-2-14 45 6 10:31:30"), ("-09:30", "2009-2-13 44 5 14:1:30"),
            ("02:00", "2009-2-14 45 6 1:31:30"), ("-00:00", "2009-2-13 44 5 23:31:30"),
            ("Asia/Kathmandu", "2009-2-14 45 6 5:16:30"), ("America/St_Johns", "2009-2-13 44 5 20:1:30"),
            ("Etc/GMT+3", "2009-2-13 44 5 20:31:30"),
        ]
    )
    func showsZone(_ zone: String, shown: String) throws {
        let time = try #require(Timestamp(rfc3339: "2009-02-13T23:31:30Z"))
        let civil = try #require(CivilTime(time, zone: zone))
        let date = "\(civil.year)-\(civil.month)-\(civil.day) \(civil.dayOfYear) \(civil.dayOfWeek)"
        #expect("\(date) \(civil.hour):\(civil.minute):\(civil.second)" == shown)
    }

    @Test("summer time counts")
    func knowsSummerTime() throws {
        let summer = try #require(Timestamp(rfc3339: "2024-07-01T12:00:00.789Z"))
        let civil = try #require(CivilTime(summer, zone: "America/New_York"))
        #expect(civil.hour == 8)
        #expect(civil.millisecond == 789)
    }

    @Test(
        "zones that do not exist are refused",
        arguments: [
            "Nowhere/City", "+1100", "24:00", "1:2:3", ":30", "+:30", "01:60", "GMT+3", "local", "Local", "x y",
        ]
    )
    func refusesZone(_ zone: String) throws {
        let time = try #require(Timestamp(seconds: 0))
        #expect(CivilTime(time, zone: zone) == nil)
    }

    @Test("an offset may lead out of the years of timestamps")
    func leavesYears() throws {
        let first = try #require(Timestamp(rfc3339: "0001-01-01T00:00:00Z"))
        let last = try #require(Timestamp(rfc3339: "9999-12-31T23:59:59Z"))
        let before = try #require(CivilTime(first, zone: "-01:00"))
        let after = try #require(CivilTime(last, zone: "+01:00"))
        #expect([before.year, before.month, before.day, before.hour, before.dayOfWeek] == [0, 12, 31, 23, 0])
        #expect([after.year, after.month, after.day, after.hour, after.dayOfYear] == [10_000, 1, 1, 0, 1])
    }
}
