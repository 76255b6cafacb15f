import Presenting
import Rulebooks
import Screening

/// The words of screening in the language of the page.
struct ScreenWords {
    let language: LocalisedText.Language

    func callAsFunction(_ english: String, _ chinese: String) -> String {
        language == .chinese ? chinese : english
    }

    /// What a party comes to.
    func outcome(_ outcome: PartyFinding.Outcome) -> String {
        switch outcome {
        case .hit: self("HIT", "命中")
        case .review: self("REVIEW", "待核")
        case .clear: self("CLEAR", "未见")
        case .notScreened: self("NOT SCREENED", "未筛查")
        }
    }

    /// What a match counts as.
    func effect(_ effect: PartyMatch.Outcome?) -> String {
        switch effect {
        case .hit: self("HIT", "命中")
        case .review: self("REVIEW", "待核")
        case nil: self("does not count", "不计")
        }
    }

    func tone(_ outcome: PartyFinding.Outcome) -> Tone {
        switch outcome {
        case .hit: .closed
        case .review, .notScreened: .caution
        case .clear: .open
        }
    }

    func tone(_ effect: PartyMatch.Outcome?) -> Tone {
        switch effect {
        case .hit: .closed
        case .review: .caution
        case nil: .faint
        }
    }

    /// Where a match stands.
    func standing(_ standing: KeptMatch.Standing) -> String {
        switch standing {
        case .open: self("open", "未处置")
        case .cleared: self("cleared", "已排除")
        case .confirmed: self("confirmed", "已确认")
        case .reopenedByParty: self(standing.rawValue, "重新待核：主体信息已变")
        case .reopenedByEntry: self(standing.rawValue, "重新待核：条目已变")
        case .reopenedByTime: self(standing.rawValue, "重新待核：处置已到期")
        }
    }

    /// What a reviewer decided.
    func disposition(_ disposition: Disposition) -> String {
        let what =
            switch disposition.verdict {
            case .clear: self("cleared", "排除")
            case .confirm: self("confirmed", "确认")
            }
        return self(
            "\(what) by \(disposition.reviewer) at \(disposition.decidedAt) until \(disposition.expires): "
                + disposition.reason,
            "\(disposition.reviewer) 于 \(disposition.decidedAt) \(what)，有效至 \(disposition.expires)：\(disposition.reason)"
        )
    }

    /// Of which day a list is.
    func version(_ version: StoredVersion) -> String {
        version.asOf.map { self("of \($0)", "\($0) 版") } ?? self("of an unknown day", "日期不明")
    }
}
