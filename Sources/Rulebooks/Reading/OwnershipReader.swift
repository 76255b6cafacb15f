import Diagnostics
import Quantities

/// Reads the rules of aggregate ownership.
struct OwnershipReader {
    private static let keys = ["lists", "parent", "flags", "rules"]
    private static let ruleKeys = [
        "id", "title", "says", "counts", "comparison", "share", "outside", "outcomes", "states", "cites", "caveat",
        "flags", "facts",
    ]

    let problems: Problems

    /// Reads the file; nil where a part without which nothing works is missing, which is reported.
    func ownership(_ root: DataNode) -> OwnershipDefinition? {
        guard let fields = Fields(root, of: "the file", keys: Self.keys, problems: problems) else { return nil }
        let lists = fields.required("lists") == nil ? [] : fields.entries("lists").compactMap(list)
        let flags = fields.elements("flags").compactMap(flag)
        reportDuplicates(flags.map(\.reference), "the flag")
        let parentKeys = ["comparison", "share", "headquarters", "parent_headquarters"]
        let parentFields = fields.required("parent")
            .flatMap { Fields($0, of: "`parent`", keys: parentKeys, problems: problems) }
        let parent = parentFields.flatMap(threshold)
        let nodes = fields.required("rules") == nil ? [] : fields.elements("rules")
        let rules = nodes.compactMap { rule($0, lists: lists, flags: flags.map(\.flag.id)) }
        reportDuplicates(rules.map { Reference($0.id, at: $0.position) }, "the ownership rule")
        guard let parent else { return nil }
        return OwnershipDefinition(
            lists: lists,
            parent: parent,
            headquarters: parentFields?.reference("headquarters"),
            parentHeadquarters: parentFields?.reference("parent_headquarters"),
            flags: flags.map(\.flag),
            rules: rules
        )
    }

    private func list(_ entry: DataNode.Entry) -> OwnershipDefinition.List? {
        let what = "the list `\(entry.name)`"
        guard let fields = Fields(entry.value, of: what, keys: ["title", "also"], problems: problems),
            let title = fields.requiredLocalised("title")
        else { return nil }
        return .init(code: entry.name, title: title, also: fields.texts("also") ?? [])
    }

    private struct FlagDraft {
        var flag: OwnershipDefinition.Flag
        var reference: Reference
    }

    private func flag(_ node: DataNode) -> FlagDraft? {
        let what = RuleReader.id(of: node).map { "the flag `\($0)`" } ?? "a flag"
        let keys = ["id", "kind", "share", "months", "only_in_force", "says"]
        guard let fields = Fields(node, of: what, keys: keys, problems: problems) else { return nil }
        let id = fields.requiredText("id")
        let kind: OwnershipDefinition.Flag.Kind? = fields.required("kind") == nil ? nil : fields.word("kind")
        let says = fields.requiredLocalised("says")
        let share = fields["share"] == nil ? nil : share(fields)
        let months = fields["months"] == nil ? nil : months(fields)
        if let key = kind?.parameter, fields.required(key) == nil { return nil }
        for key in ["share", "months"] where fields[key] != nil && kind.map({ $0.parameter != key }) ?? false {
            problems.report(.conflictingKeys, "\(what) has no use for `\(key)`", at: fields[key]?.position)
        }
        guard let id, let kind, let says else { return nil }
        return FlagDraft(
            flag: .init(
                id: id,
                kind: kind,
                share: share,
                months: months,
                isOnlyInForce: fields.flag("only_in_force"),
                says: says
            ),
            reference: Reference(id, at: fields["id"]?.position ?? node.position)
        )
    }

