internal import Diagnostics

/// Finds records and fields in the bytes of a CSV text, in one pass.
struct CSVScanner: Sendable {
    private static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// How a field ended.
    private enum FieldEnd {
        case comma
        case record
    }

    private let bytes: [UInt8]
    private let file: String
    private let separator: UInt8
    private var index = 0
    private var line: Int32 = 1
    private var column: Int32 = 1
    /// The number of fields that a record must have; zero while it is not known.
    var columnCount = 0

    init(_ bytes: [UInt8], file: String, separator: UInt8 = comma) {
        self.bytes = bytes
        self.file = file
        self.separator = separator
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// The place of a byte, counted from the text's start.
    func position(at offset: Int) -> SourcePosition {
        var copy = CSVScanner(bytes, file: file, separator: separator)
        while copy.index < offset { copy.step() }
        return copy.position(of: copy.place)
    }

    private var place: CSVRecord.Place { CSVRecord.Place(line: line, column: column) }

    private func position(of place: CSVRecord.Place) -> SourcePosition {
        SourcePosition(file: file, line: Int(place.line), column: Int(place.column))
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Goes over one byte; columns count code points, so bytes that continue one do not count.
    private mutating func step() {
        let byte = bytes[index]
        index += 1
        if byte == Self.lineFeed {
            line += 1
            column = 1
        } else if index == bytes.count || bytes[index] & 0xC0 != 0x80 {
            column += 1
        }
    }

    /// The next record, or nil at the end of the text.
    mutating func record(isHeader: Bool) throws(FactsError) -> CSVRecord? {
        if isHeader || columnCount > 1 { skipEmptyLines() }
        guard index < bytes.count else { return nil }
        let start = place
        var fields: [String] = []
        var places: [CSVRecord.Place] = []
        fields.reserveCapacity(columnCount)
        places.reserveCapacity(columnCount)
        while true {
            places.append(place)
            let end = try field(into: &fields)
            if end == .record { break }
        }
        if columnCount > 0, fields.count != columnCount {
            let extra = fields.count > columnCount ? position(of: places[columnCount]) : position(of: start)
            throw FactsError([
                Diagnostic(
                    .csvRaggedRow,
                    "the record has \(Self.fieldCount(fields.count)), the header has \(columnCount)",
                    at: extra,
                    hint: "a field that holds a comma needs double quotes around it"
                )
            ])
        }
        return CSVRecord(fields: fields, places: places, file: file)
    }

    private static func fieldCount(_ count: Int) -> String {
        count == 1 ? "1 field" : "\(count) fields"
    }

    private mutating func skipEmptyLines() {
        while let byte = peek() {
            let isBreak = byte == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed
            guard byte == Self.lineFeed || isBreak else { return }
            step()
            if isBreak { step() }
        }
    }

    private mutating func field(into fields: inout [String]) throws(FactsError) -> FieldEnd {
        if peek() == Self.quote { return try quotedField(into: &fields) }
        let start = index
        while let byte = peek() {
            switch byte {
            case separator, Self.lineFeed, Self.carriageReturn:
                let end = index
                let fieldEnd = try takeEnd()
                fields.append(String(decoding: bytes[start..<end], as: UTF8.self))
                return fieldEnd
            case Self.quote:
                throw stray(
                    .csvStrayQuote,
                    "a double quote stands in the middle of a field",
                    hint: "put the whole field in double quotes, and double those in it"
                )
            default: step()
            }
        }
        fields.append(String(decoding: bytes[start...], as: UTF8.self))
        return .record
    }

    private mutating func quotedField(into fields: inout [String]) throws(FactsError) -> FieldEnd {
        let open = place
        step()
        // Runs between doubled quotes are taken over whole.
        var text: [UInt8] = []
        var start = index
        while let byte = peek() {
            guard byte == Self.quote else {
                step()
                continue
            }
            let end = index
            step()
            if peek() == Self.quote {
                text += bytes[start...end]
                step()
                start = index
                continue
            }
            text += bytes[start..<end]
            fields.append(String(decoding: text, as: UTF8.self))
            guard let next = peek() else { return .record }
            guard next == separator || next == Self.lineFeed || next == Self.carriageReturn else {
                throw stray(
                    .csvStrayQuote,
                    "there is text behind the quote that closes the field",
                    hint: "a double quote in a quoted field is written twice"
                )
            }
            return try takeEnd()
        }
        throw FactsError([
            Diagnostic(
                .csvUnclosedQuote,
                "the quoted field that begins here does not end",
                at: position(of: open),
                hint: "the file may have been cut off, or a closing double quote is missing"
            )
        ])
    }

    /// Goes over the separator or the line break at which a field ends.
    private mutating func takeEnd() throws(FactsError) -> FieldEnd {
        if peek() == separator {
            step()
            return .comma
        }
        if peek() == Self.carriageReturn {
            guard index + 1 < bytes.count, bytes[index + 1] == Self.lineFeed else {
                throw stray(
                    .csvStrayCarriageReturn,
                    "a carriage return stands here without a line feed",
                    hint: "save the file with line endings LF or CRLF"
                )
            }
            step()
        }
        step()
        return .record
    }

    /// The error for something that does not belong here; the rest of the line is passed over.
    private mutating func stray(_ code: Diagnostic.Code, _ message: String, hint: String) -> FactsError {
        let error = FactsError([Diagnostic(code, message, at: position(of: place), hint: hint)])
        while let byte = peek() {
            step()
            if byte == Self.lineFeed { break }
        }
        return error
    }
}
