internal import Facts
internal import Quantities
internal import Rulebooks

/// Makes entries of records, as a format says.
struct EntryMaker {
    /// Why a record makes no entry.
    struct Refusal: Error {
        let reason: String
    }

    let format: ListFormat
    let countries: CountryNames
    let limits: ImportLimits

    /// The entry that a record makes, its list and key left open.
    func entry(_ record: JSONNode, root: JSONNode) throws(Refusal) -> ListEntry {
        let reader = Reading(record: record, root: root, format: format)
        let fields = format.fields
        let written = try mainName(reader)
        let clean = CleanName(written)
        var entry = ListEntry(list: "", name: clean.name)
        if clean.isAddress {
            entry.kind = .address
        } else if clean.name.isEmpty {
            throw Refusal(reason: written.isEmpty ? "it has no name" : "nothing is left of its name `\(written)`")
        }
        if written != clean.name { entry.written = written }
        entry.coversSuccessors = clean.coversSuccessors
        entry.affiliatedWith = clean.affiliatedWith
        entry.aliases = clean.others.map { ListEntry.Alias($0) } + (try aliases(reader))
        guard entry.aliases.count < limits.namesPerEntry else {
            throw Refusal(
                reason: "it has \(entry.aliases.count + 1) names, and an entry may have \(limits.namesPerEntry)"
            )
        }
        entry.sourceID = fields.id.flatMap { reader.first($0) }
        if entry.kind == nil { entry.kind = fields.type.flatMap { reader.first($0) }.flatMap(Self.kind) }
        entry.addresses = fields.addresses.flatMap { addresses($0, reader) }
        entry.countries = fields.countries.map { reader.texts($0).compactMap(countries.code) } ?? []
        entry.programmes = fields.programmes.map { reader.texts($0) } ?? []
        entry.requirement = fields.requirement.flatMap { reader.joined($0) }
        entry.policy = fields.policy.flatMap { reader.joined($0) }
        entry.citation = fields.citation.flatMap { reader.joined($0) }
        entry.listed = fields.listed.flatMap { reader.date($0) }
        entry.starts = fields.starts.flatMap { reader.date($0) }
        entry.ends = fields.ends.flatMap { reader.date($0) }
        entry.isEnded = fields.ended.map { reader.contains($0) } ?? false
        entry.title = fields.title.flatMap { reader.joined($0) }
        entry.remarks = fields.remarks.flatMap { reader.joined($0) }
        entry.identifiers = fields.identifiers.flatMap { identifiers($0, reader) }
        entry.url = fields.url.flatMap { reader.first($0) }
        entry.settle()
        guard entry.addresses.count <= limits.namesPerEntry, entry.identifiers.count <= limits.namesPerEntry else {
            throw Refusal(reason: "it has more than \(limits.namesPerEntry) addresses or identifiers")
        }
        return entry
    }

    private func mainName(_ reader: Reading) throws(Refusal) -> String {
        let name = format.fields.name.flatMap { reader.first($0) } ?? ""
        try check(name)
        return name
    }

    private func check(_ name: String) throws(Refusal) {
        guard name.utf8.count <= limits.nameBytes else {
            throw Refusal(reason: "a name has \(name.utf8.count) bytes, and one may have \(limits.nameBytes)")
        }
    }

    private func aliases(_ reader: Reading) throws(Refusal) -> [ListEntry.Alias] {
        var aliases: [ListEntry.Alias] = []
        for names in format.fields.names {
            for node in reader.nodes(names.each) {
                let inner = Reading(record: node, root: reader.root, format: format)
                let kind = names.kind.flatMap { inner.first($0) }
                let isWeak = kind.map { kind in names.weak.contains { $0.lowercased() == kind.lowercased() } } ?? false
                for text in inner.texts(names.name ?? ListFormat.Pick(paths: [""])) {
                    try check(text)
                    let clean = CleanName(Self.withoutConjunction(text))
                    guard !clean.isAddress else { continue }
                    for name in [clean.name] + clean.others where !Self.isRemark(name) {
                        aliases.append(ListEntry.Alias(name, kind: kind, isWeak: isWeak))
                    }
                    // Past the limit the count is all that matters, and a bomb must not fill memory.
                    if aliases.count > limits.namesPerEntry { return aliases }
                }
            }
        }
        if let remarks = format.fields.weakNamesIn.flatMap({ reader.joined($0) }) {
            aliases += CleanName.quotedNames(in: remarks).map { ListEntry.Alias($0, kind: "weak", isWeak: true) }
        }
        return aliases
    }

    /// The last of several names that a cell holds may begin with `and`.
    private static func withoutConjunction(_ text: String) -> String {
        text.hasPrefix("and ") ? String(text.dropFirst(4)) : text
    }

    /// Whether nothing but a remark in parentheses is left.
    private static func isRemark(_ name: String) -> Bool { name.isEmpty || name.hasPrefix("(") && name.hasSuffix(")") }

    private func addresses(_ addresses: ListFormat.Addresses, _ reader: Reading) -> [ListEntry.Address] {
        reader.nodes(addresses.each)
            .compactMap { node in
                let inner = Reading(record: node, root: reader.root, format: format)
                let parts =
                    addresses.parts.isEmpty
                    ? inner.texts(ListFormat.Pick(paths: [""]))
                    : addresses.parts.flatMap { inner.texts($0) }
                let country = addresses.country.flatMap { inner.first($0) }.flatMap(countries.code)
                let text = parts.joined(separator: ", ")
                return text.isEmpty && country == nil ? nil : ListEntry.Address(text, country: country)
            }
    }

    private func identifiers(_ identifiers: ListFormat.Identifiers, _ reader: Reading) -> [ListEntry.Identifier] {
        reader.nodes(identifiers.each)
            .flatMap { node -> [ListEntry.Identifier] in
                let inner = Reading(record: node, root: reader.root, format: format)
                let label = identifiers.label.flatMap { inner.first($0) }
                return inner.texts(identifiers.value ?? ListFormat.Pick(paths: [""]))
                    .map { ListEntry.Identifier(label: label, value: $0) }
            }
    }

    private static let kinds: [String: ListEntry.Kind] = [
        "individual": .person, "person": .person, "entity": .entity, "company": .entity, "organization": .entity,
        "organisation": .entity, "legalentity": .entity, "publicbody": .entity, "business": .entity,
        "vessel": .vessel, "aircraft": .aircraft, "airplane": .aircraft,
    ]

    private static func kind(_ text: String) -> ListEntry.Kind? { kinds[text.lowercased()] }
}