    private func rule(
        _ node: DataNode,
        lists: [OwnershipDefinition.List],
        flags: [String]
    ) -> OwnershipDefinition.Rule? {
        let what = RuleReader.id(of: node).map { "the ownership rule `\($0)`" } ?? "an ownership rule"
        guard let fields = Fields(node, of: what, keys: Self.ruleKeys, problems: problems) else { return nil }
        let id = fields.requiredText("id")
        let title = fields.requiredLocalised("title")
        let says = fields.requiredLocalised("says")
        let threshold = threshold(fields)
        let outcomes = outcomes(fields)
        let counts = counts(fields, lists: lists.map(\.code))
        let states = states(fields, what: what)
        let cites = fields.texts("cites") ?? []
        if cites.isEmpty {
            problems.report(.missingCitation, "\(what) cites no source", at: fields["cites"]?.position ?? node.position)
        }
        let told = fields.references("flags") ?? []
        for flag in told where !flags.contains(flag.name) {
            problems.report(
                .ownershipUnknownFlag,
                "there is no flag `\(flag.name)`",
                at: flag.position,
                hint: NearMiss.suggestion(for: flag.name, among: flags).map { "did you mean `\($0)`?" }
            )
        }
        guard let id, let title, let says, let threshold, let outcomes else { return nil }
        return .init(
            id: id,
            position: fields["id"]?.position ?? node.position,
            title: title,
            says: says,
            counts: counts,
            threshold: threshold,
            outside: fields.texts("outside") ?? [],
            outcomes: outcomes,
            states: states,
            flags: told,
            facts: facts(fields),
            cites: cites,
            caveat: fields.localised("caveat")
        )
    }

    private func threshold(_ fields: Fields) -> OwnershipDefinition.Threshold? {
        let comparison: OwnershipDefinition.Comparison? =
            fields.required("comparison") == nil ? nil : fields.word("comparison")
        let share = fields.required("share") == nil ? nil : share(fields)
        guard let comparison, let share else { return nil }
        return .init(comparison, share)
    }

    private func share(_ fields: Fields) -> ExactDecimal? {
        guard let share = fields.number("share") else { return nil }
        if share > 0, share <= 100 { return share }
        problems.report(
            .ownershipBadShare,
            "a share is above 0 and at most 100 percent, not `\(share)`",
            at: fields["share"]?.position
        )
        return nil
    }

    private func months(_ fields: Fields) -> Int? {
        guard let number = fields.number("months") else { return nil }
        if let months = number.int64, (1...1200).contains(months) { return Int(months) }
        problems.report(
            .wrongType,
            "`months` must be a whole number from 1 to 1200, not `\(number)`",
            at: fields["months"]?.position
        )
        return nil
    }

    private func outcomes(_ fields: Fields) -> OwnershipDefinition.Outcomes? {
        let keys = ["owned", "not_owned", "open", "not_applied"]
        guard let node = fields.required("outcomes"),
            let words = Fields(node, of: "`outcomes`", keys: keys, problems: problems)
        else { return nil }
        let texts = keys.map { words.requiredText($0) }
        guard let owned = texts[0], let notOwned = texts[1], let open = texts[2], let notApplied = texts[3] else {
            return nil
        }
        return .init(owned: owned, notOwned: notOwned, open: open, notApplied: notApplied)
    }

    private func facts(_ fields: Fields) -> [OwnershipDefinition.Fact] {
        fields.entries("facts")
            .compactMap { entry in
                guard let text = fields.text(of: entry.value, entry.name) else { return nil }
                if let gives = OwnershipDefinition.Gives(rawValue: text) {
                    return .init(fact: entry.reference, gives: gives)
                }
                let words = OwnershipDefinition.Gives.allCases.map(\.rawValue)
                problems.report(
                    .unknownWord,
                    "`\(text)` is nothing that an answer gives",
                    at: entry.value.position,
                    hint: NearMiss.suggestion(for: text, among: words).map { "did you mean `\($0)`?" }
                        ?? "it is one of \(words.joined(separator: ", "))"
                )
                return nil
            }
    }

    private func reportDuplicates(_ entries: [Reference], _ what: String) {
        var first: [String: SourcePosition] = [:]
        for entry in entries {
            if let position = first[entry.name] {
                problems.report(
                    .duplicateID,
                    "\(what) `\(entry.name)` is declared twice",
                    at: entry.position,
                    notes: [.init("it is declared here first", at: position)]
                )
            } else {
                first[entry.name] = entry.position
            }
        }
    }
}

extension OwnershipDefinition.Flag.Kind {
    /// The key that an entry of this kind needs besides.
    fileprivate var parameter: String? {
        switch self {
        case .minority: "share"
        case .divestment: "months"
        default: nil
        }
    }
}
