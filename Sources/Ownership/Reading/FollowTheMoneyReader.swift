import Diagnostics
import Facts
import Quantities
import Rulebooks

/// Reads a graph of owners from FollowTheMoney entities, one JSON object a line.
///
/// Of the schema's entities these count: `Ownership` (a holding), `Directorship` (control without shares), `Sanction`
/// (a listing, by its programme), and everything else as a party.
struct FollowTheMoneyReader {
    private let definition: OwnershipDefinition
    private(set) var draft = GraphDraft()

    init(_ definition: OwnershipDefinition) {
        self.definition = definition
    }

    /// Whether a line is an entity.
    static func isEntity(_ node: JSONNode) -> Bool {
        node["schema"]?.string != nil && node["properties"]?.members != nil
    }

    /// Reads the lines of a file.
    ///
    /// - Throws: everything that is wrong with them.
    mutating func graph(in bytes: [UInt8], file: String) throws(OwnershipError) -> OwnershipGraph {
        for line in JSONLines(bytes) {
            do throws(FactsError) {
                read(try JSONReader.node(in: Array(line.bytes), file: file, firstLine: line.number))
            } catch {
                for problem in error.diagnostics {
                    draft.report(problem.code, problem.message, at: problem.position, hint: problem.hint)
                }
            }
        }
        return try draft.graph(areAllDeclared: false)
    }

    private mutating func read(_ entity: JSONNode) {
        guard Self.isEntity(entity), let id = entity["id"]?.string, let schema = entity["schema"]?.string else {
            draft.report(
                .wrongForm,
                "the line is no entity",
                at: entity.position,
                hint: "an entity has `id`, `schema` and `properties`"
            )
            return
        }
        switch schema {
        case "Ownership": readLink(entity, owner: "owner", owned: "asset", controls: false)
        case "Directorship": readLink(entity, owner: "director", owned: "organization", controls: true)
        case "Sanction": readListing(entity)
        default: readParty(entity, id: id, schema: schema)
        }
    }

    private func values(_ entity: JSONNode, _ property: String) -> [JSONNode] {
        (entity["properties"]?[property]?.array ?? []).filter { $0.string?.isEmpty == false }
    }

    private func value(_ entity: JSONNode, _ property: String) -> String? {
        values(entity, property).first?.string
    }

    private mutating func readParty(_ entity: JSONNode, id: String, schema: String) {
        let name = entity["caption"]?.string ?? value(entity, "name")
        let country = (value(entity, "jurisdiction") ?? value(entity, "country"))?.uppercased()
        let headquarters = value(entity, "mainCountry")?.uppercased()
        draft.amend(.init(id: id, position: entity.position)) { party in
            if let name { party.name = name }
            party.country = party.country ?? country
            party.headquarters = party.headquarters ?? headquarters
            if schema == "Person" { party.isUltimate = true }
            return nil
        }
    }

    private mutating func readListing(_ entity: JSONNode) {
        let from = date(value(entity, "startDate") ?? value(entity, "listingDate"), isEnd: false, entity)
        let to = date(value(entity, "endDate"), isEnd: true, entity)
        let codes = (values(entity, "programId") + values(entity, "program")).compactMap(\.string)
        let known = codes.compactMap { definition.list($0)?.code }
        let programmes = codes.filter { definition.list($0) == nil }
        // A programme that a rule names says on which list it is.
        let counted = definition.rules.flatMap(\.counts).flatMap(\.self)
        let listed = counted.first { !$0.programmes.isEmpty && !Set($0.programmes).isDisjoint(with: codes) }
        guard let code = known.first ?? listed?.list.name ?? codes.first else {
            draft.warn(.unknownList, "the listing names no programme and is passed over", at: entity.position)
            return
        }
        let listing = Listing(code, programmes: programmes, since: from, until: to)
        for party in values(entity, "entity") {
            guard let id = party.string else { continue }
            draft.amend(.init(id: id, position: party.position)) { party in
                party.listings.append(listing)
                return nil
            }
        }
    }

    private mutating func readLink(_ entity: JSONNode, owner: String, owned: String, controls: Bool) {
        let owners = values(entity, owner)
        let assets = values(entity, owned)
        for (name, found) in [(owner, owners), (owned, assets)] where found.isEmpty {
            draft.report(.missing, "`\(name)` is missing", at: entity["properties"]?.position ?? entity.position)
        }
        let percentages = values(entity, "percentage")
        var share: ShareRange? = controls ? ShareRange(.none) : .unknown
        if let first = percentages.first, let text = first.string, !controls {
            share = range(text, at: first.position)
            if percentages.count > 1 {
                draft.warn(
                    .contradiction,
                    "several percentages are stated, of which the first is taken",
                    at: percentages[1].position
                )
            }
        }
        let from = date(value(entity, "startDate"), isEnd: false, entity)
        let to = date(value(entity, "endDate"), isEnd: true, entity)
        draft.checkTime(from, to, "the holding", at: entity.position)
        for owner in owners {
            for asset in assets {
                draft.add(
                    .init(id: owner.string ?? "", position: owner.position),
                    owns: .init(id: asset.string ?? "", position: asset.position),
                    Holding(
                        owner: 0,
                        owned: 0,
                        share: share ?? .unknown,
                        from: from,
                        to: to,
                        controls: controls,
                        source: value(entity, "sourceUrl"),
                        position: entity.position
                    )
                )
            }
        }
    }

    /// A percentage as registers write it: `50`, `50%`, `25-50`, `75 or more` is not known.
    private mutating func range(_ text: String, at place: SourcePosition) -> ShareRange? {
        let plain = text.filter { $0 != "%" && $0 != " " }
        let ends = plain.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        if ends.count == 2, let low = ExactDecimal(ends[0]), let high = ExactDecimal(ends[1]) {
            return draft.share(nil, min: .init(low, at: place), max: .init(high, at: place))
        }
        if let number = ExactDecimal(plain) { return draft.share(.init(number, at: place), min: nil, max: nil) }
        draft.warn(.badShare, "`\(text)` is read as an unknown share", at: place)
        return .unknown
    }

    /// A date that may lack its day or month: a beginning is then the first day it can be, an end the day after the
    /// last.
    private mutating func date(_ text: String?, isEnd: Bool, _ entity: JSONNode) -> CalendarDate? {
        guard let text else { return nil }
        let day = String(text.prefix(10))
        switch day.utf8.count {
        case 4:
            let first = CalendarDate(iso: day + "-01-01")
            if let first { return isEnd ? first.adding(months: 12) : first }
        case 7:
            let first = CalendarDate(iso: day + "-01")
            if let first { return isEnd ? first.adding(months: 1) : first }
        default:
            if let date = CalendarDate(iso: day) { return date }
        }
        return draft.date(text, at: entity.position)
    }
}
