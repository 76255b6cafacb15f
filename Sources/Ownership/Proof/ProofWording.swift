import Quantities
package import Rulebooks

/// The sentences of proofs in two languages.
package struct ProofWording {
    /// Why the share of a holder counts or not.
    enum Reason: Hashable {
        /// It is listed.
        case listed
        /// Its listing may mean another.
        case perhapsListed
        /// What the parties that count hold of it.
        case holdings(ShareRange)
        /// It was explained before.
        case toldAbove
        /// It is listed, but not so that it counts.
        case otherwiseListed
        /// Its owners are known, and none of them counts.
        case noneAbove
        /// No owner of it is known.
        case nothingKnown
    }

    let rule: OwnershipDefinition.Rule
    let graph: OwnershipGraph

    /// Creates the sentences for answers under a rule.
    package init(rule: OwnershipDefinition.Rule, graph: OwnershipGraph) {
        self.rule = rule
        self.graph = graph
    }

    private func name(_ party: Int) -> String { graph.parties[party].name }

    private func text(_ english: String, _ chinese: String) -> LocalisedText {
        LocalisedText(english: english, chinese: chinese)
    }

    /// The share of the rule: `at least 50 %`.
    private var needed: LocalisedText {
        let share = rule.threshold.share.description
        return switch rule.threshold.comparison {
        case .atLeast: text("at least \(share) %", "至少 \(share) %")
        case .moreThan: text("more than \(share) %", "超过 \(share) %")
        }
    }

    /// A share as far as it is known.
    package func share(_ range: ShareRange) -> LocalisedText {
        if range.isExact { return text("\(range.low)", "\(range.low)") }
        if range.high == .whole {
            return range.low == .none
                ? text("an unknown share", "不明比例")
                : text("\(range.low) or more", "\(range.low) 或以上")
        }
        return range.low == .none
            ? text("an unknown share of at most \(range.high)", "不超过 \(range.high) 的不明比例")
            : text("between \(range.low) and \(range.high)", "\(range.low) 至 \(range.high)")
    }

    func answer(
        _ target: Int,
        _ owned: OwnershipFinding.Owned,
        _ reach: OwnershipFinding.Reach,
        _ aggregate: ShareRange,
        isListed: Bool,
        applies: Bool
    ) -> LocalisedText {
        let (name, share, needed) = (name(target), share(aggregate), needed)
        var english: String
        var chinese: String
        switch owned {
        case .yes where isListed:
            english = "\(name) is listed itself"
            chinese = "\(name)自身被列名"
        case .yes:
            english =
                "listed parties and parties that they own hold \(share.english) of \(name); \(needed.english) is enough"
            chinese = "被列名主体及其拥有的主体合计持有\(name) \(share.text(in: .chinese))；\(needed.text(in: .chinese))即达标准"
        case .open:
            english =
                "listed parties and parties that they own hold \(share.english) of \(name), so that it can't be said "
                + "whether it is \(needed.english)"
            chinese =
                "被列名主体及其拥有的主体持有\(name) \(share.text(in: .chinese))，尚不能断定是否达到\(needed.text(in: .chinese))"
        case .no:
            english =
                "listed parties and parties that they own hold \(share.english) of \(name); "
                + "\(needed.english) would be needed"
            chinese = "被列名主体及其拥有的主体合计持有\(name) \(share.text(in: .chinese))；须\(needed.text(in: .chinese))方达标准"
        }
        if !applies {
            english = "were the rule in force: " + english
            chinese = "假如规则有效：" + chinese
        }
        return text(english, chinese)
    }

    func reach(_ target: Int, _ reach: OwnershipFinding.Reach) -> LocalisedText {
        let outside = rule.outside.joined(separator: ", ")
        guard reach == .outside else {
            return text(
                "the country of \(name(target)) is not known, and the rule does not reach parties of \(outside)",
                "\(name(target))所属国家或地区不明，而规则不及于 \(outside) 的主体"
            )
        }
        return text(
            "\(name(target)) belongs to \(graph.parties[target].country ?? ""), which the rule does not reach",
            "\(name(target))属于 \(graph.parties[target].country ?? "")，规则不及于该国主体"
        )
    }

    func holder(_ owner: OwnershipFinding.Owner, _ reason: Reason) -> LocalisedText {
        let share = share(owner.share)
        let name = name(owner.party)
        let counts =
            switch owner.counts {
            case .yes: text("it counts", "计入")
            case .open: text("it may count", "可能计入")
            case .no: text("it does not count", "不计入")
            }
        let why = why(owner, reason)
        return text(
            "\(name) holds \(share.english); \(counts.english)" + (why.english.isEmpty ? "" : ": \(why.english)"),
            "\(name)持有 \(share.text(in: .chinese))；\(counts.text(in: .chinese))"
                + (why.english.isEmpty ? "" : "：\(why.text(in: .chinese))")
        )
    }

    private func why(_ owner: OwnershipFinding.Owner, _ reason: Reason) -> LocalisedText {
        switch reason {
        case .listed: text("it is listed", "被列名")
        case .perhapsListed: text("whether a listing means it is not settled", "列名是否指该方尚未确定")
        case .holdings(let range):
            switch owner.counts {
            case .yes:
                text(
                    "such parties hold \(share(range).english) of it",
                    "此类主体持有其 \(share(range).text(in: .chinese))"
                )
            case .open:
                text(
                    "such parties hold \(share(range).english) of it, which may be enough",
                    "此类主体持有其 \(share(range).text(in: .chinese))，可能达到标准"
                )
            case .no:
                text(
                    "such parties hold only \(share(range).english) of it",
                    "此类主体仅持有其 \(share(range).text(in: .chinese))"
                )
            }
        case .toldAbove: text("as shown above", "如上所述")
        case .otherwiseListed: text("its listing is none that counts on the day", "其列名当日不属计入之列")
        case .noneAbove: text("no listed party is known above it", "其上层未见被列名主体")
        case .nothingKnown:
            graph.parties[owner.party].isUltimate
                ? text("nobody stands above it", "其上无他人")
                : text("nothing is known of its owners", "其股东情况不明")
        }
    }

    func loop(_ owner: OwnershipFinding.Owner, _ party: Int) -> LocalisedText {
        text(
            "\(name(owner.party)) holds \(share(owner.share).english); it counts only through \(name(party)) itself "
                + "and is not needed",
            "\(name(owner.party))持有 \(share(owner.share).text(in: .chinese))；其仅经由\(name(party))自身计入，无须依赖"
        )
    }

    func listing(_ party: Int, _ listing: Listing, _ title: LocalisedText) -> LocalisedText {
        let programmes = listing.programmes.isEmpty ? "" : " (\(listing.programmes.joined(separator: ", ")))"
        let since = listing.since.map { text(" since \($0)", "，自 \($0) 起") } ?? text("", "")
        let verb = listing.isCertain ? text("stands on", "列于") : text("may be the one on", "可能列于")
        return text(
            "\(name(party)) \(verb.english) the \(title.english)\(programmes)\(since.english)",
            "\(name(party))\(verb.text(in: .chinese))\(title.text(in: .chinese))\(programmes)"
                + since.text(in: .chinese)
        )
    }

    func idleListing(
        _ party: Int,
        _ listing: Listing,
        _ title: LocalisedText,
        counts: Bool,
        on date: CalendarDate
    ) -> LocalisedText {
        let (english, chinese) = (title.english, title.text(in: .chinese))
        if let until = listing.until, until <= date {
            return text(
                "\(name(party)) was on the \(english) until \(until)",
                "\(name(party))曾列于\(chinese)，至 \(until) 止"
            )
        }
        if let since = listing.since, date < since {
            return text(
                "\(name(party)) is on the \(english) only from \(since)",
                "\(name(party))自 \(since) 起方列于\(chinese)"
            )
        }
        return text(
            "\(name(party)) stands on the \(english), which the rule does not count",
            "\(name(party))列于\(chinese)，本规则不计入"
        )
    }

    func more(_ count: Int) -> LocalisedText {
        text("\(count) more holders, none of whom counts", "另有 \(count) 名股东，均不计入")
    }

    func goesOn(_ party: Int) -> LocalisedText {
        text("what stands above \(name(party)) is left out here", "\(name(party))以上从略")
    }

    func tooMuch(_ target: Int, _ total: BasisPoints) -> LocalisedText {
        text(
            "the shares stated of \(name(target)) come to \(total); a source is wrong, or they are of different kinds",
            "所述\(name(target))股权合计 \(total)；或有来源有误，或股份类别不同"
        )
    }

    func unaccounted(_ target: Int, _ rest: BasisPoints) -> LocalisedText {
        text(
            "\(rest) of \(name(target)) is not accounted for",
            "\(name(target))有 \(rest) 股权未见说明"
        )
    }
}
