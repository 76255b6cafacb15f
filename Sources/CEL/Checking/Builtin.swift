/// The operations that the evaluator knows, each a function or operator whatever the types of its arguments.
enum Builtin: UInt8, Sendable {
    // Operators.
    case and, or, not, conditional
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case add, subtract, multiply, divide, modulo, negate
    case membership
    // Conversions.
    case toInt, toUint, toDouble, toString, toBytes, toBool, toTimestamp, toDuration, toDecimal, toDate, toDyn, typeOf
    // Core functions.
    case size, contains, startsWith, endsWith, matches
    case fullYear, month, dayOfYear, dayOfMonth, date, dayOfWeek, hours, minutes, seconds, milliseconds
    // Strings.
    case charAt, indexOf, lastIndexOf, lowerAscii, upperAscii, replace, split, substring, trim, join, reverse, quote
    case format
    // Mathematics.
    case greatest, least, ceil, floor, round, trunc, abs, sign, isNaN, isInf, isFinite, sqrt
    case bitAnd, bitOr, bitXor, bitNot, bitShiftLeft, bitShiftRight
    // Lists.
    case slice, flatten, range, sort, distinct, first, last
    // Optionals.
    case optionalOf, optionalNone, optionalOfNonZero, hasValue, value, orOptional, orValue, unwrap
    // Encoders.
    case base64Encode, base64Decode
    // Network addresses.
    case ip, isIP, ipIsCanonical, family, isUnspecified, isLoopback, isGlobalUnicast, isLinkLocalMulticast
    case isLinkLocalUnicast, cidr, isCIDR, containsIP, containsCIDR, masked, prefixLength
    // Dates.
    case year, dateMonth, day, addMonths, addDays, endOfYear
}
