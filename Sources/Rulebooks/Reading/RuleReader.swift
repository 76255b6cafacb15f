import Diagnostics
import Facts
import Quantities

/// A rule that was read, with what later checks need to know of how it was written.
struct RuleDraft {
    /// The rule.
    var definition: RuleDefinition
    /// Whether its dates could be read; if not, nothing more is said of its time.
    var hasSoundDates = true
    /// Whether a hole in time next to it is meant.
    var acceptsGap = false
    /// Whether an overlay brought it without dates, so that it holds on every date.
    var isTimeless = false
}

/// Reads the elements of `rules` and `collisions`.
struct RuleReader {
    private static let keys = [
        "id", "title", "contributes", "when", "from", "to", "known_from", "evidence", "cites", "caveat", "authority",
        "attributes", "row", "overrides", "served_by", "unserved", "overcome_by", "tested_when", "says", "accepts",
    ]
    private static let collisionKeys = keys + ["between", "needs_answer"]

    /// What an overlay gives to the rules it brings.
    struct Origin {
        /// The overlay's id.
        var overlay: String
        /// The grade of rules that state none.
        var evidence: Evidence?
        /// The first date of rules that state none; nil where it could not be read.
        var begins: CalendarDate?
    }

    let problems: Problems

    /// Reads one rule.
    func rule(
        _ node: DataNode,
        gate: String?,
        isCollision: Bool = false,
        from origin: Origin? = nil
    ) -> RuleDraft? {
        let keys = isCollision || origin != nil ? Self.collisionKeys : Self.keys
        let id = Self.id(of: node)
        let what = id.map { "the rule `\($0)`" } ?? "a rule"
        guard let fields = Fields(node, of: what, keys: keys, problems: problems) else { return nil }
        guard fields.required("id") != nil, let id else { return nil }
        checkID(id, at: fields["id"]?.position)

        let title = fields.requiredLocalised("title")
        let when = fields.requiredCondition("when")
        let says = fields.requiredLocalised("says")
        let dates = dates(fields, origin)
        var rule = RuleDefinition(
            id: id,
            position: fields["id"]?.position ?? fields.position,
            gate: gate,
            title: title ?? LocalisedText(english: ""),
            when: when ?? ConditionText("false", at: fields.position),
            from: dates.from ?? Self.noDate,
            knownFrom: dates.knownFrom ?? Self.noDate,
            evidence: evidence(fields, origin) ?? .proposed,
            says: says ?? LocalisedText(english: "")
        )
        rule.to = dates.to
        rule.contributes = contributions(fields)
        rule.cites = cites(fields)
        rule.caveat = fields.localised("caveat")
        rule.authority = fields.texts("authority") ?? []
        for entry in fields.entries("attributes") {
            rule.attributes[entry.name] = attribute(entry)
        }
        rule.row = fields.text("row")
        rule.overrides = fields.references("overrides") ?? []
        rule.servedBy = fields.references("served_by")
        rule.isSilentUnserved = isSilentUnserved(fields)
        rule.overcomeBy = fields["overcome_by"].map { overcomings($0, fields) } ?? []
        rule.testedWhen = fields.condition("tested_when")
        rule.between = fields.references("between") ?? []
        rule.needsAnswer = fields.references("needs_answer") ?? []
        rule.overlay = origin?.overlay
        return RuleDraft(
            definition: rule,
            hasSoundDates: dates.areSound,
            acceptsGap: acceptsGap(fields),
            isTimeless: origin != nil && fields["from"] == nil && fields["to"] == nil
        )
    }

    /// The id written in a rule, or nil where there is none.
    static func id(of node: DataNode) -> String? {
        guard case .mapping(let entries) = node.content,
            case .scalar(let text, _)? = entries.first(where: { $0.name == "id" })?.value.content, !text.isEmpty
        else { return nil }
        return text
    }

    // Stands in for a date that could not be read; a definition that holds one never leaves the reader.
    private static let noDate: CalendarDate = {
        guard let date = CalendarDate(daysSince1970: 0) else { preconditionFailure("1970-01-01 is a date") }
        return date
    }()

