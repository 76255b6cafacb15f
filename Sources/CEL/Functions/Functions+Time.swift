import Quantities

extension Functions {
    static func timeField(
        _ builtin: Builtin,
        _ value: Value,
        in zone: Value,
        _ meter: inout Meter
    ) throws(EvaluationError) -> Value {
        // A zone's name is looked up each time.
        try meter.charge(20)
        guard case .string(let zone) = zone, case .timestamp = value else { throw .noOverload(builtin, value, zone) }
        return try timeField(builtin, value, zone: zone)
    }

    /// A field of a timestamp in a zone, or of a duration.
    static func timeField(_ builtin: Builtin, _ value: Value, zone: String) throws(EvaluationError) -> Value {
        switch value {
        case .duration(let span):
            switch builtin {
            case .hours: return .int(span.hours)
            case .minutes: return .int(span.minutes)
            case .seconds: return .int(span.seconds)
            case .milliseconds: return .int(span.millisecondPart)
            default: throw .noOverload(builtin, value)
            }
        case .timestamp(let time):
            guard let civil = CivilTime(time, zone: zone) else {
                let shown = zone.unicodeScalars.prefix(60).reduce(into: "") { $0.unicodeScalars.append($1) }
                throw EvaluationError(.badArgument, "there is no time zone `\(shown)`")
            }
            let field: Int =
                switch builtin {
                case .fullYear: civil.year
                case .month: civil.month - 1
                case .dayOfYear: civil.dayOfYear - 1
                case .dayOfMonth: civil.day - 1
                case .date: civil.day
                case .dayOfWeek: civil.dayOfWeek
                case .hours: civil.hour
                case .minutes: civil.minute
                case .seconds: civil.second
                default: civil.millisecond
                }
            return .int(Int64(field))
        default: throw .noOverload(builtin, value)
        }
    }

    static func dateField(_ builtin: Builtin, _ value: Value) throws(EvaluationError) -> Value {
        guard case .date(let date) = value else { throw .noOverload(builtin, value) }
        return switch builtin {
        case .year: .int(Int64(date.year))
        case .dateMonth: .int(Int64(date.month))
        case .day: .int(Int64(date.day))
        default: .date(date.endOfYear)
        }
    }

    static func dateShift(_ builtin: Builtin, _ value: Value, _ count: Value) throws(EvaluationError) -> Value {
        guard case .date(let date) = value, case .int(let count) = count else {
            throw .noOverload(builtin, value, count)
        }
        if builtin == .addDays { return try shifted(date, days: count) }
        guard let months = Int(exactly: count), let result = date.adding(months: months) else { throw .overflow }
        return .date(result)
    }

    static func shifted(_ date: CalendarDate, days: Int64) throws(EvaluationError) -> Value {
        guard let days = Int(exactly: days), let result = date.adding(days: days) else { throw .overflow }
        return .date(result)
    }
}
