import Deciding
import Rulebooks

/// The obligations of a gate, each with its state; those that hang on an open condition stand apart.
struct ObligationList {
    let glossary: Glossary
    let gate: Decision.Gate
    let explain: Bool
    private var wording: Wording { glossary.wording }

    func write(on page: inout Page) {
        let standing = gate.obligations.filter(\.stands)
        if !explain, standing.count == 1, let only = standing.first {
            let state = StyledText(wording[phrase: only.state] + wording[.colon], tone(of: only.state))
            page.labelled(wording[.obligations], state + says(of: only))
        } else {
            write(standing, under: .obligations, on: &page)
        }
        let open = gate.obligations.filter { !$0.stands }
        if explain { write(open, under: .obligationsIfOpen, on: &page) } else { name(open, on: &page) }
    }

    private static let order: [Decision.Obligation.State] = [.unmet, .unknown, .toDo, .met]

    /// Names what hangs on an open condition: rules by their ids, conditions of an answer in words.
    private func name(_ obligations: [Decision.Obligation], on page: inout Page) {
        guard !obligations.isEmpty else { return }
        var text = StyledText("")
        for state in Self.order {
            let here = obligations.filter { $0.state == state }
            guard !here.isEmpty else { continue }
            let named = here.map { shortWords(for: $0) }
            let ids = zip(here, named).filter { $1 == nil }.map(\.0.id)
            var words = named.compactMap { $0 }
            if !ids.isEmpty {
                let isMany = ids.count > 3
                words.append(
                    isMany
                        ? wording[.conditionsSpan, "\(ids.count)", ids.first ?? "", ids.last ?? ""]
                        : ids.joined(separator: wording[.comma])
                )
            }
            if !text.isEmpty { text += StyledText(wording[.semicolon]) }
            text += StyledText(wording[phrase: state] + wording[.colon], tone(of: state))
            text += StyledText(words.joined(separator: wording[.semicolon]))
        }
        page.labelled(wording[.obligationsOpen], text)
    }

    private func shortWords(for obligation: Decision.Obligation) -> String? {
        guard let definition = definition(of: obligation) else { return nil }
        if let short = definition.short { return glossary.text(short) }
        return definition.condition.map { glossary.words(obligation.id, of: $0.name, withCode: false) }
    }

    /// An obligation's sentence with where it stands.
    private func says(of obligation: Decision.Obligation) -> StyledText {
        StyledText(glossary.text(obligation.says))
            + StyledText(citation(of: obligation).map { wording[.inBrackets, $0] } ?? "", .faint)
    }

    private func write(_ obligations: [Decision.Obligation], under phrase: Phrase, on page: inout Page) {
        guard !obligations.isEmpty else { return }
        page.paragraph(StyledText(wording[phrase]), indent: 2)
        let narrow = Self.order.map { wording[phrase: $0].displayWidth }.max() ?? 0
        var table = TextTable([.init(minimum: narrow), .init(isFlexible: true)], width: page.width, indent: 4)
        for state in Self.order {
            let here = obligations.filter { $0.state == state }
            let titles = here.compactMap { title(of: $0) }
            let isMany = titles.count == here.count && here.count > 3
            if state != .unmet, isMany {
                let words = titles.joined(separator: wording[.semicolon])
                table.add(StyledText(wording[phrase: state], tone(of: state)), StyledText(words))
                continue
            }
            for (index, obligation) in here.enumerated() {
                if isMany {
                    table.add(StyledText(wording[phrase: state], tone(of: state)), StyledText(titles[index]))
                    continue
                }
                table.add(StyledText(wording[phrase: state], tone(of: state)), says(of: obligation))
            }
        }
        page.table(table)
    }

    /// The title of the rule that an obligation is: enough for one among many that are met.
    private func title(of obligation: Decision.Obligation) -> String? {
        guard !explain, let definition = definition(of: obligation), let rule = definition.rule else { return nil }
        return glossary.title(ofRule: rule.name)
    }

    private func definition(of obligation: Decision.Obligation) -> ObligationDefinition? {
        glossary.definition.obligations.first { $0.id == obligation.id && $0.gate == gate.id }
    }

    private func tone(of state: Decision.Obligation.State) -> Tone {
        switch state {
        case .met: .open
        case .unmet: .closed
        case .unknown, .toDo: .caution
        }
    }

    /// Where the obligation stands: the citation of the rule it is, or of the one that sets the condition.
    private func citation(of obligation: Decision.Obligation) -> String? {
        guard let definition = definition(of: obligation) else { return nil }
        if let rule = definition.rule {
            return gate.standing.first { $0.rule == rule.name }?.cites.first
                ?? glossary.definition.rules.first { $0.id == rule.name }?.cites.first
        }
        guard let condition = definition.condition else { return nil }
        return gate.standing
            .first { reason in
                reason.contributes.contains {
                    Contribution($0).map { $0.target == condition.name && $0.values.contains(definition.id) } ?? false
                }
            }
            .map { "\($0.cites.first ?? "")\(wording[.clause])\(glossary.gradeName($0.evidence.rawValue))" }
    }
}

/// The red flags of a gate that are raised or open.
struct FlagList {
    let glossary: Glossary
    let explain: Bool
    private var wording: Wording { glossary.wording }

    /// Writes the flags; what is said elsewhere to be needed is not said again unless everything is explained.
    func write(_ flags: [Decision.Flag], needed: Set<String>, on page: inout Page) {
        guard !flags.isEmpty else { return }
        guard explain || flags.contains(where: { $0.isRaised == true }) else { return open(flags, needed, on: &page) }
        page.paragraph(StyledText(wording[.flags]), indent: 2)
        let narrow =
            [wording[.flagRaised], wording[.flagOpen], wording[.obligationOpen]].map(\.displayWidth).max() ?? 0
        var table = TextTable([.init(minimum: narrow), .init(isFlexible: true)], width: page.width, indent: 4)
        for flag in flags {
            let isRaised = flag.isRaised == true
            var says = StyledText(isRaised || explain ? glossary.text(flag.says) : glossary.title(ofRule: flag.rule))
            if !flag.needs.isEmpty {
                says += StyledText(wording[.inBrackets, flag.needs.joined(separator: wording[.comma])], .faint)
            }
            table.add(StyledText(wording[isRaised ? .flagRaised : .flagOpen], isRaised ? .closed : .caution), says)
        }
        page.table(table)
    }

    /// Flags of which none is raised, by their titles.
    private func open(_ flags: [Decision.Flag], _ needed: Set<String>, on page: inout Page) {
        let words = flags.map { flag in
            let needs = flag.needs.filter { !needed.contains($0) }.joined(separator: wording[.comma])
            return glossary.title(ofRule: flag.rule) + (needs.isEmpty ? "" : wording[.inBrackets, needs])
        }
        let text = StyledText(words.joined(separator: wording[.semicolon]))
        page.labelled(wording[.flags], StyledText(wording[.flagOpen] + wording[.colon], .caution) + text)
    }
}

extension Wording {
    /// The word for the state of an obligation.
    subscript(phrase state: Decision.Obligation.State) -> String {
        switch state {
        case .met: self[.obligationMet]
        case .unmet: self[.obligationUnmet]
        case .unknown: self[.obligationOpen]
        case .toDo: self[.obligationToDo]
        }
    }
}

/// What a rule adds, read back from `decision=value+value`.
struct Contribution: Hashable {
    let target: String
    let values: [String]

    init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        target = parts[0]
        values = parts[1].split(separator: "+").map(String.init)
    }
}
