/// Takes from a name as lists write it what is no part of the name.
///
/// Lists put other names inside names ("a.k.a."), remarks behind them ("see alternate addresses"), the name of a listed
/// parent before them ("Affiliated Entity:"), and sometimes write an address where a name belongs.
package struct CleanName: Hashable, Sendable {
    /// The name; empty if nothing is left of it.
    package private(set) var name = ""
    /// The other names that stood in it.
    package private(set) var others: [String] = []
    /// Whether successors and subsidiaries were named with it.
    package private(set) var coversSuccessors = false
    /// The party that stood before it as the one it belongs to.
    package private(set) var affiliatedWith: String?
    /// Whether it is the number of an address and no name.
    package private(set) var isAddress = false

    /// Cleans a name.
    ///
    /// - Complexity: linear in its length, for a bounded number of marks in it.
    package init(_ text: String) {
        var rest = Self.collapsed(Array(text.utf8))
        cutSuccessors(&rest)
        cutRemarks(&rest)
        for mark in Self.affiliations {
            guard let place = Self.find(mark, in: rest, from: 0), place > 0 else { continue }
            let (before, after) = (Array(rest[..<place]), Self.trimmed(Array(rest[(place + mark.count)...])))
            if !after.isEmpty { affiliatedWith = Self.text(Self.trimmed(before)) }
            rest = after.isEmpty ? before : after
            break
        }
        takeOthers(&rest)
        rest = Self.trimmed(rest)
        isAddress = Self.isAddressNumber(rest)
        name = Self.text(rest)
        others = others.filter { !$0.isEmpty && $0 != name }
    }

    /// The weak names that stand in remarks: behind `a.k.a.`, in single quotes.
    package static func quotedNames(in remarks: String) -> [String] {
        let bytes = Array(remarks.utf8)
        let quote = UInt8(ascii: "'")
        var names: [String] = []
        var start = 0
        while let place = find(Array("a.k.a. '".utf8), in: bytes, from: start) {
            let first = place + 8
            var end = first
            while end < bytes.count {
                if bytes[end] == quote, end + 1 == bytes.count || [0x2E, 0x3B, 0x2C].contains(bytes[end + 1]) { break }
                end += 1
            }
            guard end < bytes.count else { break }
            let name = text(trimmed(Array(bytes[first..<end])))
            if !name.isEmpty { names.append(name) }
            start = end
        }
        return names
    }

    // MARK: Parts

    private static let affiliations = ["Affiliated Entity:", "subordinate institution:"]
        .map { Array($0.lowercased().utf8) }
    private static let successors = ["and any successor", "and any subsidiar", "and its subsidiar", "and any sub-unit"]
        .map { Array($0.utf8) }
    private static let remarks = [
        "(see alternate", "(see also alternate", "(all of preceding", "(all of the preceding",
    ]
    .map { Array($0.utf8) }
    private static let otherMarks = ["a.k.a", "f.k.a", "n.k.a"].map { Array($0.utf8) }

    private mutating func cutSuccessors(_ bytes: inout [UInt8]) {
        for mark in Self.successors {
            guard let place = Self.find(mark, in: bytes, from: 0), place > 0 else { continue }
            coversSuccessors = true
            bytes = Array(bytes[..<place])
        }
    }

    private func cutRemarks(_ bytes: inout [UInt8]) {
        for mark in Self.remarks {
            guard let place = Self.find(mark, in: bytes, from: 0) else { continue }
            let end = Self.closing(of: place, in: bytes)
            bytes = Array(bytes[..<place] + bytes[min(end + 1, bytes.count)...])
        }
    }

    /// Takes out other names: those in parentheses, and those behind a mark up to the next or to the end.
    private mutating func takeOthers(_ bytes: inout [UInt8]) {
        while let mark = Self.firstMark(in: bytes, from: 0) {
            var open = mark.place
            while open > 0, bytes[open - 1] == 0x20 { open -= 1 }
            if open > 0, bytes[open - 1] == UInt8(ascii: "(") {
                let end = Self.closing(of: open - 1, in: bytes)
                addOthers(Array(bytes[mark.place..<min(end, bytes.count)]))
                bytes = Array(bytes[..<(open - 1)] + bytes[min(end + 1, bytes.count)...])
            } else {
                addOthers(Array(bytes[mark.place...]))
                bytes = Array(bytes[..<mark.place])
            }
        }
        bytes = Self.collapsed(bytes)
    }

    private mutating func addOthers(_ bytes: [UInt8]) {
        var start = 0
        while let mark = Self.firstMark(in: bytes, from: start) {
            let next = Self.firstMark(in: bytes, from: mark.end)
            let part = bytes[mark.end..<(next?.place ?? bytes.count)]
            for name in part.split(separator: UInt8(ascii: ";")) {
                others.append(Self.text(Self.trimmed(Array(name))))
            }
            start = next?.place ?? bytes.count
        }
    }

    /// The first mark of another name, and where the name behind it begins.
    private static func firstMark(in bytes: [UInt8], from start: Int) -> (place: Int, end: Int)? {
        var best: (place: Int, end: Int)?
        for mark in otherMarks {
            var from = start
            while let place = find(mark, in: bytes, from: from) {
                var end = place + mark.count
                let isFree = place == 0 || !isLetter(bytes[place - 1])
                guard isFree, end == bytes.count || !isLetter(bytes[end]) else {
                    from = end
                    continue
                }
                while end < bytes.count, [0x2E, 0x2C, 0x3A, 0x20].contains(bytes[end]) { end += 1 }
                if best.map({ place < $0.place }) ?? true { best = (place, end) }
                break
            }
        }
        return best
    }

    // MARK: Bytes

    /// Where a text stands, letter case of ASCII aside.
    private static func find(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = part.first, start <= bytes.count - part.count else { return nil }
        for place in start...(bytes.count - part.count) where lower(bytes[place]) == first {
            if (1..<max(part.count, 1)).allSatisfy({ lower(bytes[place + $0]) == part[$0] }) { return place }
        }
        return nil
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(lower(byte)) }

    /// Where the parenthesis that opens at a place closes; the end if it does not.
    private static func closing(of place: Int, in bytes: [UInt8]) -> Int {
        var depth = 0
        for index in place..<bytes.count {
            if bytes[index] == UInt8(ascii: "(") { depth += 1 }
            if bytes[index] == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return bytes.count
    }

    /// White space of any length as one space, none at the ends.
    private static func collapsed(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F {
                if let last = result.last, last != 0x20 { result.append(0x20) }
            } else {
                result.append(contentsOf: String(scalar).utf8)
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return result
    }

    /// Without separators at the ends, and without a quote or parenthesis that has no partner.
    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = collapsed(bytes)[...]
        let ends: [UInt8] = [0x2C, 0x3B, 0x20, 0x3A]
        var isChanged = true
        while isChanged {
            isChanged = false
            while let first = bytes.first, ends.contains(first) {
                bytes.removeFirst()
                isChanged = true
            }
            while let last = bytes.last, ends.contains(last) {
                bytes.removeLast()
                isChanged = true
            }
            let opened = bytes.count { $0 == UInt8(ascii: "(") }
            let closed = bytes.count { $0 == UInt8(ascii: ")") }
            if opened > closed, bytes.last == UInt8(ascii: "(") {
                bytes.removeLast()
                isChanged = true
            }
            if closed > opened, bytes.last == UInt8(ascii: ")") {
                bytes.removeLast()
                isChanged = true
            }
        }
        for pair in [("\"", "\""), ("“", "”"), ("‘", "’"), ("'", "'")] {
            let (open, close) = (Array(pair.0.utf8), Array(pair.1.utf8))
            guard bytes.count > open.count + close.count, bytes.starts(with: open),
                bytes.suffix(close.count).elementsEqual(close)
            else { continue }
            bytes = bytes.dropFirst(open.count).dropLast(close.count)
        }
        return Array(bytes)
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the text is `Address` and a number.
    private static func isAddressNumber(_ bytes: [UInt8]) -> Bool {
        let label = Array("address".utf8)
        guard bytes.count > label.count, find(label, in: bytes, from: 0) == 0 else { return false }
        let number = bytes[label.count...].drop { $0 == 0x20 }
        return !number.isEmpty && number.allSatisfy { (0x30...0x39).contains($0) }
    }
}
