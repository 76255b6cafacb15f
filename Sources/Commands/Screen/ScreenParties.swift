import Diagnostics
import Facts
import Quantities
import Screening

/// Parties in a file of the user's: CSV with a header, or JSON lines.
struct ScreenParties {
    /// One row.
    struct Row {
        /// Its line.
        let line: Int
        /// The party; what is missing in the row is empty.
        var party: ScreenedParty
        /// What has to be said of it, such as a country that is not known.
        var notes: [String] = []
        /// Why it can't be screened; nil where it can.
        var problem: String?
    }

    private static let columns = ["id", "name", "country", "address"]
    private let countries: CountryNames
    private let file: String

    init(file: String, countries: CountryNames) {
        self.file = file
        self.countries = countries
    }

    /// All rows in order.
    ///
    /// - Throws: `CommandFailure` where the file as a whole can't be read.
    func rows() throws(CommandFailure) -> [Row] {
        let bytes = try UserFile.bytes(of: file)
        let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        var rows = first == UInt8(ascii: "{") ? jsonRows(bytes) : try csvRows(bytes)
        guard !rows.isEmpty else { throw CommandFailure("file.empty", "`\(file)` holds no party") }
        for index in rows.indices { settle(&rows[index]) }
        return rows
    }

    private func csvRows(_ bytes: [UInt8]) throws(CommandFailure) -> [Row] {
        var rows: [Row] = []
        do throws(FactsError) {
            var reader = try CSVReader(bytes, file: file)
            let header = reader.header.fields.map { $0.lowercased().filter { $0 != " " } }
            let places = Self.columns.map { header.firstIndex(of: $0) }
            guard places[1] != nil else {
                throw FactsError([
                    Diagnostic(
                        "file.no-name",
                        "the file has no column `name`",
                        at: reader.header.position(of: 0),
                        hint: "its header names the columns: name, and id, country, address if they are known"
                    )
                ])
            }
            while true {
                do throws(FactsError) {
                    guard let record = try reader.next() else { break }
                    let fields = places.map { $0.map { record.fields[$0] } }
                    rows.append(row(record.line, fields))
                } catch {
                    rows.append(broken(error))
                }
            }
        } catch {
            throw CommandFailure(error.diagnostics, sources: [file: String(decoding: bytes, as: UTF8.self)])
        }
        return rows
    }

    private func jsonRows(_ bytes: [UInt8]) -> [Row] {
        var rows: [Row] = []
        for line in JSONLines(bytes) {
            do throws(FactsError) {
                let node = try JSONReader.node(in: Array(line.bytes), file: file, firstLine: line.number)
                guard node.members != nil else {
                    rows.append(Row(line: line.number, party: .init(id: "", name: ""), problem: "it is no object"))
                    continue
                }
                var problem: String?
                var fields: [String?] = []
                for key in Self.columns {
                    switch node[key]?.content {
                    case nil, .null: fields.append(nil)
                    case .string(let text): fields.append(text)
                    case .number(let number) where key == "id": fields.append(number.description)
                    default:
                        fields.append(nil)
                        problem = "`\(key)` must be a text"
                    }
                }
                var row = row(line.number, fields)
                row.problem = problem
                rows.append(row)
            } catch {
                var row = broken(error)
                if row.line == 0 { row = Row(line: line.number, party: row.party, problem: row.problem) }
                rows.append(row)
            }
        }
        return rows
    }

    private func row(_ line: Int, _ fields: [String?]) -> Row {
        func text(_ index: Int) -> String? {
            let text = fields[index].map(Self.trimmed)
            return text == "" ? nil : text
        }
        return Row(
            line: line,
            party: ScreenedParty(id: text(0) ?? "", name: text(1) ?? "", country: text(2), address: text(3))
        )
    }

    private func broken(_ error: FactsError) -> Row {
        let first = error.diagnostics[0]
        return Row(line: first.position?.line ?? 0, party: .init(id: "", name: ""), problem: first.message)
    }

    private static func trimmed(_ text: String) -> String {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        guard let start = text.firstIndex(where: { !isSpace($0) }), let end = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(text[start...end])
    }

    /// Reads the country, and looks whether the name can be screened.
    private func settle(_ row: inout Row) {
        guard row.problem == nil else { return }
        if let country = row.party.country {
            row.party.country = countries.code(country)
            if row.party.country == nil {
                row.notes.append("`\(country)` is no country that the rulebook knows: screened without it")
            }
        }
        row.problem = PartyName.problem(with: row.party.name)?.message
    }
}
