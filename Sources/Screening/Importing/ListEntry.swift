internal import Crypto
package import Quantities

/// One entry of a list: a party, with all that the list says of it.
package struct ListEntry: Hashable, Sendable {
    /// What kind of party it is.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A natural person.
        case person
        /// A company, institution, government or group.
        case entity
        /// A ship.
        case vessel
        /// An aircraft.
        case aircraft
        /// No party but an address that a list names by itself.
        case address
    }

    /// Another name.
    package struct Alias: Hashable, Sendable {
        /// The name.
        package var text: String
        /// What the list calls it, such as a former name; nil if it says nothing.
        package var kind: String?
        /// Whether the list itself calls it weak.
        package var isWeak: Bool

        package init(_ text: String, kind: String? = nil, isWeak: Bool = false) {
            self.text = text
            self.kind = kind
            self.isWeak = isWeak
        }
    }

    /// An address.
    package struct Address: Hashable, Sendable {
        /// As one line.
        package var text: String
        /// The two-letter code of its country; nil if it is not known.
        package var country: String?

        package init(_ text: String, country: String? = nil) {
            self.text = text
            self.country = country
        }
    }

    /// A number or code that tells the party from others.
    package struct Identifier: Hashable, Sendable {
        /// What it is, such as a tax number; nil if the list does not say.
        package var label: String?
        /// The number.
        package var value: String

        package init(label: String? = nil, value: String) {
            self.label = label
            self.value = value
        }
    }

    /// The code of the list, or the name under which it was imported.
    package var list: String
    /// What stays the same from one version of the list to the next.
    package var key = ""
    /// The number that the list gives it.
    package var sourceID: String?
    /// Its name, without what lists write beside names.
    package var name: String
    /// The name as the file writes it, where that is more than `name`.
    package var written: String?
    /// Its other names, sorted.
    package var aliases: [Alias] = []
    /// What kind of party; nil if the list does not say.
    package var kind: Kind?
    /// Two-letter codes of countries, sorted.
    package var countries: [String] = []
    /// Its addresses, sorted.
    package var addresses: [Address] = []
    /// The programmes under which it is listed, sorted.
    package var programmes: [String] = []
    /// The licence requirement, in the list's words.
    package var requirement: String?
    /// How a licence application is reviewed, in the list's words.
    package var policy: String?
    /// The notice that listed it.
    package var citation: String?
    /// The day of its listing.
    package var listed: CalendarDate?
    /// The first day on which the listing counts.
    package var starts: CalendarDate?
    /// The last day on which it counts.
    package var ends: CalendarDate?
    /// Whether the list itself says that its measures are over.
    package var isEnded = false
    /// Whether successors and subsidiaries are named with it, without their names.
    package var coversSuccessors = false
    /// The listed party under which it stands.
    package var affiliatedWith: String?
    /// A title or function.
    package var title: String?
    /// Remarks.
    package var remarks: String?
    /// Identifiers, sorted.
    package var identifiers: [Identifier] = []
    /// Where to read more.
    package var url: String?

    package init(list: String, name: String) {
        self.list = list
        self.name = name
    }

    /// Whether the listing counts on a day, as far as the list tells.
    package func counts(on day: CalendarDate) -> Bool {
        if isEnded { return false }
        if let starts, day < starts { return false }
        if let ends, day > ends { return false }
        return true
    }

    /// All names: the main one first.
    package var names: [Alias] { [Alias(name)] + aliases }

    /// Puts what has no order of its own into one, so that a list written in another order is the same list.
    mutating func settle() {
        var seen: Set<String> = [name]
        aliases = aliases.filter { seen.insert($0.text).inserted }
            .sorted { ($0.text, $0.kind ?? "") < ($1.text, $1.kind ?? "") }
        countries = Array(Set(countries + addresses.compactMap(\.country))).sorted()
        addresses = Array(Set(addresses)).sorted { ($0.text, $0.country ?? "") < ($1.text, $1.country ?? "") }
        programmes = Array(Set(programmes)).sorted()
        identifiers = Array(Set(identifiers)).sorted { ($0.value, $0.label ?? "") < ($1.value, $1.label ?? "") }
    }

    /// The key of an entry that its list does not number: the letters and digits of its name.
    package static func key(ofName name: String) -> String {
        var key = ""
        var isSpaced = false
        for scalar in name.lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                if isSpaced, !key.isEmpty { key.unicodeScalars.append(" ") }
                key.unicodeScalars.append(scalar)
                isSpaced = false
            } else {
                isSpaced = true
            }
        }
        return key
    }

    /// SHA-256 of what the entry says, in hexadecimal.
    package var digest: String {
        SHA256.hash(data: body).map { Hexadecimal.digits($0) }.joined()
    }
}

/// Bytes as hexadecimal digits.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef")

    static func digits(_ byte: UInt8) -> String {
        String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }

    static func text(_ bytes: some Sequence<UInt8>) -> String { bytes.map { digits($0) }.joined() }
}
