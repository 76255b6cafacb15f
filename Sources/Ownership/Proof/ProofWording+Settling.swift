package import Rulebooks

extension ProofWording {
    /// What would settle an open answer.
    package func settling(_ open: OwnershipFinding.Open) -> LocalisedText {
        switch open {
        case .share(let holding, let ownedFrom, let clearBelow):
            let holding = graph.holdings[holding]
            let owner = graph.parties[holding.owner].name
            let owned = graph.parties[holding.owned].name
            let known = share(holding.share)
            var english = "the share of \(owner) in \(owned) (\(known.english))"
            var chinese = "\(owner)在\(owned)的持股（\(known.text(in: .chinese))）"
            if let ownedFrom {
                english += "; from \(ownedFrom) on the answer is `\(rule.outcomes.owned)`"
                chinese += "；达到 \(ownedFrom) 则结论为 `\(rule.outcomes.owned)`"
            }
            if let clearBelow {
                english += "; below \(clearBelow) it is `\(rule.outcomes.notOwned)`"
                chinese += "；低于 \(clearBelow) 则为 `\(rule.outcomes.notOwned)`"
            }
            return LocalisedText(english: english, chinese: chinese)
        case .listing(let party):
            let name = graph.parties[party].name
            return LocalisedText(
                english: "whether the listing found for \(name) means it",
                chinese: "所查列名是否确指\(name)"
            )
        case .country(let party):
            let name = graph.parties[party].name
            return LocalisedText(english: "the country of \(name)", chinese: "\(name)所属国家或地区")
        }
    }
}
