/// Functions of strings as sequences of Unicode code points, never normalised and never grouped to graphemes.
///
/// Searches take time linear in the lengths of text and search string.
enum CodePoints {
    /// Why a string function has no result.
    enum Failure: Error, Hashable, Sendable {
        /// A position outside the string.
        case index(Int64)
        /// An end before its start.
        case range(start: Int64, end: Int64)
        /// A result larger than the limit, in bytes of UTF-8.
        case size(limit: Int)
    }

    /// The bytes of UTF-8 that a result may take unless the caller says otherwise.
    static let sizeLimit = 1 << 24

    /// The number of code points.
    static func count(_ text: String) -> Int {
        text.unicodeScalars.count
    }

    /// The code point at a position as a string, empty just behind the end.
    static func character(of text: String, at index: Int64) throws(Failure) -> String {
        let scalars = text.unicodeScalars
        guard index >= 0, let place = scalars.index(scalars.startIndex, offset: index, limit: scalars.endIndex) else {
            throw .index(index)
        }
        return place == scalars.endIndex ? "" : String(scalars[place])
    }

    /// The position of the first occurrence that starts at `offset` or later, or -1.
    static func firstIndex(of needle: String, in text: String, from offset: Int64 = 0) throws(Failure) -> Int64 {
        let haystack = Array(text.unicodeScalars)
        guard (0...Int64(haystack.count)).contains(offset) else { throw .index(offset) }
        var search = Occurrences(of: Array(needle.unicodeScalars), in: haystack, from: Int(offset))
        return search.next().map(Int64.init) ?? -1
    }

    /// The position of the last occurrence that starts at `offset` or earlier, or -1.
    ///
    /// Without an offset the whole string counts.
    static func lastIndex(of needle: String, in text: String, from offset: Int64? = nil) throws(Failure) -> Int64 {
        let haystack = Array(text.unicodeScalars)
        let latest = offset ?? Int64(haystack.count)
        guard (0...Int64(haystack.count)).contains(latest) else { throw .index(latest) }
        let pattern = Array(needle.unicodeScalars)
        if pattern.isEmpty { return latest }
        // The same search on both reversed finds the last occurrence first.
        let end = min(Int(latest) + pattern.count, haystack.count)
        var search = Occurrences(of: pattern.reversed(), in: haystack[..<end].reversed(), from: 0)
        return search.next().map { Int64(end - $0 - pattern.count) } ?? -1
    }

    /// The part from `start` up to `end` (not included), or to the string's end.
    static func substring(_ text: String, from start: Int64, to end: Int64? = nil) throws(Failure) -> String {
        let scalars = text.unicodeScalars
        if let end, start > end { throw .range(start: start, end: end) }
        guard start >= 0, let from = scalars.index(scalars.startIndex, offset: start, limit: scalars.endIndex) else {
            throw .index(start)
        }
        guard let end else { return String(scalars[from...]) }
        guard let upTo = scalars.index(from, offset: end - start, limit: scalars.endIndex) else { throw .index(end) }
        return String(scalars[from..<upTo])
    }

    /// The text with the first `limit` occurrences of `old` replaced, all when it is negative or left out.
    ///
    /// An empty `old` occurs before every code point and at the end.
    static func replacing(
        _ old: String,
        with new: String,
        in text: String,
        limit: Int64 = -1,
        size: Int = sizeLimit
    ) throws(Failure) -> String {
        let haystack = Array(text.unicodeScalars)
        let pattern = Array(old.unicodeScalars)
        var result = String.UnicodeScalarView()
        var bytes = 0
        var copied = 0
        var left = limit < 0 ? Int64.max : limit
        var search = Occurrences(of: pattern, in: haystack, from: 0, overlapping: false)
        while left > 0, let place = search.next() {
            // One by one: appending a collection makes room for exactly that, and so copies all that was there.
            for scalar in haystack[copied..<place] { result.append(scalar) }
            for scalar in new.unicodeScalars { result.append(scalar) }
            bytes += new.utf8.count
            guard bytes <= size else { throw .size(limit: size) }
            copied = place + pattern.count
            left -= 1
        }
        if copied == 0, left == limit { return text }
        result.append(contentsOf: haystack[copied...])
        return String(result)
    }

    /// The parts between occurrences of `separator`, at most `limit` of them when it is not negative.
    ///
    /// The last part holds the rest. An empty separator parts all code points.
    static func split(_ text: String, by separator: String, limit: Int64 = -1) -> [String] {
        if limit == 0 { return [] }
        let haystack = Array(text.unicodeScalars)
        let pattern = Array(separator.unicodeScalars)
        var parts: [String] = []
        func add(_ range: Range<Int>) {
            var part = String.UnicodeScalarView()
            part.append(contentsOf: haystack[range])
            parts.append(String(part))
        }
        if pattern.isEmpty {
            for index in haystack.indices {
                if limit > 0, parts.count == limit - 1 {
                    add(index..<haystack.count)
                    break
                }
                add(index..<index + 1)
            }
            return parts
        }
        var start = 0
        var search = Occurrences(of: pattern, in: haystack, from: 0, overlapping: false)
        while limit < 0 || parts.count < limit - 1, let place = search.next() {
            add(start..<place)
            start = place + pattern.count
        }
        add(start..<haystack.count)
        return parts
    }

    /// The text without white space (Unicode's White_Space) at both ends.
    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The text with its code points in reversed order.
    static func reversed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.reversed())
        return String(result)
    }

    /// The text with the letters A to Z made small; all else stays.
    static func lowercasedASCII(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// The text with the letters a to z made capital; all else stays.
    static func uppercasedASCII(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
    }
}

extension CodePoints.Failure: CustomStringConvertible {
    /// What went wrong, for an evaluation error's message.
    var description: String {
        switch self {
        case .index(let index): "index out of range: \(index)"
        case .range(let start, let end): "invalid range: start \(start) is after end \(end)"
        case .size(let limit): "the result is larger than \(limit) bytes"
        }
    }
}

/// The places of a pattern in a text, found by the Knuth-Morris-Pratt algorithm.
private struct Occurrences {
    private let pattern: [Unicode.Scalar]
    private let text: [Unicode.Scalar]
    private let isOverlapping: Bool
    // For each length of a matched start of the pattern, the longest shorter start that also ends there.
    private var fallback: [Int] = [0, 0]
    private var position: Int
    private var matched = 0

    init(of pattern: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int, overlapping: Bool = true) {
        self.pattern = pattern
        self.text = text
        position = start
        isOverlapping = overlapping
        var length = 0
        for index in pattern.indices.dropFirst() {
            while length > 0, pattern[index] != pattern[length] { length = fallback[length] }
            if pattern[index] == pattern[length] { length += 1 }
            fallback.append(length)
        }
    }

    mutating func next() -> Int? {
        guard !pattern.isEmpty else {
            guard position <= text.count else { return nil }
            position += 1
            return position - 1
        }
        while position < text.count {
            while matched > 0, text[position] != pattern[matched] { matched = fallback[matched] }
            if text[position] == pattern[matched] { matched += 1 }
            position += 1
            if matched == pattern.count {
                matched = isOverlapping ? fallback[matched] : 0
                return position - pattern.count
            }
        }
        return nil
    }
}

extension String.UnicodeScalarView {
    /// The index that many code points on, or nil when `limit` comes before it.
    fileprivate func index(_ start: Index, offset: Int64, limit: Index) -> Index? {
        Int(exactly: offset).flatMap { self.index(start, offsetBy: $0, limitedBy: limit) }
    }
}