    private struct Dates {
        var from: CalendarDate?
        var to: CalendarDate?
        var knownFrom: CalendarDate?
        var areSound: Bool
    }

    private func dates(_ fields: Fields, _ origin: Origin?) -> Dates {
        func date(_ key: String) -> CalendarDate? {
            origin == nil ? fields.required(key).flatMap { fields.date(of: $0) } : fields.date(key)
        }
        let from = fields["from"] == nil && origin != nil ? origin?.begins : date("from")
        let knownFrom = fields["known_from"] == nil && origin != nil ? origin?.begins : date("known_from")
        var to: CalendarDate?
        var isToSound = true
        if let node = origin == nil ? fields.required("to") : fields["to"] {
            if case .scalar("open", _) = node.content {
                to = nil
            } else {
                to = fields.date(of: node)
                isToSound = to != nil
            }
        } else {
            isToSound = origin != nil
        }
        if let from, let to, to < from {
            problems.report(
                .backwardDates,
                "\(fields.what) ends on \(to), before it begins on \(from)",
                at: fields["to"]?.position
            )
            isToSound = false
        }
        return Dates(from: from, to: to, knownFrom: knownFrom, areSound: from != nil && isToSound)
    }

    private func checkID(_ id: String, at position: SourcePosition?) {
        let isSound = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard !isSound else { return }
        problems.report(
            .badID,
            "`\(id)` can't be an id",
            at: position,
            hint: "ids are of small letters, digits, dots, underscores and hyphens"
        )
    }

    private func evidence(_ fields: Fields, _ origin: Origin?) -> Evidence? {
        if fields["evidence"] == nil, let evidence = origin?.evidence { return evidence }
        return fields.required("evidence") == nil ? nil : fields.word("evidence", .unknownEvidence)
    }

    private func contributions(_ fields: Fields) -> [RuleDefinition.Contribution] {
        fields.entries("contributes")
            .map { entry in
                let values = fields.list(of: entry.value, entry.name).compactMap { fields.text(of: $0, entry.name) }
                return .init(target: entry.reference, values: values)
            }
    }

    private func cites(_ fields: Fields) -> [String] {
        let cites = (fields.texts("cites") ?? []).filter { !$0.isEmpty }
        if cites.isEmpty {
            problems.report(
                .missingCitation,
                "\(fields.what) has no citation",
                at: fields.written("cites")?.position ?? fields.position,
                hint: "name under `cites` where it can be read"
            )
        }
        return cites
    }

    private func attribute(_ entry: DataNode.Entry) -> FactValue? {
        if let value = FactValue(untyped: entry.value) { return value }
        problems.report(
            .wrongType,
            "the attribute `\(entry.name)` must be a value or a list, not \(entry.value.kindName)",
            at: entry.value.position
        )
        return nil
    }

    private func isSilentUnserved(_ fields: Fields) -> Bool {
        guard let word = fields.text("unserved") else { return false }
        if word != "nothing" {
            problems.report(
                .unknownWord,
                "`\(word)` is not a value of `unserved`",
                at: fields["unserved"]?.position,
                hint: "the only one is `nothing`"
            )
        }
        return true
    }

    private func acceptsGap(_ fields: Fields) -> Bool {
        guard let word = fields.text("accepts") else { return false }
        if word != "gap" {
            problems.report(
                .unknownWord,
                "`\(word)` is not a value of `accepts`",
                at: fields["accepts"]?.position,
                hint: "the only one is `gap`"
            )
        }
        return true
    }

    private func overcomings(_ node: DataNode, _ fields: Fields) -> [RuleDefinition.Overcoming] {
        fields.list(of: node, "overcome_by")
            .compactMap { element in
                switch element.content {
                case .scalar:
                    return fields.text(of: element, "overcome_by")
                        .map { .init(rule: Reference($0, at: element.position)) }
                default:
                    let what = "an entry of `overcome_by`"
                    guard let entry = Fields(element, of: what, keys: ["rule", "from"], problems: problems),
                        entry.required("rule") != nil, let rule = entry.reference("rule")
                    else { return nil }
                    return .init(rule: rule, from: entry.date("from"))
                }
            }
    }
}
